import { normalName } from './tree.ts';

/** The columns, counted from 0, that hold one list of a sheet: a code in one column or by levels, and its name. */
export interface ListColumns {
  /** The row after the last row of headings. */
  readonly firstRow: number;
  /** One column with whole codes, or one each for 类, 款 and 项. */
  readonly codes: readonly number[];
  /** One column of names, or one each for the levels. */
  readonly names: readonly number[];
  /** The headings of these columns, which may name the classification. */
  readonly heading: string;
}

type Role = 'code' | 'name' | 'levelCode' | 'levelName' | 'other';

interface Column {
  readonly index: number;
  readonly role: Role;
  readonly heading: string;
}

const levelHeading = /^[类款项](级|级?科目)?$/u;
const codeHeading = /编码|代码|编号|^码$/u;
const nameHeading = /名称|^(支出)?(功能|经济)?(分类)?科目$/u;
/** Headings that hold a code or a name, but not the account's own. */
const foreignHeading = /上级|父级|父节点|单位|^部门(名称|编码|代码)$|项目|序号/u;
/** Official lists have at most a title, a note and two rows of headings above the first account. */
const rowsAboveLimit = 30;

/**
 * Finds the headings of a sheet of accounts; several lists may stand side by side.
 * `undefined` where no row has both a heading of codes and one of names.
 */
export function findListColumns(rows: readonly (readonly string[])[]): readonly ListColumns[] | undefined {
  for (let row = 0; row < Math.min(rows.length, rowsAboveLimit); row += 1) {
    const upper = rows[row] ?? [];
    if (!upper.some((cell) => isCodeHeading(normalName(cell)))) continue;
    const lower = rows[row + 1] ?? [];
    const hasLevels = lower.filter((cell) => levelHeading.test(normalName(cell))).length >= 2;
    const columns = hasLevels ? levelColumns(upper, lower) : plainColumns(upper);
    const lists = pair(columns, row + (hasLevels ? 2 : 1));
    if (lists.length > 0) return lists;
  }
  return findBareLevels(rows);
}

/** Whether a row repeats the headings, as printed lists do on every page. */
export function repeatsHeading(row: readonly string[], list: ListColumns): boolean {
  return list.codes.some((index) => {
    const text = normalName(row[index] ?? '');
    return levelHeading.test(text) || isCodeHeading(text);
  });
}

function isCodeHeading(text: string): boolean {
  return text.length <= 20 && codeHeading.test(text) && !foreignHeading.test(text);
}

function isNameHeading(text: string): boolean {
  return text.length <= 20 && nameHeading.test(text) && !foreignHeading.test(text);
}

function plainColumns(cells: readonly string[]): readonly Column[] {
  return cells.map((cell, index) => {
    const heading = normalName(cell);
    const role: Role = isCodeHeading(heading)
      ? 'code'
      : levelHeading.test(heading)
        ? 'levelCode'
        : isNameHeading(heading)
          ? 'name'
          : 'other';
    return { index, role, heading };
  });
}

/** Two rows of headings: 科目编码 over 类, 款, 项; 科目名称 over a blank, itself, or again 类, 款, 项. */
function levelColumns(upper: readonly string[], lower: readonly string[]): readonly Column[] {
  let above = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index): Column => {
    const own = normalName(upper[index] ?? '');
    const below = normalName(lower[index] ?? '');
    if (own !== '') above = own;
    if (levelHeading.test(below)) {
      return { index, role: isNameHeading(above) ? 'levelName' : 'levelCode', heading: above };
    }
    const heading = below !== '' && below !== own ? `${own}${below}` : own;
    return { index, role: isNameHeading(heading) ? 'name' : 'other', heading };
  });
}

/** Headings 类, 款, 项, 科目名称 in one row, without 科目编码 above. */
function findBareLevels(rows: readonly (readonly string[])[]): readonly ListColumns[] | undefined {
  for (let row = 0; row < Math.min(rows.length, rowsAboveLimit); row += 1) {
    const cells = rows[row] ?? [];
    if (cells.filter((cell) => levelHeading.test(normalName(cell))).length < 2) continue;
    const lists = pair(plainColumns(cells), row + 1);
    if (lists.length > 0) return lists;
  }
  return undefined;
}

/** Gives each column (or run of columns) of codes its names: the nearest that no other column of codes has. */
function pair(columns: readonly Column[], firstRow: number): readonly ListColumns[] {
  const codes = [...runs(columns, 'code', 'levelCode')];
  const names = [...runs(columns, 'name', 'levelName')];
  const lists: ListColumns[] = [];
  for (const [place, code] of codes.entries()) {
    const after = code.at(-1)?.index ?? 0;
    const until = codes[place + 1]?.[0]?.index ?? Number.POSITIVE_INFINITY;
    const toTheRight = names.find((name) => (name[0]?.index ?? 0) > after && (name[0]?.index ?? 0) < until);
    const from = codes[place - 1]?.at(-1)?.index ?? -1;
    const toTheLeft = names.findLast((name) => (name[0]?.index ?? 0) > from && (name[0]?.index ?? 0) < after);
    const isNameFirst = (names[0]?.[0]?.index ?? 0) < (codes[0]?.[0]?.index ?? 0);
    const name = isNameFirst ? (toTheLeft ?? toTheRight) : (toTheRight ?? toTheLeft);
    if (name === undefined) continue;
    lists.push({
      firstRow,
      codes: code.map((column) => column.index),
      names: name.map((column) => column.index),
      heading: [...code, ...name].map((column) => column.heading).join(' '),
    });
  }
  return lists;
}

/** Single columns of one role, and runs of neighbouring level columns, from left to right. */
function* runs(columns: readonly Column[], single: Role, level: Role): Generator<readonly Column[]> {
  let run: Column[] = [];
  for (const column of columns) {
    if (column.role === level) {
      run.push(column);
      continue;
    }
    if (run.length > 0) yield run;
    run = [];
    if (column.role === single) yield [column];
  }
  if (run.length > 0) yield run;
}
