import { z } from 'zod';
import { fail, hasErrors, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Source } from '../packs/source.ts';
import { schemaProblems } from '../packs/validate.ts';
import { type Register, type RegisterColumn, registerSchema } from './register.ts';

/**
 * Satisfaction surveys as data (`packs/surveys/*.yaml`): the questions, and the scale that answers are on. Form, entry sheet
 * and result are made of it; the entry sheet is a register like any other.
 */

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
const key = z.string().regex(/^[a-z][A-Za-z0-9]*$/u);
const words = z.string().trim().min(1);

const questionBase = { key, short: words.describe('The heading of its column, in a few words'), text: words };

const question = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('scale'), ...questionBase }),
  z.strictObject({ type: z.literal('choice'), choices: z.array(words).min(2), ...questionBase }),
  z.strictObject({ type: z.literal('text'), ...questionBase }),
]);

export const surveySchema = z.strictObject({
  id,
  title: words,
  subject: words.describe('Who is asked'),
  introduction: words,
  closing: words.optional(),
  /** The answers to questions on the scale, the best first. */
  scale: z
    .array(
      z.strictObject({
        label: words,
        score: z.int().min(0).max(100),
        satisfied: z.boolean().describe('Whether the answer counts as satisfied'),
      }),
    )
    .min(2),
  overall: key.describe('The question whose answers are the satisfaction'),
  questions: z.array(question).min(1),
  indicators: z.array(words).default([]).describe('Indicators that may name it, or be asked for by project'),
});

export type Survey = z.output<typeof surveySchema>;
export type Question = Survey['questions'][number];

/** The JSON Schema of a survey file, for editors. */
export function surveyJsonSchema(): object {
  return {
    ...z.toJSONSchema(surveySchema, { io: 'input', unrepresentable: 'any' }),
    title: 'Mingzhang survey',
  };
}

/** Checks a parsed file; problems name file, line and key. */
export function surveyOf(source: Source): Result<Survey> {
  const parsed = surveySchema.safeParse(source.value, {
    reportInput: true,
    error: z.locales.zhCN().localeError,
  });
  const at = (...path: (string | number)[]) => source.positionOf(path).where;
  if (!parsed.success) {
    return fail(schemaProblems(parsed.error.issues, (path) => source.positionOf(path).where));
  }
  const { overall, questions } = parsed.data;
  const problems: Problem[] = [];
  if (questions.find((one) => one.key === overall)?.type !== 'scale') {
    problems.push(problem('survey.definition.overall', 'error', at('overall'), { overall }));
  }
  const seen = new Set<string>(OWN_COLUMNS);
  questions.forEach((one, index) => {
    for (const [name, value] of [
      ['key', one.key],
      ['short', one.short],
    ] as const) {
      if (seen.has(value)) {
        problems.push(problem('survey.definition.twice', 'error', at('questions', index, name), { value }));
      }
      seen.add(value);
    }
  });
  return hasErrors(problems) ? fail(problems) : succeed(parsed.data, problems);
}

/** Columns of the entry sheet beside the questions. */
const OWN_COLUMNS: readonly string[] = ['number', 'date'];

/** The tables of a survey's entry sheet. */
export const ANSWERS = 'answers';
export const BATCHES = 'batches';

/** A survey as a register: its answers, what was handed out, and the share of the satisfied as its measure. */
export function registerOfSurvey(survey: Survey): Register {
  const { title, subject, scale, overall, questions, indicators } = survey;
  const satisfied = scale.flatMap((one) => (one.satisfied ? [one.label] : []));
  return registerSchema.parse({
    id: survey.id,
    title,
    description: say('survey.register.description', { subject }),
    tables: {
      [ANSWERS]: {
        title: say('survey.table.answers'),
        help: say('survey.help.answers'),
        date: 'date',
        key: ['number'],
        columns: {
          number: text('number', 14, '1', true),
          date: { ...text('date', 14, '2025-09-10', true), type: 'date' },
          ...Object.fromEntries(questions.map((one) => [one.key, columnOf(one, survey)])),
        },
      },
      [BATCHES]: {
        title: say('survey.table.batches'),
        help: say('survey.help.batches'),
        date: 'handedOut',
        columns: {
          handedOut: { ...text('handedOut', 14, '2025-09-01', true), type: 'date' },
          way: text('way', 20, say('survey.example.way'), false),
          issued: { ...text('issued', 12, '200', true), type: 'number' },
          returned: { ...text('returned', 12, '186', false), type: 'number' },
        },
      },
    },
    measures: [
      {
        id: 'satisfied',
        name: say('survey.measure', { title }),
        unit: '%',
        indicators,
        named: true,
        share: { table: ANSWERS, where: { [overall]: { filled: true } }, of: { [overall]: satisfied } },
      },
    ],
  });
}

type OwnColumn = 'number' | 'date' | 'handedOut' | 'way' | 'issued' | 'returned';

function text(column: OwnColumn, width: number, example: string, required: boolean) {
  const [title, help] = [say(`survey.column.${column}`), say(`survey.help.${column}`)];
  return { type: 'text', title, help, required, width, example };
}

function columnOf(one: Question, { scale }: Survey): Partial<RegisterColumn> {
  const base = { title: one.short, help: one.text, width: 16 };
  switch (one.type) {
    case 'scale': {
      const choices = scale.map(({ label }) => label);
      return { ...base, type: 'choice', choices, example: choices[0] ?? '' };
    }
    case 'choice':
      return { ...base, type: 'choice', choices: one.choices, others: true, example: one.choices[0] ?? '' };
    case 'text':
      return { ...base, type: 'text', width: 40, example: say('survey.example.text') };
  }
}
