import { say } from '../../../src/messages/say.ts';
import type { GridColumn, GridRow } from './column.ts';
import type { Spot } from './selection.ts';

/** The active cell in words: the name of the text field that lies over it. */
export function sayPlace(
  { row }: Spot,
  column: GridColumn | undefined,
  current: GridRow | undefined,
  messages: readonly string[] | undefined,
): string {
  const text = current?.cells[column?.key ?? ''] ?? '';
  const place = say('web.grid.place', { row: row + 1, column: column?.title ?? '' });
  return [place, text === '' ? say('web.grid.empty') : text, ...(messages ?? [])].join('：');
}
