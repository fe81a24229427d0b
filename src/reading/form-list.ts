import type { Cell } from '../document/document.ts';
import { parseTarget } from '../performance/target.ts';
import { joinLines, type Raw, TARGET } from './form-broken.ts';
import { LEVEL1, LEVEL2, LEVEL3, withLevels } from './form-levels.ts';
import type { ListColumn, ListRow } from './form-walk.ts';
import type { GridCell } from './grid.ts';
import { compact } from './head.ts';
import type { RecordText } from './row-record.ts';

/** A record of a list, by attribute, and the cells that say it. */
export interface ListRecord {
  readonly row: ListRow;
  readonly values: ReadonlyMap<string, RecordText>;
  readonly cells: ReadonlyMap<Cell, string>;
}

/** 二级指标 → 一级指标, as packs list them, both in normal form. */
export type IndicatorLevels = ReadonlyMap<string, string>;

/** The records of a list's rows: levels are carried down, and lines of a broken row joined. */
export function listRecords(rows: readonly ListRow[], levels: IndicatorLevels): readonly ListRecord[] {
  const raw = rows.map((row) => rawRecord(row, levels)).filter(({ values }) => values.size > 0);
  return withLevels(joinLines(raw), levels);
}

function rawRecord(row: ListRow, levels: IndicatorLevels): Raw {
  const values = new Map<string, RecordText>();
  const cells = new Map<Cell, string>();
  for (const [cell, column] of assign(row, levels)) {
    const { attribute } = column;
    if (attribute === undefined || compact(cell.text) === '') continue;
    cells.set(cell.cell, attribute);
    // A level is a word; what is none is a scanner's.
    if ((attribute === LEVEL1 || attribute === LEVEL2) && !/\p{Script=Han}{2}/u.test(compact(cell.text)))
      continue;
    const before = values.get(attribute);
    const text = before === undefined ? cell.text : `${before.text}${cell.text}`;
    values.set(attribute, { text, place: before?.place ?? cell.cell.place });
  }
  return { row, values, cells };
}

/** The columns that the cells of a row belong to: by position, or counted from where dropped cells put them. */
function assign(list: ListRow, levels: IndicatorLevels): readonly (readonly [GridCell, ListColumn])[] {
  const { row, columns } = list;
  const covering = [...new Set(row.covering.filter((cell) => cell !== undefined))];
  const missing = columns.length - covering.length;
  const endsEarly = row.covering.at(-1) === undefined && missing > 0;
  const shifts = endsEarly ? Array.from({ length: missing + 1 }, (_, shift) => shift) : [];
  const byOrder = shifts
    .map((shift) =>
      covering.flatMap((cell, index): (readonly [GridCell, ListColumn])[] => {
        const column = columns[index + shift];
        return column === undefined ? [] : [[cell, column]];
      }),
    )
    .map((pairs) => ({ pairs, score: plausibility(pairs, levels) }))
    .sort((a, b) => b.score - a.score)[0];
  if (byOrder !== undefined && byOrder.score > 0) return byOrder.pairs;
  const byPosition = covering.flatMap((cell): (readonly [GridCell, ListColumn])[] => {
    const column = columns.find(({ from, to }) => cell.column >= from && cell.column < to);
    return column === undefined || compact(cell.text) === '' ? [] : [[cell, column]];
  });
  // A cell that begins left of its heading: it is the second of its neighbour's, and the column has none.
  const seen = new Set<ListColumn>();
  return byPosition.map(([cell, column]) => {
    const next = columns[columns.indexOf(column) + 1];
    const isSecond = seen.has(column);
    seen.add(column);
    const isFree = next?.attribute !== undefined && byPosition.every(([, one]) => one !== next);
    return isSecond && isFree && next !== undefined ? [cell, next] : [cell, column];
  });
}

/** How much the texts of a row look like what their columns hold. */
function plausibility(pairs: readonly (readonly [GridCell, ListColumn])[], levels: IndicatorLevels): number {
  let score = 0;
  for (const [cell, { attribute }] of pairs) {
    const text = compact(cell.text);
    if (text === '' || attribute === undefined) continue;
    if (attribute === LEVEL2 && (levels.has(text) || text.endsWith('指标'))) score += 2;
    if (attribute === LEVEL1 && [...levels.values()].includes(text)) score += 3;
    if (attribute === LEVEL3 && (levels.has(text) || /^.{2,8}指标$/u.test(text))) score -= 2;
    if (TARGET.test(attribute)) {
      const { operator, value } = parseTarget(text);
      score += operator !== '' || /^\d/u.test(value) ? 2 : 0;
    }
  }
  return score;
}
