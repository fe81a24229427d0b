import { normalName } from '../accounts/tree.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { narrow } from './phrase.ts';
import { CARRIED, Discourse, type Subject } from './prose-discourse.ts';
import { type Noun, readNoun } from './prose-noun.ts';
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
import type { PlainNumber } from './prose-text.ts';
import { type Base, baseIn, stageIn } from './prose-words.ts';

/** 支出决算为: a stage and nothing else; it goes on about what was named before. */
const BARE =
  /^(?=.*(?:预算|决算|执行))(?:其?本年)?(?:支出|收入)?(?:年初|调整|全年)?(?:预算|决算|执行)数?(?:安排)?(?:为|是|共)?$/u;
/** Dimensions in which the numbers of one subject differ. */
const TIME: ReadonlySet<string> = new Set(['measure', 'year', 'stage']);

/** Where the numbers of a paragraph belong: the coordinate that a noun names, after all that was said before it. */
export class Placing extends Discourse {
  /** The coordinate of a value: what its noun says where it stands, or what is spoken of where it says nothing. */
  protected place(noun: Noun, lead: string, measure: string): Coordinate | undefined {
    if (noun.unknown.length > 0 || noun.isTorn) return undefined;
    let at: Coordinate | undefined;
    const isBare = BARE.test(lead);
    const goesOn =
      isBare && (this.topic !== undefined || (this.subject !== undefined && !this.sentenceStart));
    const isFlow = Object.keys(noun.says).every((dimension) => dimension === 'flow') && !noun.isBoth;
    const isOfSection = isFlow && isPlain(noun) && hasDomain(this.set.section) && this.wholes.length === 0;
    if (isEmpty(noun) || goesOn || isOfSection) {
      if (!/\p{L}/u.test(lead) && this.facts.length === 0 && this.topic === undefined) return undefined;
      const isSum = noun.isTotal && isEmpty(noun) && this.items.length > 1;
      at = isSum ? this.sum() : this.silent(isBare);
      if (isSum) this.heads = 0;
    } else at = this.compose(noun, measure);
    const isAnything = noun.isBoth || at?.flow !== undefined || at?.asset !== undefined;
    return at === undefined || (!isAnything && !this.isBothSubject()) ? undefined : this.timed(at, lead);
  }

  /** A number without a noun is about the topic of its paragraph or sentence, or what the section is about. */
  private silent(isBare = false): Coordinate | undefined {
    const subject = this.subject?.at;
    const topic = this.topic;
    // A sentence that names something else goes on about that, not about what the paragraph began with.
    const isElsewhere =
      subject !== undefined &&
      Object.entries(topic?.at ?? {}).some(
        ([dimension, member]) => !TIME.has(dimension) && subject[dimension] !== member,
      );
    if (topic !== undefined && !(isBare && isElsewhere && !this.sentenceStart)) return topic.at;
    if (isBare && subject?.measure === 'amount' && !this.sentenceStart) return subject;
    if (this.wholes.length > 0) return undefined;
    if (this.subject !== undefined)
      return this.sinceCompared.size <= 1 && subject?.measure === 'amount' ? subject : undefined;
    if (this.previousHead !== undefined && this.facts.length > 0) return undefined;
    const { section, at } = this.set;
    return Object.keys(section).some((dimension) => dimension !== 'flow' && dimension !== 'year')
      ? { ...at, flow: 'expenditure', ...section }
      : undefined;
  }

  /** 共计 after this year's revenue and what was brought forward: all that came in. */
  private sum(): Coordinate | undefined {
    const flows = this.items.map((item) => item.flow);
    const [first] = this.items;
    if (first === undefined || this.items.length !== 2) return undefined;
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
  protected compose(noun: Noun, measure: string): Coordinate | undefined {
    const account = this.account(noun);
    if (account === undefined) return undefined;
    const own: Coordinate = {
      ...(Object.keys(account).length > 0 && noun.says.flow === undefined ? { flow: 'expenditure' } : {}),
      ...noun.says,
      ...account,
      ...(noun.entity === undefined ? {} : { entity: noun.entity }),
    };
    const says = noun.isBoth ? without(own, ['flow']) : this.withCarryOver(own);
    const { space, at, section } = this.set;
    for (const whole of [...this.wholes].reverse()) {
      if (whole.at === undefined) return undefined;
      const base = whole.isBoth ? without(whole.at, ['flow']) : whole.at;
      const named = this.isAllThatCame(base, says) ? without(says, ['flow']) : says;
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
  private isAllThatCame(whole: Coordinate, says: Coordinate): boolean {
    const isTotal =
      (whole.flow === 'totalIn' && says.flow === 'revenue') ||
      (whole.flow === 'totalOut' && says.flow === 'expenditure');
    if (!isTotal || says.source === undefined || whole.source !== undefined) return false;
    const text = this.plain.text;
    const from = text.lastIndexOf('其中', this.at);
    const list = /^[^。]{0,600}/u.exec(text.slice(Math.max(0, from)))?.[0] ?? '';
    return from >= 0 && !/结[转余]|本年|当年/u.test(list);
  }

  /** 收入预算…其中:…上年结转…: what has parts of other years is all that came in, whatever it is called. */
  private withCarryOver(says: Coordinate): Coordinate {
    if (this.wholes.length > 0 || says.function !== undefined) return says;
    const sentence = /^[^。]{0,600}/u.exec(this.plain.text.slice(this.at))?.[0] ?? '';
    if (/^[^,;]*本年/u.test(sentence)) return says;
    const hasIn = /(?:其中|包括)[^。]*(?:上年|年初)[^,;。\d]{0,10}结[转余]/u.test(sentence);
    const hasOut = /(?:其中|包括)[^。]*(?:结转下年|年[末终][^,;。\d]{0,8}结[转余])/u.test(sentence);
    if (says.flow === 'revenue' && hasIn) return { ...says, flow: 'totalIn' };
    if (says.flow === 'expenditure' && hasOut) return { ...says, flow: 'totalOut' };
    return says;
  }

  /** The one account that a noun names, nothing where it names none, undefined where it may be several. */
  private account(noun: Noun): Coordinate | undefined {
    const { functions, economics } = noun;
    if (functions.length === 0 && economics.length === 0) return {};
    const { used } = this.set;
    const family =
      economics.length === 0 ? 'functions' : functions.length === 0 ? 'economics' : this.familyHere();
    if (family === 'unknown') return undefined;
    const codes = family === 'functions' ? functions : economics;
    const usedCodes = codes.filter((code) => used.has(code));
    const [only, ...others] = usedCodes.length > 0 ? usedCodes : codes;
    if (only === undefined || others.length > 0) return undefined;
    return family === 'functions' ? { function: only } : { economic: only };
  }

  /** A name in a list of projects. */
  protected projectOf(lead: string, noun: Noun): Coordinate | undefined {
    const whole = this.wholes.at(-1)?.at;
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
  private timed(at: Coordinate, lead: string): Coordinate | undefined {
    const own = this.ownYear();
    const isFinal = this.set.at.stage === 'final';
    if (at.asset !== undefined && at.asset !== 'planned') {
      if (/购置|采购|新增|更新|配置|配备/u.test(lead))
        return isFinal ? undefined : { ...at, year: String(own), stage: 'budget' };
      return { ...at, year: this.date ?? String(isFinal ? own : own - 1), stage: 'final' };
    }
    const isOfBody = at.headcount !== undefined || at.organisation !== undefined;
    if (isOfBody && this.date !== undefined) return { ...at, year: this.date, stage: 'final' };
    if (at.measure !== 'amount' || at.performanceWork !== undefined) return at;
    const named = /20\d{2}(?=年)/u.exec(lead)?.[0];
    const isPrevious = /(?:上年|上一年|去年)(?!度?[结末底])/u.test(lead);
    const said = named ?? (isPrevious ? String(own - 1) : this.year);
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

  protected countedAt(
    number: PlainNumber,
    lead: string,
    tail: string,
    measure: string,
  ): Coordinate | undefined {
    const before = this.noun(lead, measure);
    const after = /^[个家名]$/u.test(number.unit) ? this.noun(headOf(tail), measure) : undefined;
    const isAfter = after !== undefined && after.unknown.length === 0 && countedWords(after) !== undefined;
    const isShared = after !== undefined && /(?:[和及与或、]|以及)$/u.test(lead);
    const named = isAfter ? countedWords(after) : isShared ? undefined : countedWords(before);
    const { at } = this.set;
    const activity = named?.activity ?? (isEmpty(before) ? this.subject?.at?.activity : undefined);
    if (activity !== undefined && measure === 'count') {
      const member = activityIn(activity, number.unit);
      return member === undefined || before.unknown.length > 0
        ? undefined
        : { ...pick(at, ['entity', 'year', 'stage']), measure, activity: member };
    }
    if (named === undefined) {
      const work = this.worked();
      if (work === undefined) return undefined;
      const isAverage = measure === 'score' && /平均(?:得分|分)/u.test(lead);
      const isProjects =
        measure === 'count' &&
        isEmpty(before) &&
        before.unknown.length === 0 &&
        /项目(?:共计?|有|为)?$/u.test(lead + (/^项目/u.test(tail) ? '项目' : ''));
      return isAverage || isProjects ? { ...at, ...work, measure } : undefined;
    }
    if (before.unknown.length > 0 && !isAfter) return this.listedCount(before, named, measure, lead);
    if (isAfter && before.unknown.length > 0 && !/设|辖|共|有|等$|[下所]属$/u.test(lead)) return undefined;
    if (isAfter) this.taken = headOf(tail).length;
    // The units below a body are not all of its budget's units: it is one itself.
    if (/[下所]属$/u.test(lead) && named.organisation === 'budgetUnits')
      return this.countComposed({ organisation: 'subordinateUnits' }, measure, lead);
    return this.countComposed(named, measure, lead);
  }

  /** Counted things keep only what counts them; unknown words before them are fine where the counted word comes last. */
  private listedCount(
    before: Noun,
    named: Coordinate,
    measure: string,
    lead: string,
  ): Coordinate | undefined {
    if (named.performanceWork !== undefined && before.unknown.every((piece) => piece.length <= 8))
      return this.countComposed(named, measure, lead);
    return undefined;
  }

  private countComposed(named: Coordinate, measure: string, lead: string): Coordinate | undefined {
    const { at, space } = this.set;
    const plain = { measure, ...pick(at, ['entity', 'year', 'stage']) };
    for (const whole of [...this.wholes].reverse()) {
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
    return this.timed({ ...plain, ...named }, lead);
  }

  protected wholeOf(of: Coordinate, words: string): Coordinate | undefined {
    const { space, at, section } = this.set;
    const noun = readNoun(words.replace(/(?:的|总额)$/u, ''), at, false, this.set);
    if (noun.unknown.length > 0 || noun.isTorn) return undefined;
    if (!isEmpty(noun)) {
      const account = this.account(noun);
      if (account === undefined) return undefined;
      const time = pick(of, ['year', 'stage', 'measure']);
      const named = { ...narrow(at, { ...noun.says, ...account }, space).at, ...time };
      return noun.isBoth ? { ...without(named, ['flow']), flow: totalFor(of) } : named;
    }
    for (const whole of [...this.wholes].reverse()) {
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
    if (this.sharedIn !== undefined) return this.sharedIn;
    if (Object.keys(section).length === 0 || section.flow === undefined) return undefined;
    return { ...at, ...section, ...pick(of, ['year', 'stage', 'measure']) };
  }

  /** What a comparison is about: its own noun, or what was said last where that is one thing. */
  protected spokenOf(lead: string): Subject | undefined {
    const base = baseIn(lead);
    const words = base === undefined ? lead : lead.slice(0, base.from) + lead.slice(base.to);
    const noun = this.noun(
      words.replace(/(?:各|均|略有?|有所|总体|基本|比上)+$|^(?:相比较?|相较|对比)/gu, ''),
    );
    if (noun.unknown.length > 0 || noun.isTorn) return undefined;
    if (!isEmpty(noun)) {
      const placed = this.compose(noun, 'amount');
      const at = placed === undefined ? undefined : this.timed(placed, words);
      return at === undefined ? undefined : { at, isBoth: noun.isBoth };
    }
    if (this.sentenceStart && this.previousHead !== undefined && this.facts.length > 0)
      return this.previousHead;
    if (this.sinceCompared.size > 1) return undefined;
    if (this.subject !== undefined) return this.subject.at?.measure === 'amount' ? this.subject : undefined;
    const topic = this.topic;
    if (topic !== undefined)
      return topic.at === undefined ? undefined : { ...topic, at: this.timed(topic.at, '') };
    const silent = this.silent();
    return silent === undefined ? undefined : { at: silent, isBoth: false };
  }

  protected fromBase(of: Coordinate, base: Base): Coordinate | undefined {
    const year = base.year === 'previous' ? Number(of.year) - 1 : (base.year ?? Number(of.year));
    const stage = stageIn(base.words);
    const isFinal = this.set.at.stage === 'final';
    const named = stage === 'executed' ? (isFinal ? 'final' : 'expected') : (stage ?? of.stage ?? 'budget');
    const from = { ...of, year: String(year), stage: named };
    return coordinateKey(from) === coordinateKey(of) ? undefined : from;
  }
}
