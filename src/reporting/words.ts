import { say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import type { CheckReport, ReportedFinding } from './check-schema.ts';

/** What a report is called. */
export function titleOf({ entity, year, stage }: Pick<CheckReport, 'entity' | 'year' | 'stage'>): string {
  return say('reporting.title', {
    entity: entity.name,
    year,
    stage: say(stage === 'final' ? 'reporting.stage.final' : 'reporting.stage.budget'),
  });
}

/** The outcome in one sentence. */
export function verdictOf({
  summary: { verdict, errors, warnings, notices },
}: Pick<CheckReport, 'summary'>): string {
  switch (verdict) {
    case 'clean':
      return say('reporting.verdict.clean');
    case 'incomplete':
      return say('reporting.verdict.incomplete');
    case 'findings':
      return say('reporting.verdict.findings', { count: warnings + notices });
    case 'errors':
      return say('reporting.verdict.errors', { count: errors });
  }
}

/** A share in per cent with one decimal, rounded down so that 100 % means all. */
export function shareOf(part: number, whole: number): string {
  if (whole === 0) return '100%';
  return `${printDecimal({ digits: BigInt(Math.floor((part * 1000) / whole)), decimals: 1 })}%`;
}

/** How many of the amounts in tables a law holds to others. */
export function sayChecked({ coverage: { checked } }: Pick<CheckReport, 'coverage'>): string {
  const { printed, checked: held } = checked;
  if (held === printed) return say('reporting.count.checkedAll', { printed });
  return say('reporting.count.checked', { printed, checked: held, share: shareOf(held, printed) });
}

/** The repairs of a finding, each in words, the likeliest first. */
export function repairsOf({ suspects }: Pick<ReportedFinding, 'suspects'>): readonly string[] {
  const repairs = new Map<number, string[]>();
  for (const { repair, what, printed, required, unit } of suspects) {
    const text =
      required === ''
        ? say('reporting.suspect.unknown', { what, printed, unit })
        : say('reporting.suspect', { what, printed, required, unit });
    repairs.set(repair, [...(repairs.get(repair) ?? []), text]);
  }
  return [...repairs.values()].map((changes) => changes.join(say('reporting.suspect.and')));
}
