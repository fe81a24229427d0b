import { say } from '../messages/say.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { writeExecutionTemplate } from '../writing/execution-template.ts';
import { type NewFileOptions, writeNewFile } from './new-file.ts';
import { openWorkbook } from './open-workbook.ts';
import { printError, printProblems } from './terminal.ts';

export interface TemplateOptions extends CommonOptions, Omit<NewFileOptions, 'output'> {
  /** The budget workbook whose units, projects and codes are offered. */
  readonly budget?: string;
}

/** `mingzhang execution template`: an empty form for payments. Never overwrites a file unasked. */
export async function executionTemplate(file: string, options: TemplateOptions): Promise<number> {
  const created = 'execution.cli.created';
  return writeNewFile(
    { ...options, output: file },
    file,
    'xlsx',
    (year) => templateBytes(options, year),
    created,
  );
}

async function templateBytes(options: TemplateOptions, year: number): Promise<Uint8Array | undefined> {
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
  // Packs share the dimensions that the form asks for; any of them serves.
  for (const id of library.ids()) {
    const pack = library.load(id);
    if (pack.ok) return await writeExecutionTemplate(pack.value, accounts, { year });
  }
  printError(say('execution.cli.noPack'));
  return undefined;
}
