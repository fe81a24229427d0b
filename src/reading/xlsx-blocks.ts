import type { Block } from '../document/document.ts';
import type { Meter } from './package-limits.ts';
import { tableOf } from './package-table.ts';
import type { SheetCell, SheetRow, SheetView } from './xlsx-sheet.ts';

/** Rows that belong together: lines of text, or a table. */
type Stretch = { readonly type: 'lines' | 'table'; readonly rows: readonly SheetRow[] };

/**
 * The blocks of a sheet: titles, captions and notes are paragraphs, one for each line of a cell; what lies between
 * is a table, and a title or caption between rows begins another.
 *
 * @param nextId gives every table its name
 */
export function sheetBlocks(
  view: Pick<SheetView, 'rows' | 'width'>,
  nextId: () => string,
  meter: Meter,
): Block[] {
  const lines = view.rows.map((row, index) => look(row, view.rows[index - 1], view.width));
  return stretches(lines).flatMap(({ type, rows }): Block[] => {
    if (type === 'lines') return rows.flatMap(paragraphs);
    const table = tableOf(
      nextId(),
      rows.map((row) => row.cells),
      meter,
    );
    return table === undefined ? [] : [table];
  });
}

function paragraphs(row: SheetRow): Block[] {
  return row.cells.flatMap((cell) =>
    cell.text
      .split('\n')
      .filter((text) => text.trim() !== '')
      .map((text): Block => {
        const style = cell.reach >= WIDE ? 'centred' : 'body';
        return { type: 'paragraph', style, runs: [{ text }], place: cell.place };
      }),
  );
}

/** A row with what tells a line of text from a row of a table. */
interface Look {
  readonly row: SheetRow;
  readonly filled: readonly SheetCell[];
  readonly afterGap: boolean;
  /** One text alone in its row. */
  readonly single: boolean;
  /** A label of totals whose amounts are blank. */
  readonly total: boolean;
  /** A text alone, over so many columns that it is no cell of a column. */
  readonly wide: boolean;
  /** Such as 部门：… and 单位：万元. */
  readonly caption: boolean;
  /** Says in which unit the amounts are. */
  readonly unit: boolean;
  readonly note: boolean;
}

/** Columns that a title is merged over, at least. */
const WIDE = 3;

const NUMBER = /^[-−+]?[\d,，]*\d(?:\.\d+)?[%％]?$/u;
const UNIT = /(?:^|\s)[（(]?(?:金额|计量)?\s*单\s*位\s*[:：]?\s*(?:人民币)?\s*[百千万亿]*元\s*[）)]?$/u;
/** A word and a colon; 其中： and the like introduce rows, not tables. */
const LABEL = /^(?!其中|其他|包括|含)[\p{Script=Han}\s]{2,16}(?:[（(][\p{Script=Han}\s]*[)）])?[:：]/u;
const FORM_NUMBER =
  /^(?:[\p{Script=Han}]{0,6}\s*\d{1,3}(?:[-—]\d{1,3})?\s*表|附?表\s*[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,3})?)\s*[:：]?$/u;
const NOTE =
  /^[\s※*＊]*(?:注|备注|说明|附注|填报说明|填表说明)\s*(?:[\d一二三四五六七八九十]\s*)?[:：.、．]/u;
const TOTAL = /^[\p{Script=Han}\s]{0,6}[合总小共]\s*计\s*[:：]?$/u;
const TITLE = /表\s*(?:[（(][^（）()]*[）)])?\s*$/u;

function look(row: SheetRow, previous: SheetRow | undefined, width: number): Look {
  const filled = row.cells.filter((cell) => cell.text !== '');
  const numbers = filled.some((cell) => cell.number !== undefined || NUMBER.test(cell.text.trim()));
  const single = filled.length === 1 && !numbers;
  const [first] = filled;
  const reach = first?.reach ?? 0;
  const captions = filled.filter(({ text }) => {
    const line = text.trim();
    return UNIT.test(line) || LABEL.test(line) || FORM_NUMBER.test(line);
  });
  const isNote = single && NOTE.test(first?.text ?? '');
  return {
    row,
    filled,
    afterGap: previous !== undefined && row.number - previous.number - heightOf(previous) > 1,
    single,
    total: single && TOTAL.test(first?.text ?? ''),
    wide: single && (reach >= WIDE || (reach > 1 && (first?.colspan ?? 0) === width)),
    caption: captions.length > 0 && filled.length <= 3 && !numbers && !isNote,
    unit: filled.length <= 3 && !numbers && filled.some(({ text }) => UNIT.test(text.trim())),
    note: isNote,
  };
}

/** Blank rows under a merged cell are no gap; how many more rows than one the row's own cells reach. */
function heightOf(row: SheetRow): number {
  return Math.max(0, ...row.cells.map((cell) => cell.below ?? 0));
}

function stretches(lines: readonly Look[]): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  let at = 0;
  const push = (type: Stretch['type'], end: number) => {
    if (end > from) found.push({ type, rows: lines.slice(from, end).map(({ row }) => row) });
    from = end;
  };
  while (at < lines.length) {
    while (at < lines.length && isLine(lines, at)) at += 1;
    push('lines', at);
    if (at >= lines.length) break;
    at += 1;
    while (at < lines.length && !endsTable(lines, at)) at += 1;
    push('table', at);
  }
  return found;
}

/** Outside tables: whether a row is text and not yet the first row of a table. */
function isLine(lines: readonly Look[], at: number): boolean {
  const line = lines[at];
  if (line === undefined) return false;
  return line.single || line.caption || line.note;
}

/** Inside a table: whether it is over before a row. */
function endsTable(lines: readonly Look[], at: number): boolean {
  const line = lines[at];
  if (line === undefined) return true;
  if (line.total) return false;
  if (line.note || line.unit) return true;
  const next = lines[at + 1];
  const beforeCaption = startsCaption(lines, at + 1);
  if (line.single && beforeCaption && (line.wide || line.afterGap || TITLE.test(line.filled[0]?.text ?? '')))
    return true;
  if (line.single && line.wide && (line.afterGap || TITLE.test(line.filled[0]?.text ?? ''))) return true;
  if (line.caption && line.afterGap && next !== undefined && !isLine(lines, at + 1)) return true;
  // Text that follows the last table: notes without the word, signatures.
  return (line.caption || (line.single && (line.afterGap || line.wide))) && restIsText(lines, at);
}

/** Whether rows of captions with a unit of measure begin here: what stands above a table and nowhere else. */
function startsCaption(lines: readonly Look[], at: number): boolean {
  for (let index = at; index < Math.min(at + 4, lines.length); index += 1) {
    const line = lines[index];
    if (line === undefined || !(line.caption || line.single)) return false;
    if (line.unit) return true;
  }
  return false;
}

function restIsText(lines: readonly Look[], at: number): boolean {
  return lines.slice(at).every((line) => line.single || line.caption || line.note);
}
