import type { Severity } from '../messages/problem.ts';

/** How often a rule is broken, at one severity: a profile may weigh findings of one rule differently. */
export interface FindingCount {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
}

/** Findings by rule and severity, in the order in which they first occur; those that a person accepted do not count. */
export function countFindings(
  findings: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly acknowledged?: unknown;
  }[],
): readonly FindingCount[] {
  const counts = new Map<string, FindingCount>();
  for (const { rule, severity, acknowledged } of findings) {
    if (acknowledged !== undefined) continue;
    const key = `${severity} ${rule}`;
    counts.set(key, { rule, severity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
