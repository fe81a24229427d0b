import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/**
 * The rooms, the lowest first: a room may import from itself and from those before it. The one array that
 * orders them; docs/architecture.md draws it.
 */
const ROOMS = [
  'messages',
  'money',
  'document',
  'accounts',
  'facts',
  'packs',
  'ledger',
  'performance',
  'checking',
  'reading',
  'writing',
  'reporting',
  'working',
  'store',
  'server',
  'cli',
];

/** Parts that only one room may import, with the room (and file) that may. */
const GUARDED: Readonly<Record<string, RegExp>> = {
  exceljs: /^writing\//u,
  '@e965/xlsx': /^(ledger\/import|accounts\/(import|list-)|reading\/xlsx)/u,
  '@myriaddreamin/typst-ts-node-compiler': /^writing\/pdf/u,
  '@hyzyla/pdfium': /^reading\/pdf/u,
  parse5: /^reading\/html/u,
  saxes: /^reading\//u,
  commander: /^cli\//u,
  '@cantoo/pdf-lib': /^reporting\/pdf/u,
  'fast-png': /^reporting\//u,
};

const src = fileURLToPath(new URL('.', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu)].map((match) => ({
    from: file,
    to: match[1] ?? '',
  }));
}

/** What is wrong with an import, if anything. */
function violation({ from, to }: Import): string | undefined {
  const isTest = from.endsWith('.test.ts');
  const room = from.split('/')[0] ?? '';
  if (!to.startsWith('.')) {
    const rule = Object.hasOwn(GUARDED, to) ? GUARDED[to] : undefined;
    return rule === undefined || isTest || rule.test(from) ? undefined : `${from} may not import ${to}`;
  }
  if (!from.includes('/')) return undefined;
  const target = relative(src, join(src, from, '..', to)).split(sep)[0] ?? '';
  if (isTest) return undefined;
  const here = ROOMS.indexOf(room);
  const there = ROOMS.indexOf(target);
  if (here < 0) return `${from}: room ${room} has no place in the order`;
  if (there < 0) return `${from}: imports ${to}, which is in no room`;
  return there > here ? `${from} imports upwards: ${to}` : undefined;
}

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('testing/'));
}

it('imports point downwards only', () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(30);
  const wrong = files.flatMap((file) =>
    importsOf(file, readFileSync(join(src, file), 'utf8')).flatMap((one) => violation(one) ?? []),
  );
  expect(wrong).toEqual([]);
});

it('would notice an import that points upwards, a guarded part, and a room without a place', () => {
  expect(importsOf('money/a.ts', "import { x } from '../facts/fact.ts';")).toEqual([
    { from: 'money/a.ts', to: '../facts/fact.ts' },
  ]);
  expect(violation({ from: 'money/a.ts', to: '../facts/fact.ts' })).toContain('upwards');
  expect(violation({ from: 'facts/a.ts', to: 'exceljs' })).toContain('may not');
  expect(violation({ from: 'nowhere/a.ts', to: '../facts/fact.ts' })).toContain('no place');
  expect(violation({ from: 'facts/a.ts', to: '../money/amount.ts' })).toBeUndefined();
});

/** What the web app may import from src: what server and page tell each other, texts, and rooms of pure functions. */
const PURE = /^(server\/contract|messages|money|reporting)\/|^(reading\/coverage|checking\/family)\.ts$/u;

/** Whether an import leaves nothing behind when types are stripped: the page does not carry it. */
const TYPES_ONLY = /^(?:import|export) type /u;

/** The files that a file needs when it runs, and the packages: types are gone by then. */
function neededBy(text: string): string[] {
  return [
    ...text.matchAll(
      /^(?:import|export)\s[^;']*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gmu,
    ),
  ]
    .filter(([whole]) => !TYPES_ONLY.test(whole))
    .map(([, named, bare, later]) => named ?? bare ?? later ?? '');
}

/** Everything of src that runs in the browser, by which file needs it first, and what of it cannot. */
function carriedByWeb(): { readonly files: readonly string[]; readonly wrong: readonly string[] } {
  const web = join(src, '../web/src');
  const queue = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !name.endsWith('.test.ts') && !name.startsWith('testing'))
    .map((name) => join(web, name));
  const seen = new Set(queue);
  const wrong: string[] = [];
  for (const file of queue) {
    const own = file.startsWith(web);
    const name = relative(join(src, '..'), file).split(sep).join('/');
    for (const needed of neededBy(readFileSync(file, 'utf8'))) {
      if (!needed.startsWith('.')) {
        if (needed.startsWith('node:') || (!own && needed !== 'zod')) wrong.push(`${name} needs ${needed}`);
        continue;
      }
      const target = join(file, '..', needed);
      if (!/\.tsx?$/u.test(target) || seen.has(target)) continue;
      const room = relative(src, target).split(sep).join('/');
      if (!target.startsWith(web) && !PURE.test(room)) wrong.push(`${name} may not carry ${room}`);
      seen.add(target);
      queue.push(target);
    }
  }
  return { files: queue.filter((file) => !file.startsWith(web)), wrong };
}

it('the web app carries only what runs in a browser', () => {
  const { files, wrong } = carriedByWeb();
  expect(files.length).toBeGreaterThan(2);
  expect(wrong).toEqual([]);
});

it('knows an import of types from one that the page would carry', () => {
  expect(
    neededBy("import type { A } from './a.ts';\nimport { b } from './b.ts';\nimport './c.css';"),
  ).toEqual(['./b.ts', './c.css']);
});

it('names no region and no table heading in the code', () => {
  const packs = readdirSync(join(src, '../packs'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(src, '../packs', name), 'utf8'));
  const titles = new Set(
    packs.flatMap((text) =>
      [...text.matchAll(/title: "?\{scope\}([^"\n]+表)"?/gu)].flatMap((m) => m[1] ?? []),
    ),
  );
  expect(titles.size).toBeGreaterThan(5);
  const regions = /hebei|henan|sichuan|shanghai|河北|河南|四川|上海|高阳|莲池|西工/u;
  const wrong = sources()
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
      const found = regions.exec(code)?.[0] ?? [...titles].find((title) => code.includes(title));
      return found === undefined ? [] : [`${file}: ${found}`];
    });
  expect(wrong).toEqual([]);
});

it('the lock file names every platform package, so that npm ci works on all (scripts/complete-lock.mjs)', () => {
  const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
    readFileSync(join(src, '../package-lock.json'), 'utf8'),
  );
  const wanted = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  expect(wanted.length).toBeGreaterThan(10);
  const missing = wanted.filter(
    (name) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)),
  );
  expect(missing).toEqual([]);
});

it('says every text of the catalogue once: of two under one key, one would never be seen', () => {
  const texts = join(src, 'messages/zh');
  const keys = readdirSync(texts).flatMap((name) =>
    [...readFileSync(join(texts, name), 'utf8').matchAll(/^ {2}'([^']+)':/gmu)].map(
      (match) => match[1] ?? '',
    ),
  );
  expect(keys.length).toBeGreaterThan(1000);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('names every text of the page as a whole: the build keeps those whose keys stand in its files', () => {
  const web = join(src, '../web/src');
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/u.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  const parts = files.filter((name) => /\bsay\(`/u.test(readFileSync(join(web, name), 'utf8')));
  expect(parts).toEqual([]);
});
