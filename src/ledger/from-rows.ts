import type { AccountBook } from '../accounts/book.ts';
import type { Fact } from '../facts/fact.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import type { Pack } from '../packs/definition.ts';
import { codeAndName } from './cells.ts';
import type { Ledger } from './ledger.ts';
import { type RowContent, type WorkbookRows, workbookRows } from './rows.ts';
import type { SheetId } from './sheets.ts';
import { type TypedBudget, typedRows } from './typed.ts';

/** Something that the documents leave open, or on which they disagree, and that a person has to settle. */
export interface OpenItem {
  /** The sheet that it is about; `conflict` where documents disagree. */
  readonly topic: SheetId | 'conflict';
  /** In words, as a request. */
  readonly text: string;
  /** Sums that are known although their lines are not: what the lines to be entered must add up to. */
  readonly controls: readonly { readonly label: string; readonly value: Fen }[];
  /** The lines of the ledger that it is about, where it is about some. */
  readonly facts?: readonly Fact[];
}

/** Where in a typed budget a question is answered: at a cell, or somewhere on a sheet. */
export interface QuestionSpot {
  readonly sheet: SheetId;
  readonly row?: string;
  readonly column?: string;
}

/** Something open, with where it is answered; a conflict between documents has no place of its own. */
export interface PlacedQuestion {
  readonly item: OpenItem;
  readonly spot: QuestionSpot | undefined;
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

/** A draft as somebody types it, with the first cell that each of its questions asks for. */
export function draftTyped(
  pack: Pack,
  accounts: AccountBook,
  draft: Draft,
  makeId: () => string,
): { readonly typed: TypedBudget; readonly questions: readonly PlacedQuestion[] } {
  const content = draftRows(pack, accounts, draft);
  const typed = typedRows(content, makeId);
  const lines = linesBySheet(draft.ledger);
  const spotOf = ({ topic, facts = [] }: OpenItem): QuestionSpot | undefined => {
    if (topic === 'conflict') return undefined;
    const rows = typed.rows.get(topic) ?? [];
    const asked = new Set(facts.flatMap((fact) => rows[lines.get(topic)?.indexOf(fact) ?? -1] ?? []));
    const columns = content.sheets.find(({ id }) => id === topic)?.columns ?? [];
    for (const row of asked.size > 0 ? asked : rows) {
      const gap = columns.find(({ key, required }) => required && (row.cells[key] ?? '') === '');
      if (gap !== undefined) return { sheet: topic, row: row.id, column: gap.key };
    }
    const [first] = asked.size > 0 ? asked : rows;
    return first === undefined ? { sheet: topic } : { sheet: topic, row: first.id };
  };
  return { typed, questions: draft.open.map((item) => ({ item, spot: spotOf(item) })) };
}

/** How much of a budget documents filled in, in words. */
export function sayFilled({ records, facts, lastYear = [] }: Ledger): string {
  const of = (...flows: readonly string[]) => facts.filter(({ at }) => flows.includes(at.flow ?? ''));
  const expenditure = of('expenditure');
  const needed = ['entity', 'function', 'economic', 'kind', 'source', 'project'];
  return say('drafting.filled', {
    units: records.units.length,
    revenue: of('revenue', 'carriedForwardIn', 'surplusUsed').length,
    expenditure: expenditure.length,
    complete: expenditure.filter(({ at }) => needed.every((id) => at[id] !== undefined)).length,
    carry: of('carriedForwardOut', 'surplusDistributed').length,
    lastYear: lastYear.length,
    projects: records.projects.length,
    indicators: records.projects.reduce((sum, { indicators }) => sum + indicators.length, 0),
    procurement: records.procurement.length,
    assets: facts.filter(({ at }) => at.asset !== undefined).length,
    texts: records.texts.length,
  });
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
