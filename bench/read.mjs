// How fast and how well documents are read. Speed: milliseconds a page to facts, against a raw PDFium pass that only
// extracts the characters, and `pdftotext -bbox` where installed, in the same run. Quality: for every document with
// hand-checked figures, numbers placed and figures right. Documents are those of ../shared, where it is there, else the
// example's own PDF.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { findPacks } from '../dist/packs/load.js';
import { loadVocabulary } from '../dist/packs/vocabulary.js';
import { coverageOf } from '../dist/reading/coverage.js';
import { pdfium } from '../dist/reading/pdf-native.js';
import { readBytes } from '../dist/reading/read-file.js';
import { judge } from './judge.mjs';
import { peakMemory } from './reference.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = join(root, '../shared');
const accounts = loadAccounts().value;
const library = findPacks(accounts).value;
const means = {
  accounts,
  vocabulary: loadVocabulary().value,
  packs: library.ids().map((id) => library.load(id).value),
};

const samples = join(shared, 'samples/shanghai');
const pdfs = existsSync(samples)
  ? readdirSync(samples)
      .filter((name) => name.endsWith('.pdf'))
      .map((name) => join(samples, name))
  : [ownPdf()];
const seeds = existsSync(join(shared, 'seeds'))
  ? readdirSync(join(shared, 'seeds')).map((name) => join(shared, 'seeds', name))
  : [];

/** The example, published: something to read where the real documents are missing. */
function ownPdf() {
  const out = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
  spawnSync(
    process.execPath,
    ['bin/mingzhang.js', 'publish', 'examples/gaoyang-2025/budget.xlsx', '-o', out],
    {
      cwd: root,
    },
  );
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  return join(
    out,
    readdirSync(out).find((name) => name.endsWith('.pdf')),
  );
}

/** PDFium alone: every character with its box, nothing made of them. */
function rawPass(native, bytes) {
  const at = native.malloc(bytes.length);
  native.bytes().set(bytes, at);
  const document = native.loadDocument(at, bytes.length, 0);
  const pages = native.pageCount(document);
  const box = native.malloc(32);
  for (let index = 0; index < pages; index += 1) {
    const page = native.loadPage(document, index);
    const text = native.loadText(page);
    const count = native.countChars(text);
    for (let one = 0; one < count; one += 1) {
      native.unicode(text, one);
      native.looseBox(text, one, box);
    }
    native.closeText(text);
    native.closePage(page);
  }
  native.closeDocument(document);
  native.free(box);
  native.free(at);
  return pages;
}

const TURNS = 7;

/** What the processor has worked for this process so far, in milliseconds. */
const worked = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * The least of several turns in milliseconds, after one to warm up: of the processor's time, which says the same on a
 * busy machine; of another program by the clock.
 */
async function least(work, clock = worked) {
  await work();
  let best = Infinity;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const start = clock();
    await work();
    best = Math.min(best, clock() - start);
  }
  return best;
}

const native = await pdfium();
const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;
console.log('reading, ms a page (least of 7)');
console.log(`  ${'document'.padEnd(42)} pages    raw   facts  ratio   pdftotext -bbox`);
for (const file of pdfs) {
  const bytes = new Uint8Array(readFileSync(file));
  let pages = 0;
  const raw = await least(() => {
    pages = rawPass(native, bytes);
  });
  const facts = await least(() => readBytes(bytes, { ...means, file }));
  const other = hasPdftotext
    ? await least(
        () => spawnSync('pdftotext', ['-bbox', file, '-'], { maxBuffer: 2 ** 28 }),
        () => performance.now(),
      )
    : undefined;
  const each = (ms) => (ms / pages).toFixed(2).padStart(6);
  console.log(
    `  ${basename(file).slice(0, 42).padEnd(42)} ${String(pages).padStart(5)} ${each(raw)}  ${each(facts)} ${(facts / raw).toFixed(2).padStart(6)}   ${other === undefined ? 'not installed' : each(other)}`,
  );
}

console.log('quality: numbers placed of those printed; figures a person checked');
for (const file of [...seeds, ...pdfs]) {
  const bytes = new Uint8Array(readFileSync(file));
  const reading = await readBytes(bytes, { ...means, file });
  if (!reading.ok) continue;
  const { tables, sheets, text } = coverageOf(reading.value.numbers);
  const share = ({ placed, printed }) => `${placed}/${printed}`.padEnd(10);
  const judged = judge(reading.value, basename(file).replace(/\.[a-z]+$/u, ''));
  const verdicts =
    judged === undefined ? '' : `right ${judged.right}, missing ${judged.missing}, wrong ${judged.wrong}`;
  console.log(
    `  ${basename(file).slice(0, 38).padEnd(38)} tables ${share(tables)} sheets ${share(sheets)} text ${share(text)} ${verdicts}`,
  );
}

// Memory: the same documents over and over.
const before = process.memoryUsage().rss;
for (let turn = 0; turn < 500; turn += 1) {
  const file = pdfs[turn % pdfs.length];
  await readBytes(new Uint8Array(readFileSync(file)), { ...means, file });
}
const after = process.memoryUsage().rss;
console.log(
  `500 documents: ${Math.round(before / 2 ** 20)} MB → ${Math.round(after / 2 ** 20)} MB, peak ${peakMemory()}`,
);
