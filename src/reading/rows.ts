import type { Classification } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { CellDefinition, EachDefinition } from '../packs/definition.ts';
import type { Bodies } from './bodies.ts';
import { compact } from './head.ts';
import { type LayoutRow, normalLabel } from './layout.ts';
import type { Members } from './members.ts';
import { withoutEnumeration } from './phrase.ts';
import { similarity } from './similarity.ts';

/** The codes and labels that a row prints. */
export interface RowTexts {
  /** Pieces of a code in columns that do not say of which classification: 类, 款, 项, or the whole. */
  readonly parts: readonly string[];
  readonly codes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly label: string;
  /** Whether the table has columns for labels, codes or names at all. */
  readonly hasLabels: boolean;
  /** Whether columns that nobody understands hold words or codes in this row. */
  readonly hasStrangers: boolean;
  readonly place?: Place;
}

/** What a printed row is. */
export interface FoundRow {
  readonly at: Coordinate;
  readonly label: string;
  readonly each: EachDefinition | undefined;
  readonly overrides: Readonly<Record<string, CellDefinition | null>> | undefined;
}

/** Finds what each row is, from the first to the last, with a look at the one after it; undefined where nobody can say. */
export type RowFinder = (texts: RowTexts, hasValues: boolean, next?: RowTexts) => FoundRow | undefined;

/** What rows may be beside members of classifications. */
export interface RowContext {
  readonly members: Members;
  /** The body of a code or name, where it is one of the document's (`Bodies.inRow`). */
  readonly entityOf: Bodies['inRow'];
  /** The member of a dimension of a closed list that a text names. */
  readonly memberOf: (dimension: string, label: string) => string | undefined;
  /** A coordinate from the words of a label alone; undefined where they do not say it fully. */
  readonly wordsOf: (label: string) => Coordinate | undefined;
}

const TOTAL = /^(?:合计|总计|小计|共计|合计数)$/u;
const CLASSIFICATIONS: readonly Classification[] = ['function', 'economic', 'govEconomic'];

function isClassification(dimension: string): dimension is Classification {
  return CLASSIFICATIONS.some((one) => one === dimension);
}

/**
 * A finder over the rows of a definition. Labels may repeat, so each is looked for from the row found last, then from
 * the beginning; rows of classifications go by code and name; rows nested in others add to what those said.
 */
export function layoutFinder(rows: readonly LayoutRow[], context: RowContext): RowFinder {
  let cursor = 0;
  const sideFlow = flowOfSide(rows);
  /** What the repetition at each depth has added. */
  const turns: Coordinate[] = [];
  const codes = codeReader();
  let seen = 0;
  const accept = (
    index: number,
    label: string,
    texts: RowTexts,
    turn: Coordinate = {},
  ): FoundRow | undefined => {
    const row = rows[index];
    if (row === undefined) return undefined;
    seen += 1;
    const isFixed = row.definition.each === undefined;
    if (isFixed) cursor = index + 1;
    turns.length = row.depth;
    const outer: Coordinate = Object.assign({}, ...turns.filter((one) => one !== undefined));
    turns[row.depth] = turn;
    const body = isFixed ? undefined : bodyBeside(texts, outer, context);
    return {
      at: { ...row.at, ...outer, ...(body === undefined ? {} : { entity: body }), ...turn },
      label,
      each: row.definition.each,
      overrides: row.definition.cells,
    };
  };
  const fixed = (fits: (row: LayoutRow) => boolean): number => {
    const at = (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        const row = rows[index];
        if (row !== undefined && row.definition.each === undefined && fits(row)) return index;
      }
      return -1;
    };
    const ahead = at(cursor, rows.length);
    return ahead >= 0 ? ahead : at(0, cursor);
  };
  return (texts, hasValues, next) => {
    const code = codes(texts.parts);
    const label = normalLabel(texts.label);
    const printed = texts.label === '' ? code : texts.label;
    const exact = label === '' ? -1 : fixed((row) => row.labels.includes(label));
    if (exact >= 0 && !/^\d{3,}$/u.test(code)) return accept(exact, printed, texts);
    const member = memberRow(rows, code, texts, context, next);
    if (member !== undefined) return accept(member.index, printed, texts, member.turn);
    if (exact >= 0) return accept(exact, printed, texts);
    if (label === '' && code === '') {
      if (!hasValues || (texts.names.size + texts.codes.size > 0 && !isSilent(texts))) return undefined;
      if (!texts.hasLabels) return texts.hasStrangers ? undefined : accept(cursor, '', texts);
      // The first row without a label above all others is the total.
      const total = seen <= 1 ? fixed((row) => row.definition.total === true) : -1;
      return total >= 0 ? accept(total, '', texts) : undefined;
    }
    if (TOTAL.test(label)) {
      const total = fixed(
        (row) => row.definition.total === true && row.labels.some((one) => TOTAL.test(one)),
      );
      const only = rows.filter((row) => row.definition.total === true);
      if (total >= 0) return accept(total, printed, texts);
      if (only.length === 1 && only[0] !== undefined) return accept(rows.indexOf(only[0]), printed, texts);
    }
    const alike = fixed((row) => row.labels.some((one) => one !== '' && similarity(one, label) >= 0.8));
    if (alike >= 0) return accept(alike, printed, texts);
    const said = context.wordsOf(texts.label);
    return said === undefined
      ? undefined
      : { at: { ...sideFlow, ...said }, label: printed, each: undefined, overrides: undefined };
  };
}

/**
 * The body whose code a row inside others prints in a column of bodies: it says more than the last body's row above, which
 * may not have been understood. The code of a whole that the body above is part of says less.
 */
function bodyBeside({ codes }: RowTexts, outer: Coordinate, context: RowContext): string | undefined {
  const code = codes.get('entity') ?? '';
  return code === '' || outer.entity?.startsWith(code) === true ? undefined : context.entityOf(code, '');
}

/** Revenue or expenditure, where the rows of a side are of one of them. */
function flowOfSide(rows: readonly LayoutRow[]): Coordinate {
  const flows = new Set(rows.flatMap(({ at: { flow } }) => (flow === undefined ? [] : [flow])));
  if (flows.has('revenue') && !flows.has('expenditure')) return { flow: 'revenue' };
  return flows.has('expenditure') && !flows.has('revenue') ? { flow: 'expenditure' } : {};
}

function isSilent({ codes, names }: RowTexts): boolean {
  return [...codes.values(), ...names.values()].every((text) => text === '');
}

/** The repeated row of a definition that a printed row is a turn of. */
function memberRow(
  rows: readonly LayoutRow[],
  code: string,
  texts: RowTexts,
  context: RowContext,
  next: RowTexts | undefined,
): { readonly index: number; readonly turn: Coordinate } | undefined {
  const { members } = context;
  for (const [index, row] of rows.entries()) {
    const { each } = row.definition;
    if (each === undefined || 'lines' in each) continue;
    if ('dimension' in each) {
      const isSilent = printsNoCode(rows, index);
      if (isSilent && (texts.codes.get(each.dimension) ?? '') !== '') continue;
      const before = isSilent && code === '' ? accountBefore(each, texts, next, members) : undefined;
      const turn = before ?? dimensionTurn(each, code, texts, context);
      if (turn === undefined) continue;
      return { index, turn: { ...turn, ...secondTurn(each.and, texts, context) } };
    }
    const own = texts.names.get('entity') ?? texts.label;
    if (each.records === 'units' || each.records === 'department') {
      // A project's row names the body that carries it out, and is not that body's row.
      const isOther =
        texts.names.has('entity') &&
        /\D/u.test(texts.label) &&
        context.entityOf('', texts.label) === undefined;
      if (isOther) continue;
      const printed = texts.codes.get('entity') ?? code;
      const entity = context.entityOf(
        printed === '' && /^\d+$/u.test(texts.label) ? texts.label : printed,
        own,
        { below: next?.codes.get('entity') ?? '' },
      );
      if (entity !== undefined) return { index, turn: { entity } };
    } else if (
      each.records === 'allProjects' ||
      each.records === 'projects' ||
      each.records === 'specialFunds'
    ) {
      const project = texts.codes.get('project') ?? '';
      const name = texts.names.get('project') ?? texts.label;
      // Outside projects an account's row may print its name alone: it is no project of that name.
      const isAccount =
        project === '' && rows.some((one, at) => printsNoCode(rows, at) && isAccountOf(one, name, members));
      if (isAccount && code === '' && codesOf(texts, members).function === undefined) continue;
      if (
        (project !== '' || name !== '') &&
        !TOTAL.test(compact(name)) &&
        members.classificationOf(code) === undefined
      ) {
        const second = secondTurn(each.and, texts, context);
        return {
          index,
          turn: { ...codesOf(texts, members), ...second, project: project === '' ? compact(name) : project },
        };
      }
    } else if (each.records === 'procurement' && !TOTAL.test(compact(texts.label)) && texts.label !== '') {
      // What a purchase is paid from is its project's, never the whole.
      return { index, turn: { project: compact(texts.label) } };
    }
  }
  return undefined;
}

/** What a row says of a second dimension, such as the kind of a project in a column of its own. */
function secondTurn(
  and: Extract<EachDefinition, { dimension: string }>['and'] | undefined,
  texts: RowTexts,
  context: RowContext,
): Coordinate {
  return and === undefined ? {} : (dimensionTurn(and, '', texts, context) ?? {});
}

/** Whether a name is that of an account of the classification that a row repeats. */
function isAccountOf({ definition: { each } }: LayoutRow, name: string, members: Members): boolean {
  if (each === undefined || !('dimension' in each) || !isClassification(each.dimension)) return false;
  return members.tree(each.dimension).findByName(compact(name)).length > 0;
}

/** The account of a row that prints only its name, where the row after it prints the code for both. */
function accountBefore(
  { dimension, levels }: Extract<EachDefinition, { dimension: string }>,
  texts: RowTexts,
  next: RowTexts | undefined,
  members: Members,
): Coordinate | undefined {
  if (!isClassification(dimension) || next === undefined) return undefined;
  const code = (next.codes.get(dimension) ?? '') || next.parts.join('');
  const name = texts.names.get(dimension) ?? texts.label;
  if (name === '' || members.classificationOf(code) !== dimension) return undefined;
  if (levels !== undefined && !levels.includes(code.length)) return undefined;
  const member = members.byCode(dimension, code, name);
  return member.local ? undefined : { [dimension]: member.code };
}

/** Whether a row of a classification leaves its codes to the rows of projects inside it. */
function printsNoCode(rows: readonly LayoutRow[], index: number): boolean {
  const inner = rows[index + 1]?.definition.each;
  const isOuter = (rows[index + 1]?.depth ?? 0) > (rows[index]?.depth ?? 0);
  const hasProjects =
    inner !== undefined && 'records' in inner && /rojects|specialFunds/u.test(inner.records);
  return isOuter && hasProjects && Object.values(rows[index]?.definition.cells ?? {}).includes(null);
}

/** The members whose codes a project's row prints beside its name. */
function codesOf(texts: RowTexts, members: Members): Coordinate {
  return Object.fromEntries(
    [...texts.codes].filter(([dimension, code]) => members.classificationOf(code) === dimension),
  );
}

function dimensionTurn(
  each:
    | Extract<EachDefinition, { dimension: string }>
    | NonNullable<Extract<EachDefinition, { dimension: string }>['and']>,
  code: string,
  texts: RowTexts,
  context: RowContext,
): Coordinate | undefined {
  const { members, entityOf } = context;
  const { dimension } = each;
  const own = (texts.codes.get(dimension) ?? '') || code;
  const name = texts.names.get(dimension) ?? texts.label;
  if (dimension === 'entity') {
    const entity = entityOf(own, name);
    return entity === undefined ? undefined : { entity };
  }
  if (!isClassification(dimension)) {
    const member = context.memberOf(dimension, texts.names.get(dimension) ?? texts.label);
    return member === undefined ? undefined : { [dimension]: member };
  }
  if (/^\d{3,}$/u.test(own)) {
    if (members.classificationOf(own) !== dimension) return undefined;
    return { [dimension]: members.byCode(dimension, own, name).code };
  }
  if (own !== '') return undefined;
  const found = members.byName(dimension, name, { levels: each.levels, members: each.members });
  return found === undefined || (each.members === undefined && each.levels === undefined)
    ? undefined
    : { [dimension]: found.code };
}

/**
 * Joins the pieces of codes that stand in columns of their own. 款 and 项 have two digits, whatever a spreadsheet has
 * made of their zeros; a row that prints only its own piece stands under the row before.
 */
export function codeReader(): (parts: readonly string[]) => string {
  let before: readonly string[] = [];
  return (parts) => {
    const digits = parts.map((part) => compact(part));
    if (digits.length < 2) return digits[0] ?? '';
    if (digits.every((part) => part === '')) return '';
    const [first = '', ...rest] = digits;
    if (first !== '' && !/^\d{3}$/u.test(first)) {
      // Not the pieces of one code: the whole stands in one of the columns.
      return digits.find((part) => /^\d{3,}$/u.test(part)) ?? '';
    }
    const filled: string[] = [first === '' ? (before[0] ?? '') : first];
    for (const [index, part] of rest.entries()) {
      const isInner = rest.slice(index + 1).some((later) => later !== '');
      const carried = part === '' && isInner ? (before[index + 1] ?? '') : part;
      filled.push(/^\d$/u.test(carried) ? `0${carried}` : carried);
    }
    before = filled;
    return filled.join('');
  };
}

/** A finder for tables without a definition: codes, names of bodies, and what labels say by themselves. */
export function wordsFinder(
  context: RowContext,
  of: { readonly dimension: Classification | undefined; readonly levels?: readonly number[] },
): RowFinder {
  const codes = codeReader();
  const { members } = context;
  let seen = 0;
  const sections = sectionStack();
  /** What a code and name in columns of no particular body say; undefined where nobody can say. */
  const memberOf = (code: string, name: string, isOfBody: boolean): Coordinate | undefined => {
    const classification = members.classificationOf(code);
    const account = classification === undefined ? undefined : members.byCode(classification, code, name);
    // 205 is a class of functions, and the code of many a bureau.
    const isBody = account === undefined || (account.local && code.length === 3);
    const entity = isBody ? context.entityOf(code, name) : undefined;
    if (entity !== undefined) return { entity };
    // In a column of bodies a code is an account's only where the name is too.
    return classification === undefined || account === undefined || (isOfBody && account.local)
      ? undefined
      : { [classification]: account.code };
  };
  /** Columns of bodies hold accounts too, where those are printed between the bodies they are of. */
  const bodyOf = (code: string, name: string, below: string): string | undefined => {
    const classification = members.classificationOf(code);
    const isAccount = classification !== undefined && !members.byCode(classification, code, name).local;
    return isAccount ? undefined : context.entityOf(code, name, { isOfBodies: true, below });
  };
  const labelled = (name: string): Coordinate | undefined => {
    const label = withoutEnumeration(name);
    const said = TOTAL.test(label) ? {} : context.wordsOf(label);
    if (said !== undefined) return sections(name, said);
    const within = { ...(of.levels === undefined ? {} : { levels: of.levels }) };
    const member = of.dimension === undefined ? undefined : members.byName(of.dimension, label, within);
    if (of.dimension === undefined || member === undefined) {
      sections(name, undefined);
      return undefined;
    }
    return sections(name, { [of.dimension]: member.code });
  };
  return (texts, hasValues, next) => {
    const row = (at: Coordinate, label: string): FoundRow => {
      seen += 1;
      return { at, label, each: undefined, overrides: undefined };
    };
    const several = texts.parts.filter((part) => members.classificationOf(part) !== undefined);
    // Two whole codes in one row: the classifications of department and government side by side.
    if (several.length > 1) {
      const at: Record<string, string> = {};
      for (const part of several) {
        const classification = members.classificationOf(part);
        if (classification === undefined || at[classification] !== undefined) return undefined;
        const name = texts.names.get(classification) ?? '';
        at[classification] = members.byCode(classification, part, name).code;
      }
      return row(at, several.join(' '));
    }
    const bodyCode = texts.codes.get('entity') ?? '';
    const bodyName = texts.names.get('entity') ?? '';
    const isTotal = bodyCode === '' && TOTAL.test(bodyName);
    const below = next?.codes.get('entity') ?? '';
    const body = isTotal || bodyCode + bodyName === '' ? undefined : bodyOf(bodyCode, bodyName, below);
    const others = [...texts.codes].filter(([dimension]) => dimension !== 'entity').map(([, text]) => text);
    const isOther = body === undefined && !isTotal;
    const code = codes(texts.parts) || others.join('') || (isOther ? bodyCode : '');
    const name =
      [...texts.names].find(([dimension, text]) => text !== '' && dimension !== 'entity')?.[1] ??
      (texts.label || (isOther || isTotal ? bodyName : ''));
    const label = withoutEnumeration(name) || code || bodyName;
    const outer: Coordinate = body === undefined ? {} : { entity: body };
    if (isOther && bodyName !== '' && name !== bodyName) return undefined;
    if (code !== '' && /\d/u.test(code)) {
      const said = memberOf(code, name, code === bodyCode);
      if (said !== undefined) return row({ ...outer, ...said }, label);
    }
    const project = texts.names.get('project') ?? '';
    if (/\D/u.test(project) && !TOTAL.test(project)) {
      const own = texts.codes.get('project') ?? '';
      return row({ ...outer, project: own === '' ? project : own }, label);
    }
    if (code !== '') return undefined;
    if (name === '' || /^\d+$/u.test(project)) {
      if (body !== undefined) return row(outer, label);
      return hasValues && seen === 0 && !texts.hasStrangers ? row({}, label) : undefined;
    }
    const named = TOTAL.test(withoutEnumeration(name)) ? undefined : context.entityOf('', name);
    const said = named === undefined ? labelled(name) : { entity: named };
    return said === undefined ? undefined : row({ ...outer, ...said }, label);
  };
}

/** What all lines of a side add up to, once one of them is of other years. */
const WHOLES: Readonly<Record<string, string>> = {
  broughtForward: 'totalIn',
  carriedForwardIn: 'totalIn',
  surplusUsed: 'totalIn',
  setAside: 'totalOut',
  carriedForwardOut: 'totalOut',
  surplusDistributed: 'totalOut',
};

/** The last line of a side, which adds up this year's and other years'. */
const SIDE_TOTAL = /^(?:收入|支出)(?:预算|决算)?(?:合计|总计|总额)$/u;

/** Flows of other years: a line of sources that follows one is part of it, enumerated or not. */
const OTHER_YEARS = /^(?:broughtForward|carriedForwardIn|setAside|carriedForwardOut)$/u;

/**
 * What labels say with the lines above that they are part of: （一）一般公共预算 under 二、上年结转. A line with its own flow
 * stands for itself; one that is enumerated deeper than another takes over what that said.
 */
function sectionStack(): (label: string, said: Coordinate | undefined) => Coordinate | undefined {
  let open: { readonly level: number; readonly says: Coordinate }[] = [];
  let carried: string | undefined;
  let whole: string | undefined;
  return (name, said) => {
    const level = levelOf(name);
    const label = withoutEnumeration(name);
    if (TOTAL.test(label)) return whole === undefined ? {} : { flow: whole };
    if (whole !== undefined && SIDE_TOTAL.test(label)) return { flow: whole };
    if (level > 0) open = open.filter((one) => one.level < level);
    const outer = level === 0 ? {} : (open.at(-1)?.says ?? {});
    const isSourceAlone = said?.source !== undefined && said.flow === undefined;
    if (said?.flow !== undefined) {
      open = level === 0 ? [] : open;
      carried = level === 0 && OTHER_YEARS.test(said.flow) ? said.flow : undefined;
    } else if (!isSourceAlone) carried = undefined;
    whole = WHOLES[said?.flow ?? ''] ?? whole;
    const at = carried !== undefined && isSourceAlone ? { ...said, flow: carried } : { ...outer, ...said };
    if (level > 0) open.push({ level, says: said === undefined ? {} : at });
    return said === undefined ? undefined : at;
  };
}

/** How deep a label is enumerated: 一、 1, （一） 2, 1. 3, (1) 4, others 0. */
function levelOf(label: string): number {
  if (/^[一二三四五六七八九十百]+[、.．]/u.test(label)) return 1;
  if (/^[（(][一二三四五六七八九十百]+[）)]/u.test(label)) return 2;
  if (/^[（(]\d{1,2}[）)]/u.test(label)) return 4;
  return /^\d{1,2}[、.．）)](?!\d)/u.test(label) ? 3 : 0;
}
