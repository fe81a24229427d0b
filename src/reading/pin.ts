import { type Law, testLaw } from '../checking/law.ts';
import { rollUpLaws } from '../checking/roll-up.ts';
import type { Cell, Row, Table } from '../document/document.ts';
import { coordinateKey, type Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { FlowTable } from './flow.ts';
import { gridOf } from './grid.ts';

/**
 * How well facts fit together: what a reading is worth when headings or columns were damaged and several readings are
 * possible. The laws decide, never a guess.
 */
export interface Fit {
  readonly broken: number;
  readonly agreeing: number;
}

/** Counts the sums within a table that hold and that do not. Sums of blanks alone say nothing. */
export function fitOf(space: Space, facts: readonly Fact[], closedAlong: ReadonlySet<string>): Fit {
  return countFit(rollUpLaws(space, withoutBlanksBeside(facts), closedAlong));
}

/** Counts the sums along one dimension alone, as if the table left out only what is zero there. */
export function fitAlong(space: Space, facts: readonly Fact[], dimension: string): Fit {
  const laws = rollUpLaws(space, withoutBlanksBeside(facts), new Set([dimension]));
  return countFit(laws.filter((law) => law.dimension === dimension && law.kind === 'rollUp'));
}

function countFit(laws: readonly Law[]): Fit {
  let broken = 0;
  let agreeing = 0;
  for (const law of laws) {
    if (law.total.value === 0n && law.parts.every((part) => part.value === 0n)) continue;
    const outcome = testLaw(law);
    if (outcome === 'broken') broken += 1;
    else if (outcome !== 'notChecked') agreeing += 1;
  }
  return { broken, agreeing };
}

/** Where several columns say the same, a blank in one of them does not speak for the others. */
function withoutBlanksBeside(facts: readonly Fact[]): readonly Fact[] {
  const isSaid = ({ status }: Fact) => status === 'printed' || status === 'zero';
  const said = new Set(facts.filter(isSaid).map(({ at }) => coordinateKey(at)));
  return facts.filter((fact) => isSaid(fact) || !said.has(coordinateKey(fact.at)));
}

/** Whether the first fits better: fewer broken sums, then more that agree. */
export function fitsBetter(a: Fit, b: Fit): boolean {
  return a.broken < b.broken || (a.broken === b.broken && a.agreeing > b.agreeing);
}

/** At most so many empty cells are tried in a row: more say nothing about which one was lost. */
const MOST_VARIANTS = 40;

/**
 * The ways in which a row of a text may have stood before an empty cell was lost or doubled: one blank taken out or put
 * in somewhere between its cells. Each is a table with that row alone changed.
 */
export function shiftedRows(table: FlowTable, index: number): readonly FlowTable[] {
  const rows = [...table.table.head, ...table.table.body];
  const row = rows[index];
  if (row === undefined || row.cells.some((cell) => (cell.rowspan ?? 1) > 1)) return [];
  const { cells } = row;
  const variants: (readonly Cell[])[] = [];
  cells.forEach((cell, at) => {
    const isBlank = cell.text.trim() === '';
    const before = cells[at - 1];
    // Of a run of blanks it does not matter which one is taken out or doubled.
    if (isBlank && (before === undefined || before.text.trim() !== '')) {
      variants.push([...cells.slice(0, at), ...cells.slice(at + 1), { text: '' }]);
    }
    const last = cells.at(-1);
    if (last !== undefined && last.text.trim() === '' && !isBlank) {
      variants.push([...cells.slice(0, at), { text: '' }, ...cells.slice(at, -1)]);
    }
  });
  return variants.slice(0, MOST_VARIANTS).map((changed) => {
    const body: Row[] = rows.map((one, position) => (position === index ? { ...one, cells: changed } : one));
    const whole: Table = { ...table.table, head: [], body };
    return { type: 'table', table: whole, grid: gridOf(whole) };
  });
}
