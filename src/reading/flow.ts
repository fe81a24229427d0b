import type { Paragraph, Place, Span, Table } from '../document/document.ts';
import { placeWithin } from '../document/place.ts';
import { withoutBrokenRows } from './broken-rows.ts';
import { type Grid, gridOf } from './grid.ts';
import type { Source } from './source.ts';
import { splitStacked, withoutIdleColumns } from './stacked-tables.ts';

/** A line of text in the flow of a document: a heading or a paragraph. */
export interface Line {
  readonly type: 'line';
  readonly isHeading: boolean;
  readonly text: string;
  readonly place: Place;
  readonly spans?: readonly Span[];
  /** The place of a part of the text. */
  readonly placeOf: (from: number, to: number) => Place;
}

/** A table in the flow, laid out as a rectangle. */
export interface FlowTable {
  readonly type: 'table';
  readonly table: Table;
  readonly grid: Grid;
}

export type Item = Line | FlowTable;

const NOWHERE: Place = { type: 'line', line: 0, from: 0, to: 0 };

/** The text and tables of a document, one after the other. */
export function flowOf({ document }: Source): readonly Item[] {
  return document.sections.flatMap((section) =>
    section.blocks.flatMap((block): Item[] => {
      switch (block.type) {
        case 'heading':
          return [lineOf(block.text, block.place, true)];
        case 'paragraph':
          return [lineOf(block.runs.map((run) => run.text).join(''), block.place, false, block.spans)];
        case 'table':
          return splitStacked(withoutBrokenRows(block)).flatMap(withoutCaptionRows);
        default:
          return [];
      }
    }),
  );
}

/** A line above a table that some producers put into its first rows: whose it is, of which year, in which unit. */
const CAPTION =
  /^(?:[^:：]{0,12}(?:单位|部门|公章|年度|日期|时间)[^:：]{0,6}[:：].*|(?!(?:19|20)\d{2}年)\d{3,12}\s*[\u4e00-\u9fff（）()]{4,40}|(?:表|附表|附件)\s*\d+(?:[-—]\d+)*|.{0,60}表(?:[（(][^（）()]{0,12}[）)])?)$/u;

const MOST_CAPTION_ROWS = 4;

/** A table whose first rows are its caption, as lines and the table below them. */
function withoutCaptionRows(table: Table): Item[] {
  const grid = gridOf(table);
  const lines: Line[] = [];
  let rows = 0;
  for (const row of grid.rows.slice(0, MOST_CAPTION_ROWS)) {
    const cells = [...new Set(row.filter((cell) => cell !== undefined && cell.text.trim() !== ''))];
    const isWhole = cells.every((cell) => cell?.rowspan === 1 && CAPTION.test(cell.text.replace(/\s/gu, '')));
    if (!isWhole || (cells.length > 3 && grid.width < 8)) break;
    lines.push(...cells.flatMap((cell) => (cell === undefined ? [] : [lineOf(cell.text, cell.cell.place)])));
    rows += 1;
  }
  if (lines.length === 0) return [{ type: 'table', table, grid }];
  if (rows === grid.rows.length) return lines;
  const rest = withoutIdleColumns({
    ...table,
    head: table.head.slice(rows),
    body: table.body.slice(Math.max(0, rows - table.head.length)),
  });
  return [...lines, { type: 'table', table: rest, grid: gridOf(rest) }];
}

function lineOf(
  text: string,
  place: Place = NOWHERE,
  isHeading = false,
  spans: Paragraph['spans'] = undefined,
): Line {
  return {
    type: 'line',
    isHeading,
    text,
    place,
    ...(spans === undefined ? {} : { spans }),
    placeOf: (from, to) => placeWithin({ place, spans }, from, to),
  };
}
