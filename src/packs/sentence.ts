import type { Coordinate } from '../facts/fact.ts';
import { attributeOf } from './attributes.ts';
import type { SentenceDefinition, SlotDefinition } from './definition.ts';
import { type Evaluated, evaluateCell, type Format } from './evaluate.ts';
import { turnsOf } from './repeat.ts';
import { resolve, type Scope } from './scope.ts';
import { chineseNumber, parseTemplate } from './template.ts';

/** A piece of a sentence: fixed words, or what a slot came to. */
export interface Fragment {
  readonly text: string;
  /** Set where the text is what a slot came to. */
  readonly from?: Evaluated;
}

type Slots = Readonly<Record<string, SlotDefinition>>;

/** In sentences a zero is said, not left blank. */
export function sentenceFormat(scope: Scope): Format {
  const { unit, decimals, grouped } = scope.pack;
  return { unit, decimals, grouped, zero: 'zero' };
}

/** A sentence here, or undefined where its condition does not hold. */
export function evaluateSentence(
  sentence: SentenceDefinition,
  scope: Scope,
): readonly Fragment[] | undefined {
  if (sentence.when !== undefined) {
    const value = scope.cube.value(resolve(scope, sentence.when.at));
    const isZero = value.known && value.value === 0n;
    if (isZero !== (sentence.when.not === true)) return undefined;
  }
  return fillTemplate(sentence.text, scope, sentence.slots ?? {});
}

/** Fills a template without slots into one text. */
export function fillText(
  template: string,
  scope: Scope,
  more: Readonly<Record<string, string>> = {},
): string {
  return fillTemplate(template, { ...scope, variables: { ...scope.variables, ...more } })
    .map((fragment) => fragment.text)
    .join('');
}

/** Fills a template; names are slots first, then variables, then attributes. */
export function fillTemplate(
  template: string,
  scope: Scope,
  slots: Slots = {},
  format: Format = sentenceFormat(scope),
  at: Coordinate = {},
): readonly Fragment[] {
  return parseTemplate(template).flatMap((part): readonly Fragment[] => {
    if ('text' in part) return [{ text: part.text }];
    const slot = Object.hasOwn(slots, part.name) ? slots[part.name] : undefined;
    if (slot !== undefined) return evaluateSlot(slot, scope, slots, format, at);
    return [{ text: variable(part.name, scope) }];
  });
}

function variable(name: string, scope: Scope): string {
  if (name === 'year') return String(scope.year);
  if (name === 'previousYear') return String(scope.year - 1);
  const own = Object.hasOwn(scope.variables, name) ? scope.variables[name] : undefined;
  if (own !== undefined) return own;
  if (name === 'unit') return scope.pack.unit;
  const value = attributeOf(name, scope);
  return value?.type === 'text' ? value.text : '';
}

function evaluateSlot(
  slot: SlotDefinition,
  scope: Scope,
  slots: Slots,
  format: Format,
  at: Coordinate,
): readonly Fragment[] {
  if ('list' in slot) return evaluateList(slot.list, scope, format, at);
  if ('count' in slot) return [{ text: String(turnsOf(slot.count.each, at, scope).length) }];
  const evaluated =
    'text' in slot
      ? inSentence(evaluateCell(slot, at, scope, format))
      : evaluateCell(slot, at, scope, format);
  const worded = evaluated.type === 'number' ? wordingOf(slot, evaluated.text, evaluated.status) : undefined;
  if (evaluated.type === 'words' || worded === undefined) return [{ text: evaluated.text, from: evaluated }];
  const magnitude: Fragment = { text: evaluated.text.replace(/^-/u, ''), from: evaluated };
  return parseTemplate(worded).flatMap((part): readonly Fragment[] => {
    if ('name' in part && part.name === '') return [magnitude];
    if ('text' in part) return [{ text: part.text }];
    return fillTemplate(`{${part.name}}`, scope, slots, format, at);
  });
}

/** A text within a sentence: its lines run on, and the stop at its end is the sentence's own. */
function inSentence(content: Evaluated): Evaluated {
  if (content.type !== 'words') return content;
  const lines = content.text.split('\n').map((line) => line.trim());
  const text = lines
    .map((line, index) =>
      index < lines.length - 1 && !/[。；;，,、：:！？]$/u.test(line) ? `${line}；` : line,
    )
    .join('');
  return { ...content, text: text.replace(/[。．.；;，,、\s]+$/u, '') };
}

/** 增加…, 减少…, or 持平: the words for the sign of what is printed; `{}` is its magnitude. */
function wordingOf(slot: SlotDefinition, printed: string, status: string): string | undefined {
  if (status === 'unknown' || !('at' in slot || 'difference' in slot || 'ratio' in slot)) return undefined;
  // What rounds to 0.00 is printed as unchanged: nobody writes 增加0.00万元.
  if (status === 'zero' || status === 'blank' || status === 'dash') return slot.same;
  return printed.startsWith('-') ? slot.less : slot.more;
}

function evaluateList(
  list: Extract<SlotDefinition, { list: unknown }>['list'],
  scope: Scope,
  format: Format,
  at: Coordinate,
): readonly Fragment[] {
  const turns = turnsOf(list.each, at, scope);
  if (turns.length === 0) return [{ text: list.empty ?? '' }];
  const shown = turns.slice(0, list.most ?? turns.length);
  const items = shown.flatMap((turn, index): readonly Fragment[] => {
    const variables = {
      ...turn.scope.variables,
      ...turnVariables(index + 1, turn.code, turn.name, turn.above),
    };
    const item = fillTemplate(list.item, { ...turn.scope, variables }, list.slots ?? {}, format, {
      ...at,
      ...turn.at,
    });
    return index === 0 ? item : [{ text: list.separator }, ...item];
  });
  return shown.length < turns.length && list.more !== undefined ? [...items, { text: list.more }] : items;
}

/** The variables of one turn of a repetition; `above` are the names of the codes above its own, by their length. */
export function turnVariables(
  n: number,
  code: string,
  name: string,
  above: ReadonlyMap<number, string> = new Map(),
): Readonly<Record<string, string>> {
  const names = [...above].map(([length, one]) => [`name.${length}`, one]);
  return { ...Object.fromEntries(names), n: String(n), cn: chineseNumber(n), code, name };
}
