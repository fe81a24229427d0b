import { displayed, type GridColumn, type GridRow } from './column.ts';
import type { Spot } from './selection.ts';

/** The cells whose text has some words, as it is typed or as it is drawn, row by row; wide and narrow letters are alike. */
export function foundIn(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  words: string,
): readonly Spot[] {
  const wanted = plain(words.trim());
  if (wanted === '') return [];
  return rows.flatMap(({ cells }, row) =>
    columns.flatMap(({ key, kind }, column) => {
      const text = cells[key] ?? '';
      const has =
        text !== '' && (plain(text).includes(wanted) || plain(displayed(text, kind)).includes(wanted));
      return has ? [{ row, column }] : [];
    }),
  );
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The next found cell behind a cell, or before it; round and round. */
export function nextFound(found: readonly Spot[], from: Spot, step: 1 | -1): Spot | undefined {
  const isBehind = ({ row, column }: Spot) => row > from.row || (row === from.row && column > from.column);
  const isBefore = ({ row, column }: Spot) => row < from.row || (row === from.row && column < from.column);
  return step === 1 ? (found.find(isBehind) ?? found[0]) : (found.findLast(isBefore) ?? found.at(-1));
}
