import { fail, type Problem, type Result, type Severity, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import type { ReadFileOptions } from '../reading/read-file.ts';
import { type CommonOptions, loadEnvironment } from './environment.ts';

/** How the user asks to have documents read. */
export interface MeansOptions extends CommonOptions {
  readonly pack?: string;
  readonly year?: string;
}

/** What reading goes by, loaded once for many files. */
export type ReadingMeans = Pick<ReadFileOptions, 'packs' | 'vocabulary' | 'accounts' | 'pack' | 'year'>;

const WARNING: Severity = 'warning';

/** Loads packs, words and classifications. A pack that is wrong is a problem and keeps the others from nothing. */
export function loadMeans(options: MeansOptions): Result<ReadingMeans> {
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const vocabulary = loadVocabulary();
  if (!vocabulary.ok) return vocabulary;
  const { library, accounts } = environment.value;
  const problems: Problem[] = [...environment.problems, ...vocabulary.problems];
  const packs = library.ids().flatMap((id): Pack[] => {
    const pack = library.load(id);
    if (!pack.ok) problems.push(...pack.problems.map((one) => ({ ...one, severity: WARNING })));
    return pack.ok ? [pack.value] : [];
  });
  if (
    options.pack !== undefined &&
    options.pack !== 'generic' &&
    !packs.some(({ id }) => id === options.pack)
  ) {
    const asked = library.load(options.pack);
    if (!asked.ok) return fail(asked.problems);
  }
  return succeed(
    {
      packs,
      vocabulary: vocabulary.value,
      accounts,
      ...(options.pack === undefined ? {} : { pack: options.pack }),
      ...(options.year === undefined ? {} : { year: Number(options.year) }),
    },
    problems,
  );
}
