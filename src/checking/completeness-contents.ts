import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { likeness } from '../document/likeness.ts';
import { say } from '../messages/say.ts';
import { requiredTables } from '../packs/required-tables.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { sayQuoted } from './passages.ts';
import { bareHeading, contentsOf, type Entry, isDamaged, numberedOf, STYLES, titleOf } from './text.ts';

/** Headings this alike are one heading in two wordings. */
const ALIKE = 0.65;
/** Of what the contents promise so much must be found before the rest is called missing; below, reading is to blame. */
const MOST_FOUND = 0.75;
const SOME_FOUND = 0.5;
/** A heading is no longer than this. */
const LONGEST_HEADING = 60;

/** A heading of the body, or the title of a table. */
export interface Heading {
  readonly text: string;
  readonly bare: string;
}

/** Everything in the body that may be a heading, the titles of tables among it. */
export function headingsOf(document: CheckedDocument, body: number): readonly Heading[] {
  const { lines, tables, entity } = document;
  const texts = [
    ...lines.slice(body).flatMap(({ text }) => (text.length <= LONGEST_HEADING ? [text] : [])),
    ...tables.map(({ title }) => title),
    // A title may stand in the first cells of its table.
    ...tables.flatMap(({ cells }) => cells.slice(0, 2).flatMap((row) => row.map(({ text }) => text))),
  ];
  return texts
    .filter((text) => text.length <= LONGEST_HEADING && !/[。；;]$|详见|见附/u.test(text))
    .map((text) => ({ text: text.trim(), bare: bareHeading(text, entity.name) }))
    .filter(({ bare }) => bare.length >= 2);
}

/** Whether a heading is the title of a table. */
export function isTableTitle(text: string): boolean {
  return /表(?:\(.*\))?$/u.test(normalName(text));
}

/** Entries of the contents that the body lacks or words otherwise. */
export function checkContents(document: CheckedDocument): {
  readonly findings: readonly Finding[];
  readonly missing: readonly string[];
} {
  const none = { findings: [], missing: [] };
  const contents = contentsOf(document);
  if (contents === undefined || isDamaged(document)) return none;
  const { entries, body } = contents;
  const headings = headingsOf(document, body);
  const whole = document.lines
    .slice(body)
    .map(({ text }) => bareHeading(text, document.entity.name))
    .join('\n');
  const leaves = entries.filter((entry, at) => {
    const next = entries[at + 1];
    // An entry followed by entries of an inner style heads them; it need not be printed again.
    const isHead = next !== undefined && depthOf(next) > depthOf(entry);
    return !isHead && bareHeading(entry.text, document.entity.name).length >= 2;
  });
  const wanted = leaves.map((entry) => ({ entry, bare: bareHeading(entry.text, document.entity.name) }));
  const taken = new Set<string>();
  const pairs: { entry: string; heading: string; place: Place }[] = [];
  const left = wanted.filter(({ entry, bare }) => {
    const isTable = isTableTitle(entry.text);
    const same = headings.some((one) => one.bare === bare);
    if (same) taken.add(bare);
    return !same && (isTable || !whole.includes(bare));
  });
  // The most alike first, so that each heading answers for one entry.
  const choices = left
    .flatMap((one) => headings.map((heading) => ({ one, heading, alike: nearness(one.bare, heading.bare) })))
    .filter(
      ({ one, heading, alike }) =>
        alike >= ALIKE && isTableTitle(one.entry.text) === isTableTitle(heading.text),
    )
    .sort((a, b) => b.alike - a.alike);
  const found = new Set<(typeof left)[number]>();
  for (const { one, heading } of choices) {
    if (found.has(one) || taken.has(heading.bare)) continue;
    found.add(one);
    taken.add(heading.bare);
    const entry = numberedOf(one.entry.text)?.rest ?? one.entry.text;
    pairs.push({ entry, heading: numberedOf(heading.text)?.rest ?? heading.text, place: one.entry.place });
  }
  const missing = left.filter((one) => !found.has(one));
  const share = wanted.length === 0 ? 0 : 1 - missing.length / wanted.length;
  const findings: Finding[] = [];
  const promised = wanted.filter(({ entry }) => isTableTitle(entry.text));
  const isElsewhere = promised.length >= 3 && promised.every((one) => missing.includes(one));
  if (isElsewhere) {
    const message = say('checking.completeness.contents.all', { count: promised.length });
    const places = promised.map(({ entry }) => entry.place);
    findings.push({ ...finding('completeness.contents', message, {}, { places }), severity: 'notice' });
  } else if (wanted.length >= 4 && share >= SOME_FOUND) {
    // A table whose title nobody promised may be the one that is missed, under another name.
    const titles = new Set(wanted.map(({ bare }) => bare));
    const isNameless = document.tables.some((table) => {
      const title = titleOf(document, table);
      const bare = bareHeading(title, document.entity.name);
      return table.facts.length > 0 && isTableTitle(title) && !titles.has(bare) && !taken.has(bare);
    });
    const isCertain = ({ entry }: (typeof missing)[number]) =>
      share >= MOST_FOUND && isTableTitle(entry.text) && !isNameless;
    for (const severity of ['error', 'warning'] as const) {
      const group = missing.filter((one) => (isCertain(one) ? 'error' : 'warning') === severity);
      if (group.length === 0) continue;
      const names = group.map(({ entry }) => numberedOf(entry.text)?.rest ?? entry.text);
      const message = say('checking.completeness.contents', { entries: sayQuoted(names) });
      const places = group.map(({ entry }) => entry.place);
      findings.push({ ...finding('completeness.contents', message, {}, { places }), severity });
    }
  }
  if (pairs.length > 0 && share >= SOME_FOUND) {
    const text = pairs.map((pair) => say('checking.completeness.pair', pair)).join('；');
    const message = say('checking.completeness.contentsName', { pairs: text });
    findings.push(
      finding('completeness.contentsName', message, {}, { places: pairs.map(({ place }) => place) }),
    );
  }
  return { findings, missing: missing.map(({ bare }) => bare) };
}

/** How deep an entry stands: those without numbers head the numbered ones. */
function depthOf({ numbered }: Entry): number {
  return numbered === undefined ? -1 : STYLES.indexOf(numbered.style);
}

/** Alike as a whole, or the one within the other. */
function nearness(a: string, b: string): number {
  const isWithin = Math.min(a.length, b.length) >= 4 && !isTableTitle(a) && (a.includes(b) || b.includes(a));
  return isWithin ? 0.9 : likeness(a, b);
}

/** Tables that the pack's document prints for the department and this document does not. */
export function checkTables(document: CheckedDocument, promised: readonly string[]): readonly Finding[] {
  const { pack, tables, entity, year } = document;
  if (pack === undefined || isDamaged(document) || year < pack.years[0] || year > pack.years[1]) return [];
  const names = requiredTables(pack)
    .filter(({ title }) => isTableTitle(title))
    .map(({ layout }) => layout);
  const printed = new Set(tables.map(({ layout }) => layout));
  const headings = headingsOf(document, contentsOf(document)?.body ?? 0).filter(({ text }) =>
    isTableTitle(text),
  );
  const missing = names.filter((name) => {
    const definition = pack.tables[name];
    if (definition === undefined || printed.has(name)) return false;
    const titles = [definition.title, ...(definition.aliases ?? [])].map((title) =>
      bareHeading(title.replace(/\{[^{}]*\}/gu, ''), entity.name),
    );
    const isNear = (bare: string) => titles.some((title) => likeness(title, bare) >= 0.8);
    return !headings.some(({ bare }) => isNear(bare)) && !promised.some(isNear);
  });
  if (names.length < 4 || missing.length > names.length * (1 - MOST_FOUND)) return [];
  if (missing.length === 0) return [];
  const titles = missing.map((name) => (pack.tables[name]?.title ?? name).replace(/\{[^{}]*\}/gu, ''));
  const params = { tables: sayQuoted(titles), pack: pack.title };
  return [finding('completeness.table', say('checking.completeness.table', params), {})];
}
