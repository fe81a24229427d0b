import type { AccountBook } from '../accounts/book.ts';
import type { Place, Span } from '../document/document.ts';
import type { Indicator, ProcurementLine, Project, Unit } from '../facts/records.ts';
import type { EntityNode } from '../facts/space.ts';
import type { Pack } from '../packs/definition.ts';
import type { StatedTable, Statements } from './system.ts';

/** A line of text as it stands in a document, in order. */
export interface CheckedLine {
  readonly text: string;
  readonly isHeading: boolean;
  readonly place: Place;
  /** Places of its parts, for `placeWithin`. */
  readonly spans?: readonly Span[];
}

/** A table as printed and as understood. */
export interface CheckedTable extends StatedTable {
  /** Its name in the pack; `generic` where its own words spoke; empty where it was not understood. */
  readonly layout: string;
  readonly place: Place | undefined;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** All texts, row by row, heading rows first, each cell once. */
  readonly cells: readonly (readonly { readonly text: string; readonly place: Place | undefined }[])[];
  /** Lines right below, such as notes that say why it is empty. */
  readonly notes: readonly { readonly text: string; readonly place: Place }[];
  /** Where it stands among the lines: the number of lines before it. */
  readonly after: number;
}

export interface CheckedProject extends Project {
  readonly place: Place;
}

export interface CheckedIndicator extends Indicator {
  /** A project's code; empty for the body as a whole. */
  readonly project: string;
  /** The body whose sheet it is on, where several have one for the project. */
  readonly entity?: string;
  readonly unread: readonly string[];
  readonly place: Place;
}

/** A published document, read, as the families of checks see it. */
export interface CheckedDocument extends Statements {
  readonly file: string;
  readonly entity: {
    readonly code: string;
    readonly name: string;
    readonly scope: 'department' | 'ownLevel' | 'unit';
  };
  readonly bodies: readonly EntityNode[];
  readonly year: number;
  readonly stage: string;
  /** The layout it follows; none where only its words spoke. */
  readonly pack: Pack | undefined;
  readonly accounts: AccountBook;
  readonly lines: readonly CheckedLine[];
  readonly tables: readonly CheckedTable[];
  readonly projects: readonly CheckedProject[];
  readonly indicators: readonly CheckedIndicator[];
  readonly procurement: readonly ProcurementLine[];
  readonly units: readonly Unit[];
  /** Text in the file and not on the page: comments, deletions, hidden text. */
  readonly asides: readonly { readonly kind: string; readonly text: string; readonly place: Place }[];
  /** Whom the properties of the file name: its author, who changed it last, who commented it. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  /** What could not be read: unplaced numbers and unread cells, for the list of what was not checked. */
  readonly unread: readonly { readonly text: string; readonly context: string; readonly place: Place }[];
}
