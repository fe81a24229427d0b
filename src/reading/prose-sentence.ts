import type { Coordinate } from '../facts/fact.ts';
import type { SentenceDefinition, SlotDefinition } from '../packs/definition.ts';
import { resolve } from '../packs/scope.ts';
import { parseTemplate } from '../packs/template.ts';
import { type PlainNumber, type PlainText, plainText } from './prose-text.ts';
import type { Said } from './reading.ts';

/** What a sentence definition says that a number is. */
export type Claim =
  | { readonly type: 'value'; readonly at: Coordinate }
  | {
      readonly type: 'compared';
      readonly kind: Said['kind'];
      readonly of: Coordinate;
      readonly from: Coordinate;
      readonly direction: Said['direction'];
    };

/** A sentence of a pack as a pattern over text without blanks, with what its groups mean. */
interface Pattern {
  readonly expression: RegExp;
  /** The longest of the fixed words that every text has that it fits: most are told from it by them alone. */
  readonly needs: string;
  readonly claims: readonly Claim[];
}

export interface SentenceContext {
  /** Entity, year, stage and measure of the document. */
  readonly at: Coordinate;
  readonly year: number;
  readonly variables: Readonly<Record<string, string>>;
}

type Slots = Readonly<Record<string, SlotDefinition>>;

const NUMBER = '(\\d[\\d,]*(?:\\.\\d+)?)';
const WORDS = '[^。]*?';
/** Sentences whose definitions need themselves stop here. */
const MAX_DEPTH = 4;

/** The sentence definitions of a pack, with their aliases, as patterns to read by. */
export function sentencePatterns(
  sentences: Readonly<Record<string, SentenceDefinition>>,
  context: SentenceContext,
): readonly Pattern[] {
  return Object.values(sentences).flatMap(({ text, aliases, slots }) =>
    [text, ...(aliases ?? [])].map((template): Pattern => {
      const claims: Claim[] = [];
      const source = sourceOf(template, slots ?? {}, context, claims, 0);
      return {
        expression: new RegExp(
          `(?<=^|[。;!])(?:\\d{1,2}[.、]|\\([一二三四五六七八九十]\\))?${source}`,
          'dgu',
        ),
        needs: longestLiteral(template),
        claims,
      };
    }),
  );
}

/** The numbers of a text that sentences of the pack place. A sentence counts only where it fits whole. */
export function claimsIn(plain: PlainText, patterns: readonly Pattern[]): ReadonlyMap<PlainNumber, Claim> {
  const found = new Map<PlainNumber, Claim>();
  for (const { expression, needs, claims } of patterns) {
    if (claims.length === 0 || !plain.text.includes(needs)) continue;
    for (const match of plain.text.matchAll(expression)) {
      claims.forEach((claim, index) => {
        const from = match.indices?.[index + 1]?.[0];
        const number = plain.numbers.find((one) => one.from === from && one.leftOut === undefined);
        if (number !== undefined && !found.has(number)) found.set(number, claim);
      });
    }
  }
  return found;
}

function sourceOf(
  template: string,
  slots: Slots,
  context: SentenceContext,
  claims: Claim[],
  depth: number,
): string {
  if (depth > MAX_DEPTH) return WORDS;
  return parseTemplate(template)
    .map((part) => {
      if ('text' in part) return literal(part.text);
      const slot = Object.hasOwn(slots, part.name) ? slots[part.name] : undefined;
      return slot === undefined
        ? variable(part.name, context)
        : slotSource(slot, slots, context, claims, depth);
    })
    .join('');
}

function slotSource(
  slot: SlotDefinition,
  slots: Slots,
  context: SentenceContext,
  claims: Claim[],
  depth: number,
): string {
  const at = (coordinate: Coordinate) => resolve(context, coordinate);
  if ('count' in slot && slot.count.at !== undefined) {
    claims.push({ type: 'value', at: at(slot.count.at) });
    return NUMBER;
  }
  if ('at' in slot) {
    // Words by its sign: what stands there may be a magnitude, which the grammar reads better.
    if (slot.more !== undefined || slot.less !== undefined) return WORDS;
    claims.push({ type: 'value', at: at(slot.at) });
    return NUMBER;
  }
  if ('share' in slot) {
    claims.push({
      type: 'compared',
      kind: 'share',
      of: at(slot.share.of),
      from: at(slot.share.in),
      direction: 'same',
    });
    return NUMBER;
  }
  if (!('difference' in slot) && !('ratio' in slot)) return WORDS;
  const kind = 'difference' in slot ? 'difference' : 'growth';
  const { of, from } = 'difference' in slot ? slot.difference : slot.ratio;
  const compared = { type: 'compared', kind, of: at(of), from: at(from) } as const;
  if (slot.more === undefined && slot.less === undefined) {
    claims.push({ ...compared, direction: 'more' });
    return NUMBER;
  }
  const wordings = [
    { direction: 'more', words: slot.more },
    { direction: 'less', words: slot.less },
    { direction: 'same', words: slot.same },
  ] as const;
  const alternatives = wordings.flatMap(({ direction, words }) =>
    words === undefined
      ? []
      : parseTemplate(words)
          .map((part) => {
            if ('text' in part) return literal(part.text);
            if (part.name !== '') return sourceOf(`{${part.name}}`, slots, context, claims, depth + 1);
            claims.push({ ...compared, direction });
            return NUMBER;
          })
          .join(''),
  );
  return `(?:${alternatives.join('|')})`;
}

/** The longest run of a template's own words without a slot or a stop, in the form of the text they are looked for in. */
function longestLiteral(template: string): string {
  const runs = parseTemplate(template).flatMap((part) =>
    'text' in part ? plainText(part.text).text.split(/[,;、]/u) : [],
  );
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** Fixed words, in the form of the text they are looked for in; stops may be of any kind. */
function literal(text: string): string {
  return plainText(text)
    .text.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&')
    .replace(/[,;、]/gu, '[,;、]');
}

function variable(name: string, { year, variables }: SentenceContext): string {
  if (name === 'year') return `${year}`;
  if (name === 'previousYear') return `(?:${year - 1}|上)`;
  const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return known === undefined || known === '' ? '[^,;。\\d]*?' : `(?:${literal(known)}|[^,;。\\d]*?)`;
}
