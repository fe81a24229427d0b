import type { Entry } from '../ledger/entries.ts';
import type { EntryType } from '../ledger/sheets.ts';

/** An entry on the project P001 of the test ledger, whose budget is 550 000 元; `yuan` is signed as it counts. */
export function projectEntry(
  type: EntryType,
  date: string,
  yuan: number,
  more: Partial<Pick<Entry, 'voucher' | 'note' | 'at'>> = {},
): Entry {
  const at = {
    measure: 'amount',
    year: '2025',
    flow: 'expenditure',
    entity: '450001',
    function: '2101506',
    economic: '30226',
    source: 'generalPublicBudget',
    vintage: 'ownLevel',
    kind: 'otherRunning',
    govEconomic: '50205',
    project: 'P001',
    ...more.at,
  };
  return { type, date, value: BigInt(Math.round(yuan * 100)), voucher: '', note: '', ...more, at };
}
