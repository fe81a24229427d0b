import type { Pack } from '../packs/definition.ts';
import { unitIn } from './caption.ts';
import type { FlowTable, Item, Line } from './flow.ts';
import { alignList } from './form-align.ts';
import { formPlan } from './form-layout.ts';
import type { IndicatorLevels } from './form-list.ts';
import { formRows, hasAnyLabel, walkForm } from './form-walk.ts';
import { compact } from './head.ts';
import type { FormLayout } from './layout.ts';
import { bestSimilarity, normalTitle } from './similarity.ts';

/** The form that a printed table follows. */
export interface FormMatch {
  readonly layout: FormLayout;
  readonly score: number;
}

/** A printed form: its pieces in order, with the lines that speak of it. */
export interface PrintedForm {
  readonly layout: FormLayout;
  readonly tables: readonly FlowTable[];
  readonly title: string | undefined;
  readonly unit: string | undefined;
  /** The heading of the section it stands in. */
  readonly heading: string;
  /** That heading is of the special funds which a department manages for others. */
  readonly isSpecialFund: boolean;
}

/** A heading of a part or section. */
const SECTION =
  /^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])/u;

const MOST_ROWS = 60;

/** Below this a table is no such form. */
const SURE = 0.5;

/** The form that a printed table is, or is a piece of, by its labels and title; undefined where it is none. */
export function matchForm(
  table: FlowTable,
  title: string | undefined,
  layouts: readonly FormLayout[],
): FormMatch | undefined {
  // A form says what it is at its beginning; a long table is none.
  const rows = formRows([table]).slice(0, MOST_ROWS);
  let best: FormMatch | undefined;
  for (const layout of layouts) {
    const plan = formPlan(layout);
    if (!hasAnyLabel(rows, plan)) continue;
    const { labels, listRows } = walkForm(rows, plan);
    const found = new Set([...labels.values()].filter((label) => label !== undefined));
    const wanted = plan.labels.length;
    const share = wanted === 0 ? 0 : found.size / wanted;
    // A piece of a form may hold nothing but its list: then the heading must be the list's and no other's.
    const heads = [...new Set(listRows.map(({ list }) => list))].map((list) => {
      const columns = listRows.find((row) => row.list === list)?.columns ?? [];
      const printed = headCells(
        rows,
        columns.map(({ from }) => from),
      );
      return columns.length / Math.max(list.columns.length, printed);
    });
    const listShare = Math.max(0, ...heads);
    const titled = title === undefined ? 0 : titleLikeness(title, layout);
    const few = found.size < 2 && titled < 0.5 ? 0.5 : 1;
    const score = Math.max(share * few, listShare * 0.9, 0.6 * share + 0.4 * titled);
    const isForm = found.size >= 1 || listShare >= 0.75;
    if (isForm && score >= SURE && (best === undefined || score > best.score)) best = { layout, score };
  }
  return best;
}

/** The form of which a small table is a piece: every cell is a label of it or the value beside one. */
function fullyExplained(table: FlowTable, layouts: readonly FormLayout[]): FormMatch | undefined {
  if (table.grid.rows.length > MOST_ROWS) return undefined;
  const rows = formRows([table]);
  const layout = layouts.find((one) => {
    const { labels, entries } = walkForm(rows, formPlan(one));
    const known = new Set([...labels.keys(), ...[...entries.values()].flat().map(({ cell }) => cell)]);
    return (
      labels.size > 0 &&
      rows.every(({ cells }) => cells.every((cell) => known.has(cell) || compact(cell.text) === ''))
    );
  });
  return layout === undefined ? undefined : { layout, score: SURE };
}

/** The most cells that a row prints among those that hold the list's headings. */
function headCells(rows: ReturnType<typeof formRows>, starts: readonly number[]): number {
  const head = rows.find((row) =>
    starts.every((from) => row.cells.some((cell) => cell.column === from && compact(cell.text) !== '')),
  );
  return head?.cells.filter((cell) => compact(cell.text) !== '').length ?? 0;
}

function titleLikeness(title: string, layout: FormLayout): number {
  if (projectNameIn(title, layout) !== undefined) return 1;
  return bestSimilarity(normalTitle(title), layout.titles);
}

/** The number of a table before its title. */
const ATTACHMENT =
  /^\s*(?:附件|附表|表)\s*(?:\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3})[\s:：、.．]+/u;

/** The name of the project that a title names, by the form's own title: 1、某某经费绩效目标表. */
export function projectNameIn(title: string, { definition }: FormLayout): string | undefined {
  if (!definition.title.includes('{project.name}')) return undefined;
  const pattern = compact(definition.title)
    .split(/(\{[^{}]*\})/u)
    .map((part) => {
      if (part === '{project.name}') return '(.{2,80}?)';
      if (part === '{n}' || part === '{cn}') return '(?:[0-9一二三四五六七八九十]+)';
      return part.startsWith('{')
        ? '.*?'
        : part.replace(/[.*+?^${}()|[\]\\、]/gu, (sign) => (sign === '、' ? '[、.．]' : `\\${sign}`));
    })
    .join('');
  const name = new RegExp(`^${pattern}$`, 'u').exec(compact(title.replace(ATTACHMENT, '')))?.[1];
  return name;
}

/**
 * The forms of a document, each with all its pieces. A form begins at its title, or where a label comes again that it
 * has already; where titles stand below their forms throughout, they are taken from there.
 */
export function formsOf(
  items: readonly Item[],
  layouts: readonly FormLayout[],
  isOther: (table: FlowTable) => boolean = () => false,
): readonly PrintedForm[] {
  const sections: FormSection[] = [];
  let heading = '';
  let section: FormSection | undefined;
  let lines: Line[] = [];
  for (const item of items) {
    if (item.type === 'line') {
      if (compact(item.text) !== '') lines.push(item);
      continue;
    }
    const titles = lines.filter(({ text }) => isTitle(text, layouts));
    const others = lines.filter((line) => !titles.includes(line));
    heading = lines.findLast((line) => isSection(line, titles.includes(line), layouts))?.text ?? heading;
    const title = titles.at(-1)?.text ?? item.table.title;
    const before = section?.pieces.at(-1);
    const hasContext = title !== undefined || before !== undefined;
    const match = isOther(item)
      ? undefined
      : (matchForm(item, title ?? others.at(-1)?.text, layouts) ??
        (hasContext ? fullyExplained(item, layouts) : undefined));
    const goesOn = before !== undefined && lines.length === 0 && continues(before.table, item);
    const isListPage =
      match === undefined &&
      section !== undefined &&
      lines.length === 0 &&
      title === undefined &&
      !isOther(item) &&
      continuesList(section.pieces, item);
    if (match === undefined && !goesOn && !isListPage) {
      if (section !== undefined) section.after = title;
      section = undefined;
      lines = [];
      continue;
    }
    if (others.some(({ text }) => compact(text).length > 30 || SECTION.test(compact(text)))) {
      if (section !== undefined) section.after = titles.at(0)?.text;
      section = undefined;
    }
    if (section === undefined) {
      section = { pieces: [], heading, after: undefined };
      sections.push(section);
    }
    section.pieces.push({
      table: item,
      isMatched: match !== undefined,
      isListPage,
      layout: match?.layout ?? before?.layout,
      title,
      unit: [...lines.map(({ text }) => text), ...Object.values(item.table.above ?? {})]
        .map(unitIn)
        .find((unit) => unit !== undefined),
    });
    lines = [];
  }
  if (section !== undefined) section.after = lines.find(({ text }) => isTitle(text, layouts))?.text;
  return sections.flatMap(splitSection);
}

interface Piece {
  readonly table: FlowTable;
  /** By its own labels or headings, and not because it follows another. */
  readonly isMatched: boolean;
  /** It holds nothing but more of the list that the piece before ends in. */
  readonly isListPage: boolean;
  readonly layout: FormLayout | undefined;
  readonly title: string | undefined;
  readonly unit: string | undefined;
}

/** Pieces of forms with nothing but titles between. */
interface FormSection {
  readonly pieces: Piece[];
  readonly heading: string;
  /** A title after the last piece. */
  after: string | undefined;
}

function splitSection({ pieces, heading, after }: FormSection): readonly PrintedForm[] {
  const groups: Piece[][] = [];
  let seen = new Map<string, string>();
  for (const piece of pieces) {
    const labels = labelsOf(piece);
    // What a form prints at the top of every page is the same on all of them.
    const again =
      !piece.isListPage && labels.some(([label, text]) => seen.has(label) && seen.get(label) !== text);
    if (groups.length === 0 || piece.title !== undefined || again) {
      groups.push([piece]);
      seen = new Map(labels);
    } else {
      groups.at(-1)?.push(piece);
      for (const [label, text] of labels) seen.set(label, text);
    }
  }
  const titles = groups.map((group) => group[0]?.title);
  const areBelow =
    titles[0] === undefined && after !== undefined && titles.slice(1).every((title) => title !== undefined);
  return groups.flatMap((group, index): PrintedForm[] => {
    const layout = group.find((piece) => piece.layout !== undefined)?.layout;
    if (layout === undefined) return [];
    const title = areBelow ? (titles[index + 1] ?? after) : titles[index];
    const unit = group.find((piece) => piece.unit !== undefined)?.unit;
    return [
      {
        layout,
        tables: group.map(({ table }) => table),
        title,
        unit,
        heading,
        isSpecialFund: /专项资金/u.test(heading),
      },
    ];
  });
}

function labelsOf({ table, layout }: Piece): readonly (readonly [string, string])[] {
  if (layout === undefined) return [];
  const { entries } = walkForm(formRows([table]), formPlan(layout));
  return [...entries].flatMap(([{ label }, found]): (readonly [string, string])[] =>
    found.length > 0 ? [[label.text, compact(found.map(({ text }) => text).join(''))]] : [],
  );
}

/** Whether a line heads a section: a heading that is no form's title, or a numbered one that names neither project nor table. */
function isSection({ text, isHeading }: Line, isOfForm: boolean, layouts: readonly FormLayout[]): boolean {
  const isNumbered = SECTION.test(compact(text));
  if (!isOfForm) return isHeading || isNumbered;
  return (
    isNumbered &&
    !/表$/u.test(compact(text)) &&
    layouts.every((layout) => projectNameIn(text, layout) === undefined)
  );
}

function isTitle(text: string, layouts: readonly FormLayout[]): boolean {
  const plain = compact(text);
  if (plain.length > 80 || /[。；;]$/u.test(plain)) return false;
  return layouts.some(
    (layout) =>
      projectNameIn(text, layout) !== undefined || bestSimilarity(normalTitle(text), layout.titles) >= 0.75,
  );
}

/** A table right after a piece with as many columns, and no heading of its own: the next page of it. */
function continues(before: FlowTable, table: FlowTable): boolean {
  return before.grid.width === table.grid.width;
}

/** More pages than a list of indicators goes over without a heading. */
const MOST_PAGES = 12;

/** A table right after a form that ends in a list of indicators, and whose rows are more of them. */
function continuesList(pieces: readonly Piece[], table: FlowTable): boolean {
  const from = pieces.findLastIndex(({ isMatched }) => isMatched);
  const layout = pieces[from]?.layout;
  if (layout === undefined || pieces.length - from > MOST_PAGES) return false;
  const tables = [...pieces.slice(from).map((piece) => piece.table), table];
  const { listRows, labels } = walkForm(formRows(tables), formPlan(layout));
  const rows = listRows.filter(({ row }) => row.piece === tables.length - 1);
  const [first] = rows;
  if (
    first === undefined ||
    alignList(
      first.list,
      rows.map(({ row }) => row),
    ) === undefined
  )
    return false;
  const known = new Set([...rows.flatMap(({ row }) => row.cells), ...labels.keys()]);
  const own = formRows([table]).filter(({ cells }) => cells.some(({ text }) => compact(text) !== ''));
  const strange = own.filter(({ cells }) => !cells.some((cell) => known.has(cell)));
  return strange.length === 0;
}

/** 二级指标 → 一级指标, as packs list them. Where packs differ, the first one counts. */
export function indicatorLevels(packs: readonly Pack[]): IndicatorLevels {
  const levels = new Map<string, string>();
  for (const { level1, level2 } of packs.flatMap(({ workbook }) => workbook.indicatorLevels)) {
    for (const one of level2) if (!levels.has(one)) levels.set(one, level1);
  }
  return levels;
}
