/**
 * A document as readers make it and writers take it: sections of blocks, each with its place.
 * Nothing here knows of budgets; annotations (`data`) are opaque and travel along.
 */
export interface Document {
  readonly title: string;
  /** BCP 47, such as `zh-CN`. */
  readonly language: string;
  readonly author: string;
  /** The year the document speaks of; stands in for a clock where a format insists on a date. */
  readonly year: number;
  /** Printed across every page, such as 草稿. */
  readonly watermark?: string;
  readonly sections: readonly Section[];
}

export type Orientation = 'portrait' | 'landscape';

/** A run of pages with one orientation; each section starts a new page. */
export interface Section {
  readonly orientation: Orientation;
  /** A cover has neither page number nor header, and its content is centred. */
  readonly cover?: boolean;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Paragraph | Table | Contents | PageBreak;

/** Where something stands in its document. */
export type Place =
  | { readonly type: 'page'; readonly page: number; readonly box: readonly [number, number, number, number] }
  | { readonly type: 'cell'; readonly sheet: string; readonly cell: string }
  | { readonly type: 'paragraph'; readonly path: string; readonly from: number; readonly to: number }
  | { readonly type: 'line'; readonly line: number; readonly from: number; readonly to: number };

/** Opaque annotations of a piece of text, such as the coordinate of an amount. Keys are kebab-case. */
export type Data = Readonly<Record<string, string>>;

export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly data?: Data;
}

export interface Heading {
  readonly type: 'heading';
  /** 1 is a part of the document, 2 a section, and so on. */
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
  readonly place?: Place;
}

export type ParagraphStyle = 'title' | 'subtitle' | 'body' | 'note' | 'centred';

export interface Paragraph {
  readonly type: 'paragraph';
  readonly style: ParagraphStyle;
  readonly runs: readonly Run[];
  readonly place?: Place;
  /** Where parts of the text stand, in order, where one place does not say it: set by readers of pages. */
  readonly spans?: readonly Span[];
}

/** The place of a part of a text: characters `from` to `to` (excluded), counted in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

/** A table of contents, made by the writer from the headings that follow. */
export interface Contents {
  readonly type: 'contents';
  readonly title: string;
  /** Headings down to this level are listed. */
  readonly depth: 1 | 2 | 3 | 4;
}

export interface PageBreak {
  readonly type: 'pageBreak';
}

export interface Table {
  readonly type: 'table';
  /** Unique in the document; a name for files and anchors. */
  readonly id: string;
  /** Printed above; where `heading` is set it is also a heading of that level and stands in the contents. */
  readonly title?: string;
  readonly heading?: 1 | 2 | 3 | 4;
  /** A line between title and table, such as entity left, year in the middle, unit of measure right. */
  readonly above?: { readonly left?: string; readonly middle?: string; readonly right?: string };
  /** Relative column widths; their number is the number of columns. */
  readonly widths: readonly number[];
  /** Heading rows, repeated on every page. */
  readonly head: readonly Row[];
  readonly body: readonly Row[];
  readonly notes: readonly string[];
  readonly place?: Place;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Rows of totals stand out. */
  readonly emphasis?: boolean;
}

/** A cell; cells covered by another's spans are left out of their rows, as in HTML. */
export interface Cell {
  readonly text: string;
  readonly colspan?: number;
  readonly rowspan?: number;
  readonly align?: 'left' | 'center' | 'right';
  /** A heading inside the body, as forms have; it stands out. */
  readonly header?: boolean;
  /** The label of its row: looks like any cell, but is read out with the others. */
  readonly rowHeader?: boolean;
  /** Steps of indentation. */
  readonly indent?: number;
  /** Set where the text is a number: its exact value, so that a spreadsheet gets a number cell. */
  readonly number?: { readonly value: string; readonly decimals: number; readonly grouped: boolean };
  readonly data?: Data;
  readonly place?: Place;
}
