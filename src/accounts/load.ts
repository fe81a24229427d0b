import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { AccountBook, type AccountLayer } from './book.ts';
import { accountFiles, type CsvFile, mappingFile, readAccounts, readMapping, splitCsv } from './csv.ts';
import { type Account, type AccountStatus, type Classification, classifications } from './tree.ts';

export { AccountBook } from './book.ts';

/** The folder of lists that this program ships; beside `src/` and, once built, beside `dist/`. */
export const shippedAccounts: string = fileURLToPath(new URL('../../accounts/', import.meta.url));

/**
 * Reads the shipped lists, then those of further folders (a finance bureau's imported lists), which override and
 * extend them code by code and year by year. A further folder need not have every file.
 */
export function loadAccounts(directories: readonly string[] = []): Result<AccountBook> {
  const problems: Problem[] = [];
  const layers = [shippedAccounts, ...directories].map((directory, index) =>
    readLayer(directory, index === 0 ? 'official' : 'imported', problems),
  );
  return problems.length > 0 ? fail(problems) : succeed(new AccountBook(layers));
}

function readLayer(directory: string, status: AccountStatus, problems: Problem[]): AccountLayer {
  const isShipped = status === 'official';
  if (!isDirectory(directory)) {
    problems.push(problem('accounts.folderNotFound', 'error', { file: directory }, { folder: directory }));
  }
  const read = (name: string): CsvFile | undefined => readCsv(join(directory, name), isShipped, problems);
  const accounts: Record<Classification, readonly Account[]> = {
    function: [],
    economic: [],
    govEconomic: [],
  };
  for (const classification of classifications) {
    const file = read(accountFiles[classification]);
    if (file !== undefined) accounts[classification] = readAccounts(file, classification, status, problems);
  }
  const mapping = read(mappingFile);
  return { accounts, mapping: mapping === undefined ? [] : readMapping(mapping, problems) };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readCsv(path: string, isRequired: boolean, problems: Problem[]): CsvFile | undefined {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    if (isRequired) problems.push(problem('file.notFound', 'error', { file: path }, { file: path }));
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    problems.push(problem('file.notReadable', 'error', { file: path }, { file: path }));
    return undefined;
  }
  return splitCsv(path, text);
}
