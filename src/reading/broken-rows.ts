import type { Cell, Place, Row, Table } from '../document/document.ts';
import { parseDecimal } from '../money/decimal.ts';
import { compact } from './head.ts';

/**
 * A table whose rows were broken because their numbers were too long for their columns: 1,234,5 with 67.89 in a row of
 * its own below. A row is the rest of the one above if every number of it makes a whole one with what stands above
 * it, at least one of them could not be a number without, and nothing in it could be.
 */
export function withoutBrokenRows(table: Table): Table {
  const body = joined(table.body);
  return body.length === table.body.length ? table : { ...table, body };
}

function joined(rows: readonly Row[]): readonly Row[] {
  const whole: Row[] = [];
  for (const row of rows) {
    const above = whole.at(-1);
    if (above !== undefined && isRest(above, row)) whole[whole.length - 1] = join(above, row);
    else whole.push(row);
  }
  return whole;
}

/** A whole amount as it is printed: grouped by threes or not at all. */
const AMOUNT = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u;
const HAS_DIGITS = /\d/u;

function isAmount(text: string): boolean {
  return AMOUNT.test(text) && parseDecimal(text) !== undefined;
}

function isRest(above: Row, row: Row): boolean {
  const upper = cellsAt(above);
  let broken = 0;
  for (const [column, cell] of cellsAt(row)) {
    const rest = compact(cell.text);
    if (rest === '') continue;
    const first = upper.get(column);
    if (first === undefined || (first.rowspan ?? 1) > 1 || (cell.rowspan ?? 1) > 1) return false;
    const start = compact(first.text);
    if (!HAS_DIGITS.test(rest)) {
      // Words go on below words; below nothing they are a row of their own.
      if (start === '' || isAmount(start)) return false;
      continue;
    }
    if (!HAS_DIGITS.test(start) || !isAmount(start + rest)) return false;
    if (!isAmount(start) || !isAmount(rest)) broken += 1;
  }
  return broken > 0;
}

/** The cells of a row by the column in which they start, where no cell reaches in from above. */
function cellsAt({ cells }: Row): ReadonlyMap<number, Cell> {
  let column = 0;
  return new Map(
    cells.map((cell) => {
      const at = column;
      column += cell.colspan ?? 1;
      return [at, cell] as const;
    }),
  );
}

function join(above: Row, row: Row): Row {
  const rests = cellsAt(row);
  const joined = [...cellsAt(above)].map(([column, cell]): Cell => {
    const rest = rests.get(column);
    if (rest === undefined || rest.text.trim() === '') return cell;
    const place = around(cell.place, rest.place);
    return { ...cell, text: cell.text.trim() + rest.text.trim(), ...(place === undefined ? {} : { place }) };
  });
  return { ...above, cells: joined };
}

/** One frame around two cells of a page. */
function around(a: Place | undefined, b: Place | undefined): Place | undefined {
  if (a?.type !== 'page' || b?.type !== 'page' || a.page !== b.page) return a;
  const [left, top, right, bottom] = a.box;
  const [l, t, r, m] = b.box;
  const box = [Math.min(left, l), Math.min(top, t), Math.max(right, r), Math.max(bottom, m)] as const;
  return { ...a, box };
}
