import type { Fen } from '../money/amount.ts';

/**
 * What a disclosure prints beside its facts: units, projects with their performance sheets, procurement lines,
 * texts. Readers find them, the workbook holds them, tables and sheets print them.
 */
export interface Records {
  /** The department itself; its code is the parent of all units. */
  readonly department: Entity;
  readonly units: readonly Unit[];
  readonly projects: readonly Project[];
  readonly procurement: readonly ProcurementLine[];
  readonly texts: readonly Text[];
}

export interface Entity {
  readonly code: string;
  readonly name: string;
}

/** A body with a budget of its own: the bureau itself (本级) or a unit below it. */
export interface Unit extends Entity {
  readonly scope: 'ownLevel' | 'unit';
  /** 行政、参公、事业 … as written. */
  readonly nature: string;
  /** 单位规格. */
  readonly rank: string;
  /** 经费保障形式. */
  readonly funding: string;
}

export interface Project {
  /** The code of the unit that carries it out. */
  readonly entity: string;
  /** The code of the project library; where none is given, one made of the unit and the normalised name. */
  readonly code: string;
  readonly name: string;
  /** 资金用途. */
  readonly purpose: string;
  readonly goals: readonly string[];
  /** What the project's own sheet states, where it does; it is compared with the sum of the ledger's lines. */
  readonly statedBudget?: Fen;
  readonly plan: readonly PlanStep[];
  readonly indicators: readonly Indicator[];
  /** A special fund that the department manages for others (主管专项资金). */
  readonly specialFund: boolean;
}

/** 资金支出计划: what is to be spent by the end of a month, cumulative. */
export interface PlanStep {
  /** 1 to 12. */
  readonly month: number;
  readonly cumulative: Fen;
}

export const OPERATORS = ['≥', '≤', '=', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A performance indicator; its target is an optional operator, a number or words, and a unit. */
export interface Indicator {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly description: string;
  readonly operator: Operator | '';
  /**
   * What stands as printed where a form has its operator, and is none: a blank beside a number, or what could not be
   * read. Missing where the target says what it says without one.
   */
  readonly sign?: string;
  /** As printed: a number, or a quality in words. */
  readonly value: string;
  readonly unit: string;
  readonly basis: string;
  /** Points, as printed, where the form has them. */
  readonly weight?: string;
  /** 正向 or 反向, as printed, where the form says it. */
  readonly direction?: string;
  /** 数据来源: what its actual value is taken from, such as 业务登记 or 问卷调查. Missing, as what follows, where not said. */
  readonly evidence?: string;
  /** 资料保管: who keeps it. */
  readonly keeper?: string;
  /** 采集频次: how often it is collected. */
  readonly frequency?: string;
  /** 取数口径: the measure of a register or survey that computes its actual value, by name. */
  readonly measure?: string;
}

export interface ProcurementLine {
  readonly entity: string;
  /** The code of its project; empty for running costs. */
  readonly project: string;
  readonly item: string;
  readonly catalogueNumber: string;
  /** A member of the dimension `procurement`: goods, works or services; empty where not said. */
  readonly category: string;
  readonly measureUnit: string;
  /** A decimal as written, such as `12` or `1.5`. */
  readonly quantity: string;
  readonly unitPrice: Fen;
  readonly source: string;
  readonly vintage: string;
  readonly amount: Fen;
  /** The share reserved for small and medium enterprises (预留中小微企业份额). */
  readonly smallBusiness: Fen;
  /** 实际采购金额: what the purchase came to; missing where nobody has entered it yet. */
  readonly actual?: Fen;
}

/** A text of the narrative: duties, the reason of a change, goals. */
export interface Text {
  readonly entity: string;
  /** As the pack names it, such as `duties` or `reason.basic`. */
  readonly key: string;
  readonly paragraphs: readonly string[];
}
