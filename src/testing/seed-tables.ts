/**
 * Reads the figures of a real disclosure that was saved as text (`../shared/seeds`): the tests' own way to what
 * the paper says, written without anything of the program that is tested by it.
 *
 * In these texts every cell of a table is a line that begins with a tab, rows are set apart by an empty line, and
 * a merged cell appears once or as empty cells below. Only figures, labels and codes are taken: no narrative.
 */

/** `department`, or the code of the unit whose part it is. */
export type Part = string;

export interface SeedTable {
  readonly part: Part;
  readonly title: string;
  /** The rows above the line that numbers the columns (栏次), that line included. */
  readonly headings: readonly (readonly string[])[];
  /** The rows below it; cells as printed, without blanks around them. */
  readonly rows: readonly (readonly string[])[];
}

export interface SeedSheet {
  readonly part: Part;
  /** Empty where none is printed. */
  readonly code: string;
  readonly name: string;
  /** 预算数、其中财政资金、其他资金; empty where the form has no such row. */
  readonly budget: readonly string[];
  /** Cumulative, by the months of the form. */
  readonly plan: readonly string[];
  readonly indicators: readonly SeedIndicator[];
}

export interface SeedIndicator {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly target: string;
}

export interface SeedAssets {
  readonly part: Part;
  readonly rows: readonly (readonly string[])[];
}

export interface SeedFigures {
  /** The nine tables, of the department and of each unit that has a part. */
  readonly tables: readonly SeedTable[];
  readonly sheets: readonly SeedSheet[];
  readonly assets: readonly SeedAssets[];
}

type Item =
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'row'; readonly cells: readonly string[] };

/** Right below a cell; headings carry bookmarks and page numbers are indented. */
const FURTHER_PARAGRAPH = /^[^\s[]/u;
const BUDGET_TABLE = /^(部门|单位)预算(?:收支总表|收入总表|支出总表|.*(?:财政拨款|经费).*表)$/u;
const SHEETS_BEGIN = /项目预算安排情况及绩效目标$|^第三部分\s*预算项目绩效目标$/u;
const SHEETS_END = /^[一二三四五六七八九十]+、政府采购预算情况$/u;
const SHEET_TITLE = /^\d+、(.+)绩效目标表$/u;
const ASSETS_HEADING = '价值（金额单位：万元）';

/** The figures of a disclosure's text. */
export function readSeed(text: string): SeedFigures {
  const items = itemsOf(text);
  const tables: SeedTable[] = [];
  const sheets: SeedSheet[] = [];
  const assets: SeedAssets[] = [];
  let part: Part = 'department';
  for (const [index, item] of items.entries()) {
    if (item.type === 'row') {
      if (item.cells.at(-1) === ASSETS_HEADING) assets.push({ part, rows: rowsFrom(items, index + 1) });
      continue;
    }
    const scope = BUDGET_TABLE.exec(item.text)?.[1];
    if (scope !== undefined) {
      const [above = [], ...rows] = rowsFrom(items, index + 1);
      part = scope === '部门' ? 'department' : (/^\d+/u.exec(above[0] ?? '')?.[0] ?? '');
      const numbering = rows.findIndex(([first]) => first === '栏次') + 1;
      tables.push({
        part,
        title: item.text,
        headings: rows.slice(0, numbering),
        rows: rows.slice(numbering),
      });
    }
    if (SHEETS_BEGIN.test(item.text)) sheets.push(...sheetsFrom(items, index + 1, part));
  }
  return { tables, sheets, assets };
}

/** The text as lines and rows, in order. */
function itemsOf(text: string): readonly Item[] {
  const items: Item[] = [];
  let cells: string[] | undefined;
  for (const line of text.split(/\r?\n/u)) {
    if (line.startsWith('\t')) {
      if (cells === undefined) {
        cells = [];
        items.push({ type: 'row', cells });
      }
      cells.push(line.trim());
      continue;
    }
    const plain = line.replace(/\[bookmark: [^\]]*\]/gu, '').trim();
    if (cells !== undefined && FURTHER_PARAGRAPH.test(line)) {
      cells.push(`${cells.pop()}\n${plain}`);
      continue;
    }
    cells = undefined;
    if (plain !== '') items.push({ type: 'line', text: plain });
  }
  return items;
}

/** The rows from here to the next line that is none. */
function rowsFrom(items: readonly Item[], from: number): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (const item of items.slice(from)) {
    if (item.type !== 'row') break;
    rows.push(item.cells);
  }
  return rows;
}

/** The sheets of a section; their titles stand above their tables, or below them throughout. */
function sheetsFrom(items: readonly Item[], from: number, part: Part): readonly SeedSheet[] {
  const names: string[] = [];
  const groups: (readonly string[])[][] = [];
  let rows: (readonly string[])[] = [];
  for (const item of items.slice(from)) {
    if (item.type === 'row') {
      rows.push(item.cells);
      continue;
    }
    if (SHEETS_END.test(item.text)) break;
    const name = SHEET_TITLE.exec(item.text)?.[1];
    if (name === undefined) continue;
    names.push(name);
    groups.push(rows);
    rows = [];
  }
  // Titles above: what stands before the first is nothing, and the last one's rows follow it.
  const isLeading = groups[0]?.length === 0;
  const tables = isLeading ? [...groups.slice(1), rows] : groups;
  return names.map((name, index) => sheetOf(name, tables[index] ?? [], part));
}

function sheetOf(title: string, rows: readonly (readonly string[])[], part: Part): SeedSheet {
  let code = '';
  let name = title;
  let budget: readonly string[] = [];
  let plan: readonly string[] = [];
  const indicators: SeedIndicator[] = [];
  let level1 = '';
  let inIndicators = false;
  for (const [index, row] of rows.entries()) {
    const [first = '', second = '', third = '', , target = ''] = row;
    if (first === '项目编码') {
      code = second;
      name = row[3] ?? title;
    } else if (first === '预算规模及资金用途') {
      budget = [2, 4, 6].map((column) => row[column] ?? '');
    } else if (first.startsWith('资金支出计划')) {
      plan = rows[index + 1]?.slice(1) ?? [];
    } else if (first === '一级指标') {
      inIndicators = true;
    } else if (first === '绩效目标') {
      inIndicators = false;
    } else if (inIndicators) {
      if (first !== '') level1 = first;
      indicators.push({ level1, level2: second, level3: third, target });
    }
  }
  return { part, code, name, budget, plan, indicators };
}
