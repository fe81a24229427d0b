import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { accountFiles, accountsCsv, readAccounts, splitCsv } from '../accounts/csv.ts';
import { importAccounts as parseAccounts } from '../accounts/import.ts';
import { sayClassification } from '../accounts/place.ts';
import { type Account, type Classification, classifications, compareCodes } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { importedAccountsFolder, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface AccountsOptions {
  readonly year?: string;
}

/** `mingzhang accounts import FILE`: a finance bureau's official list joins the shipped ones. */
export function importAccounts(file: string, options: AccountsOptions): number {
  const environment = loadEnvironment({});
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
  const { accounts: book } = environment.value;
  const knownIn = year ?? new Date().getFullYear();
  const imported = parseAccounts(bytes.value, basename(file), {
    ...(year === undefined ? {} : { year }),
    isKnown: (classification, code) => book.tree(classification, knownIn).isKnown(code),
  });
  printProblems(imported.problems);
  if (!imported.ok) return EXIT.unusable;
  const { accounts } = imported.value;
  const found = classifications.filter((classification) => accounts[classification].length > 0);
  const files = found.map((classification) => ({
    path: accountFiles[classification],
    bytes: new TextEncoder().encode(
      accountsCsv(merge(earlierImport(classification), accounts[classification])),
    ),
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

/** What was imported before; a file that cannot be read is replaced, and the library has said what is wrong with it. */
function earlierImport(classification: Classification): readonly Account[] {
  const path = join(importedAccountsFolder(), accountFiles[classification]);
  if (!existsSync(path)) return [];
  return readAccounts(splitCsv(path, readFileSync(path, 'utf8')), classification, 'imported', []);
}

/** A new list joins the earlier ones; for the same code and first year the new one counts. */
function merge(earlier: readonly Account[], later: readonly Account[]): readonly Account[] {
  const key = ({ code, from }: Account) => `${code} ${from}`;
  const replaced = new Set(later.map(key));
  return [...earlier.filter((account) => !replaced.has(key(account))), ...later].sort(
    (left, right) => compareCodes(left.code, right.code) || left.from - right.from,
  );
}
