import { z } from 'zod';
import { fail, type Result, succeed } from '../messages/problem.ts';
import { parseSource } from '../packs/source.ts';
import { schemaProblems } from '../packs/validate.ts';

/** Per cent or points of a hundred, at most two decimals, so that they are whole hundredths. */
const share = z.number().min(0).max(100).multipleOf(0.01);
const count = z.number().min(0).max(1000).multipleOf(0.01);

/** A band of a quality: from the least share (included) to the most. */
const band = z.strictObject({
  from: share,
  to: share,
  assumed: share.describe('The share that counts where the sheet says the band alone'),
});

const classes = z.strictObject({ cost: share, output: share, benefit: share, satisfaction: share });

/**
 * How self-evaluation scores, in one place; an office's own `rules.yaml` names what it does differently.
 *
 * The defaults are those of 项目支出绩效评价管理办法 (财预〔2020〕10号): points (execution 10, output 50, benefit 30,
 * satisfaction 10), bands of qualities (100–80 %（含）, 80–60 %（含）, 60–0 %), grades (90, 80, 60). With cost as a class
 * of its own they are those of 财预〔2021〕101号 (cost 20, output 40, benefit 20, satisfaction 10). What is ours: where
 * "far more" begins (30 %), what a band without a share counts, and when next year's budget is to be cut or raised.
 */
export const scoringSchema = z.strictObject({
  execution: share.default(10).describe('Points of the execution rate; the classes share the rest of 100'),
  classes: classes.default({ cost: 0, output: 50, benefit: 30, satisfaction: 10 }),
  classesWithCost: classes.default({ cost: 20, output: 40, benefit: 20, satisfaction: 10 }),
  /** A result better than its target by more than so many per cent must be explained. */
  overshoot: count.default(30),
  bands: z.strictObject({ met: band, partly: band, failed: band }).default({
    met: { from: 80, to: 100, assumed: 100 },
    partly: { from: 60, to: 80, assumed: 60 },
    failed: { from: 0, to: 60, assumed: 0 },
  }),
  /** From how many points on: 优, 良, 中; less is 差. */
  grades: z.strictObject({ excellent: share, good: share, fair: share }).default({
    excellent: 90,
    good: 80,
    fair: 60,
  }),
  /** Next year's budget: an execution rate below `low` asks for less, one from `high` on allows for more. */
  use: z.strictObject({ low: share, high: share }).default({ low: 60, high: 95 }),
});

export type ScoringRules = z.infer<typeof scoringSchema>;

export const DEFAULT_RULES: ScoringRules = scoringSchema.parse({});

/** Reads an office's rules; what they do not name is as by default. Fails with file, line and key. */
export function parseScoringRules(text: string, file: string): Result<ScoringRules> {
  const source = parseSource(text, file);
  if (!source.ok) return source;
  const parsed = scoringSchema.safeParse(source.value.value ?? {}, {
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
