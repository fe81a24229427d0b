import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));

/** The program as `npm start` runs it, on a free port, with a data folder of its own. */
export interface RunningProgram {
  readonly url: string;
  readonly data: string;
  /** What it printed so far, both streams. */
  output(): string;
  /** Sends a signal and waits for the end; SIGTERM unless said. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Takes the data folder away, after {@link stop}. */
  remove(): void;
}

/** Starts the built program and waits until it answers. */
export async function runProgram(
  options: {
    readonly data?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly args?: readonly string[];
  } = {},
): Promise<RunningProgram> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'mingzhang-data-'));
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [BIN, 'start', '--port', '0', ...(options.args ?? [])], {
    env: { ...inherited, MINGZHANG_DATA: data, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/\S+/u.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    // What it cannot start with it says at once; whoever waits hears it.
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
  return {
    url,
    data,
    output: () => printed,
    stop: (signal = 'SIGTERM') => ended(child, signal),
    remove: () => rmSync(data, { recursive: true, force: true }),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await end;
}
