import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import { type Result, succeed } from '../messages/problem.ts';
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
