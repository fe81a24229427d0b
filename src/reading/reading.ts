import type { Place } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Indicator, ProcurementLine, Project, Unit } from '../facts/records.ts';
import type { Problem } from '../messages/problem.ts';
import type { LeftOutClass } from './numbers.ts';
import type { Format } from './source.ts';

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

/**
 * What a sentence says by comparing: a difference or growth against another coordinate, a share of it, a completion
 * of it. The value is a magnitude; `direction` says which way.
 */
export interface Said {
  readonly kind: 'difference' | 'growth' | 'share' | 'completion';
  readonly of: Coordinate;
  readonly from: Coordinate;
  readonly direction: 'more' | 'less' | 'same';
  /** In base units of the measure of `unit` (fen; ten-thousandths of a per cent). */
  readonly value: bigint;
  readonly unit: string;
  readonly decimals: number;
  readonly place: Place;
}

/** An indicator with the place of its target and, where no project's, the body it is of. */
export interface ReadIndicator extends Indicator {
  /** A project's code; empty for indicators of the department as a whole. */
  readonly project: string;
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

/** A fact with the labels of its place in a table. */
export interface ReadFact extends Fact {
  /** The table that prints it; absent for facts of the narrative. */
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
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
  readonly facts: readonly ReadFact[];
}

/** Whose document it is. */
export interface ReadEntity {
  readonly code: string;
  readonly name: string;
  readonly scope: 'department' | 'ownLevel' | 'unit';
}

/** Everything that was read from one file. */
export interface Reading {
  readonly file: string;
  readonly sha256: string;
  readonly format: Format;
  readonly pages: number;
  readonly pack: { readonly id: string; readonly why: string };
  readonly entity: ReadEntity;
  readonly year: number;
  readonly stage: string;
  readonly tables: readonly ReadTable[];
  readonly facts: readonly ReadFact[];
  readonly said: readonly Said[];
  readonly records: ReadRecords;
  readonly numbers: readonly PrintedNumber[];
  readonly problems: readonly Problem[];
}
