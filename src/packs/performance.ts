import { z } from 'zod';

/**
 * The rules of performance work that a pack may set: how self-evaluation scores, when monitoring warns, and the forms
 * it is printed on. `packs/performance/national.yaml` has them all, with the regulation behind each; a pack, and above it
 * an office's own file, names what it does differently.
 */

/** Per cent or points of a hundred, at most two decimals, so that they are whole hundredths. */
const share = z.number().min(0).max(100).multipleOf(0.01);
const count = z.number().min(0).max(1000).multipleOf(0.01);
const words = z.array(z.string().min(1));

/** A band of a quality: from the least share (included) to the most. */
const band = z.strictObject({
  from: share,
  to: share,
  assumed: share.describe('The share that counts where the sheet says the band alone'),
});

const classes = z.strictObject({ cost: share, output: share, benefit: share, satisfaction: share });

/** How self-evaluation scores. */
export const scoringSchema = z.strictObject({
  execution: share.describe('Points of the execution rate; the classes share the rest of 100'),
  classes: classes.describe('Points of the classes where cost is no class of its own'),
  classesWithCost: classes.describe('Points of the classes where it is one'),
  overshoot: count.describe(
    'A result better than its target by more than so many per cent must be explained',
  ),
  bands: z.strictObject({ met: band, partly: band, failed: band }).describe('Bands of qualities'),
  grades: z
    .strictObject({ excellent: share, good: share, fair: share })
    .describe('From how many points on: 优, 良, 中; less is 差'),
  use: z
    .strictObject({ low: share, high: share })
    .describe(
      "Next year's budget: an execution rate below `low` asks for less, one from `high` on allows for more",
    ),
});

export type ScoringRules = z.infer<typeof scoringSchema>;

/** Short by more than `yellow` per cent is yellow, by more than `red` is red. */
const lights = z
  .strictObject({ yellow: share, red: share })
  .refine(({ yellow, red }) => yellow <= red, { path: ['red'], error: 'red < yellow' });

export const LIGHTS = ['green', 'yellow', 'red', 'unknown'] as const;

/**
 * What will be by the end of the year: `met` and `missed` are settled already, `likely` and `unlikely` hold for the whole
 * range of the forecast, `open` for a part of it, of `unknown` nothing can be said.
 */
export const OUTCOMES = ['met', 'likely', 'open', 'unlikely', 'missed', 'unknown'] as const;

/** When monitoring warns, and what it forecasts from. */
export const monitoringSchema = z.strictObject({
  spending: lights.describe('What is paid falls short of what is due, in per cent of it'),
  ahead: count.describe(
    'Paid beyond what even the next step of the plan allows, by more than so many per cent: yellow',
  ),
  withoutPlan: z
    .enum(['even', 'none'])
    .describe('A project without a plan is held against an even pace through the year, or against nothing'),
  progress: lights.describe('A result that adds up through the year falls short of what is due at its day'),
  level: lights.describe('Any other result falls short of its target'),
  cumulative: z
    .strictObject({
      kinds: z.array(z.enum(['people', 'pieces', 'money'])).describe('Units that add up'),
      shares: words.describe('Words in the names of per cents that add up'),
      except: words.describe('Words in names of what does not, whatever its unit'),
    })
    .describe('Which results add up through the year'),
  reason: z.array(z.enum(LIGHTS)).describe('Lights that ask for a reason'),
  forecast: z.strictObject({
    reached: share.describe('Spending is as planned from so many per cent of the budget on'),
    months: z.int().min(2).max(12).describe('Month ends that a forecast of spending needs'),
    share: share.describe('Month ends count where at least so many per cent of the budget were due'),
    results: z.int().min(2).max(12).describe('Dated results that a forecast of an indicator needs'),
  }),
  possibility: z
    .strictObject({
      met: z.string(),
      likely: z.string(),
      open: z.string(),
      unlikely: z.string(),
      missed: z.string(),
      unknown: z.string(),
    })
    .describe('The words of the form for each outcome'),
});

export type MonitoringRules = z.infer<typeof monitoringSchema>;

const PROJECT = [
  'project.name',
  'project.code',
  'project.goals',
  'project.goalResult',
  'project.light',
  'project.reason',
  'entity.name',
  'spending.light',
  'spending.due',
  'spending.deviation',
  'spending.forecast',
  'spending.outcome',
  'indicators.count',
  'indicators.green',
  'indicators.yellow',
  'indicators.red',
  'indicators.unknown',
  'indicators.unexplained',
] as const;
const FUNDS = ['total', 'fiscal', 'carriedOver', 'otherFunds'] as const;
const MONEY = ['budget', 'adjusted', 'paid', 'rate'] as const;
const INDICATOR = [
  'indicator.level1',
  'indicator.level2',
  'indicator.level3',
  'indicator.target',
  'indicator.actual',
  'indicator.due',
  'indicator.deviation',
  'indicator.light',
  'indicator.forecast',
  'indicator.possibility',
  'indicator.reason',
  'indicator.remark',
] as const;
const DEPARTMENT = ['department.name', 'department.code'] as const;

type Funds = `funds.${(typeof FUNDS)[number]}.${(typeof MONEY)[number]}`;

/** What a cell of a monitoring form may show, by what it belongs to. */
export type MonitoringAttribute =
  | (typeof PROJECT)[number]
  | (typeof INDICATOR)[number]
  | (typeof DEPARTMENT)[number]
  | Funds;

const FUND_ATTRIBUTES = FUNDS.flatMap((fund) => MONEY.map((money): Funds => `funds.${fund}.${money}`));

const template = z.string().min(1);

/** @param shown the attributes that a row outside of records has @param listed those of a row of records */
function formSchema<Each extends string>(
  records: Each,
  shown: readonly MonitoringAttribute[],
  listed: readonly MonitoringAttribute[],
) {
  const cell = <Shown extends MonitoringAttribute>(attributes: readonly Shown[]) =>
    z.strictObject({
      label: template.optional().describe('Words, with {year}, {department}, {project}, {period}, {day}'),
      show: z.enum(attributes).optional().describe('An attribute'),
      tick: z
        .strictObject({ of: z.enum(attributes), word: z.string().min(1) })
        .optional()
        .describe('A tick where the attribute has this word'),
      colspan: z.int().min(1).optional(),
      rowspan: z.int().min(1).optional(),
      align: z.enum(['left', 'center', 'right']).optional(),
      merge: z.boolean().optional().describe('Equal neighbours below become one cell'),
    });
  const row = z.union([
    z.strictObject({ header: z.boolean().optional(), cells: z.array(cell(shown)).min(1) }),
    z.strictObject({
      each: z.literal(records),
      cells: z.array(cell([...new Set([...shown, ...listed])])).min(1),
    }),
  ]);
  return z.strictObject({
    title: template,
    above: z.strictObject({ left: template, middle: template, right: template }).partial().optional(),
    widths: z.array(z.number().positive()).min(1).describe('Relative widths of the columns'),
    rows: z.array(row).min(1),
    notes: z.array(template).default([]),
  });
}

const projectForm = formSchema('indicators', [...DEPARTMENT, ...PROJECT, ...FUND_ATTRIBUTES], INDICATOR);
const departmentForm = formSchema(
  'projects',
  [...DEPARTMENT, 'funds.total.budget', 'funds.total.adjusted', 'funds.total.paid', 'funds.total.rate'],
  [...PROJECT, ...FUND_ATTRIBUTES],
);

export type MonitoringForm = z.infer<typeof projectForm> | z.infer<typeof departmentForm>;
export type MonitoringFormCell = MonitoringForm['rows'][number]['cells'][number];

/** All rules, as the national file has them. */
export const performanceSchema = z.strictObject({
  sources: z.array(z.string().min(1)).min(1),
  scoring: scoringSchema,
  monitoring: monitoringSchema,
  forms: z.strictObject({ monitoring: projectForm, monitoringDepartment: departmentForm }),
});

export type PerformanceRules = z.infer<typeof performanceSchema>;

/** What a pack does differently: each key that it names takes the place of the national one. */
export const performanceOverlaySchema = z
  .strictObject({
    sources: performanceSchema.shape.sources,
    scoring: scoringSchema.partial(),
    monitoring: monitoringSchema.partial(),
    forms: performanceSchema.shape.forms.partial(),
  })
  .partial();

export type PerformanceOverlay = z.infer<typeof performanceOverlaySchema>;

/** An office's own rules: the keys of scoring, and those of monitoring below `monitoring`. */
export const officeRulesSchema = scoringSchema
  .partial()
  .extend({ monitoring: monitoringSchema.partial().optional() });
