import type { Fact } from '../facts/fact.ts';
import type { Records } from '../facts/records.ts';
import type { Entry } from './entries.ts';
import type { PerformanceWork } from './performance-work.ts';
import type { IndicatorResult } from './results.ts';

/** Everything one department knows of one year's budget: facts at their finest grain, and records beside them. */
export interface Ledger {
  /** The layout it was made for, such as `hebei-2025`. */
  readonly pack: string;
  readonly year: number;
  readonly records: Records;
  /** This year's lines (amounts, headcounts, assets); each carries its sheet and cell. */
  readonly facts: readonly Fact[];
  /** Last year's lines, or the totals known of it; undefined where nothing was entered. */
  readonly lastYear: readonly Fact[] | undefined;
  /** What was paid and how the budget was changed during the year, in the order of the workbook's sheets. */
  readonly execution: readonly Entry[];
  /** What became of the projects' indicators, in the order of the sheet; undefined where nothing was entered. */
  readonly results?: readonly IndicatorResult[];
  /** What was done of performance management, by project; undefined where nothing was entered. */
  readonly performanceWork?: readonly PerformanceWork[];
  /** Names that the workbook gives to codes which the classification trees do not know. */
  readonly localNames: readonly LocalName[];
  /** Whether the disclosure has a part for each unit. */
  readonly unitParts: boolean;
}

export interface LocalName {
  readonly classification: 'function' | 'economic' | 'govEconomic';
  readonly code: string;
  readonly name: string;
}
