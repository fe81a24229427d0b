import type { Captioned } from './caption.ts';
import type { Item } from './flow.ts';
import { compact } from './head.ts';
import type { ReadEntity } from './reading.ts';

/** Whose document it is, of which year, and whether it plans or accounts. */
export interface Identity {
  readonly entity: ReadEntity;
  readonly year: number | undefined;
  readonly stage: 'budget' | 'final';
}

/** Lines at the beginning in which a document names itself. */
const OPENING = 12;

const NAME_LABEL =
  /(?:编制|填报|预算主管|主管|预算)?(?:部门|单位)(?:名称)?\s*(?:[（(]公章[）)])?\s*[:：]\s*(\d*)\s*((?!(?:人民币)?[亿万千百]?元)[^\s:：\d|][^\s:：|]{3,59}?)(?=\s|$|单位[:：]|金额|预算年度)/u;
/** What may follow the name in the line above a table: the year, the unit of measure. */
const CODE_AND_NAME =
  /^(\d{3,12})\s*([\u4e00-\u9fff（）()·][\u4e00-\u9fff（）()·\d]{3,59}?)(?:(?:预算|决算)?年度[:：].*|(?:金额|计量)?单位[:：](?:人民币)?(?:亿元|万元|千元|元))?$/u;
const TITLE =
  /^(?:(20\d{2})年度?)?(.{4,60}?)(?:[（(](?:部门|单位|本级|汇总)[）)])?(?:(20\d{2})年度?)?(?:[省市区县]级)?(部门|单位)(?:综合)?(?:预算|决算)/u;
/** The number of the part that a heading begins, before whose it is. */
const PART = /^第[一二三四五六七八九十]+部分[:：、]?/u;
/** How names of public bodies end. */
export const BODY =
  /(?:本级|机关|局|中心|委员会|委|办|办公室|厅|院|所|站|街道|处|政府|学校?|幼儿园|馆|队|社|会|部|公司|集团|校|园|台|法院|检察院|团|库|场|基地|宫|乡|镇|村|组|人大|政协|工会|妇联|残联|文联|科协|侨联|工商联|医疗机构|指挥部)(?:[（(][^（）()]{1,8}[）)])?$/u;

/** Names of money and of columns that accounts print as well as budgets. */
const SOURCES = /一般公共预算|政府性基金预算|国有资本经营预算|预算(?=数|单位|主管|部门)/gu;

/** Reads who speaks, of which year, from titles and from the lines above tables. */
export function identityOf(items: readonly Item[], tables: readonly Captioned[]): Identity {
  const lines = items.flatMap((item) =>
    item.type === 'line' && compact(item.text) !== '' ? [item.text] : [],
  );
  const opening = lines.slice(0, OPENING);
  const captions = tables.flatMap((table) => [
    ...table.above.map((line) => line.text),
    ...table.table.grid.rows.slice(0, 2).flatMap((row) => [...new Set(row.map((cell) => cell?.text ?? ''))]),
  ]);
  const all = [...opening, ...captions].map(compact);
  const names = captions.flatMap((line) => nameIn(line));
  const titled = [...opening, joinTitle(opening)].flatMap((line) => titleIn(line));
  // A title that names one of the bodies named above tables says whose the document is: units may have more tables.
  const owner = titled.find(({ name }) => names.some((one) => one.name === name))?.name;
  const best = owner ?? mostFrequent(names.map(({ name }) => name))[0];
  // A line such as 编制部门：… on the cover says a name and not only that there is one.
  const told = opening.flatMap((line) => nameIn(line))[0]?.name;
  const name =
    best ??
    titled[0]?.name ??
    told ??
    opening.map(compact).find((line) => BODY.test(line) && line.length < 40) ??
    '';
  const codes = names.filter((one) => one.name === name && one.code !== '').map((one) => one.code);
  const beside = [...codes, ...codesBeside(name, tables)].sort((a, b) => a.length - b.length)[0] ?? '';
  const scope = scopeOf(opening, all);
  const code = scope === 'department' ? withoutSiblings(beside, tables) : beside;
  const years = [...opening.flatMap((line) => yearsIn(line)), ...captions.flatMap((line) => yearsIn(line))];
  const fallback = lines
    .slice(0, 200)
    .flatMap((line) => [...compact(line).matchAll(/(20\d{2})年/gu)].map((m) => Number(m[1])));
  const [year] = mostFrequent(years.length > 0 ? years : fallback);
  const kinds = all.map((line) => line.replace(SOURCES, ''));
  const finals = kinds.filter((line) => line.includes('决算')).length;
  const budgets = kinds.filter((line) => line.includes('预算')).length;
  return {
    entity: {
      code,
      name: name.replace(/[（(](?:部门|单位|汇总|本级)[）)]$/u, ''),
      scope,
    },
    year,
    stage: finals > budgets ? 'final' : 'budget',
  };
}

/** Codes that rows print right before the name. */
function codesBeside(name: string, tables: readonly Captioned[]): readonly string[] {
  if (name === '') return [];
  return tables.flatMap(({ table }) =>
    table.grid.rows.flatMap((row) =>
      row.flatMap((cell, column) => {
        const code = compact(row[column - 1]?.text ?? '');
        return cell !== undefined && compact(cell.text) === name && /^\d{3,9}$/u.test(code) ? [code] : [];
      }),
    ),
  );
}

/**
 * A department's code, where the one beside its name is that of its own body (本级) among others of the department:
 * 853001 stands beside 853002, and both begin with 853.
 */
function withoutSiblings(code: string, tables: readonly Captioned[]): string {
  if (!/^\d{6,}$/u.test(code)) return code;
  const prefix = code.slice(0, -3);
  const isSibling = (text: string) => text !== code && text.length === code.length && text.startsWith(prefix);
  const hasSiblings = tables.some(({ table }) =>
    table.grid.rows.some((row) =>
      row.some(
        (cell, column) =>
          /^\d+$/u.test(compact(cell?.text ?? '')) &&
          isSibling(compact(cell?.text ?? '')) &&
          BODY.test(compact(row[column + 1]?.text ?? '')),
      ),
    ),
  );
  return hasSiblings ? prefix : code;
}

/** A title broken over lines, as one. */
function joinTitle(opening: readonly string[]): string {
  return opening.slice(0, 4).map(compact).join('').replace(/[*#]/gu, '');
}

function titleIn(line: string): readonly { readonly name: string }[] {
  const text = compact(line).replace(/[*#]/gu, '').replace(PART, '');
  const found = TITLE.exec(text)?.[2]?.replace(/^20\d{2}年度?/u, '');
  return found === undefined || !BODY.test(found) ? [] : [{ name: found }];
}

/** The name, and the code before it, that a line above a table gives. */
export function nameIn(line: string): readonly { readonly code: string; readonly name: string }[] {
  // A blank beside digits is only how they are set: 第 2 医院.
  const whole = line
    .replace(/\s*\n\s*/gu, '')
    .replace(
      /(?<=\p{Script=Han}) (?=\d{1,3} ?\p{Script=Han})|(?<=\p{Script=Han} ?\d{1,3}) (?=\p{Script=Han})/gu,
      '',
    );
  const labelled = NAME_LABEL.exec(whole.trim());
  if (labelled?.[2] !== undefined && !/^\d*$/u.test(labelled[2]) && BODY.test(labelled[2])) {
    return [{ code: labelled[1] ?? '', name: compact(labelled[2]) }];
  }
  const coded = CODE_AND_NAME.exec(compact(line));
  return coded?.[2] === undefined || !BODY.test(coded[2]) ? [] : [{ code: coded[1] ?? '', name: coded[2] }];
}

function yearsIn(line: string): readonly number[] {
  const text = compact(line);
  const labelled = /(?:预算|决算)?年度[:：](20\d{2})/u.exec(text)?.[1];
  if (labelled !== undefined) return [Number(labelled), Number(labelled)];
  if (text.length > 60) return [];
  return [...text.matchAll(/(20\d{2})年?度?(?=[^\d]{0,40}(?:预算|决算|收支|收入|支出|三公))/gu)].map(
    (match) => Number(match[1]),
  );
}

function scopeOf(opening: readonly string[], all: readonly string[]): ReadEntity['scope'] {
  const text = compact(opening.join(' '));
  if (/[（(]本级[）)]|本级(?:预算|决算)/u.test(text)) return 'ownLevel';
  if (/部门(?:预算|决算)/u.test(text)) return 'department';
  if (/单位(?:预算|决算)/u.test(text)) return 'unit';
  const units = all.filter((line) => /编制单位|预算单位|单位(?:预算|决算)/u.test(line)).length;
  const departments = all.filter((line) => /编制部门|部门名称|部门(?:预算|决算|收支)/u.test(line)).length;
  return units > departments ? 'unit' : 'department';
}

/** Values by how often they occur, the most frequent first; the earlier of equals first. */
function mostFrequent<Value>(values: readonly Value[]): readonly Value[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
