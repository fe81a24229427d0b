import type { Place } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { SentenceDefinition } from '../packs/definition.ts';
import type { Vocabulary } from '../packs/vocabulary.ts';
import { shapeAt } from './alike-sentences.ts';
import type { Outcome, Subject, Whole } from './prose-discourse.ts';
import { lexiconOf, type ProseTrees } from './prose-lexicon.ts';
import { type NounContext, readNoun } from './prose-noun.ts';
import { readParagraph } from './prose-paragraph.ts';
import { claimsIn, sentencePatterns } from './prose-sentence.ts';
import { type PlainNumber, type PlainText, plainText } from './prose-text.ts';
import type { Fate, Part, PrintedNumber, ReadIndicator, Said } from './reading.ts';

/** A heading or paragraph of the narrative. */
export interface ProseBlock {
  readonly type: 'heading' | 'paragraph';
  readonly text: string;
  /** The place of the characters `from` to `to` (excluded) of the text. */
  placeOf(from: number, to: number): Place;
  /** The part of the document in which its numbers are counted; `text` unless said. */
  readonly part?: Part;
}

/** What is known before reading: whose document it is, of which year and stage, and the words. */
export interface ProseContext {
  readonly space: Space;
  readonly vocabulary: Vocabulary;
  /** Measure, entity, year and stage of the document. */
  readonly at: Coordinate;
  readonly year: number;
  readonly sentences: Readonly<Record<string, SentenceDefinition>>;
  /** Values of template names, such as `entity.name`. */
  readonly variables: Readonly<Record<string, string>>;
  /** With the names that the document's own tables add. */
  readonly trees: ProseTrees;
  /** Codes of functions and economic classes that the document's tables print; they decide between namesakes. */
  readonly used?: ReadonlySet<string>;
}

/** A narrative, read: every number with its fate, and what was made of them. */
export interface ProseReading {
  readonly numbers: readonly PrintedNumber[];
  readonly facts: readonly Fact[];
  readonly said: readonly Said[];
  readonly indicators: readonly ReadIndicator[];
  /** The shape of the sentence that states a fact (alike-sentences.ts). */
  readonly shapes: ReadonlyMap<Fact, string>;
}

/** No narrative has longer paragraphs; what is longer is left unread. */
const MAX_PARAGRAPH = 20_000;

/** A heading that still holds, with what it says. */
interface Section {
  readonly level: number;
  readonly says: Coordinate;
  readonly type: 'plain' | 'goals' | 'glossary';
}

/** Reads the narrative of a disclosure. Numbers whose coordinate is not plain stay unplaced. */
export function readProse(blocks: readonly ProseBlock[], context: ProseContext): ProseReading {
  const { space, at, trees } = context;
  const nouns: NounContext = {
    space,
    trees,
    lexicon: lexiconOf(context.vocabulary, trees),
    entityName: context.variables['entity.name'] ?? '',
    entities: entitiesOf(space, at.entity),
  };
  const patterns = sentencePatterns(context.sentences, context);
  const numbers: PrintedNumber[] = [];
  const facts: Fact[] = [];
  const said: Said[] = [];
  const indicators: ReadIndicator[] = [];
  const shapes = new Map<Fact, string>();
  const stated = new Map<string, Fact>();
  let sections: readonly Section[] = [];
  let carried: readonly Whole[] = [];
  let before: Subject | undefined;
  /** Whether the paragraphs of the list that is open are numbered; undefined before its first. */
  let itemsAre: boolean | undefined;
  for (const block of blocks) {
    const plain = plainText(block.text);
    if (isHeading(block, plain)) {
      sections = underHeading(sections, plain.text, nouns, at);
      carried = [];
      before = undefined;
    } else {
      // A list of numbered paragraphs ends with the first that has no number.
      const isItem = levelOf(plain.text) > 0;
      itemsAre ??= isItem;
      if (isItem !== itemsAre || /^(?:20\d{2}年|截[至止])/u.test(plain.text)) carried = [];
    }
    const isGlossary = sections.some((section) => section.type === 'glossary');
    const reading =
      isGlossary || !says(plain)
        ? undefined
        : readParagraph(plain, {
            ...nouns,
            at,
            section: sectionOf(sections),
            isGoals:
              sections.some((section) => section.type === 'goals') ||
              /绩效(?:目标|指标)[:为是]/u.test(plain.text),
            stated,
            used: context.used ?? new Set(),
            carried,
            claims: claimsIn(plain, patterns),
            before: carried.length > 0 ? undefined : before,
            placeOf: block.placeOf,
          });
    if (reading !== undefined) {
      for (const fact of reading.facts) facts.push(fact);
      for (const one of reading.said) said.push(one);
      indicators.push(
        ...reading.goals.map(
          (goal): ReadIndicator => ({
            level1: '',
            level2: '',
            description: '',
            basis: '',
            project: '',
            unread: [],
            ...goal,
          }),
        ),
      );
      if (reading.carried.length > 0) {
        carried = reading.carried;
        itemsAre = undefined;
      }
      before = reading.head;
    }
    for (const number of plain.numbers) {
      const outcome = reading?.outcomes.get(number);
      numbers.push(printed(block, number, outcome));
      if (outcome?.type === 'fact') shapes.set(outcome.fact, shapeAt(block.text, number.original.from));
    }
  }
  return { numbers, facts, said, indicators, shapes };
}

function printed(block: ProseBlock, number: PlainNumber, outcome: Outcome | undefined): PrintedNumber {
  const { from, end } = number.original;
  return {
    part: block.part ?? 'text',
    text: block.text.slice(from, end),
    context: block.text.slice(Math.max(0, from - 20), end + 10).replace(/\s+/gu, ''),
    place: block.placeOf(from, end),
    fate: fateOf(number, outcome),
  };
}

function fateOf(number: PlainNumber, outcome: Outcome | undefined): Fate {
  if (number.leftOut !== undefined) return { type: 'leftOut', leftOut: number.leftOut };
  if (outcome === undefined) return { type: 'unplaced' };
  if (outcome.type === 'condition') return { type: 'record', record: 'condition' };
  if (outcome.type === 'code') return { type: 'leftOut', leftOut: 'code' };
  if (outcome.type === 'goal') return { type: 'record', record: 'indicator value' };
  return outcome;
}

/** Other bodies of the document by their names; namesakes of the document's own body are that body. */
function entitiesOf(space: Space, own: string | undefined): ReadonlyMap<string, string> {
  const entities = space.get('entity');
  if (entities === undefined) return new Map();
  return new Map(
    entities
      .members()
      .filter((code) => code !== own)
      .map((code) => [entities.labelOf(code), code]),
  );
}

/** Whether a paragraph can state anything: numbers, that something is the same, or what the next ones are about. */
function says({ text, numbers }: PlainText): boolean {
  if (text.length > MAX_PARAGRAPH) return false;
  return numbers.length > 0 || /持平|一致|变化|不变|相同|:$|如下/u.test(text);
}

/** A short line without a stop that is numbered, or says that something is explained, is a heading, whatever its format calls it. */
function isHeading(block: ProseBlock, { text, numbers }: PlainText): boolean {
  if (block.type === 'heading') return true;
  return (
    text.length <= 40 &&
    (levelOf(text) !== 0 || /.情况说明$/u.test(text)) &&
    !/[,;。:]/u.test(text.replace(/[。:]$/u, '')) &&
    !/[。;:]$/u.test(text) &&
    numbers.every((number) => number.leftOut !== undefined)
  );
}

/** 0 for parts and unnumbered headings, 1 for 一、, 2 for （一）, 3 for 1., 4 for (1). */
function levelOf(text: string): number {
  if (/^[一二三四五六七八九十]+[、.]/u.test(text)) return 1;
  if (/^\([一二三四五六七八九十]+\)/u.test(text)) return 2;
  if (/^\d{1,2}(?:[、)]|\.(?!\d))/u.test(text)) return 3;
  if (/^\(\d{1,2}\)/u.test(text)) return 4;
  return 0;
}

function underHeading(
  sections: readonly Section[],
  text: string,
  nouns: NounContext,
  at: Coordinate,
): readonly Section[] {
  const level = levelOf(text);
  const above = sections.filter((section) => section.level < level);
  return [...above, { level, ...headingOf(text, nouns, at) }];
}

function headingOf(text: string, nouns: NounContext, at: Coordinate): Pick<Section, 'says' | 'type'> {
  const named = text.replace(
    /^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.)])/u,
    '',
  );
  const title = named.replace(/^(?:关于)?(?:20\d{2}年度?)/u, '');
  if (/名词解释|名词说明|专业名词|专业性名词|名词术语/u.test(title)) return { says: {}, type: 'glossary' };
  if (
    /绩效目标|绩效指标|总体目标|分项|工作保障|年度目标|工作目标|重点工作/u.test(title) &&
    !/目标(?:设置|管理|编报)情况/u.test(title)
  )
    return { says: {}, type: 'goals' };
  const isExplained = /^.{3,40}?(?:项目)?经费(?:预算)?情况说明$/u.test(title);
  // The year may be part of the project's name.
  const project = isExplained ? named.replace(/(?:项目)?经费(?:预算)?情况说明$/u, '') : undefined;
  const noun = readNoun(title.replace(/\d{4}年度?/gu, ''), at, true, nouns);
  // 机关运行经费 is no project; what is called one is, whatever the words of its name say.
  if (project !== undefined && (/.项目经费/u.test(title) || Object.keys(noun.says).length === 0))
    return { says: { project: `${at.entity ?? ''}/${project}` }, type: 'plain' };
  if (/^项目(?:支出)?(?:经费)?(?:预算)?情况说明$/u.test(title))
    return { says: { project: '' }, type: 'plain' };
  if (noun.isTorn || noun.functions.length > 0 || noun.economics.length > 0)
    return { says: {}, type: 'plain' };
  const says = Object.fromEntries(
    Object.entries(noun.says).filter(
      ([dimension]) =>
        !['asset', 'headcount', 'organisation', 'performanceWork', 'activity'].includes(dimension),
    ),
  );
  if (noun.isBoth) delete says.flow;
  return { says, type: 'plain' };
}

/** What the headings above say together; the nearer one counts where they differ. */
function sectionOf(sections: readonly Section[]): Coordinate {
  return Object.assign({}, ...sections.map((section) => section.says));
}
