// How much of what is wrong is found: every document is read, one printed amount at a time is changed (a digit, two
// digits swapped, the decimal point moved, the value of the row beside), and the laws are asked. Printed per document:
// changes that a law reaches (with every other number free inside its rounding, the true value no longer fits), and of
// those: found, first suspect right, required value right. Changes inside rounding and numbers in no law are counted apart.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { conflictsOf } from '../dist/checking/localise.js';
import { propagate } from '../dist/checking/propagate.js';
import { systemOf } from '../dist/checking/system.js';
import { basePerUnit, printValue } from '../dist/facts/measure.js';
import { findPacks } from '../dist/packs/load.js';
import { loadVocabulary } from '../dist/packs/vocabulary.js';
import { checkedDocument } from '../dist/reading/checked.js';
import { readBytes } from '../dist/reading/read-file.js';

const CHANGES = Number(process.env.CHANGES ?? 200);
const root = fileURLToPath(new URL('../../shared', import.meta.url));
const folders = ['seeds', 'samples/shanghai']
  .map((name) => join(root, name))
  .filter((path) => existsSync(path));
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(txt|pdf)$/u.test(name))
    .map((name) => join(folder, name)),
);
const accounts = loadAccounts().value;
const library = findPacks(accounts).value;
const packs = library.ids().map((id) => library.load(id).value);
const means = { accounts, packs, vocabulary: loadVocabulary().value };

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

/** A slip of the kinds people make, in the digits as printed. */
function slip(text, neighbour, next) {
  const kind = Math.floor(next() * 4);
  const digits = [...text].flatMap((char, index) => (/\d/u.test(char) ? [index] : []));
  const at = digits[Math.floor(next() * digits.length)];
  if (kind === 0)
    return text.slice(0, at) + ((Number(text[at]) + 1 + Math.floor(next() * 8)) % 10) + text.slice(at + 1);
  if (kind === 1 && digits.includes(at + 1))
    return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  if (kind === 2 && text.includes('.')) return `${text.replace('.', '')}0`.replace(/(\d\d)$/u, '.$1');
  if (kind === 3 && neighbour !== undefined) return neighbour;
  return text.slice(0, at) + ((Number(text[at]) + 1 + Math.floor(next() * 8)) % 10) + text.slice(at + 1);
}

function changed(document, target, value) {
  const swap = (fact) =>
    fact === target ? { ...fact, value, status: value === 0n ? 'zero' : 'printed' } : fact;
  return {
    ...document,
    tables: document.tables.map((table) => ({ ...table, facts: table.facts.map(swap) })),
    others: document.others.map(swap),
  };
}

const sum = { reached: 0, found: 0, first: 0, value: 0, rounding: 0, free: 0 };
console.log(
  'document                                 reached   found   first suspect   value   rounding   in no law   ms',
);
for (const file of files) {
  const read = await readBytes(new Uint8Array(readFileSync(file)), { ...means, file });
  if (!read.ok) continue;
  const document = checkedDocument(read.value, means);
  // What is wrong in the document itself is left out: it would reach everything.
  const already = conflictsOf(systemOf(document));
  const dropped = new Set(already.flatMap(({ constraints }) => constraints));
  const torn = new Set(already.flatMap(({ variables }) => variables));
  const all = [...document.tables.flatMap(({ facts }) => facts), ...document.others].filter(
    ({ status, at }) => status === 'printed' && (at.measure ?? 'amount') === 'amount',
  );
  const next = random(all.length);
  const count = { reached: 0, found: 0, first: 0, value: 0, rounding: 0, free: 0 };
  let time = 0;
  for (let turn = 0; turn < CHANGES && all.length > 0; turn += 1) {
    const index = Math.floor(next() * all.length);
    const target = all[index];
    const text = printValue(target.value, target.unit, target.decimals);
    const beside = all[index + 1] && printValue(all[index + 1].value, all[index + 1].unit, target.decimals);
    const wrong = slip(text, beside, next);
    if (wrong === text) continue;
    const value =
      (BigInt(wrong.replace('.', '')) * basePerUnit(target.unit)) / 10n ** BigInt(target.decimals);
    const start = performance.now();
    const system = systemOf(changed(document, target, value));
    const print = system.variables
      .flatMap(({ prints }) => prints)
      .find(({ fact }) => fact.value === value && fact.place === target.place && fact.at === target.at);
    // Reached: with the print silent, what the others leave for its coordinate excludes what it now says.
    const own = torn.has(print?.variable) ? [] : [print];
    const others = [...torn].flatMap((one) => system.variables[one]?.prints ?? []);
    const silent =
      own.length > 0 && propagate(system, { prints: new Set([...own, ...others]), constraints: dropped });
    const bounds = silent !== false && silent.consistent ? silent.bounds[print.variable] : undefined;
    const isBound = bounds !== undefined && (bounds.low !== undefined || bounds.high !== undefined);
    const isOut =
      bounds !== undefined &&
      ((bounds.low !== undefined && print.high < bounds.low) ||
        (bounds.high !== undefined && print.low > bounds.high));
    if (!isOut) {
      count[isBound ? 'rounding' : 'free'] += 1;
      continue;
    }
    count.reached += 1;
    const conflicts = conflictsOf(system);
    time += performance.now() - start;
    const fresh = conflicts.filter(({ repairs }) =>
      repairs.some(({ changes }) => changes.some((one) => one.print === print)),
    );
    if (conflicts.length > 0 && fresh.length > 0) count.found += 1;
    const first = fresh[0]?.repairs[0]?.changes;
    if (first?.some((one) => one.print === print)) count.first += 1;
    const repaired = fresh[0]?.repairs.flatMap(({ changes }) => changes).find((one) => one.print === print);
    if (repaired?.required === text) count.value += 1;
  }
  for (const key of Object.keys(sum)) sum[key] += count[key];
  console.log(row(basename(file), count, time / Math.max(1, count.reached)));
}
console.log(row('all', sum, 0));

function row(name, { reached, found, first, value, rounding, free }, ms) {
  const share = (part) => `${part}/${reached}`.padStart(9);
  return `${name.slice(0, 38).padEnd(38)} ${String(reached).padStart(9)} ${share(found)} ${share(first)}    ${share(value)} ${String(rounding).padStart(8)} ${String(free).padStart(10)} ${ms.toFixed(0).padStart(8)}`;
}
