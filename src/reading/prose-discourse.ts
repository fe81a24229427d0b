import type { Place } from '../document/document.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { basePerUnit, toBase } from '../facts/measure.ts';
import type { Indicator } from '../facts/records.ts';
import { wordsSaying } from './prose-lexicon.ts';
import { type Noun, type NounContext, readNoun } from './prose-noun.ts';
import { pick, without } from './prose-place.ts';
import { ENUMERATION } from './prose-segments.ts';
import type { Claim } from './prose-sentence.ts';
import type { PlainNumber, PlainText } from './prose-text.ts';
import { type Base, baseIn, PARTS, PURPOSE, REASON } from './prose-words.ts';
import type { Said } from './reading.ts';

/** Where a paragraph stands. */
export interface Setting extends NounContext {
  /** Entity, year, stage and measure of the document. */
  readonly at: Coordinate;
  /** What the headings above say; wholes and differences are looked for inside it. */
  readonly section: Coordinate;
  /** Goals are expected here: 绩效目标, 工作保障措施. */
  readonly isGoals: boolean;
  /** Facts so far by their coordinate: differences are taken from them. */
  readonly stated: Map<string, Fact>;
  /** Function codes that the document's tables use; they decide between namesakes. */
  readonly used: ReadonlySet<string>;
  /** Wholes whose parts this paragraph goes on to list. */
  readonly carried: readonly Whole[];
  /** What the paragraph before was about: 其中 at the beginning of this one is of that. */
  readonly before: Subject | undefined;
  /** What sentences of the pack say that numbers of this paragraph are. */
  readonly claims: ReadonlyMap<PlainNumber, Claim>;
  placeOf(from: number, to: number): Place;
}

/** A coordinate whose parts follow; undefined where what they are parts of was not understood. */
export interface Whole {
  readonly at: Coordinate | undefined;
  /** It was said of revenue and expenditure alike. */
  readonly isBoth: boolean;
  readonly depth: number;
}

/** What became of one number. */
export type Outcome =
  | { readonly type: 'fact'; readonly fact: Fact }
  | { readonly type: 'said'; readonly said: Said }
  | { readonly type: 'condition' }
  /** The code of the account that is named after it. */
  | { readonly type: 'code' }
  | { readonly type: 'goal' }
  | { readonly type: 'unplaced' };

export interface ParagraphReading {
  readonly outcomes: ReadonlyMap<PlainNumber, Outcome>;
  readonly facts: readonly Fact[];
  readonly said: readonly Said[];
  readonly goals: readonly Goal[];
  /** Wholes whose parts the next paragraphs list. */
  readonly carried: readonly Whole[];
  /** What it was about, where that is one thing. */
  readonly head: Subject | undefined;
}

/** A goal said in prose: what an indicator says. */
export interface Goal extends Pick<Indicator, 'level3' | 'operator' | 'value' | 'unit'> {
  readonly place: Place;
}

/** What the last number, or a phrase without a number, was about. */
export interface Subject {
  /** Undefined where it was not understood: nothing may be said of it. */
  readonly at: Coordinate | undefined;
  readonly isBoth: boolean;
}

/** The depth of wholes that an earlier paragraph opened. */
export const CARRIED = -1;
export const UNPLACED: Outcome = { type: 'unplaced' };
export const NOTHING: Subject = { at: undefined, isBoth: false };

/**
 * What a paragraph has spoken of so far: the wholes whose parts are being listed, the subject, the topic, what a
 * comparison is against; and what was made of its numbers.
 */
export class Discourse {
  protected readonly plain: PlainText;
  protected readonly set: Setting;
  protected readonly outcomes = new Map<PlainNumber, Outcome>();
  protected readonly facts: Fact[] = [];
  protected readonly said: Said[] = [];
  protected readonly goals: Goal[] = [];
  /** Which of the two an ambiguous name of this paragraph is; worked out with the first such name. */
  private family: Family | undefined;
  protected wholes: Whole[];
  protected depth = 0;
  /** Where the segment that is read begins. */
  protected at = 0;
  /** What was spoken of before the brackets that are open. */
  private readonly outside: { readonly subject: Subject | undefined; readonly compared: Set<string> }[] = [];
  /** The last number's. */
  protected subject: Subject | undefined;
  /** What this sentence is about: its first number, before any parts. */
  protected head: Subject | undefined;
  protected previousHead: Subject | undefined;
  /** The function a numbered paragraph is about, or the noun at the head of a sentence. */
  protected topic: Subject | undefined;
  /** The paragraph is numbered: it is about what its first sentence says. */
  protected readonly isItem: boolean;
  /** A function with its path is what its whole paragraph is about. */
  protected isTopicLasting = false;
  protected base: Base | undefined;
  /** Different coordinates since the last comparison of this clause. */
  protected sinceCompared = new Set<string>();
  protected isReason = false;
  protected isPurpose = false;
  protected isSplit = false;
  /** The year at whose end, or in which, things were counted. */
  protected date: string | undefined;
  /** The year this sentence began with. */
  protected year: string | undefined;
  /** What was done with the projects that this sentence counts. */
  private work: string | undefined;
  private workHere: string | undefined;
  protected sentenceStart = true;
  /** What 由… spoke of, until 增加到. */
  protected origin: Coordinate | undefined;
  /** Characters after a number that were its noun: 个预算单位. */
  protected taken = 0;
  /** The sentence began with an amount of something unknown: what follows is likely of the same. */
  protected isForeign = false;
  /** The whole that a share of this sentence named. */
  protected sharedIn: Coordinate | undefined;
  protected bareBefore = false;
  protected heads = 0;
  protected items: Coordinate[] = [];

  constructor(plain: PlainText, setting: Setting) {
    this.plain = plain;
    this.set = setting;
    this.wholes = [...setting.carried];
    this.previousHead = setting.before;
    this.isItem = ENUMERATION.test(plain.text);
  }

  /** What a stop ends. */
  protected stop(open: string): void {
    if (open === '(') {
      this.depth += 1;
      this.outside.push({ subject: this.subject, compared: new Set(this.sinceCompared) });
    } else if (open === ')') {
      this.wholes = this.wholes.filter((whole) => whole.depth < this.depth);
      this.depth = Math.max(0, this.depth - 1);
      const outside = this.outside.pop();
      this.subject = outside?.subject;
      this.sinceCompared = outside?.compared ?? new Set();
      this.isReason = false;
    } else if (/[。;!?]/u.test(open)) {
      this.isSplit = false;
      this.isPurpose = false;
      this.sinceCompared.clear();
      if (open !== ';') this.endSentence();
    }
    if (open !== '、') this.bareBefore = false;
  }

  private endSentence(): void {
    if (this.head !== undefined) this.previousHead = this.head;
    this.head = undefined;
    this.heads = 0;
    this.wholes = [];
    this.items = [];
    this.date = undefined;
    this.year = undefined;
    this.isReason = false;
    this.isForeign = false;
    this.sharedIn = undefined;
    this.sentenceStart = true;
    if (!this.isTopicLasting) this.topic = undefined;
  }

  /** 其中 and its like: parts of what was said last follow. Returns how many characters that took. */
  protected openParts(text: string): number {
    const bullet = /^(?:[一二三四五六七八九十]是|-)/u.exec(text)?.[0].length ?? 0;
    let rest = text.slice(bullet);
    let taken = bullet;
    for (let found = PARTS.exec(rest); found !== null; found = PARTS.exec(rest)) {
      if (found[0] === '含' && this.depth === 0) break;
      const of = this.spoken();
      this.pushWhole(of);
      this.isPurpose = false;
      taken += found[0].length;
      rest = rest.slice(found[0].length);
    }
    if (taken > bullet) this.sentenceStart = false;
    return taken;
  }

  /** What parts that follow are parts of: what this sentence said last, or what the one before was about. */
  protected spoken(): Subject | undefined {
    if (this.depth > 0 || this.items.length > 0) return this.subject ?? this.topic;
    return this.topic ?? this.previousHead;
  }

  /** Whether parts of something are being listed in this sentence. */
  protected isListing(): boolean {
    return this.wholes.some((whole) => whole.depth !== CARRIED);
  }

  protected pushWhole(of: Subject | undefined): void {
    const inner = this.wholes.at(-1);
    if (of === undefined && inner !== undefined) return;
    const whole: Whole = { at: of?.at, isBoth: of?.isBoth ?? false, depth: this.depth };
    const isSame =
      inner?.at !== undefined &&
      whole.at !== undefined &&
      coordinateKey(inner.at) === coordinateKey(whole.at);
    if (!isSame) this.wholes.push(whole);
    this.sinceCompared.clear();
  }

  /** What a segment says for those after it, whether or not it has a number. */
  protected note(text: string, hasNumber: boolean): void {
    if (REASON.test(text)) this.isReason = !/^[一二三四五六七八九十]是/u.test(text) || this.isReason;
    if (PURPOSE.test(text)) this.isPurpose = true;
    if (/分别/u.test(text)) this.isSplit = true;
    const base = baseIn(text);
    if (base !== undefined && !this.isReason) this.base = base;
    const mayWork = wordsSaying('performanceWork', this.set.lexicon).some((word) => text.includes(word));
    const performanceWork = mayWork ? this.noun(text, 'count').says.performanceWork : undefined;
    this.workHere = performanceWork;
    if (performanceWork !== undefined) this.work = performanceWork;
    const date =
      /(?:截至|截止)?(20\d{2})年(?:末|底|期末|\d{1,2}月(?:\d{1,2}日|底|末)?)|(上年)(?:度|期)?(?:末|底|12月)/u.exec(
        text,
      );
    if (date !== null && base === undefined) this.date = date[1] ?? String(this.ownYear() - 1);
    if (!hasNumber && base === undefined) {
      const year = /^(20\d{2})年(?:度)?$/u.exec(text)?.[1];
      if (year !== undefined) this.year = year;
    }
  }

  /** The projects that were counted last, or whose management this sentence is about. */
  protected worked(): Coordinate | undefined {
    const of = this.subject?.at;
    if (of?.performanceWork !== undefined) return pick(of, ['performanceWork', 'kind']);
    return this.work === undefined ? undefined : { performanceWork: this.work };
  }

  protected isBothSubject(): boolean {
    return (this.topic ?? this.subject)?.isBoth ?? false;
  }

  protected ownYear(): number {
    return Number(this.set.at.year);
  }

  protected familyHere(): Family {
    this.family ??= familyOf(this.plain.text, this.set);
    return this.family;
  }

  /** The other year's value: this year's less the printed difference, as exact as the coarser of the two. */
  protected derive(said: Said): void {
    const fact = this.set.stated.get(coordinateKey(said.of));
    if (fact === undefined || this.set.stated.has(coordinateKey(said.from))) return;
    const isCoarser =
      basePerUnit(said.unit) * 10n ** BigInt(fact.decimals) >
      basePerUnit(fact.unit) * 10n ** BigInt(said.decimals);
    const { unit, decimals } = isCoarser ? said : fact;
    const value = said.direction === 'more' ? fact.value - said.value : fact.value + said.value;
    if (value < 0n) return;
    this.facts.push({ at: said.from, value, unit, decimals, status: 'derived', place: said.place });
  }

  protected say(
    number: PlainNumber,
    kind: Said['kind'],
    of: Coordinate,
    from: Coordinate,
    direction: Said['direction'],
  ): Outcome {
    const value = number.value === undefined ? undefined : toBase(number.value, number.unit);
    if (value === undefined || number.value === undefined) return UNPLACED;
    const said: Said = {
      kind,
      of,
      from,
      direction,
      value,
      unit: number.unit,
      decimals: number.value.decimals,
      place: this.placeOf(number),
    };
    this.said.push(said);
    return { type: 'said', said };
  }

  protected fact(number: PlainNumber, at: Coordinate, isBoth: boolean): Outcome {
    const unit = number.unit === '' ? '万元' : number.unit;
    const value = number.value === undefined ? undefined : toBase(number.value, unit);
    if (value === undefined || number.value === undefined) return this.lost();
    const status = value === 0n ? 'zero' : 'printed';
    const flows = isBoth ? ['totalOut', 'totalIn'] : [undefined];
    const facts = flows.map(
      (flow): Fact => ({
        at: flow === undefined ? at : { ...at, flow },
        value,
        unit,
        decimals: number.value?.decimals ?? 0,
        status,
        place: this.placeOf(number),
      }),
    );
    for (const fact of facts) {
      this.facts.push(fact);
      this.set.stated.set(coordinateKey(fact.at), fact);
    }
    const subject = { at, isBoth };
    this.subject = subject;
    this.items.push(at);
    if (at.measure === 'amount') this.sinceCompared.add(coordinateKey(without(at, ['year', 'stage'])));
    if (!this.isListing()) {
      this.heads += 1;
      if (this.heads === 1) this.head = subject;
      else if (
        coordinateKey(without(this.head?.at ?? {}, ['year', 'stage'])) ===
        coordinateKey(without(at, ['year', 'stage']))
      )
        this.head = subject;
      // The money of the projects that were counted: they are still what the sentence is about.
      else if (at.performanceWork !== undefined && at.performanceWork === this.head?.at?.performanceWork)
        return this.placed(facts);
      else this.head = NOTHING;
    }
    if (at.function !== undefined && this.topic === undefined && this.facts.length === facts.length) {
      this.topic = subject;
      this.isTopicLasting = true;
    }
    return this.placed(facts);
  }

  private placed([fact]: readonly Fact[]): Outcome {
    return fact === undefined ? UNPLACED : { type: 'fact', fact };
  }

  /** A number that was not understood: nothing after it may be said of what came before it. */
  protected lost(): Outcome {
    this.subject = NOTHING;
    this.work = this.workHere;
    this.sinceCompared.add('');
    if (!this.isListing()) this.head = NOTHING;
    return UNPLACED;
  }

  protected noun(phrase: string, measure = 'amount'): Noun {
    const inner = this.wholes.at(-1)?.at;
    const at = { ...this.set.at, ...without(this.set.section, ['flow']), ...inner, measure };
    return readNoun(phrase, at, this.sentenceStart, this.set);
  }

  protected placeOf(number: PlainNumber): Place {
    return this.set.placeOf(number.original.from, number.original.end);
  }
}

/** Functions or economic classes. */
type Family = 'functions' | 'economics' | 'unknown';

/** Which classification a paragraph's unmistakable names belong to. */
function familyOf(text: string, setting: Setting): Family {
  let functions = 0;
  let economics = 0;
  for (const piece of text.split(/[,;:。、()\d]/u)) {
    if (piece.length < 3) continue;
    const noun = readNoun(piece.replace(/^(?:其中|包括|主要包括|主要用于|用于)+/u, ''), {}, false, setting);
    if (noun.functions.length > 0 && noun.economics.length === 0) functions += 1;
    if (noun.economics.length > 0 && noun.functions.length === 0) economics += 1;
  }
  if (functions > 0 && economics === 0) return 'functions';
  return economics > 0 && functions === 0 ? 'economics' : 'unknown';
}
