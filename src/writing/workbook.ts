import type { Cell, Column as ExcelColumn, Style, Workbook, Worksheet } from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import type { AccountBook } from '../accounts/book.ts';
import { type CellContent, fitsSpreadsheet } from '../ledger/cells.ts';
import { type Draft, draftRows, type OpenItem } from '../ledger/from-rows.ts';
import { type RowContent, type WorkbookContent, type WorkbookRows, workbookRows } from '../ledger/rows.ts';
import { SETTINGS, type SheetId } from '../ledger/sheets.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { escapeXml, printable } from './text.ts';
import { type Calculated, type Checks, makeChecks } from './workbook-checks.ts';
import {
  CHECK_ROW,
  CHECKS_HEADING_ROW,
  FIRST_ROW,
  HEADING_ROW,
  HELP_ROW,
  type LayoutColumn,
  layoutSheets,
  type SheetLayout,
  settingRow,
  TITLE_ROW,
} from './workbook-layout.ts';
import { LIST_HEADING_ROW, type Lists, makeLists, textOf } from './workbook-lists.ts';
import { markOpenCells, writeOpenItems } from './workbook-open.ts';
import * as styles from './workbook-styles.ts';
import { type Part, zipParts } from './zip.ts';

/**
 * Writes the budget workbook: an empty one for an entity and a year, or one that holds a whole ledger and reads
 * back as the same ledger. The same content gives the same bytes.
 */
export async function writeWorkbook(
  pack: Pack,
  accounts: AccountBook,
  content: WorkbookContent,
): Promise<Uint8Array> {
  return await packRows(workbookRows(pack, accounts, content), undefined);
}

/** Writes a workbook with rows as they were typed, right or wrong. */
export async function writeTyped(rows: WorkbookRows): Promise<Uint8Array> {
  return await packRows(rows, undefined);
}

/** Writes the workbook of a draft: what is known, what is still to be filled marked, and a sheet that lists it. */
export async function writeDraft(pack: Pack, accounts: AccountBook, draft: Draft): Promise<Uint8Array> {
  return await packRows(draftRows(pack, accounts, draft), draft.open);
}

async function packRows(rows: WorkbookRows, open: readonly OpenItem[] | undefined): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const layouts = layoutSheets(rows);
  const lists = makeLists(rows, layouts);
  const checks = makeChecks(rows, layouts, lists);
  const workbook = new exceljs.Workbook();
  describe(workbook, rows);
  await writeSettings(workbook, rows, checks);
  await writeGuide(workbook, layouts);
  for (const layout of layouts.values()) {
    const sheet = await writeSheet(workbook, layout, checks);
    if (open !== undefined) markOpenCells(sheet, layout);
  }
  await writeLists(workbook, lists);
  if (open !== undefined && open.length > 0)
    writeOpenItems(workbook, open, (topic) => topicTitle(topic, layouts));
  const packed = await workbook.xlsx.writeBuffer(UNCOMPRESSED);
  return repack(new Uint8Array(packed), lists, [...layouts.values()]);
}

function topicTitle(topic: OpenItem['topic'], layouts: ReadonlyMap<SheetId, SheetLayout>): string {
  return topic === 'conflict' ? say('drafting.conflicts') : (layouts.get(topic)?.title ?? topic);
}

/** It is packed again; compressing twice would be for nothing. The types ask for options of another writer. */
const UNCOMPRESSED = { zip: { compression: 'STORE' } } as Parameters<Workbook['xlsx']['writeBuffer']>[0];

function describe(workbook: Workbook, { settings, year }: WorkbookRows): void {
  // The year stands in for a clock.
  const date = new Date(Date.UTC(year, 0, 1));
  workbook.created = date;
  workbook.modified = date;
  workbook.creator = say('ledger.workbook.creator');
  workbook.lastModifiedBy = say('ledger.workbook.creator');
  workbook.title = printable(say('ledger.workbook.title', { department: settings.departmentName, year }));
  workbook.calcProperties = { fullCalcOnLoad: true };
}

/** Everything that does not change what is entered stays allowed; there is no password. */
const PROTECTION = {
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertRows: true,
  deleteRows: true,
  sort: true,
  autoFilter: true,
  selectLockedCells: true,
  selectUnlockedCells: true,
} as const;

async function writeSettings(workbook: Workbook, content: WorkbookRows, checks: Checks): Promise<void> {
  const sheet = workbook.addWorksheet(say('ledger.sheet.settings'), {
    properties: { tabColor: { argb: styles.COLOURS.accent } },
    views: [{ showGridLines: false }],
    pageSetup: styles.PORTRAIT,
  });
  sheet.columns = [{ width: 40 }, { width: 44 }, { width: 70 }];
  const { settings, pack } = content;
  titleRow(
    sheet,
    say('ledger.workbook.title', { department: settings.departmentName, year: content.year }),
    3,
  );
  helpRow(sheet, say('ledger.sheetHelp.settings'), 3);
  const headings = ['settingHeading', 'settingValue', 'settingHelp'] as const;
  headings.forEach((key, index) => {
    headingCell(sheet.getCell(settingRow('pack') - 1, index + 1), say(`ledger.workbook.${key}`));
  });
  for (const setting of SETTINGS) {
    const row = sheet.getRow(settingRow(setting));
    row.height = 22;
    labelCell(row.getCell(1), say(`ledger.setting.${setting}`));
    const value = row.getCell(2);
    value.value = printable(settings[setting]);
    value.style = setting === 'pack' ? styles.LOCKED_VALUE : styles.SETTING;
    const help =
      setting === 'pack'
        ? say('ledger.settingHelp.pack', { title: pack.title })
        : say(`ledger.settingHelp.${setting}`);
    row.getCell(3).value = printable(help);
    row.getCell(3).style = styles.HELP;
  }
  const headRow = sheet.getRow(CHECKS_HEADING_ROW);
  headingCell(headRow.getCell(1), say('ledger.workbook.checkHeading'));
  headingCell(headRow.getCell(2), say('ledger.workbook.checkValue'));
  headingCell(headRow.getCell(3), say('ledger.workbook.checkStatus'));
  checks.lines.forEach(({ label, value, status, isAmount }, index) => {
    const row = sheet.getRow(CHECKS_HEADING_ROW + 1 + index);
    row.height = 20;
    labelCell(row.getCell(1), label);
    calculated(row.getCell(2), value, isAmount ? styles.CHECK_AMOUNT : styles.CHECK_COUNT);
    if (status === undefined) row.getCell(3).style = styles.CHECK_STATUS;
    else calculated(row.getCell(3), status, styles.CHECK_STATUS);
  });
  const last = CHECKS_HEADING_ROW + checks.lines.length;
  colourStatus(sheet, `C${CHECKS_HEADING_ROW + 1}:C${last}`, `C${CHECKS_HEADING_ROW + 1}`);
  await sheet.protect('', PROTECTION);
}

async function writeGuide(workbook: Workbook, layouts: ReadonlyMap<SheetId, SheetLayout>): Promise<void> {
  const sheet = workbook.addWorksheet(say('ledger.sheet.guide'), {
    properties: { tabColor: { argb: styles.COLOURS.accent } },
    views: [{ showGridLines: false }],
    pageSetup: styles.PORTRAIT,
  });
  sheet.columns = [{ width: 18 }, { width: 110 }];
  titleRow(sheet, say('ledger.guide.title'), 2);
  let next = 3;
  const line = (label: string, content: string): void => {
    const row = sheet.getRow(next);
    row.getCell(1).value = label;
    row.getCell(1).style = styles.GUIDE_LABEL;
    row.getCell(2).value = content;
    row.getCell(2).style = styles.GUIDE_TEXT;
    next += 1;
  };
  say('ledger.guide.steps')
    .split('|')
    .forEach((step, index) => {
      line(String(index + 1), step);
    });
  next += 1;
  headingCell(sheet.getCell(next, 1), say('ledger.guide.sheetHeading'));
  headingCell(sheet.getCell(next, 2), say('ledger.guide.contentHeading'));
  next += 1;
  for (const { title, help } of layouts.values()) line(title, help);
  next += 1;
  headingCell(sheet.getCell(next, 1), say('ledger.guide.notesHeading'));
  headingCell(sheet.getCell(next, 2), '');
  next += 1;
  for (const note of say('ledger.guide.notes').split('|')) line('•', note);
  await sheet.protect('', PROTECTION);
}

/** Columns that stay in sight while the others scroll. */
const FROZEN_COLUMNS: Readonly<Partial<Record<SheetId, number>>> = {
  units: 2,
  projects: 3,
  indicators: 1,
  plan: 1,
  texts: 2,
};

const ROW_HEIGHT = 19;
const TALLEST_ROW = 400;

/** Columns behind the last one are unlocked too: in Excel a row with a locked cell cannot be deleted. */
const LAST_COLUMN = 16_384;

async function writeSheet(workbook: Workbook, layout: SheetLayout, checks: Checks): Promise<Worksheet> {
  const sheet = workbook.addWorksheet(layout.title, {
    properties: { tabColor: { argb: styles.COLOURS.heading }, defaultRowHeight: ROW_HEIGHT },
    views: [{ state: 'frozen', xSplit: FROZEN_COLUMNS[layout.id] ?? 1, ySplit: HEADING_ROW, zoomScale: 100 }],
    pageSetup: { ...styles.LANDSCAPE, printTitlesRow: `${HEADING_ROW}:${HEADING_ROW}` },
    headerFooter: { oddFooter: '&C&P / &N' },
  });
  const { columns } = layout;
  for (const column of columns) {
    const excel: Partial<ExcelColumn> = sheet.getColumn(column.letter);
    excel.width = column.width;
    excel.style = styles.columnStyle(column);
  }
  sheet.getColumn(columns.length + 1).style = styles.BEHIND;
  const [firstColumn, lastColumn] = [columns[0], columns.at(-1)];
  if (firstColumn !== undefined && lastColumn !== undefined) {
    sheet.autoFilter = `${firstColumn.letter}${HEADING_ROW}:${lastColumn.letter}${layout.last}`;
  }
  titleRow(sheet, layout.title, columns.length);
  helpRow(sheet, layout.help, columns.length);
  sheet.mergeCells(CHECK_ROW, 1, CHECK_ROW, columns.length);
  calculated(sheet.getCell(CHECK_ROW, 1), checks.overSheet(layout.id), styles.SHEET_CHECK);
  sheet.getRow(CHECK_ROW).height = 22;
  colourStatus(sheet, `A${CHECK_ROW}`, `A${CHECK_ROW}`);
  const headings = sheet.getRow(HEADING_ROW);
  headings.height = 30;
  columns.forEach((column, index) => {
    const cell = headings.getCell(index + 1);
    headingCell(cell, column.title, column);
    cell.note = { texts: [{ text: printable(column.help) }], margins: { insetmode: 'auto' } };
  });
  writeRows(sheet, layout, checks);
  const status = columns.find(({ key }) => key === 'check.status');
  if (status !== undefined) {
    const { letter } = status;
    colourStatus(sheet, `${letter}${FIRST_ROW}:${letter}${layout.last}`, `${letter}${FIRST_ROW}`);
  }
  await sheet.protect('', PROTECTION);
  return sheet;
}

function writeRows(sheet: Worksheet, layout: SheetLayout, checks: Checks): void {
  const columnStyles = layout.columns.map(styles.columnStyle);
  const checked = layout.columns.some(({ content }) => content.type === 'check');
  const count = checked ? layout.lastChecked - FIRST_ROW + 1 : layout.rows.length;
  for (let index = 0; index < count; index += 1) {
    const row = sheet.getRow(FIRST_ROW + index);
    const filled = layout.rows[index];
    const height = heightOf(filled, layout);
    // A row whose texts are still to be written grows with them: a set height would cut them off.
    if (height !== undefined) row.height = height;
    layout.columns.forEach((column, position) => {
      const style = columnStyles[position];
      if (column.content.type === 'check') {
        calculated(row.getCell(position + 1), checks.inRow(layout.id, column.key, index), style);
        return;
      }
      const content = filled?.[column.key];
      if (content === undefined || content === '') return;
      row.getCell(position + 1).value = cellValue(content);
    });
  }
}

/** High enough for the longest cell of several lines; programs do not measure rows that they did not fill. */
function heightOf(row: RowContent | undefined, { columns }: SheetLayout): number | undefined {
  const hasTexts = columns.some(({ content }) => content.type === 'paragraphs');
  let lines = 1;
  for (const { key, content, width } of columns) {
    if (content.type !== 'paragraphs' || row === undefined) continue;
    // A Chinese character is two wide.
    const needed = textOf(row, key)
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 2) / (width - 2))), 0);
    lines = Math.max(lines, needed);
  }
  return hasTexts && lines === 1 ? undefined : Math.min(lines * ROW_HEIGHT, TALLEST_ROW);
}

/** A number where a spreadsheet can hold it exactly; text is always text, whatever it begins with. */
function cellValue(content: CellContent): string | number {
  if (typeof content === 'string') return printable(content);
  return fitsSpreadsheet(content.number) ? Number(content.number) : content.number;
}

async function writeLists(workbook: Workbook, { lists }: Lists): Promise<void> {
  const sheet = workbook.addWorksheet(say('ledger.sheet.lists'), { state: 'hidden' });
  lists.forEach(({ name, entries }, index) => {
    sheet.getCell(LIST_HEADING_ROW, index + 1).value = name;
    entries.forEach((entry, row) => {
      const cell = sheet.getCell(LIST_HEADING_ROW + 1 + row, index + 1);
      if (typeof entry === 'string') cell.value = printable(entry);
      else calculated(cell, entry);
    });
  });
  await sheet.protect('', PROTECTION);
}

function titleRow(sheet: Worksheet, title: string, columns: number): void {
  sheet.mergeCells(TITLE_ROW, 1, TITLE_ROW, columns);
  const cell = sheet.getCell(TITLE_ROW, 1);
  cell.value = printable(title);
  cell.style = styles.TITLE;
  sheet.getRow(TITLE_ROW).height = 30;
}

function helpRow(sheet: Worksheet, help: string, columns: number): void {
  sheet.mergeCells(HELP_ROW, 1, HELP_ROW, columns);
  const cell = sheet.getCell(HELP_ROW, 1);
  cell.value = help;
  cell.style = styles.SHEET_HELP;
  sheet.getRow(HELP_ROW).height = 20;
}

function headingCell(cell: Cell, title: string, column?: LayoutColumn): void {
  cell.value = printable(title);
  cell.style = styles.headingStyle(column);
}

function labelCell(cell: Cell, label: string): void {
  cell.value = printable(label);
  cell.style = styles.LABEL;
}

function calculated(cell: Cell, { formula, result }: Calculated, style?: Partial<Style>): void {
  cell.value = { formula, result };
  if (style !== undefined) cell.style = style;
}

/** Green where a status is good, red where it is not. */
function colourStatus(sheet: Worksheet, range: string, first: string): void {
  const holds = (mark: string) => `ISNUMBER(SEARCH("${mark}",${first}))`;
  sheet.addConditionalFormatting({
    ref: range,
    rules: [
      { type: 'expression', priority: 1, formulae: [holds(say('ledger.check.bad'))], style: styles.BAD },
      { type: 'expression', priority: 2, formulae: [holds(say('ledger.check.good'))], style: styles.GOOD },
    ],
  });
}

/** Packs what the library wrote again: without the time of day, with the names and drop-downs it cannot write. */
function repack(packed: Uint8Array, lists: Lists, layouts: readonly SheetLayout[]): Uint8Array {
  const files = Object.entries(unzipSync(packed)).filter(([path]) => !path.endsWith('/'));
  const first = (path: string): number => (path === '[Content_Types].xml' ? 0 : 1);
  files.sort(([one], [other]) => first(one) - first(other));
  return zipParts(files.map(([path, content]) => ({ path, content: finish(path, content, lists, layouts) })));
}

/** The sheets of the ledger follow those of settings and guide. */
const SHEETS_BEFORE = 2;

function finish(
  path: string,
  content: Uint8Array,
  lists: Lists,
  layouts: readonly SheetLayout[],
): Part['content'] {
  if (path === 'xl/workbook.xml') return [withNames(strFromU8(content), lists)];
  const number = Number(/^xl\/worksheets\/sheet(\d+)\.xml$/u.exec(path)?.[1] ?? 0);
  if (number === 1) return [withDropDowns(strFromU8(content), settingDropDowns())];
  const layout = layouts[number - 1 - SHEETS_BEFORE];
  if (number <= SHEETS_BEFORE || layout === undefined) return content;
  const xml = withDropDowns(strFromU8(content), dropDowns(layout, lists));
  return [withoutWarnings(unlockedBehind(xml, layout), layout)];
}

function withNames(xml: string, { lists }: Lists): string {
  const names = lists
    .map(({ name, refersTo }) => `<definedName name="${name}">${escapeXml(refersTo)}</definedName>`)
    .join('');
  if (xml.includes('<definedNames>')) return xml.replace('<definedNames>', `<definedNames>${names}`);
  return xml.replace('</sheets>', `</sheets><definedNames>${names}</definedNames>`);
}

/** Drop-downs stand behind conditional formats and before the page setup. */
export function withDropDowns(xml: string, rules: readonly string[]): string {
  if (rules.length === 0) return xml;
  const block = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
  return xml.replace(/<(?:hyperlinks|printOptions|pageMargins|pageSetup)\b/u, (next) => block + next);
}

function settingDropDowns(): readonly string[] {
  const yesNo = `"${say('ledger.member.yes')},${say('ledger.member.no')}"`;
  return [
    listRule(`B${settingRow('amountUnit')}`, '"元,万元"', true),
    listRule(`B${settingRow('unitParts')}`, yesNo, true),
  ];
}

function dropDowns({ columns, last }: SheetLayout, lists: Lists): readonly string[] {
  return columns.flatMap(({ letter, content }) => {
    const range = `${letter}${FIRST_ROW}:${letter}${last}`;
    if (content.type === 'check') return [];
    if (content.type === 'amount' || content.type === 'number') return [numberRule(range)];
    const name = lists.nameFor(content);
    if (name === undefined) return [];
    return [listRule(range, name, content.type === 'option' || content.type === 'member')];
  });
}

/**
 * @param strict nothing else may be typed; otherwise anything may (a code without its name, a local code), and the
 * import has the last word
 */
export function listRule(range: string, source: string, strict: boolean): string {
  return rule(
    'type="list" errorStyle="stop"',
    range,
    {
      title: say('ledger.workbook.listUnknownTitle'),
      text: say('ledger.workbook.listUnknown'),
      shown: strict,
    },
    escapeXml(source),
  );
}

/** Numbers only; whoever pastes 12.5万元 is asked and may go on. */
function numberRule(range: string): string {
  return rule(
    'type="decimal" operator="between" errorStyle="warning"',
    range,
    { title: say('ledger.workbook.numberWrongTitle'), text: say('ledger.workbook.numberWrong'), shown: true },
    '-1E+15',
    '1E+15',
  );
}

interface RuleMessage {
  readonly title: string;
  readonly text: string;
  readonly shown: boolean;
}

function rule(type: string, range: string, message: RuleMessage, first: string, second?: string): string {
  const formulas = `<formula1>${first}</formula1>${second === undefined ? '' : `<formula2>${second}</formula2>`}`;
  const texts = message.shown
    ? `showErrorMessage="1" errorTitle="${escapeXml(message.title)}" error="${escapeXml(message.text)}"`
    : '';
  return `<dataValidation ${type} allowBlank="1" ${texts} sqref="${range}">${formulas}</dataValidation>`;
}

/** Stretches the column behind the last one to the end of the sheet, without writing each. */
function unlockedBehind(xml: string, { columns }: SheetLayout): string {
  const behind = columns.length + 1;
  return xml.replace(`<col min="${behind}" max="${behind}"`, `<col min="${behind}" max="${LAST_COLUMN}"`);
}

/** Codes are numbers kept as text on purpose: no green corners. */
function withoutWarnings(xml: string, { columns, last }: SheetLayout): string {
  const ranges = columns.map(({ letter }) => `${letter}${FIRST_ROW}:${letter}${last}`).join(' ');
  const ignored = `<ignoredErrors><ignoredError sqref="${ranges}" numberStoredAsText="1"/></ignoredErrors>`;
  return xml.replace(/<(?:drawing|legacyDrawing)\b|<\/worksheet>/u, (next) => ignored + next);
}
