import { compact } from './head.ts';
import type { PlacedCell } from './text-tables.ts';

type Cells = readonly PlacedCell[];

/**
 * Gives the cells of heading rows the columns they span. In text that prints a merged cell once, a heading row is
 * shorter than the rows below it; the row below shows what belongs under what: an empty cell continues the cell above
 * it, and neighbouring labels stand under one that spans them. Where several spanning cells are neighbours their labels
 * are divided only where something says that the next begins ({@link begins}). Where the whole heading cannot be
 * understood so, or can in two ways, the rows stay as they are.
 */
export function headingSpans(rows: readonly Cells[]): readonly Cells[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const full = rows.findIndex((row) => row.length === width);
  const lowest = rows[full];
  if (lowest === undefined) return rows;
  const figures = figureColumns(rows.slice(full + 1), width);
  const spanned = [...rows];
  let below: readonly Child[] = lowest.map(({ text }, column) => childOf(text, column, 1, figures));
  for (let at = full - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? [];
    // A lone cell above a heading is a title; body and unit are named with a colon.
    if (row.length < 2 || row.some(({ text }) => NAMES.test(text))) break;
    const spans = spansOf(row, below);
    if (spans === undefined) return rows;
    let column = 0;
    below = row.map(({ text }, index) => {
      const span = spans[index] ?? 1;
      column += span;
      return childOf(text, column - span, span, figures);
    });
    spanned[at] = row.map((cell, index) => ({ ...cell, colspan: spans[index] ?? 1 }));
  }
  return spanned;
}

const NAMES = /^\s*(?!其中)\p{Script=Han}{2,8}\s*[:：]/u;

/** A cell of the row below, which some cell of this row stands above. */
interface Child {
  /** Without blanks; empty where the cell above is merged down into it. */
  readonly label: string;
  readonly span: number;
  /** Whether its columns hold amounts. */
  readonly isFigure: boolean;
}

function childOf(text: string, column: number, span: number, figures: readonly boolean[]): Child {
  const own = figures.slice(column, column + span);
  return { label: compact(text), span, isFigure: own.every(Boolean) };
}

/** How many ways there are to share children out among cells, up to two, and one of them. */
interface Ways {
  readonly count: number;
  readonly cost: number;
  /** The number of children of each cell so far. */
  readonly taken: readonly number[];
}

const NO_WAY: Ways = { count: 0, cost: Number.POSITIVE_INFINITY, taken: [] };

/**
 * The columns that each cell of a row spans: one child that is empty, or neighbours that have labels. Of several ways the
 * cheapest counts, by {@link costOf}; undefined where there is none, or two are as cheap.
 */
function spansOf(row: Cells, below: readonly Child[]): readonly number[] | undefined {
  // ways[c]: how the cells so far stand above the first c children.
  let ways: readonly Ways[] = [{ count: 1, cost: 0, taken: [] }];
  for (const { text } of row) {
    const next: Ways[] = Array.from({ length: below.length + 1 }, () => NO_WAY);
    ways.forEach((way, from) => {
      if (way.count === 0) return;
      for (let to = from + 1; to <= below.length; to += 1) {
        const cost = costOf(text, below, from, to);
        if (cost === undefined) break;
        const here = { count: way.count, cost: way.cost + cost, taken: [...way.taken, to - from] };
        next[to] = better(next[to] ?? NO_WAY, here);
      }
    });
    ways = next;
  }
  const best = ways[below.length];
  if (best === undefined || best.count !== 1) return undefined;
  let child = 0;
  return best.taken.map((count) => {
    child += count;
    return below.slice(child - count, child).reduce((sum, { span }) => sum + span, 0);
  });
}

function better(a: Ways, b: Ways): Ways {
  if (a.cost !== b.cost) return a.cost < b.cost ? a : b;
  return { ...a, count: Math.min(2, a.count + b.count) };
}

/** Who merges a cell over one that has a label of its own could have written both into it. */
const OVER_ONE = 3;
/** A label that comes again under one heading. */
const REPEATED = 3;
/** Words and amounts under one heading. */
const MIXED = 1;

/** What speaks against a cell above these children; undefined where it, or one above more of them, cannot stand there. */
function costOf(text: string, below: readonly Child[], from: number, to: number): number | undefined {
  const own = below.slice(from, to);
  const [first] = own;
  if (first === undefined) return undefined;
  if (first.label === '') return own.length === 1 ? 0 : undefined;
  if (own.some(({ label }) => label === '')) return undefined;
  const before = below[from - 1];
  if (before !== undefined && before.label !== '' && !begins(below, from)) return undefined;
  // What begins a heading's columns does not stand among those of another.
  for (let at = from + 1; at < to; at += 1) if (mustBegin(below, at)) return undefined;
  const isMixed = own.some(({ isFigure }) => isFigure !== first.isFigure);
  const isAlone = own.length === 1 && text.trim() !== '';
  const repeated = own.length - new Set(own.map(({ label }) => label)).size;
  return (isAlone ? OVER_ONE : 0) + (isMixed ? MIXED : 0) + REPEATED * repeated;
}

/** Whether something says that a new heading begins here: what stands below comes again, or is of another kind. */
function begins(below: readonly Child[], at: number): boolean {
  const [one, before] = [below[at], below[at - 1]];
  if (one === undefined || before === undefined || mustBegin(below, at)) return true;
  const run = below.slice(startOf(below, at), at);
  return (
    one.isFigure !== before.isFigure || GROUP.test(one.label) || run.some(({ label }) => label === one.label)
  );
}

/** Labels that come first under their heading. */
const FIRST = /^(?:小计|科目编码|科目代码|类)$/u;
/** Labels that may: a total, and the first class of running costs, which follows those of personnel. */
const GROUP = /^(?:合计|商品和服务支出)$/u;
const LEVELS = ['类', '款', '项'];

function mustBegin(below: readonly Child[], at: number): boolean {
  const [one, before] = [below[at], below[at - 1]];
  if (one === undefined || before === undefined) return true;
  if (FIRST.test(one.label)) return true;
  // The levels of a code are headed by themselves.
  if (LEVELS.includes(one.label) !== LEVELS.includes(before.label)) return true;
  return below[startOf(below, at)]?.label === one.label && !FIRST.test(before.label);
}

/** Where the neighbouring labels begin among which this child stands. */
function startOf(below: readonly Child[], at: number): number {
  return below.slice(0, at).findLastIndex(({ label }) => label === '') + 1;
}

const NUMBER = /^-?[\d,，.]+$/u;
/** An amount, whatever else is a number: decimals, or thousands set apart. */
const FIGURE = /[.,，]/u;
/** The code of an account, or one level of it; an amount in whole yuan may look so. */
const CODE = /^(?:\d{3}|\d{5}|\d{7}|0\d)$/u;
/** What numbers the columns, and what stands for no number. */
const SILENT = /^(?:\d{1,2}|[-—–]+|〔.*〕)?$/u;

/** Which columns hold amounts. A column of blanks, or of what may be codes as well, takes after its left. */
function figureColumns(rows: readonly Cells[], width: number): readonly boolean[] {
  const columns: boolean[] = [];
  for (let column = 0; column < width; column += 1) {
    const texts = rows.map((row) => compact(row[column]?.text ?? '')).filter((text) => !SILENT.test(text));
    const isNumbers = texts.every((text) => NUMBER.test(text));
    const isSure = texts.some((text) => FIGURE.test(text) || !CODE.test(text));
    columns.push(isNumbers && (isSure || columns.at(-1) === true));
  }
  return columns;
}
