import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { printValue } from '../facts/measure.ts';
import { say } from '../messages/say.ts';
import type { GridDefinition } from '../packs/definition.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { sayQuoted } from './passages.ts';
import { isDamaged, placesOf, titleOf } from './text.ts';

/** Says that there is nothing. */
const NOTHING =
  /空表|为空|无数据|没有.{0,40}(?:支出|收入|预算|拨款|采购|经费|数据|安排)|无.{0,40}(?:支出|收入|预算|拨款|采购|经费|数据|安排)|未安排|不涉及/u;
/** Says that the table it stands under is empty. */
const EMPTY_TABLE = /空表|[此本该](?:表|页)(?:无|没有|为空)|表.{0,4}无数据/u;
/** What notes speak of; one that names another budget than its table does belongs to another table. */
const SUBJECTS = ['政府性基金', '政府基金', '国有资本', '三公', '采购', '专户', '运行经费', '项目'];

/** Tables of amounts without any, and without a word about it: those whose narrative says so are a notice. */
export function checkEmpty(document: CheckedDocument): readonly Finding[] {
  return ([false, true] as const).flatMap((isSaid) => {
    const empty = document.tables.filter(
      (table) => isSilentlyEmpty(document, table) && isSaidEmpty(document, table) === isSaid,
    );
    if (empty.length === 0) return [];
    const names = sayQuoted(empty.map((table) => titleOf(document, table)));
    const message = say('checking.completeness.emptyTable', { tables: names });
    const one = finding('completeness.emptyTable', message, {}, { places: empty.flatMap(placesOf) });
    return [isSaid ? { ...one, severity: 'notice' as const } : one];
  });
}

/** The narrative may say that there is nothing, if not the table. */
function isSaidEmpty(document: CheckedDocument, table: CheckedTable): boolean {
  const subject = SUBJECTS.find((word) => titleOf(document, table).includes(word));
  return document.lines.some(
    ({ text }) =>
      subject !== undefined && new RegExp(`(?:无|没有|未安排|不涉及).{0,12}${subject}`, 'u').test(text),
  );
}

function isSilentlyEmpty(document: CheckedDocument, table: CheckedTable): boolean {
  const definition = document.pack?.tables[table.layout];
  const isOfAmounts =
    definition?.type === 'grid'
      ? definition.emptyStatement !== undefined || table.facts.length > 0
      : table.layout === 'generic' && table.facts.length > 0;
  if (!isOfAmounts || table.facts.some(({ status }) => status !== 'blank' && status !== 'dash')) return false;
  // A form that nobody has filled in yet is no disclosure.
  const isForm = !document.tables.some(({ facts }) => facts.some(({ status }) => status === 'printed'));
  if (isForm) return false;
  const amounts = table.cells.flat().filter(({ text }) => /^-?\d[\d,]*\.\d+$|^0$/u.test(text.trim()));
  return amounts.length === 0 && !wordsNear(document, table).some((text) => NOTHING.test(text));
}

/** What stands in a table, in its notes, right below it, and beside it on its page. */
function wordsNear({ lines, asides }: CheckedDocument, table: CheckedTable): readonly string[] {
  const [place] = placesOf(table);
  const isBeside = (other: Place) =>
    place?.type === 'page' && other.type === 'page' && other.page === place.page;
  return [
    ...table.notes.map(({ text }) => text),
    ...table.cells.flat().map(({ text }) => text),
    ...lines.slice(table.after, table.after + 3).map(({ text }) => text),
    ...lines.filter((line) => isBeside(line.place)).map(({ text }) => text),
    ...asides.filter((aside) => isBeside(aside.place)).map(({ text }) => text),
  ];
}

/** A table with numbers, and a note below that calls it empty. */
export function checkFull(document: CheckedDocument, table: CheckedTable): readonly Finding[] {
  const value = table.facts.find((fact) => fact.status === 'printed' && fact.value !== 0n);
  if (value === undefined) return [];
  const title = titleOf(document, table);
  return table.notes.flatMap((note) => {
    const isOther =
      SUBJECTS.some((one) => note.text.includes(one)) &&
      !SUBJECTS.some((one) => note.text.includes(one) && title.includes(one));
    if (!EMPTY_TABLE.test(note.text) || isOther) return [];
    const printed = `${printValue(value.value, value.unit, value.decimals)}${value.unit}`;
    const message = say('checking.completeness.fullTable', {
      table: title,
      note: note.text.trim(),
      value: printed,
    });
    const places = [note.place, ...(value.place === undefined ? [] : [value.place])];
    return [finding('completeness.fullTable', message, value.at, { value: printed, places })];
  });
}

/** Forms of fixed rows of which only a few are printed, and not their total. */
export function checkTotalRow(document: CheckedDocument): readonly Finding[] {
  const found = document.tables.flatMap((table) => {
    const wanted = wantedRows(document, table);
    return wanted === undefined ? [] : [{ table, wanted }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const message = say('checking.completeness.totalRow', {
    tables: sayQuoted(found.map(({ table }) => titleOf(document, table))),
    wanted: first.wanted,
    printed: first.table.rows.length,
  });
  const places = found.flatMap(({ table }) => placesOf(table));
  return [finding('completeness.totalRow', message, {}, { places })];
}

/** The number of rows that a table must print, where it prints only a few and no total. */
function wantedRows(document: CheckedDocument, table: CheckedTable): number | undefined {
  const definition = document.pack?.tables[table.layout];
  const isRead = table.facts.some(({ status }) => status === 'printed');
  if (definition?.type !== 'grid' || !isRead || isDamaged(document)) return undefined;
  const [side] = definition.sides;
  if (definition.sides.length !== 1 || side === undefined) return undefined;
  const fixed = fixedRows(side.rows);
  // The label stands in the first cell, or after the number of the row.
  const first = table.cells.map(
    ([one, two]) => (/^\d*$/u.test(one?.text.trim() ?? '') ? two : one)?.text ?? '',
  );
  const hasTotal = [...table.rows, ...first].some((label) => /[合总小]计$/u.test(normalName(label)));
  return fixed === undefined || fixed < 4 || hasTotal || table.rows.length * 2 >= fixed ? undefined : fixed;
}

/** The number of rows of a side that prints the same rows for everybody, a total among them; undefined for others. */
function fixedRows(rows: GridDefinition['sides'][number]['rows']): number | undefined {
  if (rows.some((row) => row.each !== undefined || row.rows !== undefined)) return undefined;
  return rows.some(({ total }) => total === true)
    ? rows.filter(({ label }) => label !== undefined).length
    : undefined;
}
