import type { Block, Cell, Document, Place, Row, Span } from '../document/document.ts';
import type { ReportedPlace } from './place-schema.ts';
import { reportedPlace } from './reported-place.ts';

/** A cell of a table to be drawn again. */
export interface SourceCell {
  readonly text: string;
  readonly colspan?: number;
  readonly rowspan?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly place?: ReportedPlace;
}

/** A block of a document without pages of its own, to be drawn again. */
export type SourceBlock =
  | { readonly type: 'sheet'; readonly name: string }
  | {
      readonly type: 'heading';
      readonly level: number;
      readonly text: string;
      readonly place?: ReportedPlace;
    }
  | {
      readonly type: 'paragraph';
      readonly text: string;
      readonly place?: ReportedPlace;
      readonly spans?: readonly {
        readonly from: number;
        readonly to: number;
        readonly place: ReportedPlace;
      }[];
    }
  | {
      readonly type: 'table';
      readonly title?: string;
      readonly head: readonly (readonly SourceCell[])[];
      readonly body: readonly (readonly SourceCell[])[];
    };

/** The blocks of a document as data, in order; each sheet of a workbook begins with its name. */
export function sourceBlocks({ sections }: Document): readonly SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let sheet: string | undefined;
  for (const block of sections.flatMap((section) => section.blocks)) {
    const own = sheetOf(block);
    if (own !== undefined && own !== sheet) {
      sheet = own;
      blocks.push({ type: 'sheet', name: own });
    }
    blocks.push(...sourceBlock(block));
  }
  return blocks;
}

/** The sheet that a block of a workbook stands on. */
export function sheetOf(block: Block): string | undefined {
  if (block.type === 'contents' || block.type === 'pageBreak') return undefined;
  const cells = block.type === 'table' ? block.body.flatMap((row) => row.cells) : [];
  const place = block.place ?? cells.find((cell) => cell.place !== undefined)?.place;
  return place?.type === 'cell' ? place.sheet : undefined;
}

function sourceBlock(block: Block): readonly SourceBlock[] {
  switch (block.type) {
    case 'heading':
      return [{ type: 'heading', level: block.level, text: block.text, ...placeOf(block.place) }];
    case 'paragraph':
      return [
        {
          type: 'paragraph',
          text: block.runs.map((run) => run.text).join(''),
          ...placeOf(block.place),
          ...(block.spans === undefined ? {} : { spans: block.spans.map(spanOf) }),
        },
      ];
    case 'table':
      return [
        {
          type: 'table',
          ...(block.title === undefined ? {} : { title: block.title }),
          head: block.head.map(rowOf),
          body: block.body.map(rowOf),
        },
      ];
    case 'contents':
    case 'pageBreak':
      return [];
  }
}

function rowOf({ cells }: Row): readonly SourceCell[] {
  return cells.map(({ text, colspan = 1, rowspan = 1, align, number, place }: Cell) => {
    const side = align ?? (number !== undefined || /^[-−\d.,%\s]+$/u.test(text) ? 'right' : undefined);
    return {
      text,
      ...(colspan > 1 ? { colspan } : {}),
      ...(rowspan > 1 ? { rowspan } : {}),
      ...(side === undefined ? {} : { align: side }),
      ...placeOf(place),
    };
  });
}

function placeOf(place: Place | undefined): { readonly place?: ReportedPlace } {
  return place === undefined ? {} : { place: reportedPlace(place) };
}

function spanOf({ from, to, place }: Span) {
  return { from, to, place: reportedPlace(place) };
}
