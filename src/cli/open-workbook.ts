import type { AccountBook } from '../accounts/book.ts';
import { importWorkbook } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fail, type Result, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { type CommonOptions, type Environment, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';

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
