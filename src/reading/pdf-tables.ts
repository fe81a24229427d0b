import { around, type Box } from './pdf-geometry.ts';
import type { Lattice, LatticeCell } from './pdf-rules.ts';
import { betweenLines, isNumber, type Line, linesOf, lineText, type Word, wordOf } from './pdf-words.ts';

/** A table as it stands on one page, in the coordinates of the upright page. */
export interface PageTable {
  readonly box: Box;
  readonly widths: readonly number[];
  readonly rows: number;
  /** By row, then by column. */
  readonly cells: readonly PageCell[];
}

export interface PageCell extends LatticeCell {
  readonly text: string;
  readonly box: Box;
}

/** Ems of room between characters at which a rule may part them. */
const PARTED = 0.08;

interface Filled extends LatticeCell {
  readonly lines: readonly Line[];
}

/** Puts words into the cells of a lattice; undefined when none of them is inside. Returns the words outside too. */
export function fillLattice(
  lattice: Lattice,
  words: readonly Word[],
): { readonly table: PageTable | undefined; readonly outside: readonly Word[] } {
  const { xs, ys, cells } = lattice;
  const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  const columns = xs.length - 1;
  const owner = new Map<number, number>();
  cells.forEach((cell, index) => {
    for (let r = cell.row; r < cell.row + cell.rowspan; r += 1)
      for (let c = cell.column; c < cell.column + cell.colspan; c += 1) owner.set(r * columns + c, index);
  });
  const cellAt = (x: number, y: number): number => owner.get(slot(ys, y) * columns + slot(xs, x)) ?? 0;
  const held = cells.map((): Word[] => []);
  const outside: Word[] = [];
  for (const word of words) {
    const [x, y] = [(word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2];
    if (x < left || x > right || y < top || y > bottom) outside.push(word);
    else for (const [index, part] of parted(word, (at) => cellAt(at, y))) held[index]?.push(part);
  }
  if (held.every((own) => own.length === 0)) return { table: undefined, outside };
  const filled = cells.map((cell, index): Filled => ({ ...cell, lines: linesOf(held[index] ?? []) }));
  return { table: tableOf(lattice, filled), outside };
}

/** The index of the stretch that holds a value; the first or last for values outside. */
function slot(places: readonly number[], value: number): number {
  let index = 0;
  while (index < places.length - 2 && value > (places[index + 1] ?? 0)) index += 1;
  return index;
}

/** At the end of a line these are set half as wide as they are: what follows is not as near as it seems. */
const CLOSING = /[〕）】》〉」』”’、，。：；！？]$/u;

/**
 * A word by the cells it is in. Where a rule runs through it, it is parted only between characters that stand apart
 * and never inside a number that has no gap: a number too wide for its cell belongs to the cell with most of it.
 */
function parted(word: Word, cellAt: (x: number) => number): [number, Word][] {
  const indexes = word.glyphs.map(({ box }) => cellAt((box[0] + box[2]) / 2));
  if (indexes.every((index) => index === indexes[0])) return [[indexes[0] ?? 0, word]];
  const parts: { from: number; to: number }[] = [];
  let from = 0;
  word.glyphs.forEach((glyph, at) => {
    const last = word.glyphs[at - 1];
    if (last === undefined || indexes[at] === indexes[at - 1]) return;
    const gap = glyph.box[0] - last.box[2];
    if (gap < PARTED * word.em && !glyph.spaced && !CLOSING.test(last.text)) return;
    parts.push({ from, to: at });
    from = at;
  });
  parts.push({ from, to: word.glyphs.length });
  return parts.map((part) => [
    commonest(indexes.slice(part.from, part.to)),
    parts.length === 1 ? word : wordOf(word.glyphs.slice(part.from, part.to)),
  ]);
}

function commonest(indexes: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = indexes[0] ?? 0;
  for (const index of indexes) {
    counts.set(index, (counts.get(index) ?? 0) + 1);
    if ((counts.get(index) ?? 0) > (counts.get(best) ?? 0)) best = index;
  }
  return best;
}

function tableOf({ xs, ys }: Lattice, filled: readonly Filled[]): PageTable {
  const bands = new Map<number, readonly number[]>();
  for (let row = 0; row < ys.length - 1; row += 1) {
    const anchors = anchorsOf(filled, row, xs);
    if (anchors.length > 1) bands.set(row, anchors);
  }
  const startOf: number[] = [];
  let rows = 0;
  for (let row = 0; row < ys.length - 1; row += 1) {
    startOf.push(rows);
    rows += bands.get(row)?.length ?? 1;
  }
  startOf.push(rows);
  const cells = filled.flatMap((cell): PageCell[] => {
    const anchors = cell.rowspan === 1 ? bands.get(cell.row) : undefined;
    const row = startOf[cell.row] ?? 0;
    const rowspan = (startOf[cell.row + cell.rowspan] ?? 0) - row;
    const box: Box = [
      xs[cell.column] ?? 0,
      ys[cell.row] ?? 0,
      xs[cell.column + cell.colspan] ?? 0,
      ys[cell.row + cell.rowspan] ?? 0,
    ];
    const { column, colspan } = cell;
    if (anchors === undefined)
      return [{ row, column, rowspan, colspan, text: cellText(cell.lines, box[2] - box[0]), box }];
    const nearestAnchor = (line: Line): number => slot(middles(anchors), middle(line));
    return anchors.map((_, index) => {
      const lines = cell.lines.filter((line) => nearestAnchor(line) === index);
      const edges = middles(anchors);
      const [first, last] = [
        index === 0 ? box[1] : edges[index],
        index === anchors.length - 1 ? box[3] : edges[index + 1],
      ];
      const own: Box = [box[0], first ?? box[1], box[2], last ?? box[3]];
      return {
        row: row + index,
        column,
        rowspan: 1,
        colspan,
        text: cellText(lines, box[2] - box[0]),
        box: own,
      };
    });
  });
  cells.sort((one, other) => one.row - other.row || one.column - other.column);
  const box: Box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
  return { box, widths: widthsOf(xs), rows, cells };
}

function widthsOf(xs: readonly number[]): number[] {
  return xs.slice(1).map((x, index) => Math.round((x - (xs[index] ?? 0)) * 10) / 10);
}

/** Halfway between anchors, with open ends. */
function middles(anchors: readonly number[]): number[] {
  return [
    -Infinity,
    ...anchors.slice(1).map((anchor, index) => (anchor + (anchors[index] ?? anchor)) / 2),
    Infinity,
  ];
}

function middle({ box }: Line): number {
  return (box[1] + box[3]) / 2;
}

/**
 * The heights of the rows that are printed in one ruled row: some tables rule only their columns. There are several
 * when columns hold one whole number below the other; the lines of the others then belong to the nearest.
 */
function anchorsOf(filled: readonly Filled[], row: number, xs: readonly number[]): readonly number[] {
  const own = filled.filter((cell) => cell.row === row);
  if (
    own.some((cell) => cell.rowspan > 1) ||
    filled.some((cell) => cell.row < row && cell.row + cell.rowspan > row)
  )
    return [];
  const numbers = own.filter(
    ({ lines }) => lines.length > 1 && lines.every((line) => isNumber(lineText(line))),
  );
  const widthOf = ({ column, colspan }: Filled) => (xs[column + colspan] ?? 0) - (xs[column] ?? 0);
  if (numbers.some((cell) => isBrokenNumber(cell.lines, widthOf(cell)))) return [];
  const stacks = numbers.map(({ lines }) => lines.map(middle));
  const longest = Math.max(0, ...stacks.map((stack) => stack.length));
  // Two lines in a single column may be one number that was broken.
  if (longest < 2 || (longest < 3 && stacks.length < 2)) return [];
  const em = Math.max(...own.flatMap(({ lines }) => lines.map((line) => line.em)));
  const anchors: number[] = [];
  for (const at of stacks.flat().sort((one, other) => one - other))
    if (at - (anchors.at(-1) ?? -Infinity) > 0.6 * em) anchors.push(at);
  return anchors.length <= longest + 2 ? anchors : [];
}

/** A whole amount: grouped by threes or not at all. */
const AMOUNT = /^[-－−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u;

/**
 * Whether lines are one number that was too long for its column: they make a whole amount, and not each is printed like
 * the other (12,345.6 over 7), as the numbers of a column are.
 */
function isBrokenNumber(lines: readonly Line[], width: number): boolean {
  if (!lines.slice(0, -1).every((line) => fills(line, width))) return false;
  const texts = lines.map((line) => lineText(line).normalize('NFKC').trim());
  const decimals = new Set(texts.map((text) => (text.includes('.') ? text.length - text.indexOf('.') : 0)));
  return AMOUNT.test(texts.join('')) && (decimals.size > 1 || texts.some((text) => !AMOUNT.test(text)));
}

/** Whether a line leaves no room in its cell for more. */
function fills({ box }: Line, width: number): boolean {
  return box[2] - box[0] > 0.7 * width;
}

/** The lines of a cell as one text. A number that fills its cell and goes on in the next line is one number. */
export function cellText(lines: readonly Line[], width: number): string {
  let text = '';
  lines.forEach((line, at) => {
    const upper = lines[at - 1];
    const own = lineText(line);
    if (upper === undefined) text = own;
    else if (/[\d.%]$/u.test(text) && /^[-－\d]/u.test(own)) {
      text += fills(upper, width) ? own : `\n${own}`;
    } else text += betweenLines(text, own) + own;
  });
  return text;
}

/** The box around some lines. */
export function linesBox(lines: readonly Line[]): Box {
  return around(lines.map(({ box }) => box));
}
