import { normalName } from '../accounts/tree.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import type { Bound, Computed } from '../performance/bind.ts';
import { loadSurveys } from '../performance/load-registers.ts';
import { inBase, meaningOf } from '../performance/meaning.ts';
import type { Period } from '../performance/measure.ts';
import { periodOf } from '../performance/period.ts';
import { sayRatio } from '../performance/ratio.ts';
import type { RegisterData } from '../performance/read-register.ts';
import { sayPeriod } from '../performance/say-measure.ts';
import { printed } from '../performance/score.ts';
import { registerOfSurvey, type Survey } from '../performance/survey.ts';
import { surveyForm } from '../performance/survey-form.ts';
import {
  type SurveyResult,
  sayInterval,
  sayMean,
  saySample,
  surveyResult,
  surveyWarnings,
} from '../performance/survey-result.ts';
import { definitionFolders } from '../working/definition-folders.ts';
import type { CommonOptions } from '../working/environment.ts';
import { writeRegisterTemplate } from '../writing/register-template.ts';
import { type LandOptions, landFiles, readFiles } from './land-files.ts';
import { type NewFileOptions, writeNewFile } from './new-file.ts';
import { EXIT, print, printProblems } from './terminal.ts';

/** `mingzhang performance survey list`: the kinds of questionnaires. */
export function listSurveys(options: CommonOptions): number {
  const surveys = loadSurveys(definitionFolders(options, 'surveys'));
  printProblems(surveys.problems);
  if (!surveys.ok) return EXIT.unusable;
  for (const survey of surveys.value) {
    const { id, title, subject, questions, indicators } = survey;
    print(say('survey.cli.listed', { id, title, subject, count: questions.length }));
    for (const { name } of registerOfSurvey(survey).measures) {
      print(say('survey.cli.listedMeasure', { name, indicators: indicators.join('、') }));
    }
  }
  return EXIT.clean;
}

export interface SurveyFileOptions extends CommonOptions, NewFileOptions {
  /** Whose survey it is, printed on the questionnaire. */
  readonly body?: string;
}

/** `mingzhang performance survey form`: the questionnaire to print. Never overwrites a file unasked. */
export async function surveyFormFile(kind: string, options: SurveyFileOptions): Promise<number> {
  return await writeFile(kind, options, 'docx', async (survey, year) => {
    const { writeDocx } = await import('../writing/docx.ts');
    return await writeDocx(surveyForm(survey, options.body ?? '', year));
  });
}

/** `mingzhang performance survey template`: the entry sheet. */
export async function surveyTemplate(kind: string, options: SurveyFileOptions): Promise<number> {
  return await writeFile(kind, options, 'xlsx', (survey, year) =>
    writeRegisterTemplate(registerOfSurvey(survey), year, say('survey.template.use')),
  );
}

async function writeFile(
  kind: string,
  options: SurveyFileOptions,
  format: 'docx' | 'xlsx',
  write: (survey: Survey, year: number) => Promise<Uint8Array>,
): Promise<number> {
  const found = findSurveys(options, kind);
  printProblems(found.problems);
  const survey = found.ok ? found.value[0] : undefined;
  if (survey === undefined) return EXIT.unusable;
  return writeNewFile(options, survey.title, format, (year) => write(survey, year));
}

export interface ShowSurveyOptions extends CommonOptions {
  readonly kind?: string;
  readonly from?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

/** `mingzhang performance survey show`: sample, means, shares and the interval of the share of the satisfied. */
export function showSurvey(files: readonly string[], options: ShowSurveyOptions): number {
  const surveys = findSurveys(options, options.kind);
  printProblems(surveys.problems);
  if (!surveys.ok) return EXIT.unusable;
  const read = readFiles(files, surveys.value.map(registerOfSurvey));
  const period = read.ok ? periodOf(read.value, options) : read;
  printProblems([...read.problems, ...(read.ok ? period.problems : [])]);
  if (!read.ok || !period.ok || !('until' in period.value)) return EXIT.unusable;
  const during = period.value;
  const results = read.value.flatMap((data) => {
    const survey = surveys.value.find(({ id }) => id === data.register.id);
    return survey === undefined ? [] : [{ data, survey, result: surveyResult(survey, data, during) }];
  });
  if (options.json === true) {
    print(
      JSON.stringify(
        results.map(({ survey, result }) => surveyJson(survey, result)),
        undefined,
        2,
      ),
    );
    return EXIT.clean;
  }
  for (const { data, survey, result } of results) {
    for (const line of surveyLines(survey, data, result)) print(line);
  }
  return EXIT.clean;
}

/** `mingzhang performance survey import`: the share of the satisfied lands as an actual value, with its sample. */
export function importSurvey(
  files: readonly string[],
  options: LandOptions & { readonly kind?: string },
): number {
  const surveys = findSurveys(options, options.kind);
  printProblems(surveys.problems);
  if (!surveys.ok) return EXIT.unusable;
  const results = new Map<Computed['measured'], SurveyResult>();
  return landFiles(files, surveys.value.map(registerOfSurvey), options, {
    describe: (computed, data, period) =>
      computed.map((one) => described(one, data, period, surveys.value, results)),
    remarks: (bound) => remarksOf(bound, results),
  });
}

/** A computed share with its sample, which its source says. */
function described(
  one: Computed,
  data: readonly RegisterData[],
  period: Period,
  surveys: readonly Survey[],
  results: Map<Computed['measured'], SurveyResult>,
): Computed {
  const survey = surveys.find(({ id }) => id === one.register.id);
  const own = data.find(({ register }) => register === one.register);
  if (survey === undefined || own === undefined) return one;
  const result = surveyResult(survey, own, period);
  results.set(one.measured, result);
  const detail = say('survey.detail', { sample: saySample(result), interval: sayInterval(result) });
  return { ...one, kind: say('survey.kind'), detail };
}

/** What is to be known of each value: its sample, and a target that lies within the error of sampling. */
function remarksOf(
  bound: readonly Bound[],
  results: ReadonlyMap<Computed['measured'], SurveyResult>,
): readonly string[] {
  const said = new Set<string>();
  const remark = (text: string) => said.add(say('survey.cli.warning', { text }));
  for (const { project, indicator, computed } of bound) {
    const result = results.get(computed.measured);
    if (result === undefined) continue;
    surveyWarnings(result).forEach(remark);
    const meaning = meaningOf(indicator);
    if (result.interval === undefined || meaning.type !== 'quantity') continue;
    const { digits, decimals } = inBase(meaning);
    const { low, high } = result.interval;
    // Thousandths of the whole, as the interval has them.
    const wanted = digits * 10n;
    const scale = 10n ** BigInt(decimals);
    if (wanted <= low.digits * scale || wanted >= high.digits * scale) continue;
    remark(
      say('survey.warning.within', {
        indicator: indicator.level3,
        project: project.name,
        target: printed(indicator),
        interval: sayInterval(result),
      }),
    );
  }
  return [...said];
}

function findSurveys(options: CommonOptions, kind: string | undefined): Result<readonly Survey[]> {
  const loaded = loadSurveys(definitionFolders(options, 'surveys'));
  if (!loaded.ok || kind === undefined) return loaded;
  const found = loaded.value.filter(
    ({ id, title }) => id === kind.trim() || normalName(title) === normalName(kind),
  );
  if (found.length > 0) return succeed(found, loaded.problems);
  const allowed = loaded.value.map(({ id, title }) => `${id}（${title}）`).join('、');
  return fail([...loaded.problems, problem('survey.problem.unknownKind', 'error', {}, { kind, allowed })]);
}

function surveyLines(survey: Survey, data: RegisterData, result: SurveyResult): readonly string[] {
  const { overall, questions, choices, period } = result;
  const files = data.files.join('、');
  const { satisfied } = overall;
  return [
    say('survey.cli.heading', { title: survey.title, files, period: sayPeriod(period) }),
    say('survey.cli.sample', { sample: saySample(result) }),
    ...(satisfied.applicable
      ? [
          say('survey.cli.overall', {
            value: sayRatio(satisfied),
            parts: say('register.parts', {
              of: String(satisfied.numerator),
              in: String(satisfied.denominator),
            }),
            interval: sayInterval(result),
          }),
          say('survey.cli.mean', { mean: sayMean(overall) }),
        ]
      : [say('survey.cli.none')]),
    ...questions.map((one) =>
      say('survey.cli.question', {
        short: one.question.short,
        value: sayRatio(one.satisfied),
        mean: sayMean(one),
        answered: one.answered,
      }),
    ),
    ...choices.map(({ question, counts }) =>
      say('survey.cli.choice', {
        short: question.short,
        counts: counts.map(([answer, count]) => say('survey.cli.count', { answer, count })).join('、'),
      }),
    ),
    ...surveyWarnings(result).map((text) => say('survey.cli.warning', { text })),
    say('survey.cli.method'),
  ];
}

/** Counts as numbers, shares and means as exact fractions of whole numbers. */
function surveyJson(survey: Survey, result: SurveyResult) {
  const { issued, returned, responses, overall, interval, questions, period } = result;
  const ratio = (one: SurveyResult['overall']['mean']) =>
    one.applicable ? { numerator: String(one.numerator), denominator: String(one.denominator) } : null;
  return {
    survey: survey.id,
    title: survey.title,
    period,
    issued: issued === undefined ? null : Number(issued),
    returned: returned === undefined ? null : Number(returned),
    responses,
    satisfied: ratio(overall.satisfied),
    mean: ratio(overall.mean),
    interval:
      interval === undefined
        ? null
        : {
            method: 'Wilson',
            level: '95%',
            low: printDecimal(interval.low),
            high: printDecimal(interval.high),
          },
    questions: questions.map((one) => ({
      key: one.question.key,
      answered: one.answered,
      satisfied: ratio(one.satisfied),
      mean: ratio(one.mean),
    })),
    warnings: surveyWarnings(result),
  };
}
