import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import { importWorkbook } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { findPacks, type PackLibrary } from '../packs/load.ts';

/** Options that every command takes. */
export interface CommonOptions {
  /** A folder of packs beside the shipped ones. */
  readonly packs?: string;
}

/** What commands work with: the classification trees and the packs. */
export interface Environment {
  readonly accounts: AccountBook;
  readonly library: PackLibrary;
}

/** Where imported lists are kept: MINGZHANG_DATA, or `data` in the current folder. */
export function dataFolder(): string {
  return process.env.MINGZHANG_DATA ?? 'data';
}

export function importedAccountsFolder(): string {
  return join(dataFolder(), 'accounts');
}

export function loadEnvironment(options: CommonOptions): Result<Environment> {
  const imported = importedAccountsFolder();
  const hasImported = isDirectory(imported);
  const accounts = loadAccounts(hasImported ? [imported] : []);
  if (!accounts.ok) return accounts;
  const library = findPacks(accounts.value, options.packs === undefined ? [] : [options.packs]);
  if (!library.ok) return library;
  return succeed({ accounts: accounts.value, library: library.value }, library.problems);
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Reads a file of the user's, or says why not. */
export function readInput(file: string): Result<Uint8Array> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return fail([problem('file.notFound', 'error', { file }, { file })]);
  try {
    if (found.isFile()) return succeed(readFileSync(file));
  } catch {
    // Falls through: whatever kept us from reading it, the advice is the same.
  }
  return fail([problem('file.notReadable', 'error', { file }, { file })]);
}

/** A workbook with the pack it was made for, and the classification trees. */
export interface OpenedLedger {
  readonly ledger: Ledger;
  readonly pack: Pack;
  readonly accounts: AccountBook;
}

/** Loads everything that a command on a workbook needs; what was wrong on the way is in the problems. */
export function openWorkbook(file: string, options: CommonOptions): Result<OpenedLedger> {
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const opened = openLedger(file, environment.value);
  const problems = [...environment.problems, ...opened.problems];
  return opened.ok
    ? succeed({ ...opened.value, accounts: environment.value.accounts }, problems)
    : fail(problems);
}

function openLedger(
  file: string,
  { accounts, library }: Environment,
): Result<Omit<OpenedLedger, 'accounts'>> {
  const bytes = readInput(file);
  if (!bytes.ok) return bytes;
  const ledger = importWorkbook(bytes.value, file, { packs: library, accounts });
  if (!ledger.ok) return ledger;
  const pack = library.load(ledger.value.pack);
  if (!pack.ok) return fail([...pack.problems, ...ledger.problems]);
  return succeed({ ledger: ledger.value, pack: pack.value }, ledger.problems);
}
