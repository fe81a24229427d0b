import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { say } from '../messages/say.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { writeAll } from '../working/output.ts';
import { writeExecutionTemplate } from '../writing/execution-template.ts';
import { openWorkbook } from './open-workbook.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface TemplateOptions extends CommonOptions {
  /** The budget workbook whose units, projects and codes are offered. */
  readonly budget?: string;
  readonly year?: string;
  readonly force?: boolean;
}

/** `mingzhang execution template`: an empty form for payments. Never overwrites a file unasked. */
export async function executionTemplate(file: string, options: TemplateOptions): Promise<number> {
  const year = options.year === undefined ? undefined : Number(options.year);
  const wrong = [
    ...(existsSync(file) && options.force !== true ? [say('cli.exists', { file })] : []),
    ...(file.toLowerCase().endsWith('.xlsx') ? [] : [say('cli.notXlsx', { file })]),
    ...(year === undefined || (Number.isInteger(year) && year >= 2000 && year <= 2100)
      ? []
      : [say('cli.yearForm', { given: options.year ?? '' })]),
  ];
  if (wrong.length > 0) {
    wrong.forEach(printError);
    return EXIT.unusable;
  }
  const bytes = await templateBytes(options, year);
  if (bytes === undefined) return EXIT.unusable;
  const written = writeAll(dirname(file), [{ path: basename(file), bytes }]);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('execution.cli.created', { file }));
  return EXIT.clean;
}

async function templateBytes(
  options: TemplateOptions,
  year: number | undefined,
): Promise<Uint8Array | undefined> {
  if (options.budget !== undefined) {
    const opened = openWorkbook(options.budget, options);
    printProblems(opened.problems.filter(({ severity }) => severity === 'error'));
    if (!opened.ok) return undefined;
    const { pack, accounts, ledger } = opened.value;
    return await writeExecutionTemplate(pack, accounts, ledger);
  }
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return undefined;
  const { accounts, library } = environment.value;
  const wanted = year ?? new Date().getFullYear();
  // Packs share the dimensions that the form asks for; any of them serves.
  for (const id of library.ids()) {
    const pack = library.load(id);
    if (pack.ok) return await writeExecutionTemplate(pack.value, accounts, { year: wanted });
  }
  printError(say('execution.cli.noPack'));
  return undefined;
}
