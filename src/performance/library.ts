import { z } from 'zod';
import { normalName } from '../accounts/tree.ts';
import { fail, hasErrors, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import type { Path, Source } from '../packs/source.ts';
import { schemaProblems } from '../packs/validate.ts';
import { meaningOf } from './meaning.ts';
import { parseTarget } from './target.ts';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
const words = z.string().trim().min(1);

const document = z.strictObject({
  id,
  body: words.describe('Whose document it is'),
  year: z.int().min(2000).max(2100),
  title: words,
});

const group = z.strictObject({
  id,
  name: words,
  words: z.array(words).describe('Words in names and purposes of projects that are of this business'),
});

const seen = z.strictObject({
  target: words.describe('As printed, such as ≥95%'),
  document: id,
  place: words.describe('The project whose sheet prints it'),
});

/** Levels as most forms name them; {@link LEVELS} says which second level is of which first. */
const LEVELS = {
  产出指标: ['数量指标', '质量指标', '时效指标'],
  成本指标: ['经济成本指标', '社会成本指标', '生态环境成本指标'],
  效益指标: ['经济效益指标', '社会效益指标', '生态效益指标', '可持续影响指标'],
  满意度指标: ['服务对象满意度指标'],
} as const;

const level = z
  .enum(Object.entries(LEVELS).flatMap(([first, seconds]) => seconds.map((second) => `${first}/${second}`)))
  .describe('First and second level');

const entry = z.strictObject({
  name: words.describe('In our own standard wording'),
  group: id,
  level,
  kind: z.enum(['quantity', 'deadline', 'quality']),
  unit: words.optional().describe('The usual unit; a quantity has one'),
  better: z.enum(['more', 'less']).optional().describe('Which way is better; left out where neither is'),
  numerator: words.optional().describe('Of a ratio, with its denominator'),
  denominator: words.optional(),
  counts: words.optional().describe('What is counted, added up or judged, where it is no ratio'),
  note: words.optional(),
  data: z.array(words).min(1).describe('The data that it is computed from'),
  target: words
    .optional()
    .describe('The target that a draft begins with, such as ≥95%; budget for the budget of the project'),
  aliases: z.array(words).default([]).describe('Other words for the same'),
  seen: z.array(seen).default([]).describe('Targets in published documents'),
});

/** A library of indicators as it is written: `packs/indicators/*.yaml`. */
export const librarySchema = z.strictObject({
  id,
  title: words,
  documents: z.array(document),
  groups: z.array(group).min(1),
  indicators: z.array(entry).min(1),
});

export type Library = z.output<typeof librarySchema>;
export type LibraryEntry = Library['indicators'][number];
export type LibraryGroup = Library['groups'][number];

/** The JSON Schema of a library file, for editors. */
export function libraryJsonSchema(): object {
  return {
    ...z.toJSONSchema(librarySchema, { io: 'input', unrepresentable: 'any' }),
    title: 'Mingzhang indicators',
  };
}

/** Checks a parsed file; problems name file, line and key. */
export function libraryOf(source: Source): Result<Library> {
  const parsed = librarySchema.safeParse(source.value, {
    reportInput: true,
    error: z.locales.zhCN().localeError,
  });
  if (!parsed.success) {
    return fail(schemaProblems(parsed.error.issues, (path) => source.positionOf(path).where));
  }
  const problems = meaningProblems(parsed.data, source);
  return hasErrors(problems) ? fail(problems) : succeed(parsed.data, problems);
}

function meaningProblems(library: Library, source: Source): readonly Problem[] {
  const at = (path: Path) => source.positionOf(path).where;
  const groups = new Set(library.groups.map((one) => one.id));
  const documents = new Set(library.documents.map((one) => one.id));
  const names = new Map<string, string>();
  return library.indicators.flatMap((one, index): readonly Problem[] => {
    const path = (...more: Path): Path => ['indicators', index, ...more];
    const found: Problem[] = [];
    if (!groups.has(one.group)) {
      found.push(
        problem('performance.library.group', 'error', at(path('group')), {
          name: one.name,
          group: one.group,
        }),
      );
    }
    one.seen.forEach((target, position) => {
      if (documents.has(target.document)) return;
      const params = { name: one.name, document: target.document };
      found.push(
        problem('performance.library.document', 'error', at(path('seen', position, 'document')), params),
      );
    });
    const isRatio = one.numerator !== undefined && one.denominator !== undefined;
    if (
      (one.numerator === undefined) !== (one.denominator === undefined) ||
      isRatio === (one.counts !== undefined)
    ) {
      found.push(problem('performance.library.computed', 'error', at(path()), { name: one.name }));
    }
    if ((one.kind === 'quantity') !== (one.unit !== undefined)) {
      found.push(problem('performance.library.unit', 'error', at(path('kind')), { name: one.name }));
    }
    if (one.target !== undefined && one.target !== BUDGET && kindOfTarget(one, one.target) !== one.kind) {
      const params = { name: one.name, target: one.target, kind: one.kind };
      found.push(problem('performance.library.target', 'error', at(path('target')), params));
    }
    for (const name of [one.name, ...one.aliases]) {
      const other = names.get(nameKey(name));
      if (other !== undefined && other !== one.name) {
        found.push(
          problem('performance.library.twice', 'error', at(path()), { name, first: other, second: one.name }),
        );
      }
      names.set(nameKey(name), one.name);
    }
    return found;
  });
}

/** What stands as the target where it is the budget of the project. */
export const BUDGET = 'budget';

function kindOfTarget(
  { name, level: levels, unit = '' }: LibraryEntry,
  target: string,
): LibraryEntry['kind'] {
  const [level1 = '', level2 = ''] = levels.split('/');
  const parsed = parseTarget(target, { unit });
  const indicator = { ...parsed, level1, level2, level3: name, description: '', basis: '' };
  const { type } = meaningOf(indicator);
  return type === 'unread' ? 'quality' : type;
}

/** A name as names of indicators are compared: without blanks, quotes, stops and a bracket at its end. */
export function nameKey(name: string): string {
  return normalName(name)
    .replace(/[“”"'‘’《》,，、;；。.·]/gu, '')
    .replace(/\([^()]*\)$/u, '');
}

/** The entry of an indicator's name, by its own name or another word for it. */
export function entryOf(library: Library, name: string): LibraryEntry | undefined {
  const key = nameKey(name);
  return key === '' ? undefined : index(library).get(key);
}

const indexes = new WeakMap<Library, ReadonlyMap<string, LibraryEntry>>();

function index(library: Library): ReadonlyMap<string, LibraryEntry> {
  const known = indexes.get(library);
  if (known !== undefined) return known;
  const made = new Map<string, LibraryEntry>();
  for (const one of library.indicators) {
    for (const name of [...one.aliases, one.name]) made.set(nameKey(name), one);
  }
  indexes.set(library, made);
  return made;
}
