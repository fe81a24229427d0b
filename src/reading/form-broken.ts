import type { Cell } from '../document/document.ts';
import { isTarget } from './form-align.ts';
import { LEVEL1, LEVEL2, LEVEL3 } from './form-levels.ts';
import type { ListRecord } from './form-list.ts';
import { compact } from './head.ts';
import type { RecordText } from './row-record.ts';

/** A record while its lines are put together. */
export interface Raw extends ListRecord {
  readonly values: Map<string, RecordText>;
  readonly cells: Map<Cell, string>;
}

/** The attributes that hold a target. */
export const TARGET = /^indicator\.(?:target|value)$/u;

/** A line that is shorter than this part of a full one is no first line of a wrapped name. */
const SHORT = 0.6;
/** What so many rows of a list have, all have: one that lacks it is damaged. */
const MOST = 0.7;

/** Joins lines of one row that extraction has set apart, where no cell says how far it reaches. */
export function joinLines(raw: readonly Raw[]): readonly Raw[] {
  const fullOf = fullLines(raw);
  return joinBroken(joinEchoes(joinTargets(raw), fullOf), fullOf);
}

/** How wide a text is printed: a Latin letter is half a character. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (/[\u0020-\u007e]/u.test(sign) ? 1 : 2), 0);
}

/** The lines of a name, as wide as they are printed. */
function nameLines({ values }: Raw): readonly number[] {
  return (values.get(LEVEL3)?.text ?? '').trim().split(/\s+/u).map(widthOf);
}

function nameWidth({ values }: Raw): number {
  return widthOf(compact(values.get(LEVEL3)?.text ?? ''));
}

function targetOf({ values }: Raw): string {
  return [...values].find(([key]) => TARGET.test(key))?.[1].text ?? '';
}

function isLoose({ row }: Raw): boolean {
  return !row.row.hasMerged;
}

type Full = (record: Raw) => number;

/**
 * For each page of a list, the width from which a line of a name is full: one character less than that of the widest.
 * What wraps in a narrow column is as wide as the column.
 */
function fullLines(raw: readonly Raw[]): Full {
  const widest = new Map<number, number>();
  for (const record of raw) {
    const { piece } = record.row.row;
    widest.set(piece, Math.max(widest.get(piece) ?? 0, ...nameLines(record)));
  }
  return (record) => (widest.get(record.row.row.piece) ?? 0) - 2;
}

function endsFull(record: Raw, fullOf: Full): boolean {
  return (nameLines(record).at(-1) ?? 0) >= fullOf(record);
}

/**
 * Two lines of one name whose target, in the middle beside them, extraction has seen twice and read once: the one that
 * is no target, in a list whose others are, goes with its neighbour.
 */
function joinEchoes(raw: readonly Raw[], fullOf: Full): readonly Raw[] {
  const withTarget = raw.filter((record) => /\d/u.test(targetOf(record)));
  const good = withTarget.filter((record) => isTarget(targetOf(record)));
  if (withTarget.length === good.length || good.length < MOST * withTarget.length) return raw;
  const isEcho = (record: Raw) =>
    isLoose(record) &&
    record.values.has(LEVEL3) &&
    /\d/u.test(targetOf(record)) &&
    !isTarget(targetOf(record));
  const isWhole = (record: Raw | undefined): record is Raw =>
    record?.values.has(LEVEL3) === true && isTarget(targetOf(record));
  const joined: Raw[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const record = raw[index];
    if (record === undefined) continue;
    const [last, next] = [joined.at(-1), raw[index + 1]];
    if (isEcho(record) && endsFull(record, fullOf) && isWhole(next) && nameWidth(next) < fullOf(next)) {
      joined.push(merge(withoutTarget(record), next));
      index += 1;
    } else if (
      isEcho(record) &&
      isWhole(last) &&
      endsFull(last, fullOf) &&
      nameWidth(record) < SHORT * fullOf(record)
    ) {
      joined[joined.length - 1] = merge(last, withoutTarget(record));
    } else joined.push(record);
  }
  return joined;
}

/** A target that stands one line above the name it is of. */
function joinTargets(raw: readonly Raw[]): readonly Raw[] {
  const joined: Raw[] = [];
  for (const record of raw) {
    const last = joined.at(-1);
    const isAbove =
      last !== undefined &&
      isLoose(last) &&
      isLoose(record) &&
      isTarget(targetOf(last)) &&
      ![LEVEL1, LEVEL2, LEVEL3].some((key) => last.values.has(key)) &&
      record.values.has(LEVEL2) &&
      record.values.has(LEVEL3) &&
      targetOf(record) === '';
    if (isAbove && last !== undefined) joined[joined.length - 1] = merge(last, record);
    else joined.push(record);
  }
  return joined;
}

/** Whether a record is the end of the one before it: a short line under a full one, or the first of the next page. */
function isRest(before: Raw | undefined, record: Raw, fullOf: Full, areLabelled: boolean): boolean {
  if (before === undefined || !isLoose(before) || !isLoose(record)) return false;
  // Where every row prints its level, one that does is a row; else it is printed in the middle of several.
  const isRow = areLabelled && [LEVEL1, LEVEL2].some((key) => record.values.has(key));
  if (isRow || !record.values.has(LEVEL3)) return false;
  if (!endsFull(before, fullOf)) return false;
  const [above, own] = [targetOf(before), targetOf(record)];
  const isShort = nameWidth(record) < SHORT * fullOf(record);
  if (own === '') return isTarget(above) && (isShort || before.row.row.piece !== record.row.row.piece);
  // A target in words is wrapped like a name.
  return isShort && above !== '' && !/\d/u.test(above + own);
}

function joinBroken(raw: readonly Raw[], fullOf: Full): readonly Raw[] {
  const joined: Raw[] = [];
  let waiting: Raw | undefined;
  const areLabelled = raw.filter(({ values }) => values.has(LEVEL2)).length >= MOST * raw.length;
  for (const record of raw) {
    const before = joined.at(-1);
    if (waiting === undefined && before !== undefined && isRest(before, record, fullOf, areLabelled)) {
      joined[joined.length - 1] = merge(before, record);
      continue;
    }
    const keys = [...record.values.keys()];
    const hasTarget = keys.some((key) => TARGET.test(key));
    const isIndicator = record.row.columns.some(({ attribute }) => attribute === LEVEL3);
    if (!isLoose(record) || !isIndicator || hasTarget || keys.includes(LEVEL2) || keys.includes(LEVEL1)) {
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

function withoutTarget(record: Raw): Raw {
  return { ...record, values: new Map([...record.values].filter(([key]) => !TARGET.test(key))) };
}

function merge(first: Raw, second: Raw): Raw {
  const values = new Map(first.values);
  for (const [key, value] of second.values) {
    const before = values.get(key);
    values.set(key, before === undefined ? value : { text: before.text + value.text, place: before.place });
  }
  return { row: first.row, values, cells: new Map([...first.cells, ...second.cells]) };
}
