import type { Place } from '../document/document.ts';

/** What became of an indicator by a day, as somebody entered it: one row of the sheet 实际完成. */
export interface IndicatorResult {
  /** The code of the project. */
  readonly project: string;
  /** 二级指标, where it is needed to tell indicators of one name apart; else empty. */
  readonly level2: string;
  /** 三级指标 as the sheet of indicators names it; empty for the project's goals of the year as a whole. */
  readonly level3: string;
  /** ISO 8601. */
  readonly date: string;
  /** As entered: a number, a day, 达成, 部分达成, 未达成, or words. */
  readonly value: string;
  /** Empty where it is the target's. */
  readonly unit: string;
  /** 得分比例: the share of the points that is claimed, such as `85%`; empty where it follows from the value. */
  readonly share: string;
  /** 偏差原因分析及改进措施. */
  readonly reason: string;
  /** 来源: where the value was taken from; missing where nobody says it. */
  readonly source?: string;
  readonly place?: Place;
}

/** The last result of an indicator until a day; the later row of one day. */
export function latestResult(results: readonly IndicatorResult[], asOf: string): IndicatorResult | undefined {
  return results
    .filter(({ date }) => date <= asOf)
    .reduce<IndicatorResult | undefined>(
      (last, one) => (last === undefined || one.date >= last.date ? one : last),
      undefined,
    );
}
