import { readFileSync, statSync } from 'node:fs';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { parseJson } from '../reading/kept-json.ts';
import { type Acknowledgement, acknowledgementsSchema } from './check-schema.ts';

/** Where the acknowledgements of a document are kept: beside it, under its whole name. */
export function acknowledgementsPath(file: string): string {
  return `${file}.acknowledged.json`;
}

/** What people have accepted in a document; nothing where there is no such file. A file that is wrong fails, with line and key. */
export function loadAcknowledgements(file: string): Result<readonly Acknowledgement[]> {
  const path = acknowledgementsPath(file);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return succeed([]);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return fail([problem('file.notReadable', 'error', { file: path }, { file: path })]);
  }
  return parseJson(text, path, acknowledgementsSchema, 'acknowledgements.schema.json');
}
