import { namedSets } from '../accounts/sets.ts';
import type { Account, Classification } from '../accounts/tree.ts';
import { codeAndName } from '../ledger/cells.ts';
import { choicesOf } from '../ledger/choices.ts';
import type { RowContent, WorkbookRows } from '../ledger/rows.ts';
import type { ColumnContent, SheetId } from '../ledger/sheets.ts';
import { say } from '../messages/say.ts';
import { columnOf, FIRST_ROW, letterOf, quoted, type SheetLayout, settingCell } from './workbook-layout.ts';

/** The lists behind the drop-downs, one a column of a hidden sheet, each with a defined name. */
export interface DropDownList {
  /** The defined name. */
  readonly name: string;
  readonly letter: string;
  readonly entries: readonly ListEntry[];
  /** What the defined name stands for. */
  readonly refersTo: string;
}

/** An entry, or a formula that makes it from another sheet with what it is now. */
export type ListEntry = string | { readonly formula: string; readonly result: string };

/** The row of the lists' headings; entries follow. */
export const LIST_HEADING_ROW = 1;

/** The lists of a workbook and which column takes which. */
export interface Lists {
  readonly lists: readonly DropDownList[];
  /** The list of a column; undefined where anything may be written. */
  nameFor(content: ColumnContent): string | undefined;
  /** The cells of the labels of projects, row by row as on their sheet. */
  readonly projectLabels: string;
  /** The cell of one project's label. */
  projectLabelAt(row: number): string;
}

/** Makes the lists of a workbook. */
export function makeLists(content: WorkbookRows, layouts: ReadonlyMap<SheetId, SheetLayout>): Lists {
  const lists: DropDownList[] = [];
  const byEntries = new Map<string, string>();
  const sheet = quoted(say('ledger.sheet.lists'));
  const add = (name: string, entries: readonly ListEntry[], count?: string): string => {
    const letter = letterOf(lists.length + 1);
    const last = LIST_HEADING_ROW + Math.max(entries.length, 1);
    const whole = `${sheet}!$${letter}$${LIST_HEADING_ROW + 1}:$${letter}$${last}`;
    const first = `${sheet}!$${letter}$${LIST_HEADING_ROW + 1}`;
    // A list that grows ends at its last entry: blank ones would let anything pass.
    const refersTo = count === undefined ? whole : `${first}:INDEX(${whole},MAX(1,${count}))`;
    lists.push({ name, letter, entries, refersTo });
    return name;
  };
  const unitsLayout = need(layouts, 'units');
  const projectsLayout = need(layouts, 'projects');
  const unitLabels = labelFormulas(unitsLayout, 'unitCode', 'unitName', unitsLayout.rows.map(unitLabel));
  const counted = (layout: SheetLayout, key: string) => {
    const { letter } = columnOf(layout, key);
    return `COUNTA(${quoted(layout.title)}!$${letter}$${FIRST_ROW}:$${letter}$${layout.last})`;
  };
  const units = add('list_units', unitLabels, counted(unitsLayout, 'unitCode'));
  const bodies = add(
    'list_bodies',
    [departmentEntry(content), ...unitLabels],
    `1+${counted(unitsLayout, 'unitCode')}`,
  );
  const projects = add(
    'list_projects',
    labelFormulas(projectsLayout, 'projectCode', 'projectName', projectsLayout.rows.map(projectLabelOf)),
    counted(projectsLayout, 'projectName'),
  );
  const projectLetter = lists.find(({ name }) => name === projects)?.letter ?? 'A';
  const projectCell = (row: number) => `$${projectLetter}$${row - FIRST_ROW + LIST_HEADING_ROW + 1}`;
  const fixed = (entries: readonly string[]): string | undefined => {
    if (entries.length === 0) return undefined;
    const key = entries.join('\n');
    const known = byEntries.get(key);
    if (known !== undefined) return known;
    const name = add(`list_${byEntries.size + 1}`, entries);
    byEntries.set(key, name);
    return name;
  };
  const nameFor = (column: ColumnContent): string | undefined => {
    switch (column.type) {
      case 'unit':
        return column.department ? bodies : units;
      case 'project':
        return projects;
      case 'account':
        return fixed(accountEntries(content, column.classification, column.level));
      case 'choice':
        return fixed(column.choices);
      case 'member':
      case 'option':
        return fixed(choicesOf(column, content.space).options.map(({ label }) => label));
      default:
        return undefined;
    }
  };
  // Every list is made before the sheet of lists is written.
  for (const layout of layouts.values()) {
    for (const { content: column } of layout.columns) if (column.type !== 'check') nameFor(column);
  }
  return {
    lists,
    nameFor,
    projectLabels: `${sheet}!${projectCell(FIRST_ROW)}:${projectCell(projectsLayout.last)}`,
    projectLabelAt: (row) => `${sheet}!${projectCell(row)}`,
  };
}

function need(layouts: ReadonlyMap<SheetId, SheetLayout>, id: SheetId): SheetLayout {
  const layout = layouts.get(id);
  if (layout === undefined) throw new Error(`The workbook has no sheet ${id}`);
  return layout;
}

/** What drop-downs show for a unit's row. */
export function unitLabel(row: RowContent): string {
  return codeAndName(textOf(row, 'unitCode'), textOf(row, 'unitName'));
}

/** What drop-downs show for a project's row: its name alone where it has no code. */
export function projectLabelOf(row: RowContent): string {
  const code = textOf(row, 'projectCode');
  const name = textOf(row, 'projectName');
  return code === '' ? name : codeAndName(code, name);
}

/** The text of a cell to be written. */
export function textOf(row: RowContent, key: string): string {
  const content = row[key];
  return content === undefined ? '' : typeof content === 'string' ? content : content.number;
}

function labelFormulas(
  layout: SheetLayout,
  codeKey: string,
  nameKey: string,
  results: readonly string[],
): readonly ListEntry[] {
  const sheet = quoted(layout.title);
  const [code, name] = [codeKey, nameKey].map((key) => columnOf(layout, key).letter);
  return Array.from({ length: layout.last - FIRST_ROW + 1 }, (_, index) => {
    const row = FIRST_ROW + index;
    const [codeCell, nameCell] = [`${sheet}!${code}${row}`, `${sheet}!${name}${row}`];
    return {
      formula: `IF(${nameCell}="",${codeCell}&"",IF(${codeCell}="",${nameCell}&"",${codeCell}&" "&${nameCell}))`,
      result: results[index] ?? '',
    };
  });
}

function departmentEntry({ settings }: WorkbookRows): ListEntry {
  return {
    formula: `${settingCell('departmentCode')}&" "&${settingCell('departmentName')}`,
    result: codeAndName(settings.departmentCode, settings.departmentName),
  };
}

/** Codes of the finest level, or of every level with the named sets first. */
function accountEntries(
  { trees }: WorkbookRows,
  classification: Classification,
  level: 'finest' | 'any',
): readonly string[] {
  const tree = trees[classification];
  const label = ({ code, name }: Account) => codeAndName(code, name);
  if (level === 'any')
    return [...namedSets(classification).map((set) => set.label), ...tree.all().map(label)];
  const isFinest = ({ code }: Account) => tree.childrenOf(code).every(({ status }) => status === 'local');
  return tree.all().filter(isFinest).map(label);
}
