import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import { type Fen, printAmount } from '../money/amount.ts';
import { daysOf, daysPassed } from './forecast.ts';
import type { Monitoring } from './monitor.ts';
import { sayDay } from './monitor-forms.ts';
import { ratioOf, sayRatio } from './ratio.ts';
import type { PerformanceRules } from './rules.ts';

/** Monitoring in sentences: how many lights there are, how much was spent, and the rules that the lights came from. */
export function sayMonitoring(
  { asOf, year, projects, tally, total }: Monitoring,
  { records }: Pick<Ledger, 'records'>,
  { monitoring, sources }: PerformanceRules,
): { readonly lead: string; readonly total: string; readonly rules: string; readonly sources: string } {
  return {
    lead: say('monitoring.page.lead', {
      department: records.department.name,
      day: sayDay(asOf),
      count: projects.length,
      ...tally,
    }),
    total: say('monitoring.page.total', {
      adjusted: tenThousands(total.adjusted),
      paid: tenThousands(total.paid),
      rate: sayRatio(total.executionRate),
      even: sayRatio(ratioOf(daysPassed(year, asOf), daysOf(year))),
    }),
    rules: say('monitoring.page.rules', {
      yellow: monitoring.spending.yellow,
      red: monitoring.spending.red,
      progressYellow: monitoring.progress.yellow,
      progressRed: monitoring.progress.red,
      levelRed: monitoring.level.red,
    }),
    sources: say('monitoring.page.sources', { sources: sources.join('、') }),
  };
}

function tenThousands(amount: Fen): string {
  return printAmount(amount, { unit: '万元', decimals: 2, grouped: true });
}
