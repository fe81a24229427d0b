import { randomUUID } from 'node:crypto';
import { isPayment } from '../ledger/entries.ts';
import { entryWriter } from '../ledger/entry-rows.ts';
import { readExecutionFile } from '../ledger/import-execution.ts';
import { EXECUTION_SHEETS } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { readTyped, type TypedRow, typedCells } from '../ledger/typed.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { admitEntries, haveSameEntries, reasonsOf } from '../performance/execution.ts';
import { writeExecutionTemplate } from '../writing/execution-template.ts';
import { type EntriesPlan, MOST_ENTRIES } from './contract/performance.ts';
import type { Performed } from './performance-work.ts';

/**
 * Holds a file of payments and changes of the budget against what there is: new ones as rows to be typed, known ones, and
 * those that cannot be taken, each with its reason. What the rows would be is read back before anybody is offered them.
 */
export function entriesPlan(performed: Performed, bytes: Uint8Array, file: string): Result<EntriesPlan> {
  const { ledger, pack, accounts, typed, revision } = performed;
  const read = readExecutionFile(bytes, file, ledger, { pack, accounts });
  if (!read.ok) return read;
  const rows = read.value;
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const admission = admitEntries(ledger, ledgerSpace(ledger, pack, accounts), entries, file);
  if (admission.added.length > MOST_ENTRIES) {
    const params = { file, count: admission.added.length, most: MOST_ENTRIES };
    return fail([problem('server.performance.tooMany', 'error', {}, params)]);
  }
  const added = new Set(admission.added);
  const write = entryWriter(ledger, pack, accounts);
  // Amounts are in 元; a budget whose sheets take another unit is told so in each row.
  const unit = typed.settings.amountUnit === '元' ? {} : { amountUnit: '元' };
  const fresh = rows.flatMap(({ entry, stated }): EntriesPlan['fresh'] => {
    if (entry === undefined || !added.has(entry)) return [];
    const sheet = isPayment(entry) ? 'payments' : 'adjustments';
    return [{ sheet, cells: { ...typedCells(write(sheet, { entry, stated })), ...unit } }];
  });
  if (!readsBack(performed, fresh, [...ledger.execution, ...admission.added])) {
    return fail([problem('server.performance.notReadBack', 'error', {}, { file })]);
  }
  const reasons = reasonsOf(rows, admission);
  return succeed({
    revision,
    rows: rows.length,
    fresh,
    known: admission.known.length,
    refused: [...reasons].map(([row, reason]) => ({
      sheet: row.sheet,
      row: row.number,
      reason,
      cells: Object.fromEntries(row.cells()),
    })),
    notes: [...read.problems, ...admission.warnings].map(({ message }) => message),
  });
}

/** Whether a budget with the new rows holds the entries that are expected of it. */
function readsBack(
  { typed, pack, accounts, packs }: Performed,
  fresh: EntriesPlan['fresh'],
  expected: Performed['ledger']['execution'],
): boolean {
  const rows = new Map(typed.rows);
  for (const sheet of EXECUTION_SHEETS) {
    const own = fresh.filter((one) => one.sheet === sheet);
    const more = own.map(({ cells }): TypedRow => ({ id: randomUUID(), cells }));
    rows.set(sheet, [...(rows.get(sheet) ?? []), ...more]);
  }
  const { ledger } = readTyped({ ...typed, rows }, pack, { packs, accounts });
  return ledger !== undefined && haveSameEntries(expected, ledger.execution);
}

/** An empty form for payments, with the budget's units, projects and codes to choose from. */
export async function entriesTemplate({
  ledger,
  pack,
  accounts,
}: Performed): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { year, records } = ledger;
  return {
    name: say('server.performance.template', { department: records.department.name, year }),
    bytes: await writeExecutionTemplate(pack, accounts, ledger),
  };
}
