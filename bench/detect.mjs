// How much of what is wrong is found. Documents are read (those of ../shared where it is there, and the examples,
// published in their packs as Word files); one printed amount at a time is changed as people change them (a digit, two
// digits swapped, one dropped or doubled, the decimal point moved, 元 for 万元, the number of the row beside, the sign),
// and the laws are asked. Random, the same every time. Printed for each document:
//   reached   with every other number free inside its rounding, no true value of the changed one fits any more
//   found     of these: a finding names the changed number among its repairs
//   first     the first repair is the changed number
//   value     what it should be is what was printed
//   rounding  changed by no more than rounding explains; free: in no law with anything else
//   more      findings beyond those of the unchanged document and the one for the change
//   ms        processor time of the laws on the unchanged document, after reading: the least of four
// Numbers that are wrong in the document itself are not changed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { checkDocument } from '../dist/checking/document.js';
import { localise } from '../dist/checking/localise.js';
import { propagate } from '../dist/checking/propagate.js';
import { SCALE, systemOf } from '../dist/checking/system.js';
import { intervalOf } from '../dist/facts/fact.js';
import { basePerUnit, printValue } from '../dist/facts/measure.js';
import { importWorkbook } from '../dist/ledger/import.js';
import { findPacks } from '../dist/packs/load.js';
import { loadVocabulary } from '../dist/packs/vocabulary.js';
import { checkedDocument } from '../dist/reading/checked.js';
import { readBytes } from '../dist/reading/read-file.js';
import { prepare, writeFormats } from '../dist/writing/publish.js';

const CHANGES = Number(process.env.CHANGES ?? 200);
const ONLY = process.env.DOCUMENT ?? '';
const VERBOSE = process.env.VERBOSE === '1';
const root = fileURLToPath(new URL('..', import.meta.url));
const accounts = loadAccounts().value;
const library = findPacks(accounts).value;
const packs = library.ids().map((id) => library.load(id).value);
const means = { accounts, packs, vocabulary: loadVocabulary().value };

/** Every document to read: a name, and its bytes. */
async function* documents() {
  for (const folder of ['../shared/seeds', '../shared/samples/shanghai']) {
    const path = join(root, folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    for (const name of names.filter((one) => /\.(txt|pdf)$/u.test(one) && one.includes(ONLY)))
      yield { name, bytes: () => new Uint8Array(readFileSync(join(path, name))) };
  }
  for (const name of readdirSync(join(root, 'examples')).filter((one) => one.includes(ONLY)))
    yield { name: `${name}.docx`, bytes: () => published(join(root, 'examples', name, 'budget.xlsx')) };
}

async function published(file) {
  const imported = importWorkbook(readFileSync(file), file, { packs: library, accounts });
  const pack = library.load(imported.value.pack).value;
  const written = await writeFormats(prepare({ ledger: imported.value, pack, accounts }), ['docx']);
  return written.find(({ path }) => path.endsWith('.docx')).bytes;
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

/** Milliseconds of the processor that something takes; others may have it in between. */
function processorTime(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const digitAt = (text, next) => {
  const digits = [...text].flatMap((char, index) => (/\d/u.test(char) ? [index] : []));
  return digits[Math.floor(next() * digits.length)];
};

/** Slips of the kinds people make, in the digits as printed. */
const SLIPS = [
  function digit(text, next) {
    const at = digitAt(text, next);
    return text.slice(0, at) + ((Number(text[at]) + 1 + Math.floor(next() * 9)) % 10) + text.slice(at + 1);
  },
  function swapped(text, next) {
    const at = digitAt(text, next);
    return /\d/u.test(text[at + 1] ?? '')
      ? text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
      : text;
  },
  function dropped(text, next) {
    const whole = text.split('.')[0];
    const at = Math.floor(next() * whole.length);
    return whole.length > 1 && /\d/u.test(text[at]) ? text.slice(0, at) + text.slice(at + 1) : text;
  },
  function doubled(text, next) {
    const at = Math.floor(next() * text.split('.')[0].length);
    return /\d/u.test(text[at]) ? text.slice(0, at) + text[at] + text.slice(at) : text;
  },
  function shifted(text) {
    return text.includes('.') ? `${text.replace('.', '')}0`.replace(/(\d\d)$/u, '.$1') : `${text}0`;
  },
  function unit(text) {
    const [whole, part] = text.split('.');
    return part === undefined ? `${whole}0000` : `${whole}${part}00.00`.replace(/(\.\d\d)\d*$/u, '$1');
  },
  function beside(_text, _next, neighbour) {
    return neighbour;
  },
  function sign(text) {
    return text.startsWith('-') ? text.slice(1) : `-${text}`;
  },
];

/** The system with another value in one print. Laws stand between coordinates, so that only bounds change. */
function changed(system, print, value) {
  const fact = { ...print.fact, value, status: value === 0n ? 'zero' : 'printed' };
  const { low, high, denominator } = intervalOf(fact);
  const scaled = SCALE / denominator;
  const wrong = { ...print, fact, low: low * scaled, high: high * scaled };
  const variables = system.variables.map((variable, index) =>
    index === print.variable
      ? { ...variable, prints: variable.prints.map((one) => (one === print ? wrong : one)) }
      : variable,
  );
  const swap = (facts) => facts.map((one) => (one === print.fact ? fact : one));
  const swapIn = ({ near, inRow }) => ({ near: swap(near), inRow: swap(inRow) });
  const beside = (one) => swapIn(system.beside(one === fact ? print.fact : one));
  return { wrong, system: { ...system, variables, beside } };
}

const numberOf = (text, unit, decimals) =>
  (BigInt(text.replace('.', '')) * basePerUnit(unit)) / 10n ** BigInt(decimals);

const KEYS = ['reached', 'found', 'first', 'value', 'rounding', 'free', 'more'];
const sum = Object.fromEntries(KEYS.map((key) => [key, 0]));
console.log(
  'document                               reached      found      first      value  rounding   free   more      ms',
);
for await (const { name, bytes } of documents()) {
  const read = await readBytes(await bytes(), { ...means, file: name });
  if (!read.ok) continue;
  const document = checkedDocument(read.value, means);
  const context = { unsaid: {}, sayPlace: () => '' };
  const ms = Math.min(
    ...Array.from({ length: 4 }, () => processorTime(() => checkDocument(document, context))),
  );
  const original = systemOf(document);
  const { conflicts: already } = localise(original);
  const wrongBefore = already.flatMap(({ repairs }) => repairs[0]?.changes ?? []).map(({ print }) => print);
  const saidBefore = already
    .flatMap(({ repairs }) => repairs[0]?.said ?? [])
    .map(({ constraint }) => constraint);
  const all = original.variables
    .flatMap(({ prints }) => prints)
    .filter(({ fact }) => fact.status === 'printed' && (fact.at.measure ?? 'amount') === 'amount')
    .filter((print) => !wrongBefore.includes(print));
  const next = random(all.length);
  const count = Object.fromEntries(KEYS.map((key) => [key, 0]));
  for (let turn = 0; turn < CHANGES && all.length > 0; turn += 1) {
    const print = all[Math.floor(next() * all.length)];
    const { unit, decimals } = print.fact;
    const text = printValue(print.fact.value, unit, decimals);
    const near = Object.values(original.beside(print.fact)).flat();
    const neighbour = near[Math.floor(next() * near.length)];
    const slip = SLIPS[Math.floor(next() * SLIPS.length)];
    const slipped = slip(text, next, neighbour && printValue(neighbour.value, unit, decimals));
    if (slipped === undefined || numberOf(slipped, unit, decimals) === print.fact.value) continue;
    const { wrong, system } = changed(original, print, numberOf(slipped, unit, decimals));
    // With the print silent, and what is wrong anyway: does what is left exclude what it says now?
    const free = propagate(system, {
      silent: new Set([wrong, ...wrongBefore]),
      dropped: new Set(saidBefore),
    });
    if (!free.consistent) throw new Error(`${name}: the unchanged document contradicts itself`);
    const [low, high] = [free.settled.low[print.variable], free.settled.high[print.variable]];
    const isOut = (low !== undefined && wrong.high < low) || (high !== undefined && wrong.low > high);
    if (!isOut) {
      count[low === undefined && high === undefined ? 'free' : 'rounding'] += 1;
      continue;
    }
    count.reached += 1;
    const { conflicts } = localise(system);
    const own = conflicts.filter(({ repairs }) =>
      repairs.some(({ changes }) => changes.some((one) => one.print === wrong)),
    );
    if (own.length > 0) count.found += 1;
    const first = own.flatMap(({ repairs }) => repairs[0]?.changes ?? []).find((one) => one.print === wrong);
    if (first !== undefined) count.first += 1;
    const named = own
      .flatMap(({ repairs }) => repairs.flatMap(({ changes }) => changes))
      .find((one) => one.print === wrong);
    const isValue = named?.required !== undefined && Number(named.required) === Number(text);
    if (isValue) count.value += 1;
    if (conflicts.length > already.length + 1) count.more += 1;
    if (VERBOSE && (first === undefined || !isValue)) {
      const laws = original.of[print.variable].length;
      console.log(
        `  ${slip.name} ${text} → ${slipped} ${print.fact.table ?? 'text'} ${print.fact.row ?? ''}·${print.fact.column ?? ''} (${laws} laws): ${own.length === 0 ? 'not found' : ''}`,
        own
          .filter(({ repairs }) => repairs.length > 0)
          .map(({ repairs }) =>
            repairs
              .slice(0, 3)
              .map(
                ({ changes, likeness }) =>
                  `${likeness.toFixed(2)} ${changes.map((one) => `${one.print.fact.row ?? ''}·${one.print.fact.column ?? ''} ${printValue(one.print.fact.value, one.print.fact.unit, one.print.fact.decimals)}→${one.required}`).join(' & ')}`,
              )
              .join(' | '),
          ),
      );
    }
  }
  for (const key of KEYS) sum[key] += count[key];
  console.log(row(name, count, ms.toFixed(0)));
}
console.log(row('all', sum, ''));

function row(name, { reached, found, first, value, rounding, free, more }, ms) {
  const share = (part) => `${part} ${reached === 0 ? '' : ((100 * part) / reached).toFixed(0)}%`.padStart(10);
  return `${name.slice(0, 36).padEnd(36)} ${String(reached).padStart(9)} ${share(found)} ${share(first)} ${share(value)} ${String(rounding).padStart(9)} ${String(free).padStart(6)} ${String(more).padStart(6)} ${ms.padStart(7)}`;
}
