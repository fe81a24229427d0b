import type { Block, Cell, Row, Section, Table } from '../document/document.ts';
import type { Extent } from './aligned-line.ts';
import { type FlowItem, findColumns } from './pdf-columns.ts';
import { applyBox, type Box, quarterTurn } from './pdf-geometry.ts';
import { findMargins } from './pdf-margins.ts';
import { MOSTLY, type PageContent } from './pdf-page.ts';
import {
  type Draft,
  goesOn,
  joinDrafts,
  marginsOf,
  type PlaceOf,
  paragraphOf,
  paragraphsOf,
  usualEm,
} from './pdf-paragraphs.ts';
import { type Lattice, latticesOf } from './pdf-rules.ts';
import { fillLattice, type PageTable } from './pdf-tables.ts';
import {
  type Line,
  linesOf,
  lineText,
  quartersToUpright,
  turnedWords,
  uprightGlyphs,
  type Word,
  wordsOf,
} from './pdf-words.ts';
import type { Aside } from './source.ts';

/** A page turned so that its text stands upright. */
export interface PageView {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly landscape: boolean;
  readonly words: readonly Word[];
  readonly lattices: readonly Lattice[];
  /** Text that stands askew, such as a watermark, and text that cannot be seen. */
  readonly askew: readonly Word[];
  readonly hidden: readonly Word[];
  /** The page is a picture of one: what cannot be seen on it was recognised in the picture. */
  readonly isPicture: boolean;
  readonly placeOf: PlaceOf;
}

/** Turns what a page shows upright and finds its words and the grids of its rules. */
export function viewOf(content: PageContent, page: number): PageView {
  const quarters = quartersToUpright(content.glyphs);
  const matrix = quarterTurn(quarters, content.width, content.height);
  const [width, height] =
    quarters % 2 === 0 ? [content.width, content.height] : [content.height, content.width];
  const back = quarterTurn((4 - quarters) % 4, width, height);
  const glyphs = uprightGlyphs(content.glyphs, matrix, quarters);
  const rules = quarters === 0 ? content.rules : content.rules.map((box) => applyBox(matrix, box));
  return {
    page,
    width,
    height,
    landscape: content.width > content.height,
    words: [
      ...wordsOf(glyphs.filter(({ turn }) => turn === 0)),
      ...turnedWords(glyphs.filter(({ turn }) => turn !== 0 && turn !== undefined)),
    ],
    lattices: latticesOf(rules),
    askew: turnedWords(glyphs.filter(({ turn }) => turn === undefined)),
    hidden: turnedWords(uprightGlyphs(content.hidden, matrix, quarters)),
    isPicture: content.pictured > MOSTLY,
    placeOf: (box) => ({ type: 'page', page, box: rounded(quarters === 0 ? box : applyBox(back, box)) }),
  };
}

function rounded([x0, y0, x1, y1]: Box): Box {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return [tenth(x0), tenth(y0), tenth(x1), tenth(y1)];
}

type PageBlock = Draft | { readonly type: 'table'; readonly table: Table };

interface Laid {
  readonly landscape: boolean;
  readonly block: PageBlock;
}

/** The pages as one text: tables, paragraphs joined over pages, and apart from them what is not text. */
export function layOut(views: readonly PageView[]): { sections: Section[]; asides: Aside[] } {
  const margins = findMargins(
    views.map(({ width, height, words, lattices }) => ({ width, height, words, ruled: lattices.map(boxOf) })),
  );
  const asides: Aside[] = [];
  let before: readonly Extent[] | undefined;
  const pages = views.map((view, index) => {
    const { placeOf, words, askew, hidden, isPicture } = view;
    const own = margins[index] ?? [];
    for (const { kind, line } of own) asides.push({ kind, text: lineText(line), place: placeOf(line.box) });
    for (const { text, box } of askew) asides.push({ kind: 'running', text, place: placeOf(box) });
    for (const { text, box } of hidden)
      asides.push({ kind: isPicture ? 'recognised' : 'hidden', text, place: placeOf(box) });
    const left = new Set(own.flatMap(({ line }) => line.words));
    const shown = left.size === 0 ? words : words.filter((word) => !left.has(word));
    const items = itemsOf(view, shown, before);
    const last = items.at(-1);
    before = last?.type === 'table' ? last.columns : undefined;
    return { view, items };
  });
  const lines = pages.flatMap(({ items }) =>
    items.flatMap((item) => (item.type === 'line' ? [item.line] : [])),
  );
  const em = usualEm(lines);
  const laid: Laid[] = [];
  for (const { view, items } of pages) {
    blocksOf(view, items, em).forEach((block, at) => {
      const last = laid.at(-1);
      const before = last?.block;
      const goes =
        at === 0 && block.type === 'paragraph' && before?.type === 'paragraph' && goesOn(before, block);
      if (goes && last !== undefined) laid[laid.length - 1] = { ...last, block: joinDrafts(before, block) };
      else laid.push({ landscape: view.landscape, block });
    });
  }
  return { sections: sectionsOf(laid), asides };
}

/** Neighbouring blocks on pages of one orientation are a section. */
function sectionsOf(blocks: readonly Laid[]) {
  const sections: { orientation: 'portrait' | 'landscape'; blocks: Block[] }[] = [];
  for (const { landscape, block } of blocks) {
    const orientation = landscape ? 'landscape' : 'portrait';
    const made = block.type === 'table' ? block.table : paragraphOf(block);
    const last = sections.at(-1);
    if (last?.orientation === orientation) last.blocks.push(made);
    else sections.push({ orientation, blocks: [made] });
  }
  return sections;
}

function boxOf({ xs, ys }: Lattice): Box {
  return [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
}

/** What a page holds, from top to bottom. */
function itemsOf(view: PageView, words: readonly Word[], before?: readonly Extent[]): FlowItem[] {
  const ruled: PageTable[] = [];
  let rest = words;
  // The smallest first: a table inside a frame is a table of its own.
  const bySize = [...view.lattices].sort((one, other) => area(boxOf(one)) - area(boxOf(other)));
  for (const lattice of bySize) {
    const { table, outside } = fillLattice(lattice, rest);
    if (table !== undefined) ruled.push(table);
    rest = outside;
  }
  ruled.sort((one, other) => one.box[1] - other.box[1] || one.box[0] - other.box[0]);
  const items: FlowItem[] = [];
  let waiting = linesOf(rest);
  // Columns without rules are looked for between the ruled tables, never across one.
  for (const table of ruled) {
    const middle = table.box[1] + table.box[3];
    const isAbove = ({ box }: Line): boolean => box[1] + box[3] < middle;
    const isTop = items.length === 0;
    items.push(...findColumns(waiting.filter(isAbove), isTop ? before : undefined), { type: 'table', table });
    waiting = waiting.filter((line) => !isAbove(line));
  }
  return [...items, ...findColumns(waiting, items.length === 0 ? before : undefined)];
}

function blocksOf(view: PageView, items: readonly FlowItem[], em: number): PageBlock[] {
  const lines = items.flatMap((item) => (item.type === 'line' ? [item.line] : []));
  const tables = items.flatMap((item) => (item.type === 'table' ? [item.table.box] : []));
  const margins = marginsOf(lines, tables, em, view.width);
  const blocks: PageBlock[] = [];
  let pending: Line[] = [];
  let count = 0;
  const finish = (): void => {
    if (pending.length > 0)
      blocks.push(...paragraphsOf(pending, margins, view.width, view.page, view.placeOf));
    pending = [];
  };
  for (const item of items) {
    if (item.type === 'line') pending.push(item.line);
    else {
      finish();
      count += 1;
      blocks.push({
        type: 'table',
        table: tableOf(item.table, `page-${view.page}-table-${count}`, view.placeOf),
      });
    }
  }
  finish();
  return blocks;
}

function area([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}

function tableOf(table: PageTable, id: string, placeOf: PlaceOf): Table {
  const rows: Cell[][] = Array.from({ length: table.rows }, () => []);
  for (const { row, rowspan, colspan, text, box } of table.cells) {
    rows[row]?.push({
      text,
      ...(colspan > 1 ? { colspan } : {}),
      ...(rowspan > 1 ? { rowspan } : {}),
      ...(text === '' ? {} : { place: placeOf(box) }),
    });
  }
  const body: Row[] = rows.map((cells) => ({ cells }));
  return { type: 'table', id, widths: table.widths, head: [], body, notes: [], place: placeOf(table.box) };
}
