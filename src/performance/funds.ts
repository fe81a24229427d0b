import type { Entry } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type ProgressRow, progressOf } from './progress.ts';

/** Where a project's money comes from, as the forms ask: this year's 财政拨款, carried over, other. */
export const FUNDS = ['fiscal', 'carriedOver', 'otherFunds'] as const;
export type Fund = (typeof FUNDS)[number];

export type FundRows = Readonly<Record<Fund, ProgressRow | undefined>>;

/** How far each project has come by a day, as a whole and by the kinds of its money, by the project's code. */
export function projectRows(
  ledger: Ledger,
  asOf: string,
): (code: string) => { readonly progress: ProgressRow | undefined; readonly funds: FundRows } {
  const rows = byProject(ledger, asOf);
  const [fiscal, carriedOver, otherFunds] = [
    byProject(onlyFund(ledger, 'fiscal'), asOf),
    byProject(onlyFund(ledger, 'carriedOver'), asOf),
    byProject(onlyFund(ledger, 'otherFunds'), asOf),
  ];
  return (code) => ({
    progress: rows.get(code),
    funds: {
      fiscal: fiscal.get(code),
      carriedOver: carriedOver.get(code),
      otherFunds: otherFunds.get(code),
    },
  });
}

function byProject(ledger: Ledger, asOf: string): ReadonlyMap<string, ProgressRow> {
  return new Map(progressOf(ledger, asOf).by.project.map((row) => [row.member, row]));
}

const FISCAL: ReadonlySet<string> = new Set([
  'generalPublicBudget',
  'governmentFundBudget',
  'stateCapitalBudget',
]);

const CARRIED_OVER: ReadonlySet<string> = new Set(['carriedOver', 'balance', 'returnableQuota']);

/** The part of a ledger that is of one kind of money. */
function onlyFund(ledger: Ledger, fund: Fund): Ledger {
  const isOf = ({ at }: Pick<Entry, 'at'>) => fundOf(at.source ?? '', at.vintage ?? '') === fund;
  return { ...ledger, facts: ledger.facts.filter(isOf), execution: ledger.execution.filter(isOf) };
}

function fundOf(source: string, vintage: string): Fund {
  if (CARRIED_OVER.has(vintage)) return 'carriedOver';
  return FISCAL.has(source) ? 'fiscal' : 'otherFunds';
}
