import { say } from '../messages/say.ts';
import { type Fen, fenOf, isMoneyUnit } from '../money/amount.ts';
import { exactly, type Interval } from '../money/interval.ts';
import { isEach } from '../performance/indicator-words.ts';
import type { CheckedDocument, CheckedIndicator, CheckedProject } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { isAtLeast, isCost, measured, sayTarget, tidy } from './indicator.ts';
import { budgetAt, exceeds, sayMoney } from './stated-amounts.ts';

/** A project with its indicators and every value that states its whole budget. */
interface Sheet {
  readonly project: CheckedProject;
  readonly indicators: readonly CheckedIndicator[];
  readonly budgets: readonly { readonly fen: Fen; readonly interval: Interval }[];
}

/** 元/人, 万元/年·户. */
const EACH_UNIT = /^(元|万元|亿元)[/／每]/u;

/** A ceiling for one may be set above the budget of all with reason, though not by so many times. */
const FAR_ABOVE = 5n;

/** What one of many costs and the whole budget cannot pay for: 万元/人 for 元/人. */
export function unitCosts(
  document: CheckedDocument,
  { project, indicators, budgets }: Sheet,
): readonly Finding[] {
  const [budget] = budgets;
  if (budget === undefined || budget.fen <= 0n) return [];
  return indicators.flatMap((indicator) => {
    const one = measured(indicator);
    if (one === undefined || !isCost(indicator) || isAtLeast(one)) return [];
    const unit = EACH_UNIT.exec(one.unit)?.[1];
    const isOfOne = unit !== undefined || isEach(one.name, indicator.description);
    const fen = unit !== undefined && isMoneyUnit(unit) ? fenOf(one.number, unit) : one.fen;
    if (!isOfOne || fen === undefined) return [];
    if (!budgets.every(({ interval }) => exceeds(exactly(fen / FAR_ABOVE), interval))) return [];
    const params = {
      project: project.name,
      name: tidy(indicator.level3),
      target: sayTarget(indicator),
      budget: sayMoney(budget.fen),
    };
    const message = say('checking.performance.cost-unit.each', params);
    const at = budgetAt(document, project.entity, { flow: 'expenditure', project: project.code });
    const more = { value: sayTarget(indicator), places: [indicator.place, project.place] };
    return [finding('performance.cost-unit', message, at, more)];
  });
}
