import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { freshDatabase, TEST_DATABASE } from '../../../src/testing/database.ts';
import { type RunningProgram, runProgram } from '../../../src/testing/running-server.ts';

const CHROMIUM = '/usr/bin/chromium';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The windows that the app is made for. */
export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** The program as people use it: a server with a data folder of its own, and a browser. */
export interface App {
  readonly program: RunningProgram;
  readonly page: Page;
  /** What the browser complained about, refusals of the content security policy included. */
  readonly complaints: readonly string[];
  goTo(path: string): Promise<void>;
  /** Sends a file as the page does, waits until it is checked, and gives the document's id. */
  checked(name: string, content: string | Uint8Array): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts server and browser; whoever does closes them. On a PostgreSQL server where there is one for tests, else on the
 * embedded database.
 */
export async function openApp(env: NodeJS.ProcessEnv = {}): Promise<App> {
  const database = TEST_DATABASE === undefined ? undefined : await freshDatabase();
  const program = await runProgram({
    env: { ...(database === undefined ? {} : { DATABASE_URL: database.url }), ...env },
  });
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  // Who waits for nothing to move does not wait longer on a busy machine.
  const page = await browser.newPage({ viewport: DESK, locale: 'zh-CN', reducedMotion: 'reduce' });
  // What a person would wait for takes long where several tests share two cores.
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text());
  });
  return {
    program,
    page,
    complaints,
    goTo: async (path) => {
      await page.goto(program.url + path);
    },
    checked: async (name, content) => {
      const form = new FormData();
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      form.append('file', new Blob([bytes.slice()]), name);
      const sent = await fetch(`${program.url}/api/documents`, { method: 'POST', body: form });
      const { documents }: { documents: { id: string }[] } = await sent.json();
      const id = documents[0]?.id ?? '';
      for (;;) {
        const answer: { state: string } = await (await fetch(`${program.url}/api/documents/${id}`)).json();
        if (answer.state === 'done' || answer.state === 'failed') return id;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    close: async () => {
      await browser.close();
      await program.stop();
      program.remove();
      await database?.remove();
    },
  };
}

/** What axe finds of grave faults on the page, in a line each. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  // The policy of the page refuses scripts that it did not send; the browser itself may run them.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const found: unknown =
    await page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`);
  return Array.isArray(found) ? found.map(String) : [String(found)];
}

/** Whether the page is wider than the window. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
