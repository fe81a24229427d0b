// What a person gets who changes one number in a document: every document is read by the layout that it is found to follow
// and by words alone, one printed amount of a table at a time is changed in the file's text as people change them (a digit,
// two digits swapped, the number of the row beside), and the file is read and checked anew. Printed for each document:
//   held      amounts that tables print, and those of them that a law holds to others
//   found     changes of which a finding shows the place; error: with severity error
//   first     the finding's first place is the changed number; value: what it should be is what was printed
//   false     errors of the unchanged document that src/testing/known-errors does not list; of the changed ones that
//             were not there before and do not show the place (more)
//   CHANGES=20 changes a document    ONLY=name documents whose name holds this    PACK=own / PACK=generic
//   EXAMPLES=0 / SHARED=0 leave those out    FREE=1 lists what no law holds, by table, row and column
import { existsSync, readFileSync } from 'node:fs';
import { loadAccounts } from '../dist/accounts/load.js';
import { checkAll } from '../dist/checking/all.js';
import { heldAmounts } from '../dist/checking/held.js';
import { systemOf } from '../dist/checking/system.js';
import { printValue } from '../dist/facts/measure.js';
import { findPacks } from '../dist/packs/load.js';
import { loadVocabulary } from '../dist/packs/vocabulary.js';
import { checkedDocument } from '../dist/reading/checked.js';
import { readSource } from '../dist/reading/read.js';
import { readSourceOf } from '../dist/reading/read-file.js';
import { publishedExamples, sharedDocuments } from './documents.mjs';

const { env } = process;
const CHANGES = Number(env.CHANGES ?? 20);
const ROWS = Number(env.ROWS ?? 6);
const accounts = loadAccounts().value;
const library = findPacks(accounts).value;
const packs = library.ids().map((id) => library.load(id).value);
const means = { accounts, packs, vocabulary: loadVocabulary().value };
const WAYS = [
  { id: 'own', asked: {} },
  { id: 'generic', asked: { pack: 'generic' } },
].filter(({ id }) => env.PACK === undefined || env.PACK === id);
const KEYS = ['held', 'printed', 'changes', 'found', 'error', 'first', 'value', 'more', 'false'];
const empty = () => Object.fromEntries(KEYS.map((key) => [key, 0]));
const sums = new Map(WAYS.map(({ id }) => [id, empty()]));

async function* documents() {
  if (env.SHARED !== '0') yield* sharedDocuments();
  if (env.EXAMPLES !== '0') yield* publishedExamples({ accounts, library, packs });
}

/** Numbers that look random and are the same every time (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

console.log(
  'document                               pack                 held   found   error   first   value    more   false',
);
for await (const { name, file, bytes } of documents()) {
  if (env.ONLY !== undefined && !name.includes(env.ONLY)) continue;
  const source = await readSourceOf(bytes, { file });
  if (!source.ok) continue;
  for (const { id, asked } of WAYS) {
    const count = detect(name, source.value, asked);
    const sum = sums.get(id);
    for (const key of KEYS) sum[key] += count[key];
    console.log(row(name, count.pack, count));
  }
}
for (const { id } of WAYS) console.log(row('all', id, sums.get(id)));

function check(source, asked, name) {
  const read = readSource(source, { ...means, ...asked, file: name, sha256: '' });
  if (!read.ok) return undefined;
  const document = checkedDocument(read.value, means);
  const { entity, year, stage } = document;
  const unsaid = { entity: entity.code === '' ? entity.name : entity.code, year: String(year), stage };
  const { findings } = checkAll(document, { unsaid, sayPlace: () => '' });
  return { reading: read.value, document, findings };
}

function detect(name, source, asked) {
  const before = check(source, asked, name);
  const { document, reading } = before;
  const held = heldAmounts(document, systemOf(document));
  const unplaced = reading.numbers.filter(({ part, fate }) => part === 'table' && fate.type === 'unplaced');
  const count = { ...empty(), pack: reading.pack.id, held: held.held, printed: held.printed };
  count.printed += unplaced.filter(({ text }) => /\d\.\d\d$/u.test(text)).length;
  if (env.FREE === '1') listFree(document, held.free, unplaced);
  const known = knownErrors(name);
  const wrong = before.findings.filter(
    ({ severity, rule }) => severity === 'error' && rule.startsWith('law.'),
  );
  // A comparison that is wrong itself has no cell: the rates that its finding says stand for it.
  const namesOf = ({ value, expected, message }) =>
    value === undefined ? (message.match(/\d+\.\d+%/gu) ?? []) : [value, expected ?? value];
  const isKnown = (one) => known?.some((text) => namesOf(one).some((name) => text.includes(name))) ?? false;
  count.false = known === undefined ? 0 : wrong.filter((one) => !isKnown(one)).length;
  if (env.FALSE === '1')
    for (const one of wrong)
      console.log(`    ${isKnown(one) ? 'known' : 'FALSE'} ${one.rule} ${one.message}`);
  const cells = amountCells(source);
  const next = random(cells.length);
  const same = (one) => `${one.rule} ${one.message}`;
  const had = new Set(before.findings.map(same));
  for (let turn = 0; turn < CHANGES && cells.length > 1; turn += 1) {
    const at = Math.floor(next() * cells.length);
    const text = cells[at].text.trim();
    const slipped = slip(text, cells[at + 1]?.text.trim() ?? text, next);
    if (Number(slipped.replace(/,/gu, '')) === Number(text.replace(/,/gu, ''))) continue;
    count.changes += 1;
    const after = check(changed(source, cells[at], slipped), asked, name);
    const fresh = after.findings.filter((one) => !had.has(same(one)));
    const place = JSON.stringify(cells[at].place);
    const own = fresh.filter(({ places }) => places.some((one) => JSON.stringify(one) === place));
    if (own.length > 0) count.found += 1;
    if (own.some(({ severity }) => severity === 'error')) count.error += 1;
    const first = own.find(({ places }) => JSON.stringify(places[0]) === place);
    if (first !== undefined) count.first += 1;
    if (first?.expected !== undefined && Number(first.expected) === Number(text.replace(/,/gu, '')))
      count.value += 1;
    count.more += fresh.some((one) => one.severity === 'error' && !own.includes(one)) ? 1 : 0;
    if (env.VERBOSE === '1' && first === undefined) {
      console.log(
        `    ${text} → ${slipped} ${titleAt(document, cells[at])}: ${own.length > 0 ? own[0].message : 'not found'}`,
      );
    }
  }
  return count;
}

function titleAt(document, cell) {
  const table = document.tables.find(({ cells }) => cells.flat().some(({ place }) => place === cell.place));
  const row = table?.cells.find((cells) => cells.some(({ place }) => place === cell.place));
  return `${table?.title} [${row?.map(({ text }) => text.replace(/\s/gu, '')).join('|')}]`;
}

/** Every cell of a table that holds an amount above zero. */
function amountCells(source) {
  const cells = source.document.sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'table' ? [...block.head, ...block.body] : []))
    .flatMap((one) => one.cells);
  return cells.filter(
    ({ text, place }) => place !== undefined && /^[\d,]+\.\d\d$/u.test(text.trim()) && /[1-9]/u.test(text),
  );
}

function slip(text, neighbour, next) {
  const kind = Math.floor(next() * 3);
  const digits = [...text].flatMap((char, index) => (/\d/u.test(char) ? [index] : []));
  const at = digits[Math.floor(next() * digits.length)];
  if (kind === 1 && digits.includes(at + 1))
    return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  if (kind === 2) return neighbour;
  return text.slice(0, at) + ((Number(text[at]) + 1 + Math.floor(next() * 8)) % 10) + text.slice(at + 1);
}

function changed(source, target, text) {
  const rows = (list) =>
    list.map((one) => ({
      ...one,
      cells: one.cells.map((cell) => (cell === target ? { ...cell, text } : cell)),
    }));
  const swap = (block) =>
    block.type === 'table' ? { ...block, head: rows(block.head), body: rows(block.body) } : block;
  const { sections } = source.document;
  return {
    ...source,
    document: {
      ...source.document,
      sections: sections.map((section) => ({ ...section, blocks: section.blocks.map(swap) })),
    },
  };
}

/** What is known to be wrong in a document, as texts; an example that was published is right. */
function knownErrors(name) {
  if (name.includes('@')) return [];
  const file = new URL(`../src/testing/known-errors/${name.replace(/\.[a-z]+$/u, '.json')}`, import.meta.url);
  return existsSync(file) ? [readFileSync(file, 'utf8')] : undefined;
}

/** What no law holds, by table and column, with the rows it stands in. */
function listFree(document, free, unplaced) {
  const titleOf = new Map(
    document.tables.map(({ id, title, layout, closed }) => [
      id,
      `${id} ${title} [${layout}] closed: ${[...closed].join(' ')}`,
    ]),
  );
  const byColumn = new Map();
  for (const { table, row, column, at, value, unit, decimals } of free) {
    const key = `${titleOf.get(table)} | ${column}`;
    const where = Object.entries(at).filter(([id]) => !['measure', 'year', 'stage'].includes(id));
    const said = where.map(([id, member]) => `${id}:${member}`).join(' ');
    byColumn.set(key, [
      ...(byColumn.get(key) ?? []),
      `${row}=${printValue(value, unit, decimals)} {${said}}`,
    ]);
  }
  for (const [key, rows] of byColumn)
    console.log(`    ${rows.length} × ${key}: ${rows.slice(0, ROWS).join('; ')}`);
  if (unplaced.length > 0)
    console.log(
      `    ${unplaced.length} unplaced: ${unplaced
        .slice(0, 2 * ROWS)
        .map(({ text, context }) => `${context} ${text}`)
        .join('; ')}`,
    );
}

function row(name, pack, { held, printed, changes, found, error, first, value, more, false: wrong }) {
  const share = (part) => `${part}/${changes}`.padStart(7);
  return `${name.slice(0, 38).padEnd(38)} ${pack.padEnd(15)} ${`${held}/${printed}`.padStart(9)} ${[found, error, first, value].map(share).join(' ')} ${String(more).padStart(7)} ${String(wrong).padStart(7)}`;
}
