// What must hold of every reading, whatever the file: see fuzz.mjs.
import { loadAccounts } from '../dist/accounts/load.js';
import { printValue } from '../dist/facts/measure.js';
import { findPacks } from '../dist/packs/load.js';
import { loadVocabulary } from '../dist/packs/vocabulary.js';
import { coverageOf } from '../dist/reading/coverage.js';
import { findNumbers } from '../dist/reading/numbers.js';
import { readSource } from '../dist/reading/read.js';
import { readSourceOf } from '../dist/reading/read-file.js';
import { fromJson, readingSchema, toJson } from '../dist/reading/reading-json.js';

const accounts = loadAccounts().value;
const library = findPacks(accounts).value;
const means = {
  accounts,
  vocabulary: loadVocabulary().value,
  packs: library.ids().map((id) => library.load(id).value),
};

const MOST_SAID = 5;

/** Reads a file and says what came of it, and everything that must not be. */
export async function check(bytes, file) {
  const failures = [];
  const fail = (text) => failures.length < MOST_SAID && failures.push(text);
  try {
    const source = await readSourceOf(bytes, { file });
    checkProblems(source, file, fail);
    if (!source.ok) return { outcome: 'refused', failures };
    const reading = readSource(source.value, { ...means, file, sha256: 'fuzz' });
    checkProblems(reading, file, fail);
    if (!reading.ok) return { outcome: 'refused', failures };
    checkReading(reading.value, source.value, fail);
    return { outcome: 'read', failures };
  } catch (error) {
    fail(error.stack ?? String(error));
    return { outcome: 'refused', failures };
  }
}

/** Who is refused is told why, in Chinese, with the name of the file. */
function checkProblems({ ok, problems }, file, fail) {
  if (!ok && !problems.some(({ severity }) => severity === 'error')) fail('refused without an error');
  for (const { message, where } of problems) {
    if (!/\p{Script=Han}/u.test(message) || /undefined|\[object|\{\w+\}/u.test(message))
      fail(`message: ${message}`);
    if (where.file !== file) fail(`problem without its file: ${message}`);
  }
}

function checkReading(reading, source, fail) {
  const { numbers, facts } = reading;
  checkBooks(numbers, source, fail);
  const isIn = placesOf(source);
  for (const { fate, text, place } of numbers) {
    if (!isIn(place)) fail(`number ${text} stands outside: ${JSON.stringify(place)}`);
    if (fate.type === 'fact') checkValue(text, fate.fact, fail);
    if (fate.type === 'said') checkValue(text, fate.said, fail);
  }
  for (const fact of facts) {
    if (typeof fact.value !== 'bigint') fail(`fact without a value: ${fact.value}`);
    if (fact.place !== undefined && !isIn(fact.place))
      fail(`fact stands outside: ${JSON.stringify(fact.place)}`);
    if (fact.status === 'printed' && fact.value === 0n) fail('a printed fact of zero');
  }
  const json = toJson(reading);
  const parsed = readingSchema.safeParse(JSON.parse(JSON.stringify(json)));
  if (!parsed.success) {
    fail(`JSON: ${JSON.stringify(parsed.error.issues[0])}`);
    return;
  }
  const again = fromJson(parsed.data);
  facts.forEach((fact, index) => {
    const other = again.facts[index];
    const hasValue = fact.status === 'printed' || fact.status === 'zero';
    if (hasValue && (other?.value !== fact.value || other.unit !== fact.unit)) {
      fail(`a fact changes in JSON: ${fact.value} ${fact.unit} → ${other?.value} ${other?.unit}`);
    }
  });
}

/** Every number of the document has one fate, and no number is in the books that the document does not print. */
function checkBooks(numbers, source, fail) {
  // Digits, not numbers: a comma may be found to be a misread point, and two numbers one.
  const digits = (text) => text.match(/[0-9\uff10-\uff19]/gu)?.length ?? 0;
  const printed = textsOf(source)
    .flatMap(({ text }) => findNumbers(text))
    .reduce((sum, { text }) => sum + digits(text), 0);
  const inBooks = numbers
    .flatMap(({ text }) => findNumbers(text.replace(/m2$/u, 'm')))
    .reduce((sum, { text }) => sum + digits(text), 0);
  // A code whose pieces stand apart may be in the books as a whole.
  const codes = numbers.filter(({ fate }) => fate.type === 'leftOut' && fate.leftOut === 'code').length;
  if (inBooks < printed || inBooks > printed + 3 * codes)
    fail(`${printed} digits printed, ${inBooks} in the books`);
  const { tables, sheets, text, leftOut, unplaced } = coverageOf(numbers);
  const parts = [tables, sheets, text];
  const counted = parts.reduce((sum, one) => sum + one.printed, leftOut.length);
  const placed = parts.reduce((sum, one) => sum + one.placed, leftOut.length + unplaced.length);
  if (counted !== numbers.length || placed !== numbers.length) fail('coverage does not add up');
}

/** A number that became a fact is that fact, digit for digit. */
function checkValue(text, { value, unit, decimals }, fail) {
  const printed = text.normalize('NFKC').replace(/[^\d.]/gu, '');
  const digits = printed.replace(/^0+(?=\d)/u, '').replace(/\.$/u, '');
  const magnitude = printValue(value < 0n ? -value : value, unit, decimals);
  // A blank beside the point makes two numbers of one text, and one value: 461. 49.
  const isPart = magnitude.startsWith(`${digits}.`) || magnitude.endsWith(`.${printed}`);
  if (digits !== magnitude && !isPart) {
    fail(`printed ${JSON.stringify(text)}, read ${magnitude} ${unit}`);
  }
}

function textsOf({ document }) {
  return document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.type === 'heading') return [{ text: block.text, place: block.place }];
      if (block.type === 'paragraph') {
        return [{ text: block.runs.map((run) => run.text).join(''), place: block.place, spans: block.spans }];
      }
      return block.type === 'table' ? [...block.head, ...block.body].flatMap(({ cells }) => cells) : [];
    }),
  );
}

/** Whether a place is one of the document: inside a text, a page, a cell that has something in it. */
function placesOf(source) {
  const lines = new Map();
  const cells = new Set();
  for (const place of textsOf(source).flatMap((one) =>
    [one, ...(one.spans ?? [])].map((part) => part.place),
  )) {
    if (place === undefined) continue;
    const key = keyOf(place);
    if (place.type === 'line' || place.type === 'paragraph') {
      lines.set(key, Math.max(lines.get(key) ?? 0, place.to));
    } else cells.add(key);
  }
  return (place) => {
    if (place.type === 'page') {
      const [left, top, right, bottom] = place.box;
      const isBox = place.box.every(Number.isFinite) && left <= right && top <= bottom;
      return isBox && place.page >= 1 && place.page <= source.pages;
    }
    if (place.type === 'cell') return cells.has(keyOf(place));
    const end = lines.get(keyOf(place));
    return end !== undefined && place.from >= 0 && place.from <= place.to && place.to <= end;
  };
}

function keyOf(place) {
  if (place.type === 'line') return `line ${place.line}`;
  return place.type === 'paragraph' ? place.path : `${place.sheet}!${place.cell}`;
}
