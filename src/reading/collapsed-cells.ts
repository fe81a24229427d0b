import { testLaw } from '../checking/law.ts';
import { rollUpLaws } from '../checking/roll-up.ts';
import type { Cell, Place, Row, Table } from '../document/document.ts';
import { coordinateKey, type Fact, intervalOf } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import { parseDecimal, toHalfWidth } from '../money/decimal.ts';
import { overlap } from '../money/interval.ts';
import type { Item } from './flow.ts';
import { gridOf } from './grid.ts';
import type { TableReading } from './read-tables.ts';
import { readValue } from './values.ts';

/** What mended numbers are confirmed by. */
export interface MendContext {
  readonly space: Space;
  readonly read: (items: readonly Item[]) => readonly TableReading[];
}

/** Rows whose mended numbers are not confirmed are put back; each round may put back more. */
const MOST_ROUNDS = 4;

/**
 * Numbers that wrapping or text recognition has torn: inside a cell (3062.7 7, 461,49) or over the border to the next
 * (410.8 and 9 50.6 and 0). A row is mended as a whole, and only if a sum of its table, or the same coordinate
 * elsewhere, confirms every number that this changes.
 */
export function mendNumbers(items: readonly Item[], context: MendContext): readonly Item[] {
  let mends = items.flatMap((item) => (item.type === 'table' ? mendsOf(item.table) : []));
  for (let round = 0; round < MOST_ROUNDS && mends.length > 0; round += 1) {
    const mended = withMends(items, mends);
    const confirmed = confirmedPlaces(context.read(mended), context.space);
    const good = mends.filter((mend) =>
      [...mend.values()].every(({ text, place }) => isEmpty(text) || confirmed.has(keyOf(place))),
    );
    if (good.length === mends.length) return mended;
    mends = good;
  }
  return items;
}

/** The cells of one row that change, with what they become. */
type Mend = ReadonlyMap<Cell, Cell>;

function isEmpty(text: string): boolean {
  return text.trim() === '';
}

function keyOf(place: Place | undefined): string {
  return JSON.stringify(place ?? '');
}

/** The rows of a table in which numbers are torn. */
function mendsOf(table: Table): readonly Mend[] {
  const rows = [...table.head, ...table.body];
  const decimals = usual(rows.flatMap((row) => row.cells.map((cell) => cell.text)));
  if (decimals === undefined) return [];
  return rows.flatMap((row) => {
    const mend = mendRow(row, decimals);
    return mend.size > 0 ? [mend] : [];
  });
}

/** The decimals that most numbers of a table have; undefined for none. */
function usual(texts: readonly string[]): number | undefined {
  const counts = new Map<number, number>();
  for (const text of texts) {
    const decimals = parseDecimal(text)?.decimals ?? 0;
    if (decimals > 0) counts.set(decimals, (counts.get(decimals) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function mendRow({ cells }: Row, decimals: number): Mend {
  const mend = new Map<Cell, Cell>();
  let carried: string | undefined;
  cells.forEach((cell, index) => {
    const text = toHalfWidth(carried ?? cell.text)
      .replace(/\s+/gu, ' ')
      .trim();
    carried = undefined;
    const spilled = spill(text, toHalfWidth(cells[index + 1]?.text ?? ''), decimals);
    const whole = spilled?.whole ?? joined(text, decimals) ?? text;
    carried = spilled?.rest;
    const before = toHalfWidth(cell.text).replace(/\s+/gu, ' ').trim();
    if (whole !== before) mend.set(cell, { ...cell, text: whole });
  });
  return mend;
}

/** The digits of one number with blanks between them, or a comma for its point. */
function joined(text: string, decimals: number): string | undefined {
  if (!/\d/u.test(text) || readValue(text, '元').status !== 'unread') return undefined;
  const tight = text.replace(/\s/gu, '').replace(/^([-−–]?\d+),(\d+)$/u, '$1.$2');
  return /^[-−–]?[\d,]*\d\.\d+$/u.test(tight) && parseDecimal(tight)?.decimals === decimals
    ? tight
    : undefined;
}

/** A number whose last digits stand at the beginning of the next cell, and what is left in that. */
function spill(
  text: string,
  next: string,
  decimals: number,
): { readonly whole: string; readonly rest: string } | undefined {
  const tight = text.replace(/(?<=\.)\s/u, '');
  const have = /^[-−–]?\d[\d,]*\.(\d*)$/u.exec(tight)?.[1]?.length;
  if (have === undefined || have >= decimals) return undefined;
  const more = new RegExp(`^\\s*(\\d{${decimals - have}})(?:\\s+(.*))?$`, 'su').exec(next);
  return more?.[1] === undefined ? undefined : { whole: tight + more[1], rest: more[2] ?? '' };
}

function withMends(items: readonly Item[], mends: readonly Mend[]): readonly Item[] {
  const changes = new Map(mends.flatMap((mend) => [...mend]));
  const change = (row: Row): Row => {
    if (!row.cells.some((cell) => changes.has(cell))) return row;
    return { ...row, cells: row.cells.map((cell) => changes.get(cell) ?? cell) };
  };
  return items.map((item) => {
    if (item.type !== 'table') return item;
    const rows = [...item.table.head, ...item.table.body];
    if (!rows.some((row) => row.cells.some((cell) => changes.has(cell)))) return item;
    const table = { ...item.table, head: item.table.head.map(change), body: item.table.body.map(change) };
    return { type: 'table', table, grid: gridOf(table) };
  });
}

/** The places of numbers that a sum of their table, or the same coordinate elsewhere, confirms, and no sum contradicts. */
function confirmedPlaces(readings: readonly TableReading[], space: Space): ReadonlySet<string> {
  const confirmed = new Set<string>();
  const elsewhere = new Map<string, { readonly table: string; readonly fact: Fact }[]>();
  for (const { table } of readings) {
    for (const fact of table.facts) {
      if (fact.status !== 'printed') continue;
      const key = coordinateKey(fact.at);
      elsewhere.set(key, [...(elsewhere.get(key) ?? []), { table: table.id, fact }]);
    }
  }
  for (const { table } of readings) {
    const good = new Set<Fact>();
    const bad = new Set<Fact>();
    for (const law of rollUpLaws(space, table.facts, table.closed)) {
      const outcome = testLaw(law);
      const cells = [law.total, ...law.parts];
      if (outcome === 'broken') for (const fact of cells) bad.add(fact);
      else if (outcome !== 'notChecked' && law.kind === 'rollUp') for (const fact of cells) good.add(fact);
    }
    for (const fact of table.facts) {
      const others = (elsewhere.get(coordinateKey(fact.at)) ?? []).filter((one) => one.fact !== fact);
      const isRepeated = others.some((one) => overlap(intervalOf(one.fact), intervalOf(fact)));
      if (fact.status !== 'unread' && !bad.has(fact) && (good.has(fact) || isRepeated)) {
        confirmed.add(keyOf(fact.place));
      }
    }
  }
  return confirmed;
}
