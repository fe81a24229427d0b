/** What was done for one project in the year's performance management: a row of the sheet 绩效管理. Days are ISO 8601. */
export interface PerformanceWork {
  /** The code of the project. */
  readonly project: string;
  /** When monitoring (绩效运行监控) was done; missing where it was not. */
  readonly monitored?: string;
  /** When self-evaluation (绩效自评) was done. */
  readonly selfEvaluated?: string;
  /** Whether it is one of the projects that the department evaluates itself (部门重点绩效评价). */
  readonly isKey: boolean;
  /** When that evaluation was done. */
  readonly evaluated?: string;
  /** How many opinions evaluations gave, and how many of them were adopted; missing where nobody says it. */
  readonly opinions?: bigint;
  readonly adopted?: bigint;
}
