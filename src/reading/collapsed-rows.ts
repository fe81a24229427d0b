import type { Classification } from '../accounts/tree.ts';
import type { Token } from './collapsed-tokens.ts';
import { compact } from './head.ts';
import { type Layout, type LayoutRow, normalLabel } from './layout.ts';
import type { Members } from './members.ts';
import { withoutEnumeration } from './phrase.ts';
import { similarity } from './similarity.ts';

/** A row of a collapsed table: the words that name it, and where the numbers stand that are or may be its own. */
export interface CollapsedRow {
  readonly side: number;
  readonly code: Token | undefined;
  /** The whole code, whatever pieces it is printed in. */
  readonly codeText: string;
  readonly names: readonly Token[];
  /** From the first to the last of its words: positions among the tokens. */
  readonly from: number;
  readonly to: number;
}

/** What rows of a collapsed table are recognised by. */
export interface RowNames {
  readonly members: Members;
  readonly isBody: (code: string, name: string) => boolean;
}

/** The rows of a body, and which of its tokens are pieces of codes. */
export interface CollapsedBody {
  readonly rows: readonly CollapsedRow[];
  readonly codes: ReadonlySet<Token>;
}

const TOTAL = /^(?:合计|计合|总计|计总|共计|小计)$/u;
const MOST_WORDS = 6;
const ALIKE = 0.8;

/** Whether every row of a definition can be told by a code or a name that is known beforehand. */
export function hasKnownRows(layout: Layout): boolean {
  return layout.sides.flat().every(({ definition: { each } }) => {
    if (each === undefined) return true;
    if ('dimension' in each) return each.and === undefined && classificationOf(each.dimension) !== undefined;
    return 'records' in each && (each.records === 'units' || each.records === 'department');
  });
}

function classificationOf(dimension: string): Classification | undefined {
  return dimension === 'function' || dimension === 'economic' || dimension === 'govEconomic'
    ? dimension
    : undefined;
}

/** Where the body begins after headings and column numbers; the number of tokens where there is none. */
export function bodyStart(tokens: readonly Token[], layout: Layout, names: RowNames): number {
  const known = dictionaryOf(layout, names);
  const numbering = tokens.findIndex((token) => compact(token.text) === '栏次');
  if (numbering >= 0) {
    let at = numbering + 1;
    while (tokens[at]?.type === 'integer' && !known.isCode(tokens[at]?.text ?? '')) at += 1;
    return at;
  }
  let first = tokens.findIndex(
    (token) => token.type === 'value' || (token.type === 'integer' && known.isCode(token.text)),
  );
  if (first < 0) return tokens.length;
  for (let before = first - 1; before >= 0 && first - before <= MOST_WORDS; before -= 1) {
    const words = tokens.slice(before, first);
    if (words.some((token) => token.type !== 'text')) break;
    if (known.sideOf(textOf(words)) !== undefined) {
      first = before;
      break;
    }
  }
  return first;
}

/** Finds what names the rows of a body: codes with the names beside them, labels, names of bodies. */
export function rowsOfBody(tokens: readonly Token[], layout: Layout, names: RowNames): CollapsedBody {
  const known = dictionaryOf(layout, names);
  const codes = new Set<Token>();
  const anchors: Anchor[] = [];
  tokens.forEach((token, at) => {
    if (codes.has(token) || token.type !== 'integer') return;
    const whole = known.isSplit ? joinedCode(tokens, at, known) : undefined;
    if (whole !== undefined) {
      for (const piece of tokens.slice(at, at + whole.pieces)) codes.add(piece);
      if (anchors.at(-1)?.codeText !== whole.code)
        anchors.push(anchorOf(token, whole.code, at, at + whole.pieces - 1));
      return;
    }
    if (!known.isCode(token.text)) {
      if (known.isSplit && /^\d{2,9}$/u.test(token.text)) codes.add(token);
      return;
    }
    codes.add(token);
    const last = anchors.at(-1);
    if (known.isSplit && token.text.length < known.longest) return;
    if (last?.codeText === token.text) last.to = at;
    else anchors.push(anchorOf(token, token.text, at, at));
  });
  const used = nameCodes(tokens, anchors, known);
  for (let at = 0; at < tokens.length; at += 1) {
    const words = labelAt(tokens, at, used, known);
    const found = words === undefined ? undefined : known.sideOf(textOf(words));
    if (words === undefined || found === undefined) continue;
    for (const word of words) used.add(word);
    const last = at + words.length - 1;
    anchors.push({ ...anchorOf(undefined, found.code, at, last), side: found.side, names: [...words] });
  }
  const rows = anchors
    .map(({ code, codeText, side, names: words, from, to }) => ({
      code,
      codeText,
      side,
      names: words,
      from,
      to,
    }))
    .sort((a, b) => a.from - b.from);
  return { rows, codes };
}

/** The longest run of words from here that is a label, or else the longest that is like one. */
function labelAt(
  tokens: readonly Token[],
  at: number,
  used: ReadonlySet<Token>,
  known: Dictionary,
): readonly Token[] | undefined {
  const runs: (readonly Token[])[] = [];
  for (let end = at; end < Math.min(tokens.length, at + MOST_WORDS); end += 1) {
    const token = tokens[end];
    if (token === undefined || token.type !== 'text' || used.has(token)) break;
    runs.unshift(tokens.slice(at, end + 1));
  }
  return (
    runs.find((run) => known.isExact(textOf(run))) ??
    runs.find((run) => known.sideOf(textOf(run)) !== undefined)
  );
}

interface Anchor {
  readonly code: Token | undefined;
  readonly codeText: string;
  readonly side: number;
  names: Token[];
  from: number;
  to: number;
}

function anchorOf(code: Token | undefined, codeText: string, from: number, to: number): Anchor {
  return { code, codeText, side: 0, names: [], from, to };
}

interface Dictionary {
  /** Whether a text is a whole code, or the first piece of one. */
  readonly isCode: (text: string) => boolean;
  /** The digits of the longest codes. */
  readonly longest: number;
  /** Codes stand in pieces in columns of their own. */
  readonly isSplit: boolean;
  /** Names of a code's account. */
  readonly namesOf: (code: string) => readonly string[];
  /** The side of a label or name that is a row's, and its code where it alone names an account. */
  readonly isExact: (text: string) => boolean;
  readonly sideOf: (text: string) => { readonly side: number; readonly code: string } | undefined;
}

function dictionaryOf(layout: Layout, { members, isBody }: RowNames): Dictionary {
  const codeColumns = layout.columns.filter((column) => column.definition?.show === 'code');
  const isSplit = codeColumns.some((column) => column.definition?.digits !== undefined);
  const eachs = layout.sides.flatMap((rows, side) => rows.map((row) => ({ row, side })));
  const dimensions = eachs.flatMap(({ row, side }) => {
    const { each } = row.definition;
    const classification =
      each !== undefined && 'dimension' in each ? classificationOf(each.dimension) : undefined;
    return classification === undefined || each === undefined || !('dimension' in each)
      ? []
      : [{ classification, side, levels: each.levels, members: each.members }];
  });
  const hasBodies = eachs.some(
    ({ row }) => row.definition.each !== undefined && 'records' in row.definition.each,
  );
  const isCode = (text: string) =>
    codeColumns.length > 0 &&
    dimensions.some(
      ({ classification, levels }) =>
        members.classificationOf(text) === classification &&
        (isSplit || levels === undefined || levels.includes(text.length)),
    );
  const byName = (text: string): { side: number; code: string } | undefined => {
    if (codeColumns.length > 0 && !isSplit) return undefined;
    for (const { classification, side, levels, members: within } of dimensions) {
      // Where codes are printed, only rows of classes may go without.
      const own = isSplit ? [3] : levels;
      const found = members.byName(classification, text, { levels: own, members: within });
      if (found !== undefined) return { side, code: isSplit ? found.code : '' };
    }
    return undefined;
  };
  return {
    isCode,
    isSplit,
    longest: Math.max(0, ...dimensions.flatMap(({ levels }) => levels ?? [])),
    namesOf: (code) => {
      const classification = members.classificationOf(code);
      const account = classification === undefined ? undefined : members.tree(classification).find(code);
      return account === undefined ? [] : [account.name, ...account.aliases];
    },
    isExact: (text) => {
      const label = normalLabel(text);
      return TOTAL.test(label) || eachs.some(({ row }) => label !== '' && row.labels.includes(label));
    },
    sideOf: (text) => {
      const label = normalLabel(text);
      if (label.length < 2) return undefined;
      const total = eachs.find(({ row }) => row.definition.total === true);
      if (TOTAL.test(label)) return total === undefined ? undefined : { side: total.side, code: '' };
      const fixed = fixedRow(eachs, label);
      if (fixed !== undefined) return { side: fixed.side, code: '' };
      const named = byName(text);
      if (named !== undefined) return named;
      return hasBodies && isBody('', compact(text)) ? { side: 0, code: '' } : undefined;
    },
  };
}

function fixedRow(
  eachs: readonly { readonly row: LayoutRow; readonly side: number }[],
  label: string,
): { readonly side: number } | undefined {
  const fixed = eachs.filter(({ row }) => row.definition.each === undefined);
  return (
    fixed.find(({ row }) => row.labels.includes(label)) ??
    fixed.find(({ row }) => row.labels.some((one) => one.length > 3 && similarity(one, label) >= ALIKE))
  );
}

/** A code printed in pieces: 208 01 09. */
function joinedCode(
  tokens: readonly Token[],
  at: number,
  { longest }: Dictionary,
): { readonly code: string; readonly pieces: number } | undefined {
  let code = tokens[at]?.text ?? '';
  if (!/^[235]\d\d$/u.test(code)) return undefined;
  let pieces = 1;
  while (code.length < longest && /^\d\d$/u.test(tokens[at + pieces]?.text ?? '')) {
    code += tokens[at + pieces]?.text ?? '';
    pieces += 1;
  }
  return code.length === longest ? { code, pieces } : undefined;
}

/** Gives each code the words of its name that stand around it; a name may be broken in two by its code. */
function nameCodes(tokens: readonly Token[], anchors: readonly Anchor[], known: Dictionary): Set<Token> {
  const used = new Set<Token>();
  const wanted = new Map(anchors.map((anchor) => [anchor, known.namesOf(anchor.codeText).map(bare)]));
  const hasRoom = (anchor: Anchor, text: string) => {
    const names = wanted.get(anchor) ?? [];
    const own = bare(textOf(anchor.names));
    return names.some(
      (name) =>
        (name.includes(text) && own.length + text.length <= name.length && !own.includes(text)) ||
        (own === '' && similarity(name, text) >= ALIKE_NAME),
    );
  };
  tokens.forEach((token, at) => {
    if (token.type !== 'text') return;
    const text = bare(token.text);
    if (text === '') return;
    const next = anchors.find((anchor) => anchor.code !== undefined && anchor.from > at);
    const before = anchors.filter((anchor) => anchor.from < at).at(-1);
    const owner = [before, next].find((anchor) => anchor !== undefined && hasRoom(anchor, text));
    if (owner === undefined) return;
    owner.names.push(token);
    owner.from = Math.min(owner.from, at);
    owner.to = Math.max(owner.to, at);
    used.add(token);
  });
  return used;
}

const ALIKE_NAME = 0.5;

function bare(text: string): string {
  return withoutEnumeration(compact(text)).replace(/[()（）]/gu, '');
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => compact(token.text)).join('');
}
