import { z } from 'zod';
import { evaluationSchema } from '../../performance/evaluate-json.ts';
import { amountSchema, daySchema } from '../../performance/json.ts';
import { monitorSchema } from '../../performance/monitor-json.ts';
import { progressSchema } from '../../performance/progress-json.ts';
import { sheetIds } from './budget-names.ts';

/** The day something is told for; left out it is today, or where today lies in another year the last day with entries. */
export const dayQuerySchema = z.strictObject({ asOf: daySchema.regex(/^\d{4}-\d{2}-\d{2}$/u).optional() });

/** Where somebody types what is missing: a row that is there, or what a new row of the sheet begins with. */
export const placeToTypeSchema = z.strictObject({
  sheet: z.enum(sheetIds),
  row: z.string().optional(),
  column: z.string(),
  cells: z.record(z.string(), z.string()).describe('What a new row says, where there is none yet'),
});

export type PlaceToType = z.output<typeof placeToTypeSchema>;

const monitored = monitorSchema.shape.projects.element;

/** A project on the board: everything of it but its indicators, one by one. */
const boardProjectSchema = monitored
  .omit({ indicators: true })
  .extend({ budget: amountSchema.nullable().describe('元, with all changes; null without a line') });

/** All projects of a budget at a day: 绩效运行监控. */
export const monitoringBoardSchema = monitorSchema.omit({ projects: true }).extend({
  revision: z.int().describe('Of the budget that was looked at'),
  said: z.strictObject({ lead: z.string(), total: z.string(), rules: z.string(), sources: z.string() }),
  hasPayments: z.boolean(),
  hasResults: z.boolean(),
  later: z.int().describe('Indicators whose only results lie behind the day'),
  projects: z.array(boardProjectSchema),
});

export type MonitoringBoard = z.output<typeof monitoringBoardSchema>;
export type BoardProject = MonitoringBoard['projects'][number];

export const monitoredProjectQuerySchema = dayQuerySchema.extend({ project: z.string().min(1).max(400) });

/** One project of the board with each of its indicators. */
export const monitoredProjectSchema = z.strictObject({
  asOf: daySchema,
  revision: z.int(),
  project: boardProjectSchema,
  reason: placeToTypeSchema.describe('Where the reason of the spending is typed'),
  indicators: z.array(
    monitored.shape.indicators.element.extend({
      target: z.string().describe('As it is printed'),
      actual: z.string().describe('The result with its unit, and its day where it is another'),
      place: placeToTypeSchema,
    }),
  ),
});

export type MonitoredProject = z.output<typeof monitoredProjectSchema>;
export type MonitoredIndicator = MonitoredProject['indicators'][number];

/** How far a budget has come: by project, unit, function, economic class and source. */
export const budgetProgressSchema = progressSchema.extend({
  revision: z.int(),
  overdrawn: z.array(z.string()).describe('Where more was paid than there is, in words'),
});

export type BudgetProgress = z.output<typeof budgetProgressSchema>;

/** The scores of the year, each with what it follows from in words. */
export const budgetEvaluationSchema = evaluationSchema.extend({
  revision: z.int(),
  said: z.strictObject({
    department: z.string().describe('Total and grade'),
    projects: z.array(
      z.strictObject({
        total: z.string(),
        notes: z
          .array(z.string())
          .describe('How the points were shared, and what execution rate and total follow from'),
        advice: z.string(),
        reasons: z.string(),
      }),
    ),
  }),
});

export type BudgetEvaluation = z.output<typeof budgetEvaluationSchema>;

/** The official forms, and the page with charts. */
export const performanceForms = [
  'monitoring',
  'monitoringSummary',
  'evaluation',
  'evaluationDepartment',
] as const;
export const performanceFormats = ['docx', 'xlsx'] as const;

/** So many rows of one file are taken; what is more is imported in parts. */
export const MOST_ENTRIES = 20_000;

/** What a file of payments and changes of the budget would add. Nothing is changed: the page does that, as any change. */
export const entriesPlanSchema = z.strictObject({
  revision: z.int().describe('Of the budget that the file was held against'),
  rows: z.int().describe('Rows of the file'),
  fresh: z.array(
    z.strictObject({
      sheet: z.enum(['payments', 'adjustments']),
      cells: z.record(z.string(), z.string()).describe('As they are typed'),
    }),
  ),
  known: z.int().describe('Rows that the budget has already'),
  refused: z.array(
    z.strictObject({
      sheet: z.string(),
      row: z.int().describe('As people count it'),
      reason: z.string(),
      cells: z
        .record(z.string(), z.string())
        .describe('By the titles of their columns, as they stand in the file'),
    }),
  ),
  notes: z.array(z.string()).describe('What a person should look at'),
});

export type EntriesPlan = z.output<typeof entriesPlanSchema>;

/** Without words: what is proposed for the project by its name and purpose. */
export const indicatorChoicesQuerySchema = z.strictObject({
  project: z.string().min(1).max(400),
  words: z.string().trim().max(100).default(''),
});

/** Indicators of the library as a project may take them over: each is a row of the sheet of indicators. */
export const indicatorChoicesSchema = z.strictObject({
  revision: z.int(),
  groups: z
    .array(z.string())
    .describe('The businesses that the project is of; none where words were asked for'),
  total: z.int().describe('How many fit, listed or not'),
  choices: z.array(
    z.strictObject({
      name: z.string(),
      group: z.string(),
      level: z.string(),
      target: z.string().describe('What a draft begins with; without a number where only the body knows it'),
      computed: z.string().describe('Numerator and denominator, or what is counted'),
      data: z.array(z.string()).describe('What it is computed from'),
      seen: z.array(z.string()).describe('Targets in published documents, each with its body and year'),
      isThere: z.boolean().describe('The project has an indicator of this name already'),
      cells: z.record(z.string(), z.string()).describe('The row'),
    }),
  ),
});

export type IndicatorChoices = z.output<typeof indicatorChoicesSchema>;

/** The kinds of business registers, with what is computed from each. */
export const registersSchema = z.strictObject({
  registers: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      measures: z.array(z.string()),
    }),
  ),
});

export type Registers = z.output<typeof registersSchema>;

/** What a register gives for the results of a budget. Nothing is changed: the page does that, as any change. */
export const resultsPlanSchema = z.strictObject({
  revision: z.int(),
  period: z.strictObject({ from: daySchema, until: daySchema }),
  measures: z.array(
    z.strictObject({
      register: z.string(),
      name: z.string(),
      value: z.string(),
      parts: z.string().describe('Numerator and denominator, where it is a ratio'),
    }),
  ),
  landed: z.array(
    z.strictObject({
      project: z.string(),
      indicator: z.string(),
      value: z.string(),
      before: z.string().describe('What stands there; empty where nothing does'),
      how: z
        .enum(['added', 'filled', 'changed', 'same', 'kept'])
        .describe('`kept`: a person entered another value, which stands unless somebody says otherwise'),
      row: z.string().optional().describe('The row it goes into; a new one where there is none'),
      cells: z.record(z.string(), z.string()),
    }),
  ),
  notes: z.array(z.string()).describe('Indicators that got no value, and why'),
});

export type ResultsPlan = z.output<typeof resultsPlanSchema>;
