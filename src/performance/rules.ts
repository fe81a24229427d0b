import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, type Result, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { shippedPacks } from '../packs/load.ts';
import { officeRulesSchema, type PerformanceRules, performanceSchema } from '../packs/performance.ts';
import { parseSource } from '../packs/source.ts';
import { schemaProblems } from '../packs/validate.ts';

export type { MonitoringRules, PerformanceRules, ScoringRules } from '../packs/performance.ts';

/** An office's own rules as they stand in a file. */
export interface RulesFile {
  readonly text: string;
  readonly file: string;
}

/**
 * The rules that hold for a pack: the national ones, with what the pack and then the office does differently. A key that
 * is named takes the place of the whole value. Fails with file, line and key.
 */
export function loadRules(
  { performance: own = {} }: Pick<Pack, 'performance'>,
  office?: RulesFile,
): Result<PerformanceRules> {
  const file = join(shippedPacks, 'performance', 'national.yaml');
  const national = parse(performanceSchema, { text: readFileSync(file, 'utf8'), file });
  if (!national.ok) return national;
  const { sources, scoring, monitoring, forms } = national.value;
  const rules: PerformanceRules = {
    sources: own.sources ?? sources,
    scoring: overlaid(scoring, own.scoring),
    monitoring: overlaid(monitoring, own.monitoring),
    forms: overlaid(forms, own.forms),
  };
  if (office === undefined) return succeed(rules);
  const local = parse(officeRulesSchema, office);
  if (!local.ok) return local;
  const { monitoring: ownMonitoring, ...ownScoring } = local.value;
  return succeed({
    ...rules,
    scoring: overlaid(rules.scoring, ownScoring),
    monitoring: overlaid(rules.monitoring, ownMonitoring),
  });
}

/** The base with the values that are named above it. */
function overlaid<Base extends object>(
  base: Base,
  named: { readonly [Key in keyof Base]?: Base[Key] | undefined } = {},
): Base {
  return { ...base, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  { text, file }: RulesFile,
): Result<z.output<Schema>> {
  const source = parseSource(text, file);
  if (!source.ok) return source;
  const parsed = schema.safeParse(source.value.value, {
    reportInput: true,
    error: z.locales.zhCN().localeError,
  });
  return parsed.success
    ? succeed(parsed.data)
    : fail(schemaProblems(parsed.error.issues, (path) => source.value.positionOf(path).where));
}

/** Points and per cents as whole hundredths: the only place where a setting's number is taken for an exact one. */
export function hundredths(value: number): bigint {
  return BigInt(Math.round(value * 100));
}
