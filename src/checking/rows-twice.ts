import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { coordinateKey } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { titleOf } from './text.ts';

/** Rows that a table may print again: totals stand on every page, and at both ends of a table. */
const TOTAL = /(?:合计|总计|小计|^合$|^计$)/u;

/**
 * Rows that a table prints twice: the same words and the same numbers, and the numbers mean the same. Laws do not see
 * them: a number that is printed twice alike is one number.
 */
export function checkRowsTwice(document: CheckedDocument): readonly Finding[] {
  const bodies = new Set([document.entity, ...document.bodies].map(({ name }) => normalName(name)));
  return document.tables.flatMap((table) => {
    const again = rowsAlike(table.cells);
    if (again.size === 0) return [];
    const facts = new Map(
      table.facts.flatMap((fact) => (fact.place === undefined ? [] : [[fact.place, fact]])),
    );
    const seen = new Map<string, Printed>();
    return table.cells.flatMap((cells, at) => {
      const row = again.has(at) ? printedRow(cells, at, facts) : undefined;
      if (row === undefined || bodies.has(row.name)) return [];
      const before = seen.get(row.key);
      seen.set(row.key, row);
      if (before === undefined || !mayBeOne(before, row)) return [];
      // Below the name of another body the same account may have the same amount.
      if (table.cells.slice(before.at + 1, at).some(namesBody)) return [];
      return [twice(document, table, before, row)];
    });
  });
}

/** Rows whose cells, but for the first one, are printed alike: only these need a closer look. */
function rowsAlike(rows: CheckedTable['cells']): ReadonlySet<number> {
  const seen = new Map<string, number>();
  const found = new Set<number>();
  rows.forEach((cells, at) => {
    const key = cells
      .slice(1)
      .map(({ text }) => text)
      .join('\n');
    const before = seen.get(key);
    if (before !== undefined) found.add(before).add(at);
    seen.set(key, at);
  });
  return found;
}

/** A row with numbers, and what tells it from others. */
interface Printed {
  readonly at: number;
  /** Words, numbers and what the numbers mean. */
  readonly key: string;
  readonly name: string;
  /** Its number in the table, where it begins with a small number. */
  readonly ordinal: number | undefined;
  readonly places: readonly Place[];
  readonly fact: StatedFact;
}

/** How the names of bodies end, and those of accounts hardly ever. */
const BODY =
  /(?:[局厅委院校所站队馆园部处署]|中心|小学|中学|大学|委员会|办公室|政府|办事处|机关|本级)(?:\([^)]*\))?$/u;

function namesBody(cells: CheckedTable['cells'][number]): boolean {
  return cells.some(({ text }) => BODY.test(normalName(text)));
}

function printedRow(
  cells: CheckedTable['cells'][number],
  at: number,
  facts: ReadonlyMap<Place, StatedFact>,
): Printed | undefined {
  const texts = cells.map(({ text }) => normalName(text));
  const ordinal = /^\d{1,3}$/u.test(texts[0] ?? '') ? Number(texts[0]) : undefined;
  const own = cells.flatMap(({ place }) => (place === undefined ? [] : (facts.get(place) ?? [])));
  const fact = own.find(({ status, value }) => status === 'printed' && value !== 0n);
  const name = texts.find((text) => /\p{Script=Han}{2}/u.test(text));
  if (fact === undefined || name === undefined || texts.some((text) => TOTAL.test(text))) return undefined;
  const words = ordinal === undefined ? texts : texts.slice(1);
  const meant = own.map((one) => coordinateKey(one.at));
  const places = cells.flatMap(({ place }) => place ?? []);
  return { at, key: [...words, ...meant].join('\n'), name, ordinal, places, fact };
}

/** Whether two rows alike are one row that was copied: their own numbers are the same, too, or were counted on. */
function mayBeOne(before: Printed, row: Printed): boolean {
  if (before.ordinal === undefined || row.ordinal === undefined) return before.ordinal === row.ordinal;
  const by = row.ordinal - before.ordinal;
  return by === 0 || by === row.at - before.at;
}

function twice(document: CheckedDocument, table: CheckedTable, before: Printed, row: Printed): Finding {
  const { value, unit, decimals } = row.fact;
  const printed = `${printValue(value, unit, decimals)}${unit}`;
  const message = say('checking.completeness.rowTwice', {
    table: titleOf(document, table),
    row: row.name,
    value: printed,
  });
  const more = {
    key: `${table.title} ${row.name}`,
    value: printed,
    places: [...row.places, ...before.places],
  };
  return finding('completeness.rowTwice', message, row.fact.at, more);
}
