import { basename } from 'node:path';
import { accountFiles, accountsCsv } from '../accounts/csv.ts';
import { importAccounts as parseAccounts } from '../accounts/import.ts';
import { sayClassification } from '../accounts/place.ts';
import { classifications } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { type CommonOptions, importedAccountsFolder, loadEnvironment, readInput } from './environment.ts';
import { writeAll } from './output.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface AccountsOptions extends CommonOptions {
  readonly year?: string;
}

/** `mingzhang accounts import FILE`: a finance bureau's official list joins the shipped ones. */
export function importAccounts(file: string, options: AccountsOptions): number {
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return EXIT.unusable;
  const year = options.year === undefined ? undefined : Number(options.year);
  if (year !== undefined && !(Number.isInteger(year) && year >= 2000 && year <= 2100)) {
    printError(say('cli.yearForm', { given: options.year ?? '' }));
    return EXIT.unusable;
  }
  const bytes = readInput(file);
  printProblems(bytes.problems);
  if (!bytes.ok) return EXIT.unusable;
  const imported = parseAccounts(bytes.value, basename(file), year === undefined ? {} : { year });
  printProblems(imported.problems);
  if (!imported.ok) return EXIT.unusable;
  const { accounts } = imported.value;
  const found = classifications.filter((classification) => accounts[classification].length > 0);
  const files = found.map((classification) => ({
    path: accountFiles[classification],
    bytes: new TextEncoder().encode(accountsCsv(accounts[classification])),
  }));
  const written = writeAll(importedAccountsFolder(), files);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  found.forEach((classification, index) => {
    const count = accounts[classification].length;
    print(
      say('cli.accountsImported', {
        classification: sayClassification(classification),
        count,
        file: written.value[index] ?? '',
      }),
    );
  });
  return EXIT.clean;
}
