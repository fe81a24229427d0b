import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { basePerUnit, toBase } from '../facts/measure.ts';
import type { Indicator } from '../facts/records.ts';
import { isMoneyUnit } from '../money/amount.ts';
import { narrow } from './phrase.ts';
import { entriesAt, wordsSaying } from './prose-lexicon.ts';
import { type Noun, type NounContext, readNoun } from './prose-noun.ts';
import {
  activityIn,
  COUNTED,
  countedWords,
  crosses,
  hasDomain,
  headOf,
  isEmpty,
  isPlain,
  pick,
  totalFor,
  without,
} from './prose-place.ts';
import { ENUMERATION, type Segment, segmentsOf } from './prose-segments.ts';
import type { Claim } from './prose-sentence.ts';
import type { PlainNumber, PlainText } from './prose-text.ts';
import {
  type Base,
  baseIn,
  directionAt,
  goalBefore,
  OPENING,
  PARTS,
  PURPOSE,
  REASON,
  saysSame,
  stageIn,
  THRESHOLD,
} from './prose-words.ts';
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

const LEVELS = /\((?:类|款|项)\)/u;
/** 支出决算为: a stage and nothing else; it goes on about what was named before. */
const BARE =
  /^(?=.*(?:预算|决算|执行))(?:其?本年)?(?:支出|收入)?(?:年初|调整|全年)?(?:预算|决算|执行)数?(?:安排)?(?:为|是|共)?$/u;
/** The depth of wholes that an earlier paragraph opened. */
const CARRIED = -1;
/** 比2023年的: the number that follows is the other year's. */
const BASE_ALONE =
  /^(?:20\d{2}年|上一?年|去年)度?的?(?:年初|当年)?(?:预算|决算|执行|预算执行|完成)?数?的?为?$/u;
/** Dimensions in which the numbers of one subject differ. */
const TIME: ReadonlySet<string> = new Set(['measure', 'year', 'stage']);
const UNPLACED: Outcome = { type: 'unplaced' };
const NOTHING: Subject = { at: undefined, isBoth: false };

/** Reads one paragraph: every number that its words place, what they compare, and what stays open. */
export function readParagraph(plain: PlainText, setting: Setting): ParagraphReading {
  const reader = new Reader(plain, setting);
  return reader.read();
}

class Reader {
  readonly #plain: PlainText;
  readonly #set: Setting;
  readonly #outcomes = new Map<PlainNumber, Outcome>();
  readonly #facts: Fact[] = [];
  readonly #said: Said[] = [];
  readonly #goals: Goal[] = [];
  /** Which of the two an ambiguous name of this paragraph is; worked out with the first such name. */
  #family: Family | undefined;
  #wholes: Whole[];
  #depth = 0;
  /** Where the segment that is read begins. */
  #at = 0;
  /** What was spoken of before the brackets that are open. */
  readonly #outside: { readonly subject: Subject | undefined; readonly compared: Set<string> }[] = [];
  /** The last number's. */
  #subject: Subject | undefined;
  /** What this sentence is about: its first number, before any parts. */
  #head: Subject | undefined;
  #previousHead: Subject | undefined;
  /** The function a numbered paragraph is about, or the noun at the head of a sentence. */
  #topic: Subject | undefined;
  /** The paragraph is numbered: it is about what its first sentence says. */
  readonly #isItem: boolean;
  /** A function with its path is what its whole paragraph is about. */
  #isTopicLasting = false;
  #base: Base | undefined;
  /** Different coordinates since the last comparison of this clause. */
  #sinceCompared = new Set<string>();
  #isReason = false;
  #isPurpose = false;
  #isSplit = false;
  /** The year at whose end, or in which, things were counted. */
  #date: string | undefined;
  /** The year this sentence began with. */
  #year: string | undefined;
  /** What was done with the projects that this sentence counts. */
  #work: string | undefined;
  #workHere: string | undefined;
  #sentenceStart = true;
  /** What 由… spoke of, until 增加到. */
  #origin: Coordinate | undefined;
  /** Characters after a number that were its noun: 个预算单位. */
  #taken = 0;
  /** The sentence began with an amount of something unknown: what follows is likely of the same. */
  #isForeign = false;
  /** The whole that a share of this sentence named. */
  #sharedIn: Coordinate | undefined;
  #bareBefore = false;
  #heads = 0;
  #items: Coordinate[] = [];

  constructor(plain: PlainText, setting: Setting) {
    this.#plain = plain;
    this.#set = setting;
    this.#wholes = [...setting.carried];
    this.#previousHead = setting.before;
    this.#isItem = ENUMERATION.test(plain.text);
  }

  read(): ParagraphReading {
    const segments = segmentsOf(this.#plain);
    for (const segment of segments) this.#segment(segment);
    const last = segments.findLast((segment) => segment.to > segment.from);
    const opens =
      last !== undefined && (last.close === ':' || OPENING.test(this.#plain.text.slice(last.from, last.to)));
    return {
      outcomes: this.#outcomes,
      facts: this.#facts,
      said: this.#said,
      goals: this.#goals,
      carried: opens ? this.#wholes.map((whole) => ({ ...whole, depth: CARRIED })) : [],
      head: this.#head ?? this.#previousHead,
    };
  }

  #segment(segment: Segment): void {
    this.#stop(segment.open);
    this.#at = segment.from;
    const text = this.#plain.text.slice(segment.from, segment.to);
    const isNextReason = /^(?:[二三四五六七八九十]是|\(?\d)/u.test(text);
    if (segment.open === ';' && !isNextReason) this.#isReason = false;
    const numbers = this.#plain.numbers.filter(
      (number) => number.leftOut === undefined && number.from >= segment.from && number.to <= segment.to,
    );
    const number = segment.open === '' ? (ENUMERATION.exec(text)?.[0].length ?? 0) : 0;
    const offset = number + this.#openParts(text.slice(number));
    let from = segment.from + offset;
    this.#note(text.slice(offset), numbers.length > 0);
    if (numbers.length === 0) {
      this.#words(text.slice(offset), segment);
      return;
    }
    let cut = '';
    numbers.forEach((number, index) => {
      const lead = cut + this.#plain.text.slice(from, number.from);
      const next = numbers[index + 1];
      const tail = this.#plain.text.slice(number.end, next === undefined ? segment.to : next.from);
      const outcome = this.#number(number, lead, tail);
      this.#outcomes.set(number, outcome);
      cut = outcome.type === 'condition' ? lead : '';
      from = number.end + this.#taken;
      this.#taken = 0;
      if (outcome.type !== 'condition' && outcome.type !== 'code') this.#sentenceStart = false;
    });
    const last = numbers.at(-1);
    const rest = last === undefined ? '' : this.#plain.text.slice(last.end, segment.to);
    if (rest !== '') this.#words(rest, segment);
    this.#bareBefore = false;
  }

  /** What a stop ends. */
  #stop(open: string): void {
    if (open === '(') {
      this.#depth += 1;
      this.#outside.push({ subject: this.#subject, compared: new Set(this.#sinceCompared) });
    } else if (open === ')') {
      this.#wholes = this.#wholes.filter((whole) => whole.depth < this.#depth);
      this.#depth = Math.max(0, this.#depth - 1);
      const outside = this.#outside.pop();
      this.#subject = outside?.subject;
      this.#sinceCompared = outside?.compared ?? new Set();
      this.#isReason = false;
    } else if (/[。;!?]/u.test(open)) {
      this.#isSplit = false;
      this.#isPurpose = false;
      this.#sinceCompared.clear();
      if (open !== ';') this.#endSentence();
    }
    if (open !== '、') this.#bareBefore = false;
  }

  #endSentence(): void {
    if (this.#head !== undefined) this.#previousHead = this.#head;
    this.#head = undefined;
    this.#heads = 0;
    this.#wholes = [];
    this.#items = [];
    this.#date = undefined;
    this.#year = undefined;
    this.#isReason = false;
    this.#isForeign = false;
    this.#sharedIn = undefined;
    this.#sentenceStart = true;
    if (!this.#isTopicLasting) this.#topic = undefined;
  }

  /** 其中 and its like: parts of what was said last follow. Returns how many characters that took. */
  #openParts(text: string): number {
    const bullet = /^(?:[一二三四五六七八九十]是|-)/u.exec(text)?.[0].length ?? 0;
    let rest = text.slice(bullet);
    let taken = bullet;
    for (let found = PARTS.exec(rest); found !== null; found = PARTS.exec(rest)) {
      if (found[0] === '含' && this.#depth === 0) break;
      const of = this.#spoken();
      this.#pushWhole(of);
      this.#isPurpose = false;
      taken += found[0].length;
      rest = rest.slice(found[0].length);
    }
    if (taken > bullet) this.#sentenceStart = false;
    return taken;
  }

  /** What parts that follow are parts of: what this sentence said last, or what the one before was about. */
  #spoken(): Subject | undefined {
    if (this.#depth > 0 || this.#items.length > 0) return this.#subject ?? this.#topic;
    return this.#topic ?? this.#previousHead;
  }

  /** Whether parts of something are being listed in this sentence. */
  #isListing(): boolean {
    return this.#wholes.some((whole) => whole.depth !== CARRIED);
  }

  #pushWhole(of: Subject | undefined): void {
    const inner = this.#wholes.at(-1);
    if (of === undefined && inner !== undefined) return;
    const whole: Whole = { at: of?.at, isBoth: of?.isBoth ?? false, depth: this.#depth };
    const isSame =
      inner?.at !== undefined &&
      whole.at !== undefined &&
      coordinateKey(inner.at) === coordinateKey(whole.at);
    if (!isSame) this.#wholes.push(whole);
    this.#sinceCompared.clear();
  }

  /** What a segment says for those after it, whether or not it has a number. */
  #note(text: string, hasNumber: boolean): void {
    if (REASON.test(text)) this.#isReason = !/^[一二三四五六七八九十]是/u.test(text) || this.#isReason;
    if (PURPOSE.test(text)) this.#isPurpose = true;
    if (/分别/u.test(text)) this.#isSplit = true;
    const base = baseIn(text);
    if (base !== undefined && !this.#isReason) this.#base = base;
    const mayWork = wordsSaying('performanceWork', this.#set.lexicon).some((word) => text.includes(word));
    const performanceWork = mayWork ? this.#noun(text, 'count').says.performanceWork : undefined;
    this.#workHere = performanceWork;
    if (performanceWork !== undefined) this.#work = performanceWork;
    const date =
      /(?:截至|截止)?(20\d{2})年(?:末|底|期末|\d{1,2}月(?:\d{1,2}日|底|末)?)|(上年)(?:度|期)?(?:末|底|12月)/u.exec(
        text,
      );
    if (date !== null && base === undefined) this.#date = date[1] ?? String(this.#ownYear() - 1);
    if (!hasNumber && base === undefined) {
      const year = /^(20\d{2})年(?:度)?$/u.exec(text)?.[1];
      if (year !== undefined) this.#year = year;
    }
  }

  /** Words without a number of their own. */
  #words(text: string, segment: Segment): void {
    if (text === '' || /^[\d.()一二三四五六七八九十]*$/u.test(text)) return;
    if (this.#isReason || /^[按从][^,]*(?:分类?|划分|科目|来?看)$/u.test(text)) return;
    const base = baseIn(text);
    if (saysSame(text)) {
      this.#same(text, base, segment);
      return;
    }
    if (base !== undefined) return;
    const opens = OPENING.exec(text);
    const listed = opens === null ? text : text.slice(0, opens.index);
    const phrase = listed.replace(/(?:之?中|方面|来看|看)$/u, '');
    const noun = this.#noun(phrase);
    const isKnown =
      noun.unknown.length === 0 &&
      !noun.isTorn &&
      (Object.keys(noun.says).length > 0 || noun.isPath || noun.isBoth);
    const isName = !LEVELS.test(phrase) || noun.isPath;
    const at = isKnown && isName && !this.#isPurpose ? this.#compose(noun, 'amount') : undefined;
    if (at !== undefined) {
      const subject = { at, isBoth: noun.isBoth };
      if (phrase !== listed) {
        this.#wholes = [{ ...subject, depth: this.#depth }];
      } else if (segment.open !== '、' && (noun.isPath || this.#sentenceStart || segment.open === '')) {
        this.#topic = subject;
        this.#isTopicLasting = noun.isPath;
        this.#sentenceStart = false;
      }
    } else if (noun.unknown.length > 0 || noun.isTorn || noun.isPath || LEVELS.test(phrase)) {
      // Something that is not understood: what follows without a noun may be about it.
      if (this.#sentenceStart && !this.#isPurpose) {
        this.#topic = NOTHING;
        this.#isTopicLasting = LEVELS.test(phrase) || this.#isItem;
      }
      this.#sentenceStart = false;
    }
    const isLabel = segment.close === ':' && /\d/u.test(this.#plain.text.charAt(segment.to + 1));
    if (isLabel && at !== undefined) this.#topic = { at, isBoth: noun.isBoth };
    else if (opens !== null || segment.close === ':') {
      const projects = /项目有$/u.test(text) ? this.#projects() : undefined;
      const spoken = at === undefined ? this.#spoken() : { at, isBoth: noun.isBoth };
      const isUnknown = at === undefined && noun.unknown.length > 0;
      if (spoken?.at !== undefined || isUnknown || projects !== undefined)
        this.#pushWhole(projects ?? spoken);
    }
    this.#bareBefore = segment.close === '、' && /\p{L}/u.test(phrase);
  }

  #projects(): Subject {
    const kind = this.#subject?.at?.kind === undefined ? { kind: 'project' } : {};
    const at = this.#subject?.at ?? { ...this.#set.at, flow: 'expenditure' };
    return { at: { ...at, ...kind }, isBoth: false };
  }

  #number(number: PlainNumber, lead: string, tail: string): Outcome {
    const { value, unit } = number;
    const claim = value === undefined ? undefined : this.#set.claims.get(number);
    if (claim !== undefined) return this.#claimed(number, claim);
    if (value === undefined || /[-−–—]$/u.test(lead)) return this.#lost();
    if (unit === '' && this.#isCode(number)) return { type: 'code' };
    if (isMoneyUnit(unit) && THRESHOLD.test(tail)) return { type: 'condition' };
    if (this.#isSplit) return this.#lost();
    const goal = this.#goal(number, lead, tail);
    if (goal !== undefined) return goal;
    if (/^(?:及|\(含\))?以[上下内]|^左右|^多/u.test(tail)) return this.#lost();
    if (this.#isReason) return UNPLACED;
    if (unit === '%') return this.#percent(number, lead);
    const directed = directionAt(lead);
    if (directed !== undefined) {
      if (!isMoneyUnit(unit)) return UNPLACED;
      return this.#compared(number, 'difference', lead.slice(0, directed.from), directed.direction);
    }
    const moved = isMoneyUnit(unit) ? this.#moved(number, lead) : undefined;
    if (moved !== undefined) return moved;
    if (/[由从]$/u.test(lead) || /(?:增|减|提高|下降|降低|增长)[加少]?[到至]$/u.test(lead))
      return this.#lost();
    if (/[达不](?:低于|高于|超过|少于)$|(?:以上|左右)$/u.test(lead) || /^以[上下内]|^左右|^多/u.test(tail))
      return this.#lost();
    const zero = unit === '' && value.digits === 0n;
    if (isMoneyUnit(unit) || zero) return this.#amount(number, lead);
    return this.#counted(number, lead, tail);
  }

  #isCode({ from, end }: PlainNumber): boolean {
    const code = this.#plain.text.slice(from, end);
    return entriesAt(this.#set.lexicon, this.#plain.text, end).some(
      ({ functions, economics }) => functions.includes(code) || economics.includes(code),
    );
  }

  #claimed(number: PlainNumber, claim: Claim): Outcome {
    if (claim.type === 'value') return this.#fact(number, claim.at, false);
    const said = this.#say(number, claim.kind, claim.of, claim.from, claim.direction);
    if (claim.kind === 'difference' && said.type === 'said') this.#derive(said.said);
    return said;
  }

  /** 由上年的280万元增加到300万元: what it was, and what it is. */
  #moved(number: PlainNumber, lead: string): Outcome | undefined {
    const start = /^(.*?)[由从]((?:20\d{2}年|上一?年|去年)[^,]*)$/u.exec(lead);
    if (start !== null) {
      const of = this.#spokenOf(start[1] ?? '');
      const year = /20\d{2}/u.exec(start[2] ?? '')?.[0] ?? String(this.#ownYear() - 1);
      if (of?.at === undefined || of.isBoth) return this.#lost();
      const outcome = this.#fact(
        number,
        { ...of.at, year, stage: stageIn(start[2] ?? '') ?? of.at.stage ?? 'budget' },
        false,
      );
      this.#origin = of.at;
      return outcome;
    }
    const base = baseIn(lead);
    if (base?.to === lead.length && BASE_ALONE.test(base.words)) {
      const of = this.#spokenOf(lead.slice(0, base.from));
      const from = of?.at === undefined || of.isBoth ? undefined : this.#fromBase(of.at, base);
      if (of === undefined || from === undefined) return this.#lost();
      const head = this.#head;
      const outcome = this.#fact(number, from, false);
      this.#subject = of;
      this.#head = head;
      return outcome;
    }
    const isEnd = /^(?:增加|增长|提高|上升|减少|下降|降低|调整|变)[到至为]/u.test(lead);
    if (!isEnd || this.#origin === undefined) return undefined;
    const at = this.#origin;
    this.#origin = undefined;
    return this.#fact(number, at, false);
  }

  #amount(number: PlainNumber, lead: string): Outcome {
    if (this.#bareBefore || /等$/u.test(lead)) return this.#lost();
    const isOfWork =
      /涉及/u.test(lead) || (/^资金/u.test(lead) && this.#subject?.at?.performanceWork !== undefined);
    if (isOfWork) {
      const work = this.#worked();
      const { says, unknown } = this.#noun(lead.replace(/涉及项目/u, '涉及'));
      if (work === undefined || unknown.length > 0) return this.#lost();
      return this.#fact(
        number,
        { ...this.#set.at, ...pick(says, ['source']), ...work, flow: 'expenditure' },
        false,
      );
    }
    const noun = this.#noun(lead);
    if (this.#sentenceStart && !this.#isListing()) this.#isForeign = noun.unknown.length > 0;
    if (this.#isForeign && !this.#isListing()) return this.#lost();
    if (number.unit === '' && isEmpty(noun) && !/为$/u.test(lead)) return this.#lost();
    const at =
      this.#isPurpose && (noun.unknown.length > 0 || isEmpty(noun))
        ? undefined
        : (this.#projectOf(lead, noun) ?? this.#place(noun, lead, 'amount'));
    if (at === undefined) return this.#lost();
    return this.#fact(number, at, noun.isBoth || (isEmpty(noun) && this.#isBothSubject()));
  }

  /** The projects that were counted last, or whose management this sentence is about. */
  #worked(): Coordinate | undefined {
    const of = this.#subject?.at;
    if (of?.performanceWork !== undefined) return pick(of, ['performanceWork', 'kind']);
    return this.#work === undefined ? undefined : { performanceWork: this.#work };
  }

  #isBothSubject(): boolean {
    return (this.#topic ?? this.#subject)?.isBoth ?? false;
  }

  /** The coordinate of a value: what its noun says where it stands, or what is spoken of where it says nothing. */
  #place(noun: Noun, lead: string, measure: string): Coordinate | undefined {
    if (noun.unknown.length > 0 || noun.isTorn) return undefined;
    let at: Coordinate | undefined;
    const isBare = BARE.test(lead);
    const goesOn =
      isBare && (this.#topic !== undefined || (this.#subject !== undefined && !this.#sentenceStart));
    const isFlow = Object.keys(noun.says).every((dimension) => dimension === 'flow') && !noun.isBoth;
    const isOfSection = isFlow && isPlain(noun) && hasDomain(this.#set.section) && this.#wholes.length === 0;
    if (isEmpty(noun) || goesOn || isOfSection) {
      if (!/\p{L}/u.test(lead) && this.#facts.length === 0 && this.#topic === undefined) return undefined;
      const isSum = noun.isTotal && isEmpty(noun) && this.#items.length > 1;
      at = isSum ? this.#sum() : this.#silent(isBare);
      if (isSum) this.#heads = 0;
    } else at = this.#compose(noun, measure);
    const isAnything = noun.isBoth || at?.flow !== undefined || at?.asset !== undefined;
    return at === undefined || (!isAnything && !this.#isBothSubject()) ? undefined : this.#timed(at, lead);
  }

  /** A number without a noun is about the topic of its paragraph or sentence, or what the section is about. */
  #silent(isBare = false): Coordinate | undefined {
    const subject = this.#subject?.at;
    const topic = this.#topic;
    // A sentence that names something else goes on about that, not about what the paragraph began with.
    const isElsewhere =
      subject !== undefined &&
      Object.entries(topic?.at ?? {}).some(
        ([dimension, member]) => !TIME.has(dimension) && subject[dimension] !== member,
      );
    if (topic !== undefined && !(isBare && isElsewhere && !this.#sentenceStart)) return topic.at;
    if (isBare && subject?.measure === 'amount' && !this.#sentenceStart) return subject;
    if (this.#wholes.length > 0) return undefined;
    if (this.#subject !== undefined)
      return this.#sinceCompared.size <= 1 && subject?.measure === 'amount' ? subject : undefined;
    if (this.#previousHead !== undefined && this.#facts.length > 0) return undefined;
    const { section, at } = this.#set;
    return Object.keys(section).some((dimension) => dimension !== 'flow' && dimension !== 'year')
      ? { ...at, flow: 'expenditure', ...section }
      : undefined;
  }

  /** 共计 after this year's revenue and what was brought forward: all that came in. */
  #sum(): Coordinate | undefined {
    const flows = this.#items.map((item) => item.flow);
    const [first] = this.#items;
    if (first === undefined || this.#items.length !== 2) return undefined;
    const isIn =
      flows.includes('revenue') &&
      flows.some((flow) => flow === 'broughtForward' || flow === 'carriedForwardIn');
    const isOut =
      flows.includes('expenditure') &&
      flows.some((flow) => flow === 'setAside' || flow === 'carriedForwardOut');
    if (isIn) return { ...first, flow: 'totalIn' };
    return isOut ? { ...first, flow: 'totalOut' } : undefined;
  }

  /** The finest whole in which the noun makes sense, narrowed by it; else the section, else the document. */
  #compose(noun: Noun, measure: string): Coordinate | undefined {
    const account = this.#account(noun);
    if (account === undefined) return undefined;
    const own: Coordinate = {
      ...(Object.keys(account).length > 0 && noun.says.flow === undefined ? { flow: 'expenditure' } : {}),
      ...noun.says,
      ...account,
      ...(noun.entity === undefined ? {} : { entity: noun.entity }),
    };
    const says = noun.isBoth ? without(own, ['flow']) : this.#withCarryOver(own);
    const { space, at, section } = this.#set;
    for (const whole of [...this.#wholes].reverse()) {
      if (whole.at === undefined) return undefined;
      const base = whole.isBoth ? without(whole.at, ['flow']) : whole.at;
      const named = this.#isAllThatCame(base, says) ? without(says, ['flow']) : says;
      const part =
        named.economic !== undefined && base.flow !== undefined ? without(named, ['source']) : named;
      const narrowed = narrow(base, part, space);
      if (narrowed.conflicts.length > 0 || crosses(base, part)) continue;
      // A part that says no more than its whole is a part nobody named.
      if (coordinateKey(narrowed.at) === coordinateKey(base) && !noun.isBoth) {
        if (whole.depth === CARRIED) continue;
        return undefined;
      }
      return { ...narrowed.at, measure };
    }
    const isOtherSide =
      says.flow !== undefined &&
      section.flow !== undefined &&
      narrow({ flow: section.flow }, { flow: says.flow }, space).conflicts.length > 0;
    const inherited = crosses(section, says) ? {} : isOtherSide ? pick(section, ['source']) : section;
    const within = narrow({ ...at, ...inherited }, says, space);
    // 收入总计 under a heading of revenue is what it says, more than revenue.
    const flow = says.flow === undefined ? {} : { flow: says.flow };
    const placed = within.conflicts.length > 0 ? narrow(at, says, space).at : { ...within.at, ...flow };
    return noun.isBoth ? without({ ...placed, measure }, ['flow']) : { ...placed, measure };
  }

  /**
   * 收入共计…其中:一般公共预算收入…: sources that are listed as all parts of what came in hold what was brought forward,
   * too, unless that is listed beside them, or they are called this year's.
   */
  #isAllThatCame(whole: Coordinate, says: Coordinate): boolean {
    const isTotal =
      (whole.flow === 'totalIn' && says.flow === 'revenue') ||
      (whole.flow === 'totalOut' && says.flow === 'expenditure');
    if (!isTotal || says.source === undefined || whole.source !== undefined) return false;
    const text = this.#plain.text;
    const from = text.lastIndexOf('其中', this.#at);
    const list = /^[^。]{0,600}/u.exec(text.slice(Math.max(0, from)))?.[0] ?? '';
    return from >= 0 && !/结[转余]|本年|当年/u.test(list);
  }

  /** 收入预算…其中:…上年结转…: what has parts of other years is all that came in, whatever it is called. */
  #withCarryOver(says: Coordinate): Coordinate {
    if (this.#wholes.length > 0 || says.function !== undefined) return says;
    const sentence = /^[^。]{0,600}/u.exec(this.#plain.text.slice(this.#at))?.[0] ?? '';
    if (/^[^,;]*本年/u.test(sentence)) return says;
    const hasIn = /(?:其中|包括)[^。]*(?:上年|年初)[^,;。\d]{0,10}结[转余]/u.test(sentence);
    const hasOut = /(?:其中|包括)[^。]*(?:结转下年|年[末终][^,;。\d]{0,8}结[转余])/u.test(sentence);
    if (says.flow === 'revenue' && hasIn) return { ...says, flow: 'totalIn' };
    if (says.flow === 'expenditure' && hasOut) return { ...says, flow: 'totalOut' };
    return says;
  }

  /** The one account that a noun names, nothing where it names none, undefined where it may be several. */
  #account(noun: Noun): Coordinate | undefined {
    const { functions, economics } = noun;
    if (functions.length === 0 && economics.length === 0) return {};
    const { used } = this.#set;
    const family =
      economics.length === 0 ? 'functions' : functions.length === 0 ? 'economics' : this.#familyHere();
    if (family === 'unknown') return undefined;
    const codes = family === 'functions' ? functions : economics;
    const usedCodes = codes.filter((code) => used.has(code));
    const [only, ...others] = usedCodes.length > 0 ? usedCodes : codes;
    if (only === undefined || others.length > 0) return undefined;
    return family === 'functions' ? { function: only } : { economic: only };
  }

  #familyHere(): Family {
    this.#family ??= familyOf(this.#plain.text, this.#set);
    return this.#family;
  }

  /** A name in a list of projects. */
  #projectOf(lead: string, noun: Noun): Coordinate | undefined {
    const whole = this.#wholes.at(-1)?.at;
    const isNamed =
      noun.unknown.length > 0 ||
      (isEmpty({ ...noun, functions: [], economics: [] }) && /(?:项目|专项)$/u.test(lead));
    if (whole?.flow !== 'expenditure' || !isNamed) return undefined;
    if (!['project', 'otherRunning', 'specificTarget'].includes(whole.kind ?? '')) return undefined;
    const name = normalName(lead).replace(
      /^(?:[和及与]|\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]+是)|(?:为|预算|安排|共|计)+$/gu,
      '',
    );
    const looksLikeName =
      /^[\p{L}\d()]{3,40}$/u.test(name) &&
      /(?:费|费用|经费|资金|项目|补助|补贴|工程|建设|购置|服务|系统|专项|款|支出|采购|改造|维护|配套|活动|工作)(?:\([^()]*\))?$/u.test(
        name,
      );
    if (!looksLikeName || /^其他|^其它|^等/u.test(name)) return undefined;
    return { ...whole, project: `${whole.entity ?? ''}/${name}` };
  }

  /** Year and stage as the words before the number say; what they leave out stays as it is known. */
  #timed(at: Coordinate, lead: string): Coordinate | undefined {
    const own = this.#ownYear();
    const isFinal = this.#set.at.stage === 'final';
    if (at.asset !== undefined && at.asset !== 'planned') {
      if (/购置|采购|新增|更新|配置|配备/u.test(lead))
        return isFinal ? undefined : { ...at, year: String(own), stage: 'budget' };
      return { ...at, year: this.#date ?? String(isFinal ? own : own - 1), stage: 'final' };
    }
    const isOfBody = at.headcount !== undefined || at.organisation !== undefined;
    if (isOfBody && this.#date !== undefined) return { ...at, year: this.#date, stage: 'final' };
    if (at.measure !== 'amount' || at.performanceWork !== undefined) return at;
    const named = /20\d{2}(?=年)/u.exec(lead)?.[0];
    const isPrevious = /(?:上年|上一年|去年)(?!度?[结末底])/u.test(lead);
    const said = named ?? (isPrevious ? String(own - 1) : this.#year);
    const stage = stageIn(lead) ?? (said !== undefined && /安排/u.test(lead) ? 'budget' : undefined);
    const year = said ?? (stage === 'budget' && !isFinal ? String(own) : (at.year ?? String(own)));
    if (stage === 'executed') {
      if (isFinal) return { ...at, year, stage: 'final' };
      return { ...at, year, stage: Number(year) < own ? 'expected' : 'executed' };
    }
    if (stage !== undefined) return { ...at, year, stage };
    if (!isFinal && said !== undefined && Number(said) !== own) return undefined;
    return { ...at, year };
  }

  #ownYear(): number {
    return Number(this.#set.at.year);
  }

  #counted(number: PlainNumber, lead: string, tail: string): Outcome {
    const measures = /^(?:人|名)$/u.test(number.unit)
      ? ['headcount', 'count']
      : number.unit === '个'
        ? /编制(?:数|人数)?(?:为|共|有)?$/u.test(lead)
          ? ['headcount']
          : ['count']
        : /^(?:平方米|㎡|m2|m²)$/u.test(number.unit)
          ? ['area']
          : number.unit === '分'
            ? ['score']
            : /^(?:辆|台|套|台\(套\)|家|批次|批|人次|次|项|件|处|间|幢|栋)$/u.test(number.unit)
              ? ['count']
              : [];
    if (this.#set.section.project !== undefined) return this.#lost();
    for (const measure of measures) {
      const at = this.#countedAt(number, lead, tail, measure);
      if (at !== undefined) return this.#fact(number, at, false);
    }
    return this.#lost();
  }

  #countedAt(number: PlainNumber, lead: string, tail: string, measure: string): Coordinate | undefined {
    const before = this.#noun(lead, measure);
    const after = /^[个家名]$/u.test(number.unit) ? this.#noun(headOf(tail), measure) : undefined;
    const isAfter = after !== undefined && after.unknown.length === 0 && countedWords(after) !== undefined;
    const isShared = after !== undefined && /(?:[和及与或、]|以及)$/u.test(lead);
    const named = isAfter ? countedWords(after) : isShared ? undefined : countedWords(before);
    const { at } = this.#set;
    const activity = named?.activity ?? (isEmpty(before) ? this.#subject?.at?.activity : undefined);
    if (activity !== undefined && measure === 'count') {
      const member = activityIn(activity, number.unit);
      return member === undefined || before.unknown.length > 0
        ? undefined
        : { ...pick(at, ['entity', 'year', 'stage']), measure, activity: member };
    }
    if (named === undefined) {
      const work = this.#worked();
      if (work === undefined) return undefined;
      const isAverage = measure === 'score' && /平均(?:得分|分)/u.test(lead);
      const isProjects =
        measure === 'count' &&
        isEmpty(before) &&
        before.unknown.length === 0 &&
        /项目(?:共计?|有|为)?$/u.test(lead + (/^项目/u.test(tail) ? '项目' : ''));
      return isAverage || isProjects ? { ...at, ...work, measure } : undefined;
    }
    if (before.unknown.length > 0 && !isAfter) return this.#listedCount(before, named, measure, lead);
    if (isAfter && before.unknown.length > 0 && !/设|辖|共|有|等$|[下所]属$/u.test(lead)) return undefined;
    if (isAfter) this.#taken = headOf(tail).length;
    // The units below a body are not all of its budget's units: it is one itself.
    if (/[下所]属$/u.test(lead) && named.organisation === 'budgetUnits')
      return this.#countComposed({ organisation: 'subordinateUnits' }, measure, lead);
    return this.#countComposed(named, measure, lead);
  }

  /** Counted things keep only what counts them; unknown words before them are fine where the counted word comes last. */
  #listedCount(before: Noun, named: Coordinate, measure: string, lead: string): Coordinate | undefined {
    if (named.performanceWork !== undefined && before.unknown.every((piece) => piece.length <= 8))
      return this.#countComposed(named, measure, lead);
    return undefined;
  }

  #countComposed(named: Coordinate, measure: string, lead: string): Coordinate | undefined {
    const { at, space } = this.#set;
    const plain = { measure, ...pick(at, ['entity', 'year', 'stage']) };
    for (const whole of [...this.#wholes].reverse()) {
      if (whole.at === undefined) continue;
      const base = { ...plain, ...pick(whole.at, [...COUNTED, 'year', 'stage']) };
      const narrowed = narrow(base, named, space);
      const isPart = COUNTED.some(
        (dimension) => whole.at?.[dimension] !== undefined && named[dimension] !== undefined,
      );
      if (narrowed.conflicts.length === 0 && isPart && coordinateKey(narrowed.at) !== coordinateKey(base))
        return narrowed.at;
      if (
        narrowed.conflicts.length === 0 &&
        whole.at.performanceWork !== undefined &&
        named.kind !== undefined
      )
        return narrowed.at;
    }
    return this.#timed({ ...plain, ...named }, lead);
  }

  #percent(number: PlainNumber, lead: string): Outcome {
    const share =
      /(?:所?占比?(?!用)|占比例?)([^占]*?)(?:的)?(?:比重|比例|比率|百分比|比)?(?:为|约|约为|达到?|是)?$/u.exec(
        lead,
      );
    if (share !== null) return this.#share(number, lead.slice(0, share.index), share[1] ?? '');
    if (/完成|执行率|预算(?:数)?的$/u.test(lead)) return this.#completion(number, lead);
    const directed = directionAt(lead);
    if (directed !== undefined)
      return this.#compared(number, 'growth', lead.slice(0, directed.from), directed.direction);
    return UNPLACED;
  }

  #share(number: PlainNumber, before: string, wholeWords: string): Outcome {
    const of = before === '' ? this.#subject : this.#spokenOf(before);
    if (of?.at === undefined) return UNPLACED;
    const from = this.#wholeOf(of.at, wholeWords);
    if (wholeWords !== '') this.#sharedIn = from;
    if (from === undefined || coordinateKey(from) === coordinateKey(of.at))
      return this.#wholeShare(number, of.at, from, wholeWords);
    return this.#say(number, 'share', of.at, from, 'same');
  }

  /** 占100%: a share of a whole of one part is said where the whole is named. */
  #wholeShare(number: PlainNumber, of: Coordinate, from: Coordinate | undefined, words: string): Outcome {
    return from === undefined || words === '' ? UNPLACED : this.#say(number, 'share', of, from, 'same');
  }

  #wholeOf(of: Coordinate, words: string): Coordinate | undefined {
    const { space, at, section } = this.#set;
    const noun = readNoun(words.replace(/(?:的|总额)$/u, ''), at, false, this.#set);
    if (noun.unknown.length > 0 || noun.isTorn) return undefined;
    if (!isEmpty(noun)) {
      const account = this.#account(noun);
      if (account === undefined) return undefined;
      const time = pick(of, ['year', 'stage', 'measure']);
      const named = { ...narrow(at, { ...noun.says, ...account }, space).at, ...time };
      return noun.isBoth ? { ...without(named, ['flow']), flow: totalFor(of) } : named;
    }
    for (const whole of [...this.#wholes].reverse()) {
      if (whole.at === undefined) return undefined;
      const from = whole.isBoth
        ? { ...whole.at, flow: totalFor(of) }
        : { ...whole.at, ...pick(of, ['year', 'stage']) };
      const inside = Object.entries(from).every(
        ([dimension, member]) =>
          of[dimension] === member || space.get(dimension)?.relate(of[dimension] ?? '', member) === 'inside',
      );
      if (inside && coordinateKey(from) !== coordinateKey(of)) return from;
    }
    if (this.#sharedIn !== undefined) return this.#sharedIn;
    if (Object.keys(section).length === 0 || section.flow === undefined) return undefined;
    return { ...at, ...section, ...pick(of, ['year', 'stage', 'measure']) };
  }

  #completion(number: PlainNumber, lead: string): Outcome {
    const before = /^(.*?)(?:完成|执行率|为?(?:年初|调整|全年)?预算)/u.exec(lead)?.[1] ?? '';
    const of = before === '' ? this.#subject : this.#spokenOf(before);
    if (of?.at === undefined) return UNPLACED;
    const words = lead.slice(before.length);
    const stage = stageIn(words);
    const from = { ...of.at, stage: stage === 'adjusted' ? 'adjusted' : 'budget' };
    const isDone =
      of.at.stage === 'budget' && this.#set.at.stage === 'final' ? { ...of.at, stage: 'final' } : of.at;
    if (coordinateKey(from) === coordinateKey(isDone)) return UNPLACED;
    return this.#say(number, 'completion', isDone, from, 'same');
  }

  /** What a comparison is about: its own noun, or what was said last where that is one thing. */
  #spokenOf(lead: string): Subject | undefined {
    const base = baseIn(lead);
    const words = base === undefined ? lead : lead.slice(0, base.from) + lead.slice(base.to);
    const noun = this.#noun(
      words.replace(/(?:各|均|略有?|有所|总体|基本|比上)+$|^(?:相比较?|相较|对比)/gu, ''),
    );
    if (noun.unknown.length > 0 || noun.isTorn) return undefined;
    if (!isEmpty(noun)) {
      const placed = this.#compose(noun, 'amount');
      const at = placed === undefined ? undefined : this.#timed(placed, words);
      return at === undefined ? undefined : { at, isBoth: noun.isBoth };
    }
    if (this.#sentenceStart && this.#previousHead !== undefined && this.#facts.length > 0)
      return this.#previousHead;
    if (this.#sinceCompared.size > 1) return undefined;
    if (this.#subject !== undefined)
      return this.#subject.at?.measure === 'amount' ? this.#subject : undefined;
    const topic = this.#topic;
    if (topic !== undefined)
      return topic.at === undefined ? undefined : { ...topic, at: this.#timed(topic.at, '') };
    const silent = this.#silent();
    return silent === undefined ? undefined : { at: silent, isBoth: false };
  }

  #compared(
    number: PlainNumber,
    kind: 'difference' | 'growth',
    lead: string,
    direction: 'more' | 'less',
  ): Outcome {
    const base = this.#base;
    const of = base === undefined ? undefined : this.#spokenOf(lead);
    // 同比 after last year's number: of which year is not plain.
    const isOfOtherYear = base?.year === 'previous' && of?.at?.year !== this.#set.at.year;
    if (of?.at === undefined || base === undefined || isOfOtherYear)
      return kind === 'difference' ? this.#lost() : UNPLACED;
    const flows = of.isBoth ? ['totalOut', 'totalIn'] : [undefined];
    let outcome: Outcome = UNPLACED;
    for (const flow of flows) {
      const at = flow === undefined ? of.at : { ...of.at, flow };
      const from = this.#fromBase(at, base);
      if (from === undefined) return UNPLACED;
      const said = this.#say(number, kind, at, from, direction);
      if (kind === 'difference' && said.type === 'said') this.#derive(said.said);
      if (outcome === UNPLACED) outcome = said;
    }
    this.#subject = of;
    this.#sinceCompared.clear();
    return outcome;
  }

  #fromBase(of: Coordinate, base: Base): Coordinate | undefined {
    const year = base.year === 'previous' ? Number(of.year) - 1 : (base.year ?? Number(of.year));
    const stage = stageIn(base.words);
    const isFinal = this.#set.at.stage === 'final';
    const named = stage === 'executed' ? (isFinal ? 'final' : 'expected') : (stage ?? of.stage ?? 'budget');
    const from = { ...of, year: String(year), stage: named };
    return coordinateKey(from) === coordinateKey(of) ? undefined : from;
  }

  #same(text: string, base: Base | undefined, segment: Segment): void {
    const against = base ?? this.#base;
    if (against === undefined) return;
    const lead = text.slice(
      0,
      /持平|一致|无变化|无增减|没有变化|未发生变化|相同|不变|保持/u.exec(text)?.index ?? 0,
    );
    const of = this.#spokenOf(lead.replace(/(?:基本|大致|保持)+$/u, ''));
    if (of?.at === undefined) return;
    for (const flow of of.isBoth ? ['totalOut', 'totalIn'] : [undefined]) {
      const at = flow === undefined ? of.at : { ...of.at, flow };
      const from = this.#fromBase(at, against);
      if (from === undefined) continue;
      const place = this.#set.placeOf(this.#plain.originOf(segment.from), this.#plain.originOf(segment.to));
      const unit = at.measure === 'amount' ? '万元' : '';
      this.#said.push({
        kind: 'difference',
        of: at,
        from,
        direction: 'same',
        value: 0n,
        unit,
        decimals: 2,
        place,
      });
    }
    this.#sinceCompared.clear();
  }

  /** The other year's value: this year's less the printed difference, as exact as the coarser of the two. */
  #derive(said: Said): void {
    const fact = this.#set.stated.get(coordinateKey(said.of));
    if (fact === undefined || this.#set.stated.has(coordinateKey(said.from))) return;
    const isCoarser =
      basePerUnit(said.unit) * 10n ** BigInt(fact.decimals) >
      basePerUnit(fact.unit) * 10n ** BigInt(said.decimals);
    const { unit, decimals } = isCoarser ? said : fact;
    const value = said.direction === 'more' ? fact.value - said.value : fact.value + said.value;
    if (value < 0n) return;
    this.#facts.push({ at: said.from, value, unit, decimals, status: 'derived', place: said.place });
  }

  #say(
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
      place: this.#placeOf(number),
    };
    this.#said.push(said);
    return { type: 'said', said };
  }

  #fact(number: PlainNumber, at: Coordinate, isBoth: boolean): Outcome {
    const unit = number.unit === '' ? '万元' : number.unit;
    const value = number.value === undefined ? undefined : toBase(number.value, unit);
    if (value === undefined || number.value === undefined) return this.#lost();
    const status = value === 0n ? 'zero' : 'printed';
    const flows = isBoth ? ['totalOut', 'totalIn'] : [undefined];
    const facts = flows.map(
      (flow): Fact => ({
        at: flow === undefined ? at : { ...at, flow },
        value,
        unit,
        decimals: number.value?.decimals ?? 0,
        status,
        place: this.#placeOf(number),
      }),
    );
    for (const fact of facts) {
      this.#facts.push(fact);
      this.#set.stated.set(coordinateKey(fact.at), fact);
    }
    const subject = { at, isBoth };
    this.#subject = subject;
    this.#items.push(at);
    if (at.measure === 'amount') this.#sinceCompared.add(coordinateKey(without(at, ['year', 'stage'])));
    if (!this.#isListing()) {
      this.#heads += 1;
      if (this.#heads === 1) this.#head = subject;
      else if (
        coordinateKey(without(this.#head?.at ?? {}, ['year', 'stage'])) ===
        coordinateKey(without(at, ['year', 'stage']))
      )
        this.#head = subject;
      // The money of the projects that were counted: they are still what the sentence is about.
      else if (at.performanceWork !== undefined && at.performanceWork === this.#head?.at?.performanceWork)
        return this.#placed(facts);
      else this.#head = NOTHING;
    }
    if (at.function !== undefined && this.#topic === undefined && this.#facts.length === facts.length) {
      this.#topic = subject;
      this.#isTopicLasting = true;
    }
    return this.#placed(facts);
  }

  #placed([fact]: readonly Fact[]): Outcome {
    return fact === undefined ? UNPLACED : { type: 'fact', fact };
  }

  /** A number that was not understood: nothing after it may be said of what came before it. */
  #lost(): Outcome {
    this.#subject = NOTHING;
    this.#work = this.#workHere;
    this.#sinceCompared.add('');
    if (!this.#isListing()) this.#head = NOTHING;
    return UNPLACED;
  }

  #goal(number: PlainNumber, lead: string, tail: string): Outcome | undefined {
    const { isGoals, at } = this.#set;
    if (isMoneyUnit(number.unit) || number.value === undefined || at.stage === 'final') return undefined;
    const isNamed = isGoals && number.unit === '%' && /(?:率|满意度|比例)$/u.test(lead);
    const goal = goalBefore(isNamed ? `${lead}=` : lead, tail);
    if (goal === undefined || /预算|占/u.test(goal.name)) return undefined;
    const isRate =
      number.unit === '%' &&
      /(?:率|比例|满意度|覆盖面|占比|水平|比重)$/u.test(goal.name) &&
      !/增长率|完成率$|执行率$|增幅|降幅/u.test(goal.name);
    if (!isRate && (!isGoals || goal.operator === '=')) return undefined;
    this.#goals.push({
      level3: goal.name,
      operator: goal.operator,
      unit: number.unit,
      value: this.#plain.text.slice(number.from, number.to),
      place: this.#placeOf(number),
    });
    return { type: 'goal' };
  }

  #noun(phrase: string, measure = 'amount'): Noun {
    const inner = this.#wholes.at(-1)?.at;
    const at = { ...this.#set.at, ...without(this.#set.section, ['flow']), ...inner, measure };
    return readNoun(phrase, at, this.#sentenceStart, this.#set);
  }

  #placeOf(number: PlainNumber): Place {
    return this.#set.placeOf(number.original.from, number.original.end);
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
