import type { Place } from '../document/document.ts';
import type { Statement } from '../facts/cube.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Fen } from '../money/amount.ts';
import type { Ledger } from './ledger.ts';
import type { EntryType } from './sheets.ts';
import { withNature } from './statements.ts';

/** One line of the year's execution: money paid or come back, or a change of the budget. */
export interface Entry {
  readonly type: EntryType;
  /** The day, ISO 8601: `2025-03-05`. Days compare as texts. */
  readonly date: string;
  /**
   * The line of expenditure it is on, without a stage: measure, year, entity, flow, function, economic, source, vintage,
   * project; kind, government class and a pack's own dimensions where the entry or the budget's lines say them.
   */
  readonly at: Coordinate;
  /** Signed as it counts: refunds and decreases are negative, a transfer is as it is entered. */
  readonly value: Fen;
  /** The number of the voucher or of the approval; empty where there is none. One number may have several lines. */
  readonly voucher: string;
  readonly note: string;
  readonly place?: Place;
}

/** Whether an entry moves money; the others change the budget. */
export function isPayment({ type }: Pick<Entry, 'type'>): boolean {
  return type === 'payment' || type === 'refund';
}

/** The day of the last payment or refund, and whether payments reach into December: a year that ends before is not all there. */
export function lastPayment({ execution, year }: Pick<Ledger, 'execution' | 'year'>): {
  readonly day: string | undefined;
  readonly isWholeYear: boolean;
} {
  const days = execution.filter(isPayment).map(({ date }) => date);
  const day = days.length === 0 ? undefined : days.reduce((last, one) => (one > last ? one : last));
  return { day, isWholeYear: day !== undefined && day >= `${year}-12-01` };
}

/** The budget's lines of expenditure, that payments are held against. */
export function expenditureLines(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter(
    ({ at }) =>
      at.flow === 'expenditure' &&
      at.measure === 'amount' &&
      at.stage === 'budget' &&
      at.procurement === undefined &&
      at.asset === undefined,
  );
}

/**
 * The year's execution as facts, by the end of a day: stage `executed` for what was paid less what came back, stage
 * `adjusted` for the budget's lines with the changes made until then. Lines are not summed up: several facts may stand
 * at one coordinate, as the ledger's lines do.
 *
 * @param asOf ISO 8601; entries of that day count
 */
export function executionFacts(
  { facts, execution }: Pick<Ledger, 'facts' | 'execution'>,
  asOf: string,
): readonly Fact[] {
  const until = execution.filter(({ date }) => date <= asOf);
  return [
    ...until.filter(isPayment).map((entry) => factOf(entry, 'executed')),
    ...expenditureLines(facts).map((line) => ({ ...line, at: { ...line.at, stage: 'adjusted' } })),
    ...until.filter((entry) => !isPayment(entry)).map((entry) => factOf(entry, 'adjusted')),
  ];
}

/**
 * {@link executionFacts} as closed statements, for a cube beside those of the ledger.
 *
 * @param stages `final` is what is executed, under the name that final accounts have for it
 */
export function executionStatements(
  ledger: Ledger,
  asOf: string,
  stages: readonly ('executed' | 'adjusted' | 'final')[] = ['executed', 'adjusted'],
): readonly Statement[] {
  const natures = new Map(ledger.records.units.map(({ code, nature }) => [code, nature]));
  const facts = withNature(executionFacts(ledger, asOf), natures);
  const asFinal = (fact: Fact): Fact => ({ ...fact, at: { ...fact.at, stage: 'final' } });
  return stages.map((stage) => ({
    id: `ledger.${stage}`,
    scope: { measure: 'amount', year: String(ledger.year), stage, flow: 'expenditure' },
    closed: true,
    grain: 'lines',
    facts:
      stage === 'final'
        ? facts.filter(({ at }) => at.stage === 'executed').map(asFinal)
        : facts.filter(({ at }) => at.stage === stage),
  }));
}

function factOf({ at, value, place }: Entry, stage: string): Fact {
  return {
    at: { ...at, stage },
    value,
    unit: '元',
    decimals: 2,
    status: value === 0n ? 'zero' : 'printed',
    ...(place === undefined ? {} : { place }),
  };
}
