// Compares a reading with the figures that people checked by hand (src/testing/figures).
import { existsSync, readFileSync } from 'node:fs';
import { printValue } from '../dist/facts/measure.js';

/** Counts of figures right, missing and wrong; undefined where nobody has checked any. */
export function judge(reading, name) {
  const file = new URL(`../src/testing/figures/${name}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const { figures, year, stage } = JSON.parse(readFileSync(file, 'utf8'));
  const base = {
    measure: 'amount',
    entity: reading.entity.code === '' ? reading.entity.name : reading.entity.code,
    year: String(year),
    stage,
  };
  const codes = new Map(reading.records.projects.map(({ name, code }) => [nameKey(name), code]));
  const inTables = new Map();
  const inText = new Map();
  for (const fact of reading.facts) {
    const byKey = fact.table === undefined ? inText : inTables;
    if (fact.status === 'derived' || fact.status === 'unread') continue;
    const printed = `${printValue(fact.value, fact.unit, fact.decimals)}${fact.at.measure === 'amount' ? fact.unit : ''}`;
    const key = keyOf(fact.at, codes);
    byKey.set(key, [...(byKey.get(key) ?? []), printed]);
  }
  const verdicts = { right: 0, missing: 0, wrong: 0 };
  for (const figure of figures) {
    if (figure.at === undefined) continue;
    const byKey = figure.part === 'text' ? inText : inTables;
    const read = [figure.at, ...(figure.or ?? [])].flatMap(
      (at) => byKey.get(keyOf({ ...base, ...at }, codes)) ?? [],
    );
    const isAmount = (figure.at.measure ?? 'amount') === 'amount';
    const value = `${figure.value.replace(/[,\s]/gu, '')}${isAmount ? figure.unit : ''}`;
    verdicts[read.includes(value) ? 'right' : read.length === 0 ? 'missing' : 'wrong'] += 1;
  }
  return verdicts;
}

/** As in src/testing/reading.ts: a project's kind follows from the project. */
function keyOf(at, codes) {
  const { kind, project, ...rest } = at;
  const own =
    project === undefined ? at : { ...rest, project: codes.get(nameKey(project)) ?? nameKey(project) };
  return JSON.stringify(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameKey(name) {
  return name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/^[^/]*\//u, '');
}
