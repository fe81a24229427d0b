import type { Cell } from '../document/document.ts';
import { isTarget } from './form-align.ts';
import { LEVEL1, LEVEL2, LEVEL3, withLevels } from './form-levels.ts';
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

const TARGET = /^indicator\.(?:target|value)$/u;

/** The records of a list's rows: levels are carried down, and lines of a broken row joined. */
export function listRecords(rows: readonly ListRow[], levels: IndicatorLevels): readonly ListRecord[] {
  const raw = rows.map((row) => rawRecord(row, levels)).filter(({ values }) => values.size > 0);
  const fullOf = fullLines(raw);
  return withLevels(joinBroken(joinEchoes(raw, fullOf), fullOf), levels);
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

/** The length of a record's name in the list; what wraps in a narrow column is as long as the longest. */
function nameLength({ values }: Raw): number {
  return compact(values.get(LEVEL3)?.text ?? '').length;
}

function targetOf({ values }: Raw): string {
  return [...values].find(([key]) => TARGET.test(key))?.[1].text ?? '';
}

/** For each page of a list, the length from which a line of a name is full: one less than that of the longest. */
function fullLines(raw: readonly Raw[]): (record: Raw) => number {
  const longest = new Map<number, number>();
  for (const record of raw) {
    const { piece } = record.row.row;
    longest.set(piece, Math.max(longest.get(piece) ?? 0, nameLength(record)));
  }
  return (record) => (longest.get(record.row.row.piece) ?? 0) - 1;
}

/** A line that is shorter than this part of a full one is no first line of a wrapped name. */
const SHORT = 0.6;

/**
 * Two lines of one name whose target, in the middle beside them, extraction has seen twice and read once: the one that
 * is no target, in a list whose others are, goes with its neighbour.
 */
function joinEchoes(raw: readonly Raw[], fullOf: (record: Raw) => number): readonly Raw[] {
  const withTarget = raw.filter((record) => /\d/u.test(targetOf(record)));
  const good = withTarget.filter((record) => isTarget(targetOf(record)));
  if (withTarget.length === good.length || good.length < 0.7 * withTarget.length) return raw;
  const isEcho = (record: Raw) =>
    !record.row.row.hasMerged &&
    record.values.has(LEVEL3) &&
    /\d/u.test(targetOf(record)) &&
    !isTarget(targetOf(record));
  const isWhole = (record: Raw | undefined): record is Raw =>
    record?.values.has(LEVEL3) === true && isTarget(targetOf(record));
  const withoutTarget = (record: Raw): Raw => ({
    ...record,
    values: new Map([...record.values].filter(([key]) => !TARGET.test(key))),
  });
  const joined: Raw[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const record = raw[index];
    if (record === undefined) continue;
    const [last, next] = [joined.at(-1), raw[index + 1]];
    const full = fullOf(record);
    if (isEcho(record) && nameLength(record) >= full && isWhole(next) && nameLength(next) < full) {
      joined.push(merge(withoutTarget(record), next));
      index += 1;
    } else if (
      isEcho(record) &&
      isWhole(last) &&
      nameLength(last) >= full &&
      nameLength(record) < SHORT * full
    ) {
      joined[joined.length - 1] = merge(last, withoutTarget(record));
    } else joined.push(record);
  }
  return joined;
}

/** Lines of one row that extraction has set apart, where no cell says how far it reaches. */
function joinBroken(raw: readonly Raw[], fullOf: (record: Raw) => number): readonly Raw[] {
  const joined: Raw[] = [];
  let waiting: Raw | undefined;
  for (const record of raw) {
    const before = joined.at(-1);
    const full = fullOf(record);
    const isRest =
      waiting === undefined &&
      before !== undefined &&
      !record.row.row.hasMerged &&
      !before.row.row.hasMerged &&
      targetOf(record) === '' &&
      isTarget(targetOf(before)) &&
      nameLength(before) >= full &&
      nameLength(record) > 0 &&
      nameLength(record) < SHORT * full;
    if (isRest) {
      joined[joined.length - 1] = merge(before, record);
      continue;
    }
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
