import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { isMoneyUnit } from '../money/amount.ts';
import {
  CARRIED,
  NOTHING,
  type Outcome,
  type ParagraphReading,
  type Setting,
  type Subject,
  UNPLACED,
} from './prose-discourse.ts';
import { entriesAt } from './prose-lexicon.ts';
import { isEmpty, pick } from './prose-place.ts';
import { Placing } from './prose-placing.ts';
import { ENUMERATION, type Segment, segmentsOf } from './prose-segments.ts';
import type { Claim } from './prose-sentence.ts';
import type { PlainNumber, PlainText } from './prose-text.ts';
import {
  type Base,
  baseIn,
  directionAt,
  goalBefore,
  OPENING,
  saysSame,
  stageIn,
  THRESHOLD,
} from './prose-words.ts';

const LEVELS = /\((?:类|款|项)\)/u;
/** 比2023年的: the number that follows is the other year's. */
const BASE_ALONE =
  /^(?:20\d{2}年|上一?年|去年)度?的?(?:年初|当年)?(?:预算|决算|执行|预算执行|完成)?数?的?为?$/u;

/** Reads one paragraph: every number that its words place, what they compare, and what stays open. */
export function readParagraph(plain: PlainText, setting: Setting): ParagraphReading {
  const reader = new Reader(plain, setting);
  return reader.read();
}

/** Reads the words of a paragraph from its first to its last, and makes of every number what they say. */
class Reader extends Placing {
  read(): ParagraphReading {
    const segments = segmentsOf(this.plain);
    for (const segment of segments) this.segment(segment);
    const last = segments.findLast((segment) => segment.to > segment.from);
    const opens =
      last !== undefined && (last.close === ':' || OPENING.test(this.plain.text.slice(last.from, last.to)));
    return {
      outcomes: this.outcomes,
      facts: this.facts,
      said: this.said,
      goals: this.goals,
      carried: opens ? this.wholes.map((whole) => ({ ...whole, depth: CARRIED })) : [],
      head: this.head ?? this.previousHead,
    };
  }

  private segment(segment: Segment): void {
    this.stop(segment.open);
    this.at = segment.from;
    const text = this.plain.text.slice(segment.from, segment.to);
    const isNextReason = /^(?:[二三四五六七八九十]是|\(?\d)/u.test(text);
    if (segment.open === ';' && !isNextReason) this.isReason = false;
    const numbers = this.plain.numbers.filter(
      (number) => number.leftOut === undefined && number.from >= segment.from && number.to <= segment.to,
    );
    const number = segment.open === '' ? (ENUMERATION.exec(text)?.[0].length ?? 0) : 0;
    const offset = number + this.openParts(text.slice(number));
    let from = segment.from + offset;
    this.note(text.slice(offset), numbers.length > 0);
    if (numbers.length === 0) {
      this.words(text.slice(offset), segment);
      return;
    }
    let cut = '';
    numbers.forEach((number, index) => {
      const lead = cut + this.plain.text.slice(from, number.from);
      const next = numbers[index + 1];
      const tail = this.plain.text.slice(number.end, next === undefined ? segment.to : next.from);
      const outcome = this.number(number, lead, tail);
      this.outcomes.set(number, outcome);
      cut = outcome.type === 'condition' ? lead : '';
      from = number.end + this.taken;
      this.taken = 0;
      if (outcome.type !== 'condition' && outcome.type !== 'code') this.sentenceStart = false;
    });
    const last = numbers.at(-1);
    const rest = last === undefined ? '' : this.plain.text.slice(last.end, segment.to);
    if (rest !== '') this.words(rest, segment);
    this.bareBefore = false;
  }

  /** Words without a number of their own. */
  private words(text: string, segment: Segment): void {
    if (text === '' || /^[\d.()一二三四五六七八九十]*$/u.test(text)) return;
    if (this.isReason || /^[按从][^,]*(?:分类?|划分|科目|来?看)$/u.test(text)) return;
    const base = baseIn(text);
    if (saysSame(text)) {
      this.same(text, base, segment);
      return;
    }
    if (base !== undefined) return;
    const opens = OPENING.exec(text);
    const listed = opens === null ? text : text.slice(0, opens.index);
    const phrase = listed.replace(/(?:之?中|方面|来看|看)$/u, '');
    const noun = this.noun(phrase);
    const isKnown =
      noun.unknown.length === 0 &&
      !noun.isTorn &&
      (Object.keys(noun.says).length > 0 || noun.isPath || noun.isBoth);
    const isName = !LEVELS.test(phrase) || noun.isPath;
    const at = isKnown && isName && !this.isPurpose ? this.compose(noun, 'amount') : undefined;
    if (at !== undefined) {
      const subject = { at, isBoth: noun.isBoth };
      if (phrase !== listed) {
        this.wholes = [{ ...subject, depth: this.depth }];
      } else if (segment.open !== '、' && (noun.isPath || this.sentenceStart || segment.open === '')) {
        this.topic = subject;
        this.isTopicLasting = noun.isPath;
        this.sentenceStart = false;
      }
    } else if (noun.unknown.length > 0 || noun.isTorn || noun.isPath || LEVELS.test(phrase)) {
      // Something that is not understood: what follows without a noun may be about it.
      if (this.sentenceStart && !this.isPurpose) {
        this.topic = NOTHING;
        this.isTopicLasting = LEVELS.test(phrase) || this.isItem;
      }
      this.sentenceStart = false;
    }
    const isLabel = segment.close === ':' && /\d/u.test(this.plain.text.charAt(segment.to + 1));
    if (isLabel && at !== undefined) this.topic = { at, isBoth: noun.isBoth };
    else if (opens !== null || segment.close === ':') {
      const projects = /项目有$/u.test(text) ? this.projects() : undefined;
      const spoken = at === undefined ? this.spoken() : { at, isBoth: noun.isBoth };
      const isUnknown = at === undefined && noun.unknown.length > 0;
      if (spoken?.at !== undefined || isUnknown || projects !== undefined) this.pushWhole(projects ?? spoken);
    }
    this.bareBefore = segment.close === '、' && /\p{L}/u.test(phrase);
  }

  private projects(): Subject {
    const kind = this.subject?.at?.kind === undefined ? { kind: 'project' } : {};
    const at = this.subject?.at ?? { ...this.set.at, flow: 'expenditure' };
    return { at: { ...at, ...kind }, isBoth: false };
  }

  private number(number: PlainNumber, lead: string, tail: string): Outcome {
    const { value, unit } = number;
    const claim = value === undefined ? undefined : this.set.claims.get(number);
    if (claim !== undefined) return this.claimed(number, claim);
    if (value === undefined || /[-−–—]$/u.test(lead)) return this.lost();
    if (unit === '' && this.isCode(number)) return { type: 'code' };
    if (isMoneyUnit(unit) && THRESHOLD.test(tail)) return { type: 'condition' };
    if (this.isSplit) return this.lost();
    const goal = this.goal(number, lead, tail);
    if (goal !== undefined) return goal;
    if (/^(?:及|\(含\))?以[上下内]|^左右|^多/u.test(tail)) return this.lost();
    if (this.isReason) return UNPLACED;
    if (unit === '%') return this.percent(number, lead);
    const directed = directionAt(lead);
    if (directed !== undefined) {
      if (!isMoneyUnit(unit)) return UNPLACED;
      return this.compared(number, 'difference', lead.slice(0, directed.from), directed.direction);
    }
    const moved = isMoneyUnit(unit) ? this.moved(number, lead) : undefined;
    if (moved !== undefined) return moved;
    if (/[由从]$/u.test(lead) || /(?:增|减|提高|下降|降低|增长)[加少]?[到至]$/u.test(lead))
      return this.lost();
    if (/[达不](?:低于|高于|超过|少于)$|(?:以上|左右)$/u.test(lead) || /^以[上下内]|^左右|^多/u.test(tail))
      return this.lost();
    const zero = unit === '' && value.digits === 0n;
    if (isMoneyUnit(unit) || zero) return this.amount(number, lead);
    return this.counted(number, lead, tail);
  }

  private isCode({ from, end }: PlainNumber): boolean {
    const code = this.plain.text.slice(from, end);
    return entriesAt(this.set.lexicon, this.plain.text, end).some(
      ({ functions, economics }) => functions.includes(code) || economics.includes(code),
    );
  }

  private claimed(number: PlainNumber, claim: Claim): Outcome {
    // The same sentence stands under every project, and names none.
    const { project = '' } = this.set.section;
    const of = project === '' ? {} : { project };
    if (claim.type === 'value') return this.fact(number, { ...of, ...claim.at }, false);
    const said = this.say(number, claim.kind, claim.of, claim.from, claim.direction);
    if (claim.kind === 'difference' && said.type === 'said') this.derive(said.said);
    return said;
  }

  /** 由上年的280万元增加到300万元: what it was, and what it is. */
  private moved(number: PlainNumber, lead: string): Outcome | undefined {
    const start = /^(.*?)[由从]((?:20\d{2}年|上一?年|去年)[^,]*)$/u.exec(lead);
    if (start !== null) {
      const of = this.spokenOf(start[1] ?? '');
      const year = /20\d{2}/u.exec(start[2] ?? '')?.[0] ?? String(this.ownYear() - 1);
      if (of?.at === undefined || of.isBoth) return this.lost();
      const outcome = this.fact(
        number,
        { ...of.at, year, stage: stageIn(start[2] ?? '') ?? of.at.stage ?? 'budget' },
        false,
      );
      this.origin = of.at;
      return outcome;
    }
    const base = baseIn(lead);
    if (base?.to === lead.length && BASE_ALONE.test(base.words)) {
      const of = this.spokenOf(lead.slice(0, base.from));
      const from = of?.at === undefined || of.isBoth ? undefined : this.fromBase(of.at, base);
      if (of === undefined || from === undefined) return this.lost();
      const head = this.head;
      const outcome = this.fact(number, from, false);
      this.subject = of;
      this.head = head;
      return outcome;
    }
    const isEnd = /^(?:增加|增长|提高|上升|减少|下降|降低|调整|变)[到至为]/u.test(lead);
    if (!isEnd || this.origin === undefined) return undefined;
    const at = this.origin;
    this.origin = undefined;
    return this.fact(number, at, false);
  }

  private amount(number: PlainNumber, lead: string): Outcome {
    if (this.bareBefore || /等$/u.test(lead)) return this.lost();
    const isOfWork =
      /涉及/u.test(lead) || (/^资金/u.test(lead) && this.subject?.at?.performanceWork !== undefined);
    if (isOfWork) {
      const work = this.worked();
      const { says, unknown } = this.noun(lead.replace(/涉及项目/u, '涉及'));
      if (work === undefined || unknown.length > 0) return this.lost();
      return this.fact(
        number,
        { ...this.set.at, ...pick(says, ['source']), ...work, flow: 'expenditure' },
        false,
      );
    }
    const noun = this.noun(lead);
    if (this.sentenceStart && !this.isListing()) this.isForeign = noun.unknown.length > 0;
    if (this.isForeign && !this.isListing()) return this.lost();
    if (number.unit === '' && isEmpty(noun) && !/为$/u.test(lead)) return this.lost();
    const at =
      this.isPurpose && (noun.unknown.length > 0 || isEmpty(noun))
        ? undefined
        : (this.projectOf(lead, noun) ?? this.place(noun, lead, 'amount'));
    if (at === undefined) return this.lost();
    return this.fact(number, at, noun.isBoth || (isEmpty(noun) && this.isBothSubject()));
  }

  private counted(number: PlainNumber, lead: string, tail: string): Outcome {
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
    if (this.set.section.project !== undefined) return this.lost();
    for (const measure of measures) {
      const at = this.countedAt(number, lead, tail, measure);
      if (at !== undefined) return this.fact(number, at, false);
    }
    return this.lost();
  }

  private percent(number: PlainNumber, lead: string): Outcome {
    const share =
      /(?:所?占比?(?!用)|占比例?)([^占]*?)(?:的)?(?:比重|比例|比率|百分比|比)?(?:为|约|约为|达到?|是)?$/u.exec(
        lead,
      );
    if (share !== null) return this.share(number, lead.slice(0, share.index), share[1] ?? '');
    if (/完成|执行率|预算(?:数)?的$/u.test(lead)) return this.completion(number, lead);
    const directed = directionAt(lead);
    if (directed !== undefined)
      return this.compared(number, 'growth', lead.slice(0, directed.from), directed.direction);
    return UNPLACED;
  }

  private share(number: PlainNumber, before: string, wholeWords: string): Outcome {
    const of = before === '' ? this.subject : this.spokenOf(before);
    if (of?.at === undefined) return UNPLACED;
    const from = this.wholeOf(of.at, wholeWords);
    if (wholeWords !== '') this.sharedIn = from;
    if (from === undefined || coordinateKey(from) === coordinateKey(of.at))
      return this.wholeShare(number, of.at, from, wholeWords);
    return this.say(number, 'share', of.at, from, 'same');
  }

  /** 占100%: a share of a whole of one part is said where the whole is named. */
  private wholeShare(
    number: PlainNumber,
    of: Coordinate,
    from: Coordinate | undefined,
    words: string,
  ): Outcome {
    return from === undefined || words === '' ? UNPLACED : this.say(number, 'share', of, from, 'same');
  }

  private completion(number: PlainNumber, lead: string): Outcome {
    const before = /^(.*?)(?:完成|执行率|为?(?:年初|调整|全年)?预算)/u.exec(lead)?.[1] ?? '';
    const of = before === '' ? this.subject : this.spokenOf(before);
    if (of?.at === undefined) return UNPLACED;
    const words = lead.slice(before.length);
    const stage = stageIn(words);
    const from = { ...of.at, stage: stage === 'adjusted' ? 'adjusted' : 'budget' };
    const isDone =
      of.at.stage === 'budget' && this.set.at.stage === 'final' ? { ...of.at, stage: 'final' } : of.at;
    if (coordinateKey(from) === coordinateKey(isDone)) return UNPLACED;
    return this.say(number, 'completion', isDone, from, 'same');
  }

  private compared(
    number: PlainNumber,
    kind: 'difference' | 'growth',
    lead: string,
    direction: 'more' | 'less',
  ): Outcome {
    const base = this.base;
    const of = base === undefined ? undefined : this.spokenOf(lead);
    // 同比 after last year's number: of which year is not plain.
    const isOfOtherYear = base?.year === 'previous' && of?.at?.year !== this.set.at.year;
    if (of?.at === undefined || base === undefined || isOfOtherYear)
      return kind === 'difference' ? this.lost() : UNPLACED;
    const flows = of.isBoth ? ['totalOut', 'totalIn'] : [undefined];
    let outcome: Outcome = UNPLACED;
    for (const flow of flows) {
      const at = flow === undefined ? of.at : { ...of.at, flow };
      const from = this.fromBase(at, base);
      if (from === undefined) return UNPLACED;
      const said = this.say(number, kind, at, from, direction);
      if (kind === 'difference' && said.type === 'said') this.derive(said.said);
      if (outcome === UNPLACED) outcome = said;
    }
    this.subject = of;
    this.sinceCompared.clear();
    return outcome;
  }

  private same(text: string, base: Base | undefined, segment: Segment): void {
    const against = base ?? this.base;
    if (against === undefined) return;
    const lead = text.slice(
      0,
      /持平|一致|无变化|无增减|没有变化|未发生变化|相同|不变|保持/u.exec(text)?.index ?? 0,
    );
    const of = this.spokenOf(lead.replace(/(?:基本|大致|保持)+$/u, ''));
    if (of?.at === undefined) return;
    for (const flow of of.isBoth ? ['totalOut', 'totalIn'] : [undefined]) {
      const at = flow === undefined ? of.at : { ...of.at, flow };
      const from = this.fromBase(at, against);
      if (from === undefined) continue;
      const place = this.set.placeOf(this.plain.originOf(segment.from), this.plain.originOf(segment.to));
      const unit = at.measure === 'amount' ? '万元' : '';
      this.said.push({
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
    this.sinceCompared.clear();
  }

  private goal(number: PlainNumber, lead: string, tail: string): Outcome | undefined {
    const { isGoals, at } = this.set;
    if (isMoneyUnit(number.unit) || number.value === undefined || at.stage === 'final') return undefined;
    const isNamed = isGoals && number.unit === '%' && /(?:率|满意度|比例)$/u.test(lead);
    const goal = goalBefore(isNamed ? `${lead}=` : lead, tail);
    if (goal === undefined || /预算|占/u.test(goal.name)) return undefined;
    const isRate =
      number.unit === '%' &&
      /(?:率|比例|满意度|覆盖面|占比|水平|比重)$/u.test(goal.name) &&
      !/增长率|完成率$|执行率$|增幅|降幅/u.test(goal.name);
    if (!isRate && (!isGoals || goal.operator === '=')) return undefined;
    this.goals.push({
      level3: goal.name,
      operator: goal.operator,
      unit: number.unit,
      value: this.plain.text.slice(number.from, number.to),
      place: this.placeOf(number),
    });
    return { type: 'goal' };
  }
}
