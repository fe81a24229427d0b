import type { AccountBook } from '../accounts/book.ts';
import type { Fact } from '../facts/fact.ts';
import type { Fen } from '../money/amount.ts';
import type { Pack } from '../packs/definition.ts';
import { codeAndName } from './cells.ts';
import type { Ledger } from './ledger.ts';
import { type RowContent, type WorkbookRows, workbookRows } from './rows.ts';
import type { SheetId } from './sheets.ts';

/** Something that the documents leave open, or on which they disagree, and that a person has to settle. */
export interface OpenItem {
  /** The sheet that it is about; `conflict` where documents disagree. */
  readonly topic: SheetId | 'conflict';
  /** In words, as a request. */
  readonly text: string;
  /** Sums that are known although their lines are not: what the lines to be entered must add up to. */
  readonly controls: readonly { readonly label: string; readonly value: Fen }[];
}

/**
 * A budget as far as documents determine it. The facts of its ledger are lines that may leave dimensions open, which no
 * finished ledger has.
 */
export interface Draft {
  readonly ledger: Ledger;
  /** What to say beside a line. */
  readonly notes: ReadonlyMap<Fact, string>;
  readonly open: readonly OpenItem[];
}

/** The rows of a draft's workbook: what is known, and the empty rows of a new one where nothing is. */
export function draftRows(pack: Pack, accounts: AccountBook, draft: Draft): WorkbookRows {
  const { ledger, notes } = draft;
  const { department, units } = ledger.records;
  const known = workbookRows(pack, accounts, ledger);
  const empty = workbookRows(pack, accounts, { department, year: ledger.year });
  const own = codeAndName(`${department.code}001`, department.name);
  const first = units[0] === undefined ? '' : codeAndName(units[0].code, units[0].name);
  const rows = new Map(known.rows);
  const put = (sheet: SheetId, more: readonly RowContent[]) =>
    rows.set(sheet, [...(rows.get(sheet) ?? []), ...more]);
  /** Rows of the new workbook that nothing known answers, told apart by some of their cells. */
  const unanswered = (sheet: SheetId, keys: readonly string[]): readonly RowContent[] => {
    const nameOf = (row: RowContent) => JSON.stringify(keys.map((key) => row[key] ?? ''));
    const answered = new Set((known.rows.get(sheet) ?? []).map(nameOf));
    return (empty.rows.get(sheet) ?? [])
      .map((row) => (row.unit === own ? { ...row, unit: first } : row))
      .filter((row) => !answered.has(nameOf(row)));
  };
  for (const [sheet, facts] of linesBySheet(ledger)) {
    rows.set(
      sheet,
      (known.rows.get(sheet) ?? []).map((row, index) => {
        const fact = facts[index];
        const note = fact === undefined ? undefined : notes.get(fact);
        return note === undefined ? row : { ...row, note };
      }),
    );
  }
  const columns = known.sheets.find(({ id }) => id === 'lastYear')?.columns ?? [];
  put(
    'lastYear',
    unanswered(
      'lastYear',
      columns.flatMap(({ key }) => (key === 'amount' || key === 'note' ? [] : [key])),
    ),
  );
  put('assets', unanswered('assets', ['asset']));
  put('texts', unanswered('texts', ['textKey']));
  return { ...known, rows };
}

/** The facts that stand as lines on each sheet, in the order of its rows. */
function linesBySheet({ facts, lastYear = [] }: Ledger): ReadonlyMap<SheetId, readonly Fact[]> {
  const of = (...flows: readonly string[]) =>
    facts.filter(
      ({ at }) => at.asset === undefined && at.procurement === undefined && flows.includes(at.flow ?? ''),
    );
  return new Map([
    ['revenue', of('revenue', 'carriedForwardIn', 'surplusUsed')],
    ['expenditure', of('expenditure')],
    ['carryForward', of('carriedForwardOut', 'surplusDistributed')],
    ['lastYear', lastYear],
  ]);
}
