import { around, type Box } from './pdf-geometry.ts';
import { cellText, type PageCell, type PageTable } from './pdf-tables.ts';
import { isNumber, type Line, lineOf, lineText, type Word } from './pdf-words.ts';

/** What stands on a page outside ruled tables, from top to bottom. */
export type FlowItem =
  | { readonly type: 'line'; readonly line: Line }
  | { readonly type: 'table'; readonly table: PageTable };

interface Cut {
  readonly line: Line;
  readonly parts: readonly Line[];
  /** Parts stand apart and one of them is a number. */
  readonly isData: boolean;
}

const FEWEST_ROWS = 3;
const HEADING_LINES = 5;

/** Finds tables without rules: rows of parts that stand below each other in columns, with numbers among them. */
export function findColumns(lines: readonly Line[]): FlowItem[] {
  const cuts = lines.map(cutOf);
  const items: FlowItem[] = [];
  let at = 0;
  let used = 0;
  while (at < cuts.length) {
    const end = cuts[at]?.isData === true ? endOfRun(cuts, at) : at;
    const table = end > at ? tableOf(cuts, used, at, end) : undefined;
    if (table === undefined) {
      at = Math.max(end, at + 1);
      continue;
    }
    for (const { line } of cuts.slice(used, table.from)) items.push({ type: 'line', line });
    items.push({ type: 'table', table: table.table });
    at = end;
    used = end;
  }
  for (const { line } of cuts.slice(used)) items.push({ type: 'line', line });
  return items;
}

function cutOf(line: Line): Cut {
  const groups: Word[][] = [];
  line.words.forEach((word, at) => {
    const left = line.words[at - 1];
    // A number is a part of its own even where less than an em parts it from its neighbour.
    const ems = left !== undefined && !isNumber(left.text) && !isNumber(word.text) ? 1 : 0.3;
    if (left === undefined || word.box[0] - left.box[2] >= ems * line.em) groups.push([word]);
    else groups.at(-1)?.push(word);
  });
  const parts = groups.map(lineOf);
  const isData =
    parts.length > 1 && parts.some((part) => isFigure(lineText(part))) && !LEADER.test(lineText(line));
  return { line, parts, isData };
}

/** Dots that lead to the number of a page: a line of a table of contents. */
const LEADER = /(?:[.…·．]\s*){5,}\d+\s*$/u;

/** A number, or the dash that stands for none. */
function isFigure(text: string): boolean {
  return isNumber(text) || /^[-－—–―]{1,2}$/u.test(text);
}

/** Parts cut once more between words that belong to different columns. */
function cutByColumn(parts: readonly Line[], columns: readonly Column[]): Line[] {
  return parts.flatMap((part) => {
    const groups: Word[][] = [];
    let last = -1;
    for (const word of part.words) {
      const column = columnOf(word.box, columns);
      if (column === last) groups.at(-1)?.push(word);
      else groups.push([word]);
      last = column;
    }
    return groups.length === 1 ? [part] : groups.map(lineOf);
  });
}

/** The column that a box is in, or whose middle is nearest. */
function columnOf(box: Box, columns: readonly Column[]): number {
  const middle = (box[0] + box[2]) / 2;
  const distances = columns.map(([from, to]) => {
    const inside = Math.min(box[2], to) - Math.max(box[0], from);
    return inside > 0 ? -inside : Math.abs((from + to) / 2 - middle);
  });
  return distances.indexOf(Math.min(...distances));
}

/** The end of the rows that begin at `from`: single lines between rows are parts of a row that were broken. */
function endOfRun(cuts: readonly Cut[], from: number): number {
  let end = from + 1;
  for (let at = from + 1; at < cuts.length && at <= end + 1; at += 1) {
    const [above, cut] = [cuts[at - 1], cuts[at]];
    if (above === undefined || cut === undefined) break;
    if (cut.line.box[1] - above.line.box[3] > 3 * cut.line.em) break;
    if (cut.isData) end = at + 1;
  }
  return end;
}

function tableOf(
  cuts: readonly Cut[],
  used: number,
  start: number,
  end: number,
): { readonly from: number; readonly table: PageTable } | undefined {
  const run = cuts.slice(start, end);
  const data = run.filter(({ isData }) => isData);
  if (data.length < FEWEST_ROWS) return undefined;
  const columns = columnsOf(data);
  if (columns.length < 2 || !hasNumbers(data, columns)) return undefined;
  // A line that was taken for a broken part must fit into a column.
  if (run.some((cut) => !cut.isData && cut.parts.some((part) => spanOf(part, columns)[1] > 1)))
    return undefined;

  let from = start;
  while (from > used && start - from < HEADING_LINES) {
    const [head, below] = [cuts[from - 1], cuts[from]];
    if (head === undefined || below === undefined || head.parts.length < 2) break;
    if (below.line.box[1] - head.line.box[3] > 2.5 * head.line.em) break;
    // Names and units above a table are said with a colon; headings are not.
    if (head.parts.some((part) => /[:：]/u.test(lineText(part)))) break;
    from -= 1;
  }
  const rows = [...cuts.slice(from, start).map((cut) => [cut]), ...rowsOf(run)];
  const edges = edgesOf(columns, rows.flat());
  const cells = rows.flatMap((row, index) => cellsOf(row, index, columns, edges));
  const table: PageTable = {
    box: around(rows.flat().map(({ line }) => line.box)),
    widths: edges.slice(1).map((edge, index) => Math.round((edge - (edges[index] ?? 0)) * 10) / 10),
    rows: rows.length,
    cells,
  };
  return { from, table };
}

type Column = readonly [number, number];

/** The stretches of the page's width that rows fill; a stretch is empty when next to no row has something there. */
function columnsOf(data: readonly Cut[]): Column[] {
  const box = around(data.map(({ line }) => line.box));
  const left = Math.floor(box[0]);
  const right = Math.ceil(box[2]);
  const filled = Array.from({ length: Math.max(1, right - left) }, () => 0);
  for (const { parts } of data)
    for (const { box } of parts)
      for (let x = Math.floor(box[0]) - left; x < Math.ceil(box[2]) - left; x += 1)
        filled[x] = (filled[x] ?? 0) + 1;
  const few = Math.floor(data.length / 12);
  const columns: [number, number][] = [];
  filled.forEach((count, x) => {
    if (count <= few) return;
    const last = columns.at(-1);
    if (last !== undefined && left + x - last[1] < 2) last[1] = left + x + 1;
    else columns.push([left + x, left + x + 1]);
  });
  return columns;
}

function hasNumbers(data: readonly Cut[], columns: readonly Column[]): boolean {
  const found = columns.map((): string[] => []);
  let others = 0;
  for (const { parts } of data)
    for (const part of parts) {
      const text = lineText(part);
      if (isNumber(text)) found[spanOf(part, columns)[0]]?.push(text);
      else others += 1;
    }
  const numeric = found.filter((texts) => texts.length >= FEWEST_ROWS && texts.length * 2 > data.length);
  if (numeric.length === 0 || numeric.length + Math.min(1, others) < 2) return false;
  // Titles with the pages they are on are a table of contents.
  const pages = numeric.length === 1 && columns.length === 2 ? (numeric[0] ?? []) : [];
  const rising = pages.every(
    (text, at) => /^\d{1,3}$/u.test(text) && Number(text) >= Number(pages[at - 1] ?? 0),
  );
  return pages.length === 0 || !rising;
}

/** The column where a part begins, and how many it reaches over. */
function spanOf({ box }: Line, columns: readonly Column[]): [number, number] {
  const touched = columns.flatMap(([from, to], index) =>
    box[2] > from + 1 && box[0] < to - 1 ? [index] : [],
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first !== undefined && last !== undefined) return [first, last - first + 1];
  return [columnOf(box, columns), 1];
}

/** Lines by row: a broken part goes with the row that is nearer. */
function rowsOf(run: readonly Cut[]): Cut[][] {
  const rows: Cut[][] = [];
  let waiting: Cut[] = [];
  run.forEach((cut, at) => {
    const above = run[at - 1];
    const below = run[at + 1];
    if (cut.isData) {
      rows.push([...waiting, cut]);
      waiting = [];
      return;
    }
    const up = above === undefined ? Infinity : cut.line.box[1] - above.line.box[3];
    const down = below === undefined ? Infinity : below.line.box[1] - cut.line.box[3];
    if (up <= down) rows.at(-1)?.push(cut);
    else waiting.push(cut);
  });
  return rows;
}

function edgesOf(columns: readonly Column[], cuts: readonly Cut[]): number[] {
  const box = around(cuts.map(({ line }) => line.box));
  const inner = columns.slice(1).map(([from], index) => (from + (columns[index]?.[1] ?? from)) / 2);
  return [box[0], ...inner, box[2]];
}

function cellsOf(
  row: readonly Cut[],
  index: number,
  columns: readonly Column[],
  edges: readonly number[],
): PageCell[] {
  const box = around(row.map(({ line }) => line.box));
  const starts = columns.map((): Line[] => []);
  const spans = columns.map(() => 1);
  for (const { parts } of row)
    for (const part of cutByColumn(parts, columns)) {
      const [column, span] = spanOf(part, columns);
      starts[column]?.push(part);
      spans[column] = Math.max(spans[column] ?? 1, span);
    }
  const cells: PageCell[] = [];
  let column = 0;
  while (column < columns.length) {
    let colspan = 1;
    const most = spans[column] ?? 1;
    while (colspan < most && (starts[column + colspan]?.length ?? 1) === 0) colspan += 1;
    const own: Box = [edges[column] ?? 0, box[1], edges[column + colspan] ?? 0, box[3]];
    const text = cellText(starts[column] ?? [], own[2] - own[0]);
    cells.push({ row: index, column, rowspan: 1, colspan, text, box: own });
    column += colspan;
  }
  return cells;
}
