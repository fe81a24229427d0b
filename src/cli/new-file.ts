import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { say } from '../messages/say.ts';
import { writeAll } from '../working/output.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** Where a new file goes, and for which year, as given on the command line. */
export interface NewFileOptions {
  readonly output?: string;
  /** This year by default. */
  readonly year?: string;
  /** Replaces a file of the name. */
  readonly force?: boolean;
}

/**
 * Writes a template or form for a year and says where it is. Never overwrites a file unasked; everything that is wrong with the
 * options is said at once.
 *
 * @param title the name of the file where none is given, without its ending
 * @param write the content; undefined where it has said why there is none
 * @param created how to say where the file is
 */
export async function writeNewFile(
  { output, year: given, force }: NewFileOptions,
  title: string,
  format: 'docx' | 'xlsx',
  write: (year: number) => Promise<Uint8Array | undefined>,
  created: 'register.cli.created' | 'execution.cli.created' = 'register.cli.created',
): Promise<number> {
  const file = output ?? `${title}.${format}`;
  const year = given === undefined ? new Date().getFullYear() : Number(given);
  const wrong = [
    ...(existsSync(file) && force !== true ? [say('cli.exists', { file })] : []),
    ...(file.toLowerCase().endsWith(`.${format}`)
      ? []
      : [say(format === 'docx' ? 'survey.cli.notDocx' : 'cli.notXlsx', { file })]),
    ...(Number.isInteger(year) && year >= 2000 && year <= 2100
      ? []
      : [say('cli.yearForm', { given: given ?? '' })]),
  ];
  if (wrong.length > 0) {
    wrong.forEach(printError);
    return EXIT.unusable;
  }
  const bytes = await write(year);
  if (bytes === undefined) return EXIT.unusable;
  const written = writeAll(dirname(file), [{ path: basename(file), bytes }]);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say(created, { file }));
  return EXIT.clean;
}
