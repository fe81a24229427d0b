import { readFileSync, statSync } from 'node:fs';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { applyCorrections, correctionsSchema } from './corrections.ts';
import { parseJson } from './kept-json.ts';
import type { Correction, Reading } from './reading.ts';

/** Where the corrections of a document are kept: beside it, under its whole name. */
export function correctionsPath(file: string): string {
  return `${file}.corrections.json`;
}

/** The corrections of a document; none where there is no such file. A file that is wrong fails, with line and key. */
export function loadCorrections(file: string): Result<readonly Correction[]> {
  const path = correctionsPath(file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return succeed([]);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return fail([problem('file.notReadable', 'error', { file: path }, { file: path })]);
  }
  return parseJson(text, path, correctionsSchema, 'corrections.schema.json');
}

/** A reading of a file with the corrections that stand beside it. A file of corrections that is wrong fails it. */
export function withCorrections(file: string, reading: Reading): Result<Reading> {
  const corrections = loadCorrections(file);
  return corrections.ok ? succeed(applyCorrections(reading, corrections.value)) : corrections;
}
