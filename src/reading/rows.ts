import type { Classification } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { CellDefinition, EachDefinition } from '../packs/definition.ts';
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
  readonly place?: Place;
}

/** What a printed row is. */
export interface FoundRow {
  readonly at: Coordinate;
  readonly label: string;
  readonly each: EachDefinition | undefined;
  readonly overrides: Readonly<Record<string, CellDefinition | null>> | undefined;
}

/** Finds what each row is, from the first to the last; undefined where nobody can say. */
export type RowFinder = (texts: RowTexts, hasValues: boolean) => FoundRow | undefined;

/** What rows may be beside members of classifications. */
export interface RowContext {
  readonly members: Members;
  /** The body of a code or name, where it is one of the document's. */
  readonly entityOf: (code: string, name: string) => string | undefined;
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
  const accept = (index: number, label: string, turn: Coordinate = {}): FoundRow | undefined => {
    const row = rows[index];
    if (row === undefined) return undefined;
    seen += 1;
    const isFixed = row.definition.each === undefined;
    if (isFixed) cursor = index + 1;
    turns.length = row.depth;
    const outer = Object.assign({}, ...turns.filter((one) => one !== undefined));
    turns[row.depth] = turn;
    return {
      at: { ...row.at, ...outer, ...turn },
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
  return (texts, hasValues) => {
    const code = codes(texts.parts);
    const label = normalLabel(texts.label);
    const printed = texts.label === '' ? code : texts.label;
    const exact = label === '' ? -1 : fixed((row) => row.labels.includes(label));
    if (exact >= 0 && !/^\d{3,}$/u.test(code)) return accept(exact, printed);
    const member = memberRow(rows, code, texts, context);
    if (member !== undefined) return accept(member.index, printed, member.turn);
    if (exact >= 0) return accept(exact, printed);
    if (label === '' && code === '') {
      if (!hasValues || (texts.names.size + texts.codes.size > 0 && !isSilent(texts))) return undefined;
      if (!texts.hasLabels) return accept(cursor, '');
      // The first row without a label above all others is the total.
      const total = seen <= 1 ? fixed((row) => row.definition.total === true) : -1;
      return total >= 0 ? accept(total, '') : undefined;
    }
    if (TOTAL.test(label)) {
      const total = fixed(
        (row) => row.definition.total === true && row.labels.some((one) => TOTAL.test(one)),
      );
      const only = rows.filter((row) => row.definition.total === true);
      if (total >= 0) return accept(total, printed);
      if (only.length === 1 && only[0] !== undefined) return accept(rows.indexOf(only[0]), printed);
    }
    const alike = fixed((row) => row.labels.some((one) => one !== '' && similarity(one, label) >= 0.8));
    if (alike >= 0) return accept(alike, printed);
    const said = context.wordsOf(texts.label);
    return said === undefined
      ? undefined
      : { at: { ...sideFlow, ...said }, label: printed, each: undefined, overrides: undefined };
  };
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
): { readonly index: number; readonly turn: Coordinate } | undefined {
  const { members } = context;
  for (const [index, row] of rows.entries()) {
    const { each } = row.definition;
    if (each === undefined || 'lines' in each) continue;
    if ('dimension' in each) {
      const turn = dimensionTurn(each, code, texts, context);
      if (turn === undefined) continue;
      const second = each.and === undefined ? {} : (dimensionTurn(each.and, '', texts, context) ?? {});
      return { index, turn: { ...turn, ...second } };
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
      );
      if (entity !== undefined) return { index, turn: { entity } };
    } else if (
      each.records === 'allProjects' ||
      each.records === 'projects' ||
      each.records === 'specialFunds'
    ) {
      const project = texts.codes.get('project') ?? '';
      const name = texts.names.get('project') ?? texts.label;
      if (
        (project !== '' || name !== '') &&
        !TOTAL.test(compact(name)) &&
        members.classificationOf(code) === undefined
      ) {
        return { index, turn: { project: project === '' ? compact(name) : project } };
      }
    } else if (each.records === 'procurement' && !TOTAL.test(compact(texts.label)) && texts.label !== '') {
      return { index, turn: {} };
    }
  }
  return undefined;
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
  let seen = 0;
  return (texts, hasValues) => {
    const code = codes(texts.parts) || [...texts.codes.values()].join('');
    const name = [...texts.names.values()].find((one) => one !== '') ?? texts.label;
    const label = withoutEnumeration(name) || code;
    const row = (at: Coordinate): FoundRow => {
      seen += 1;
      return { at, label, each: undefined, overrides: undefined };
    };
    const classification = context.members.classificationOf(code);
    const entity = classification === undefined || code.length > 3 ? context.entityOf(code, name) : undefined;
    if (entity !== undefined) return row({ entity });
    if (classification !== undefined && (of.dimension === undefined || of.dimension === classification)) {
      return row({ [classification]: context.members.byCode(classification, code, name).code });
    }
    if (code !== '') return undefined;
    if (label === '') return hasValues && (seen === 0 || !texts.hasLabels) ? row({}) : undefined;
    if (TOTAL.test(label)) return row({});
    const said = context.wordsOf(label);
    if (said !== undefined) return row(said);
    if (of.dimension === undefined) return undefined;
    const member = context.members.byName(
      of.dimension,
      label,
      of.levels === undefined ? {} : { levels: of.levels },
    );
    return member === undefined ? undefined : row({ [of.dimension]: member.code });
  };
}
