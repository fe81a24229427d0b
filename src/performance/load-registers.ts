import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, hasErrors, type Result, succeed } from '../messages/problem.ts';
import { parseSource } from '../packs/source.ts';
import { type Register, registerOf } from './register.ts';
import { type Survey, surveyOf } from './survey.ts';

/** The files of registers: the shipped ones, then those of the folders given. */
export function registerFiles(folders: readonly string[] = []): readonly string[] {
  return filesOf('registers', folders);
}

/** The files of surveys, likewise. */
export function surveyFiles(folders: readonly string[] = []): readonly string[] {
  return filesOf('surveys', folders);
}

function filesOf(kind: 'registers' | 'surveys', folders: readonly string[]): readonly string[] {
  const shipped = fileURLToPath(new URL(`../../packs/${kind}/`, import.meta.url));
  return [shipped, ...folders].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.ya?ml$/u.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );
}

/** Reads one file; every problem names file, line and key. */
export function readRegisterDefinition(file: string): Result<Register> {
  const source = parseSource(readFileSync(file, 'utf8'), file);
  return source.ok ? registerOf(source.value) : source;
}

/** All registers; of two with one id the later one counts, so that an office can have its own. */
export function loadRegisters(folders: readonly string[] = []): Result<readonly Register[]> {
  const read = registerFiles(folders).map(readRegisterDefinition);
  const problems = read.flatMap((one) => one.problems);
  if (hasErrors(problems)) return fail(problems);
  const registers = read.flatMap((one) => (one.ok ? [one.value] : []));
  return succeed([...new Map(registers.map((one) => [one.id, one])).values()], problems);
}

/** Reads one survey; every problem names file, line and key. */
export function readSurveyDefinition(file: string): Result<Survey> {
  const source = parseSource(readFileSync(file, 'utf8'), file);
  return source.ok ? surveyOf(source.value) : source;
}

/** All surveys; of two with one id the later one counts. */
export function loadSurveys(folders: readonly string[] = []): Result<readonly Survey[]> {
  const read = surveyFiles(folders).map(readSurveyDefinition);
  const problems = read.flatMap((one) => one.problems);
  if (hasErrors(problems)) return fail(problems);
  const surveys = read.flatMap((one) => (one.ok ? [one.value] : []));
  return succeed([...new Map(surveys.map((one) => [one.id, one])).values()], problems);
}
