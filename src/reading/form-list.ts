import type { Cell } from '../document/document.ts';
import type { ListColumn, ListRow } from './form-walk.ts';
import type { GridCell } from './grid.ts';
import { compact } from './head.ts';
import type { RecordText } from './row-record.ts';
import { parseTarget } from './target.ts';

/** A record of a list, by attribute, and the cells that say it. */
export interface ListRecord {
  readonly row: ListRow;
  readonly values: ReadonlyMap<string, RecordText>;
  readonly cells: ReadonlyMap<Cell, string>;
}

/** 二级指标 → 一级指标, as packs list them, both in normal form. */
export type IndicatorLevels = ReadonlyMap<string, string>;

const [LEVEL1, LEVEL2, LEVEL3] = ['indicator.level1', 'indicator.level2', 'indicator.level3'];
const TARGET = /^indicator\.(?:target|value)$/u;

/** The records of a list's rows: levels are carried down, and lines of a broken row joined. */
export function listRecords(rows: readonly ListRow[], levels: IndicatorLevels): readonly ListRecord[] {
  const raw = rows.map((row) => rawRecord(row, levels)).filter(({ values }) => values.size > 0);
  return withLevels(joinBroken(raw), levels);
}

interface Raw extends ListRecord {
  readonly values: Map<string, RecordText>;
  readonly cells: Map<Cell, string>;
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

/** Lines of one row that extraction has set apart, where no cell says how far it reaches. */
function joinBroken(raw: readonly Raw[]): readonly Raw[] {
  const joined: Raw[] = [];
  let waiting: Raw | undefined;
  for (const record of raw) {
    const isMerged = record.row.row.hasMerged;
    const keys = [...record.values.keys()];
    const hasTarget = keys.some((key) => TARGET.test(key));
    const isIndicator = record.row.columns.some(({ attribute }) => attribute === LEVEL3);
    if (isMerged || !isIndicator || hasTarget || keys.includes(LEVEL2) || keys.includes(LEVEL1)) {
      joined.push(waiting === undefined ? record : merge(waiting, record));
      waiting = undefined;
    } else if (keys.includes(LEVEL3)) {
      waiting = waiting === undefined ? record : merge(waiting, record);
    } else {
      // Only a description or a basis runs on.
      const last = joined.pop();
      joined.push(last === undefined ? record : merge(last, record));
    }
  }
  const last = joined.pop();
  if (last !== undefined) joined.push(waiting === undefined ? last : merge(last, waiting));
  else if (waiting !== undefined) joined.push(waiting);
  return joined;
}

function merge(first: Raw, second: Raw): Raw {
  const values = new Map(first.values);
  for (const [key, value] of second.values) {
    const before = values.get(key);
    values.set(key, before === undefined ? value : { text: before.text + value.text, place: before.place });
  }
  return { row: first.row, values, cells: new Map([...first.cells, ...second.cells]) };
}

/**
 * Carries 一级 and 二级指标 down to rows that leave them out. Where cells are not merged, a label in the middle of its
 * rows also speaks for those above it: the packs' lists of levels say for which.
 */
function withLevels(raw: readonly Raw[], levels: IndicatorLevels): readonly ListRecord[] {
  const printed = new Map<string, RecordText>();
  for (const { values } of raw) {
    const level1 = values.get(LEVEL1);
    if (level1 !== undefined) printed.set(compact(level1.text), level1);
  }
  const nextLevel1 = nextTexts(raw, LEVEL1);
  const nextLevel2 = nextTexts(raw, LEVEL2);
  let above: RecordText | undefined;
  let level2: RecordText | undefined;
  return raw.map((record, index) => {
    const values = new Map(record.values);
    const own = values.get(LEVEL1);
    const own2 = values.get(LEVEL2);
    const isLoose = !record.row.row.hasMerged;
    const isNewGroup = own !== undefined && compact(own.text) !== compact(above?.text ?? '');
    if (own2 !== undefined || isNewGroup) level2 = own2;
    if (level2 === undefined && isLoose) level2 = nextLevel2[index];
    const usual = printed.get(levels.get(compact(level2?.text ?? '')) ?? '');
    const isNamed = own !== undefined && (/指标$/u.test(compact(own.text)) || usual === undefined);
    const level1 = isNamed
      ? own
      : ((isLoose ? usual : undefined) ?? above ?? own ?? (isLoose ? nextLevel1[index] : undefined));
    above = level1;
    if (level1 !== undefined) values.set(LEVEL1, level1);
    if (own2 === undefined && level2 !== undefined) values.set(LEVEL2, level2);
    return { row: record.row, values, cells: record.cells };
  });
}

/** For every record, the first text of an attribute from it on. */
function nextTexts(raw: readonly Raw[], attribute: string): readonly (RecordText | undefined)[] {
  const next: (RecordText | undefined)[] = [];
  let known: RecordText | undefined;
  for (let index = raw.length - 1; index >= 0; index -= 1) {
    known = raw[index]?.values.get(attribute) ?? known;
    next[index] = known;
  }
  return next;
}
