import { z } from 'zod';
import { nearest } from '../document/likeness.ts';
import { fail, type Problem, problem, type Result, type Severity, succeed } from '../messages/problem.ts';
import { parseSource } from '../packs/source.ts';
import { schemaProblems } from '../packs/validate.ts';
import { familyOf } from './family.ts';
import type { Finding } from './finding.ts';
import { RULES } from './rules.ts';

/** What a rule or a family of rules is set to: another weight, or nothing said at all. */
const setting = z.enum(['error', 'warning', 'notice', 'off']);

/** `checks.yaml`: which rules are asked, and how much they weigh, in one office. */
export const profileSchema = z.strictObject({
  rules: z
    .record(z.string(), setting)
    .describe('A rule such as `identity.trade`, or a family such as `wording`, and what it is set to'),
});

/** The settings of an office, by rule; a rule that is not named keeps its own weight. */
export type Profile = ReadonlyMap<string, Severity | 'off'>;

/** Nothing is set: every rule as it is. */
export const NO_PROFILE: Profile = new Map();

/** The JSON Schema of {@link profileSchema}. */
export function profileJsonSchema(): object {
  return { ...z.toJSONSchema(profileSchema), title: 'Mingzhang checks' };
}

/**
 * Reads a profile. A rule beats its family. Fails with file, line and key for what is no YAML, no setting or no rule,
 * and names the rule that was probably meant.
 */
export function parseProfile(text: string, file: string): Result<Profile> {
  const source = parseSource(text, file);
  if (!source.ok) return source;
  const parsed = profileSchema.safeParse(source.value.value, {
    reportInput: true,
    error: z.locales.zhCN().localeError,
  });
  const where = (path: readonly (string | number)[]) => source.value.positionOf(path).where;
  if (!parsed.success) return fail(schemaProblems(parsed.error.issues, where));
  const ids = Object.keys(RULES);
  const families = new Set(ids.map(familyOf));
  const unknown = Object.keys(parsed.data.rules).flatMap((name): Problem[] => {
    if (Object.hasOwn(RULES, name) || families.has(name)) return [];
    const meant = nearest(name, [...ids, ...families]);
    const at = { ...where(['rules', name]), key: name };
    return [
      meant === undefined
        ? problem('checking.profile.unknown', 'error', at, { name })
        : problem('checking.profile.meant', 'error', at, { name, meant }),
    ];
  });
  if (unknown.length > 0) return fail(unknown);
  const profile = new Map<string, Severity | 'off'>();
  for (const id of ids) {
    const found = parsed.data.rules[id] ?? parsed.data.rules[familyOf(id)];
    if (found !== undefined) profile.set(id, found);
  }
  return succeed(profile);
}

/** Findings with the weights that a profile gives them; rules that are switched off say nothing. */
export function applyProfile(findings: readonly Finding[], profile: Profile): readonly Finding[] {
  return findings.flatMap((one) => {
    const set = profile.get(one.rule) ?? one.severity;
    return set === 'off' ? [] : [{ ...one, severity: set }];
  });
}
