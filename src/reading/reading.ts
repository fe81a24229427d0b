import type { Place, Span } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Indicator, ProcurementLine, Project, Unit } from '../facts/records.ts';
import type { EntityNode } from '../facts/space.ts';
import type { Said, StatedFact } from '../facts/stated.ts';
import type { Problem } from '../messages/problem.ts';
import type { LeftOutClass } from './numbers.ts';
import type { Aside, FileProperty, Format } from './source.ts';

export type { Said, StatedFact as ReadFact } from '../facts/stated.ts';

/** The three parts of a document in which numbers are counted. */
export type Part = 'table' | 'sheet' | 'text';

/** What became of a number that a document prints. */
export type Fate =
  /** It is the value of a fact. */
  | { readonly type: 'fact'; readonly fact: Fact }
  /** It compares two coordinates. */
  | { readonly type: 'said'; readonly said: Said }
  /** It is part of a record; the path names it, such as `project 450/abc indicator 3 value`. */
  | { readonly type: 'record'; readonly record: string }
  /** It measures nothing. */
  | { readonly type: 'leftOut'; readonly leftOut: LeftOutClass }
  | { readonly type: 'unplaced' };

/** A number as it stands in a document, and its fate: the books of reading balance over these. */
export interface PrintedNumber {
  readonly part: Part;
  /** As printed, with its unit. */
  readonly text: string;
  /** Words around it, for people. */
  readonly context: string;
  readonly place: Place;
  readonly fate: Fate;
}

/** An indicator with the place of its target. */
export interface ReadIndicator extends Indicator {
  /** A project's code; empty for indicators of the department as a whole. */
  readonly project: string;
  /** The body whose sheet it is on, where several have one for the project. */
  readonly entity?: string;
  /** Cells that could not be read are kept as printed and named here: `operator`, `value`. */
  readonly unread: readonly string[];
  readonly place: Place;
}

export interface ReadProject extends Project {
  readonly place: Place;
}

/** What a document says beside its facts. */
export interface ReadRecords {
  readonly units: readonly Unit[];
  readonly projects: readonly ReadProject[];
  readonly indicators: readonly ReadIndicator[];
  readonly procurement: readonly ProcurementLine[];
  /** Paragraphs by the key of a pack's text, such as `duties`. */
  readonly texts: readonly { readonly key: string; readonly paragraphs: readonly string[] }[];
}

/** A table of the document, as it was understood. */
export interface ReadTable {
  /** t1, t2 … in the order of the document. */
  readonly id: string;
  /** The name in the pack, `generic` where only its own headings spoke, or empty where nothing was understood. */
  readonly layout: string;
  readonly title: string;
  readonly unit: string;
  /** Dimensions along which what it leaves out counts as zero. */
  readonly closed: ReadonlySet<string>;
  /** What every number of it shares. */
  readonly at: Coordinate;
  readonly place: Place | undefined;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly facts: readonly StatedFact[];
}

/** A line of the document's text, in order; tables stand between lines. */
export interface ReadLine {
  readonly text: string;
  readonly isHeading: boolean;
  readonly place: Place;
  readonly spans?: readonly Span[];
}

/** What a table prints, cell by cell, for checks that look at the words. */
export interface ReadGrid {
  readonly id: string;
  readonly cells: readonly (readonly { readonly text: string; readonly place: Place | undefined }[])[];
  readonly notes: readonly { readonly text: string; readonly place: Place }[];
  /** The number of lines before it. */
  readonly after: number;
}

/** Whose document it is. */
export interface ReadEntity {
  readonly code: string;
  readonly name: string;
  readonly scope: 'department' | 'ownLevel' | 'unit';
}

/** A cell or number that somebody found misread, with what it should have been read as. */
export interface Correction {
  readonly place: Place;
  readonly read: string;
  readonly corrected: string;
  readonly who: string;
  readonly why: string;
}

/** Everything that was read from one file. */
export interface Reading {
  readonly file: string;
  readonly sha256: string;
  readonly format: Format;
  readonly pages: number;
  readonly pack: { readonly id: string; readonly why: string };
  readonly entity: ReadEntity;
  /** All bodies that facts name, with the body each belongs to. */
  readonly bodies: readonly EntityNode[];
  readonly year: number;
  readonly stage: string;
  readonly tables: readonly ReadTable[];
  readonly facts: readonly StatedFact[];
  readonly said: readonly Said[];
  readonly records: ReadRecords;
  readonly numbers: readonly PrintedNumber[];
  /** Corrections that people made and that were applied. */
  readonly corrections: readonly Correction[];
  readonly problems: readonly Problem[];
  /** The text as it stands. */
  readonly lines: readonly ReadLine[];
  readonly grids: readonly ReadGrid[];
  readonly asides: readonly Aside[];
  readonly properties: readonly FileProperty[];
}
