import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fail, hasErrors, type Result, succeed } from '../messages/problem.ts';
import { type Compiled, hashOf, shippedCompiled } from './compiled.ts';
import { parseSource } from './source.ts';
import { schemaProblems } from './validate.ts';

/** The folder of shipped vocabularies, inside that of the packs. */
export const shippedWords: string = fileURLToPath(new URL('../../packs/words/', import.meta.url));

/** What a column of a table holds beside numbers, by its heading. */
export const ROLES = [
  /** Means nothing by itself, such as 金额 or 预算数. */
  'filler',
  /** A whole: 合计, 小计. */
  'total',
  /** 其中: what follows is a part. */
  'ofWhich',
  'ordinal',
  /** The label of a row, such as 项目. */
  'label',
  'functionCode',
  'functionName',
  'economicCode',
  'economicName',
  'govEconomicCode',
  'govEconomicName',
  /** 科目编码 and 科目名称 where the heading above or the codes say of which classification. */
  'code',
  'name',
  /** 类, 款, 项: parts of a code in cells of their own. */
  'codeClass',
  'codeGroup',
  'codeItem',
  'entityCode',
  'entityName',
  'projectCode',
  'projectName',
  /** Words about a row that are no number: 备注, 单位性质. */
  'remark',
] as const;
export type Role = (typeof ROLES)[number];

const coordinate = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));

const entry = z.strictObject({
  /** Ways to write it, without blanks; the longest that fits a text is taken. */
  words: z.array(z.string().min(1)).min(1),
  /** What it says of the coordinate; nothing for words that only fill. */
  at: coordinate.optional(),
  /** Where it depends on what is known so far: the first reading whose `when` holds is taken, else none. */
  readings: z
    .array(z.strictObject({ when: coordinate.optional(), at: coordinate }))
    .min(1)
    .optional(),
  role: z.enum(ROLES).optional(),
  /** The unit of what is counted, where the word implies one. */
  unit: z.string().optional(),
});

export const vocabularySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u),
  title: z.string().min(1),
  sources: z.array(z.string().min(1)).min(1),
  words: z.array(entry).min(1),
});

/** A word of the field: what it says of the coordinate of a number that it labels. */
export interface Word {
  readonly text: string;
  /** In order; `when` is what must be known already: the coordinate so far lies inside it. */
  readonly readings: readonly {
    readonly when?: Readonly<Record<string, string>>;
    readonly at: Readonly<Record<string, string>>;
  }[];
  readonly role?: Role;
  readonly unit?: string;
}

/** The words of public finance, by their first character, the longest first. */
export type Vocabulary = ReadonlyMap<string, readonly Word[]>;

/** Reads all vocabularies of the folders given; problems name file and line. */
export function loadVocabulary(directories: readonly string[] = [shippedWords]): Result<Vocabulary> {
  const files = directories.flatMap((directory) => wordFiles(directory));
  const problems = files.flatMap((file) => file.problems);
  return hasErrors(problems)
    ? fail(problems)
    : succeed(vocabularyOf(files.flatMap((file) => (file.ok ? file.value.words : []))), problems);
}

/** The words of one file, with the SHA-256 of its text. */
export interface WordFile {
  readonly sha256: string;
  readonly words: readonly Word[];
}

/** The vocabularies of a folder, each read; those that `compiled` has are not parsed again. */
export function wordFiles(
  directory: string,
  compiled: Compiled = shippedCompiled(),
): readonly Result<WordFile>[] {
  return readdirSync(directory)
    .sort()
    .filter((name) => /\.ya?ml$/u.test(name))
    .map((name) => readWords(join(directory, name), compiled));
}

function readWords(file: string, compiled: Compiled): Result<WordFile> {
  const text = readFileSync(file, 'utf8');
  const sha256 = hashOf(text);
  const known = compiled.words[sha256];
  if (known !== undefined) return succeed({ sha256, words: known });
  const source = parseSource(text, file);
  if (!source.ok) return source;
  const parsed = vocabularySchema.safeParse(source.value.value, {
    reportInput: true,
    error: z.locales.zhCN().localeError,
  });
  if (!parsed.success) {
    return fail([
      ...source.problems,
      ...schemaProblems(parsed.error.issues, (path) => source.value.positionOf(path).where),
    ]);
  }
  return succeed({ sha256, words: parsed.data.words.flatMap(wordsOf) }, source.problems);
}

function wordsOf({ words, at, readings, role, unit }: z.output<typeof entry>): Word[] {
  return words.map((text) => ({
    text: text.replace(/\s/gu, ''),
    readings: (readings ?? [{ at: at ?? {} }]).map(({ when, at: reading }) =>
      when === undefined ? { at: reading } : { when, at: reading },
    ),
    ...(role === undefined ? {} : { role }),
    ...(unit === undefined ? {} : { unit }),
  }));
}

/** Words in the order in which they are looked for. Of the same word the later definition counts. */
export function vocabularyOf(words: readonly Word[]): Vocabulary {
  const unique = new Map(words.map((word) => [word.text, word]));
  const found = new Map<string, Word[]>();
  for (const word of [...unique.values()].sort((a, b) => b.text.length - a.text.length)) {
    const first = word.text.charAt(0);
    const others = found.get(first);
    if (others === undefined) found.set(first, [word]);
    else others.push(word);
  }
  return found;
}
