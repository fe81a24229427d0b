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
  return brokenNumbers(above, row, (start, rest) => !isAmount(start) || !isAmount(rest)) > 0;
}

/**
 * A row that a page's end has broken, with its rest from the next page; undefined where the row there is one of its own.
 * It is the rest if its numbers make whole ones with those above and are printed otherwise than they (7410 over 85.47),
 * or if the numbers of the rows go on as if it were none (`next` is the row below it).
 */
export function joinedOverPages(above: Row, row: Row, next: Row | undefined): Row | undefined {
  const broken = brokenNumbers(
    above,
    row,
    (start, rest) => !isAmount(start) || !isAmount(rest) || decimalsOf(start) !== decimalsOf(rest),
  );
  return broken > 0 || (broken === 0 && isBetween(above, row, next)) ? join(above, row) : undefined;
}

function decimalsOf(text: string): number {
  return parseDecimal(text)?.decimals ?? 0;
}

/** Whether a row without a number stands between two that are numbered one after the other. */
function isBetween(above: Row, row: Row, next: Row | undefined): boolean {
  const [first, between, last] = [above, row, next].map((one) => compact(one?.cells[0]?.text ?? ''));
  const isNumber = (text: string | undefined) => /^\d{1,3}$/u.test(text ?? '');
  return between === '' && isNumber(first) && isNumber(last) && Number(first) + 1 === Number(last);
}

/** How many numbers above go on in a row, as `isBroken` says; -1 where something in it is no rest of what stands above. */
function brokenNumbers(above: Row, row: Row, isBroken: (start: string, rest: string) => boolean): number {
  const upper = cellsAt(above);
  let broken = 0;
  for (const [column, cell] of cellsAt(row)) {
    const rest = compact(cell.text);
    if (rest === '') continue;
    const first = upper.get(column);
    if (first === undefined || (first.rowspan ?? 1) > 1 || (cell.rowspan ?? 1) > 1) return -1;
    const start = compact(first.text);
    if (!HAS_DIGITS.test(rest)) {
      // Words go on below words; below nothing they are a row of their own.
      if (start === '' || isAmount(start)) return -1;
      continue;
    }
    if (!HAS_DIGITS.test(start) || !isAmount(start + rest)) return -1;
    if (isBroken(start, rest)) broken += 1;
  }
  return broken;
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
