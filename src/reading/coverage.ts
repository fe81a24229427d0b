import type { LeftOutClass } from './numbers.ts';
import type { Part, PrintedNumber } from './reading.ts';

/** Of the numbers that measure something, how many were placed. */
export interface PartCoverage {
  readonly printed: number;
  readonly placed: number;
}

/** The books of reading: every number of the document is in one of these counts or lists. */
export interface Coverage {
  readonly tables: PartCoverage;
  readonly sheets: PartCoverage;
  readonly text: PartCoverage;
  readonly unplaced: readonly PrintedNumber[];
  readonly leftOut: readonly (PrintedNumber & { readonly leftOut: LeftOutClass })[];
}

/** Counts what was placed, and lists what was not. */
export function coverageOf(numbers: readonly PrintedNumber[]): Coverage {
  const of = (part: Part): PartCoverage => {
    const counted = numbers.filter((one) => one.part === part && one.fate.type !== 'leftOut');
    return {
      printed: counted.length,
      placed: counted.filter((one) => one.fate.type !== 'unplaced').length,
    };
  };
  return {
    tables: of('table'),
    sheets: of('sheet'),
    text: of('text'),
    unplaced: numbers.filter((one) => one.fate.type === 'unplaced'),
    leftOut: numbers.flatMap((one) =>
      one.fate.type === 'leftOut' ? [{ ...one, leftOut: one.fate.leftOut }] : [],
    ),
  };
}

/** Tables, sheets and text together. */
export function wholeOf({
  tables,
  sheets,
  text,
}: Pick<Coverage, 'tables' | 'sheets' | 'text'>): PartCoverage {
  const parts = [tables, sheets, text];
  return {
    printed: parts.reduce((sum, one) => sum + one.printed, 0),
    placed: parts.reduce((sum, one) => sum + one.placed, 0),
  };
}
