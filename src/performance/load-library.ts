import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, hasErrors, type Result, succeed } from '../messages/problem.ts';
import { parseSource } from '../packs/source.ts';
import { type Library, libraryOf } from './library.ts';

const shipped = fileURLToPath(new URL('../../packs/indicators/', import.meta.url));

/** The files of libraries: the shipped ones, then those of the folders given. */
export function libraryFiles(folders: readonly string[] = []): readonly string[] {
  return [shipped, ...folders].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.ya?ml$/u.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );
}

/** Reads one file; every problem names file, line and key. */
export function readLibrary(file: string): Result<Library> {
  const source = parseSource(readFileSync(file, 'utf8'), file);
  return source.ok ? libraryOf(source.value) : source;
}

/**
 * All libraries as one. Of groups and documents with one id the later one counts; an indicator that a later library
 * names anew replaces the earlier one, so that a province can say it in its own way.
 */
export function loadLibrary(folders: readonly string[] = []): Result<Library> {
  const read = libraryFiles(folders).map(readLibrary);
  const problems = read.flatMap((one) => one.problems);
  const libraries = read.flatMap((one) => (one.ok ? [one.value] : []));
  const [first] = libraries;
  if (first === undefined || hasErrors(problems)) return fail(problems);
  const all = <Value>(of: (library: Library) => readonly Value[], keyOf: (value: Value) => string) => [
    ...new Map(libraries.flatMap(of).map((value) => [keyOf(value), value])).values(),
  ];
  return succeed(
    {
      id: first.id,
      title: first.title,
      documents: all(
        ({ documents }) => documents,
        ({ id }) => id,
      ),
      groups: all(
        ({ groups }) => groups,
        ({ id }) => id,
      ),
      indicators: all(
        ({ indicators }) => indicators,
        ({ name }) => name,
      ),
    },
    problems,
  );
}
