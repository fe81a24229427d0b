import { loadRules, type PerformanceRules } from '../performance/rules.ts';

/** The national rules of performance work. */
export function nationalRules(): PerformanceRules {
  const rules = loadRules({ performance: undefined });
  if (!rules.ok) throw new Error(rules.problems.map(({ message }) => message).join('\n'));
  return rules.value;
}
