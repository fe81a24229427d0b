import { normalName } from '../accounts/tree.ts';
import { oncePer } from '../document/remember.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Word } from '../packs/vocabulary.ts';
import { narrow } from './phrase.ts';
import { entriesAt, functionPath, type Lexicon, type ProseTrees } from './prose-lexicon.ts';

/** What a noun phrase before a number says of the number's coordinate. */
export interface Noun {
  /** Only what the phrase itself says. */
  readonly says: Coordinate;
  /** The phrase holds two nouns that exclude or stand beside each other: whose the number is, is not said. */
  readonly isTorn: boolean;
  /** Pieces that no word explains. */
  readonly unknown: readonly string[];
  /** 收支总计: revenue and expenditure, each of that amount. */
  readonly isBoth: boolean;
  /** 合计, 共计. */
  readonly isTotal: boolean;
  /** Names both a function and an economic class, or several of one: the codes it may be. */
  readonly functions: readonly string[];
  readonly economics: readonly string[];
  /** A path with (类) (款) (项) or a name in quotes before 科目: it can only be a function. */
  readonly isPath: boolean;
  /** The body that is spoken of, where it is another than the document's. */
  readonly entity?: string;
}

export interface NounContext {
  readonly space: Space;
  readonly lexicon: Lexicon;
  readonly trees: ProseTrees;
  /** The name of the document's body, and others by name. */
  readonly entityName: string;
  readonly entities: ReadonlyMap<string, string>;
}

const NOTE = /^\((?:含|不含|以|按|注|见|详见|包括|不包括|部门|单位|本级|机关|境|不|其|自|系|指)[^()]*\)/u;
const BOTH =
  /^(?:收支|收入(?:预算|决算)?(?:总计|合计|总额)?[、和与及]?支出|收、支)总?(?:预算|决算)?(?:总计|总数|总额|总体|合计|安排|规模)?/u;
const TOTAL = /^(?:总计|合计|共计|总共|一共|小计)/u;
const CONNECTIVE = /^(?:[、和与及]|以及)/u;

/** What stands before and between nouns and says nothing of the coordinate. */
const FILLER = new RegExp(
  `^(?:${[
    '[我本该](?:部门|单位|局|委员?会?|厅|院|中心|办|处|站|会|区|市|县|校|机关)(?:(?:机关|本级)(?!运))?',
    '20\\d{2}年?(?:度|末|底|初|期末)?(?:\\d{1,2}月)?(?:\\d{1,2}日)?',
    '\\d{1,2}月(?:\\d{1,2}日)?',
    '截至|截止|目前|其中|其余|另外|同时|此外|全年|年初|年末|年底|期末|当年|本年度?|今年|上年末?|预计|计划|实际|实有|现有|现存|拥有|占有|使用|涉及|核定|批复|下达',
    '占用|新增|配置|配备|更新|采购|\\(\\d{3,7}\\)',
    '[一二三四五六七八九十]是|总预算|总决算',
    '[一二三四五六七八九十]+[)、.]|\\(?[一二三四五六七八九十]+\\)|\\(\\d{1,2}\\)|\\d{1,2}[.)、]',
    '单价|单位价值|价值|以上|现价|共有|共计|总共|合计|共|列支|安排|编列|编制了?|开展了?|纳入|申报|用于|用款|总额|总数|总量|数量|人数|人次数?|批次数?|金额|数额|规模|资金|经费|额度|额|数|量|情况|部门|单位|财政|拨款|科目|预算|决算|年度|执行|完成|支付|发生|发放|购置|安排的|达到?|为|是|约|计|的|在|等于|由|从|共|拟|将|已|均|各|仅|有|等?以上|设|下设|辖|项目|个|家|名|台|套|辆|略|年内|年|总计|主要|具体|详细|分项|内容|用途|方面|构成|结构|综合|整体|汇总|其',
  ].join('|')})`,
  'u',
);

/** Ends of names of bodies. */
const BODY =
  /(?:局|委|委员会|厅|院|中心|部|办公室|办|处|所|站|会|社|队|校|学校|大学|学院|医院|馆|场|团|公司|机关|本级|街道|镇|乡|政府|法院|检察院|部门|单位|支队|大队|总队|分局|处室|幼儿园|办事处)(?:机关|本级)?(?:\((?:部门|单位|本级|机关|汇总|含所属单位|含下属单位)\))?(?:及所属单位|及下属单位)?$/u;

/**
 * Takes a noun phrase apart. `at` is what is known so far, for words that mean different things in different places;
 * at the beginning of a sentence the name of any body may stand first.
 */
export function readNoun(
  phrase: string,
  at: Coordinate,
  startsSentence: boolean,
  context: NounContext,
): Noun {
  const { space, lexicon, trees } = context;
  let known = at;
  let says: Coordinate = {};
  let isTorn = false;
  let isBoth = false;
  let isTotal = false;
  let isPath = false;
  let functions: readonly string[] = [];
  let economics: readonly string[] = [];
  const unknown: string[] = [];
  let entity: string | undefined;
  let gap = '';
  let gapStart = 0;
  let connected = false;
  let saidAnything = false;
  // 财政拨款收入支出总计 is of both; 财政拨款收入 must not be read out of it.
  const joint = phrase.search(/收入(?:预算|决算)?(?:总计|合计|总额)?[、和与及]?支出|收、支/u);

  const closeGap = () => {
    if (gap === '') return;
    const body = bodyOf(gap, startsSentence && gapStart === 0, context);
    if (body === 'unknown') {
      unknown.push(gap);
    } else if (body !== 'own') entity = body;
    gap = '';
  };
  const say = (more: Coordinate) => {
    if (Object.keys(more).length === 0) return;
    const narrowed = narrow(known, more, space);
    const own = narrow(says, more, space);
    if (own.conflicts.length > 0 || (connected && saidAnything)) isTorn = true;
    known = narrowed.at;
    says = own.at;
    saidAnything = true;
    connected = false;
  };

  for (let index = 0; index < phrase.length; ) {
    const rest = phrase.slice(index);
    const both = BOTH.exec(rest);
    if (both !== null) {
      closeGap();
      isBoth = true;
      index += both[0].length;
      continue;
    }
    const body = entityAt(phrase, index, context);
    if (body !== undefined) {
      closeGap();
      if (body.code !== undefined) entity = body.code;
      index += body.length;
      continue;
    }
    const path = functionPath(lexicon, trees.function, phrase, index);
    if (path === undefined && gap === '') {
      // An old or misprinted name of a class says nothing where the group and item below it are plain.
      const skipped = /^[^(),;:。、\d]{2,20}\(类\)/u.exec(rest)?.[0].length ?? 0;
      const below =
        skipped === 0 ? undefined : functionPath(lexicon, trees.function, phrase, index + skipped);
      if (below !== undefined && below.names > 1 && below.codes.length === 1) {
        index += skipped;
        continue;
      }
    }
    const entry = entriesAt(lexicon, phrase, index).find(
      ({ text }) => joint <= index || index + text.length <= joint || text.includes('收支'),
    );
    const reading = entry?.word === undefined ? undefined : readingOf(entry.word, known, space);
    const isFunction =
      path !== undefined && (path.marked || /^科目/u.test(phrase.slice(path.end)) || path.names > 1);
    if (path !== undefined && isFunction) {
      closeGap();
      if (functions.length > 0) isTorn = true;
      functions = path.codes;
      isPath = true;
      if (path.codes.length === 0) unknown.push(phrase.slice(index, path.end));
      index = path.end;
      continue;
    }
    const accounts = entry === undefined ? 0 : entry.functions.length + entry.economics.length;
    if (entry !== undefined && (accounts > 0 || reading !== undefined) && !isWithinName(entry.text, rest)) {
      closeGap();
      const speaks = reading !== undefined && Object.keys(reading).length > 0;
      if (entry.text.includes('收支')) isBoth = true;
      if (speaks) say(reading);
      else if (accounts > 0) {
        if (functions.length > 0 || economics.length > 0) isTorn = true;
        functions = entry.functions;
        economics = entry.economics;
      }
      if (entry.word?.role === 'total') isTotal = true;
      index += entry.text.length;
      continue;
    }
    const note = NOTE.exec(rest);
    const total = TOTAL.exec(rest);
    const connective = CONNECTIVE.exec(rest);
    const isCounting = at.measure !== 'amount';
    const below = isCounting ? /^(?:(?:下属|所属)各?|本级|本部)/u.exec(rest) : null;
    const filler = gap === '' || FILLER_INSIDE.test(rest) ? (below ?? FILLER.exec(rest)) : null;
    const skipped = note ?? total ?? filler ?? (gap === '' ? connective : null);
    if (total !== null) isTotal = true;
    if (connective !== null && skipped === connective) connected = true;
    if (skipped !== null) {
      closeGap();
      index += skipped[0].length;
      continue;
    }
    if (/^\((?:类|款|项)级?\)/u.test(rest)) {
      closeGap();
      index += rest.indexOf(')') + 1;
      continue;
    }
    if (gap === '') gapStart = index;
    gap += phrase.charAt(index);
    index += 1;
  }
  closeGap();
  return {
    says,
    isTorn,
    unknown: unknown.filter((piece) => !/^[()（）\-—:]*$/u.test(piece)),
    isBoth,
    isTotal,
    functions,
    economics,
    isPath,
    ...(entity === undefined ? {} : { entity }),
  };
}

/** Whether all characters of one text stand in another in the same order. */
function isWithinInOrder(part: string, whole: string): boolean {
  let from = 0;
  for (const character of part) {
    from = whole.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** Names by their first character: hundreds of them are looked for at every character. */
const byBeginning = oncePer((entities: ReadonlyMap<string, string>) => {
  const found = new Map<string, (readonly [name: string, code: string])[]>();
  for (const body of entities) {
    const first = body[0].charAt(0);
    const others = found.get(first);
    if (others === undefined) found.set(first, [body]);
    else others.push(body);
  }
  return found;
});

/** The name of the document's own body or of another that stands at a position, with the code of the other. */
function entityAt(
  phrase: string,
  index: number,
  { entityName, entities }: NounContext,
): { readonly length: number; readonly code?: string } | undefined {
  const own = normalName(entityName);
  let longest: readonly [name: string, code: string] | undefined;
  for (const body of byBeginning(entities).get(phrase.charAt(index)) ?? []) {
    const [name] = body;
    if (name.length > (longest?.[0].length ?? 4) && phrase.startsWith(name, index)) longest = body;
  }
  if (own !== '' && phrase.startsWith(own, index) && !phrase.startsWith('本级', index + own.length)) {
    if (longest === undefined || longest[0].length <= own.length) return { length: own.length };
  }
  return longest === undefined ? undefined : { length: longest[0].length, code: longest[1] };
}

/** Fillers that end an unknown name rather than belong to it. */
const FILLER_INSIDE =
  /^(?:20\d{2}年|[我本]部门|[我本]单位|共有|预算为|预算数|决算为|上年末|本年度?|截[至止])/u;

/** Whether a short word is only the beginning of a longer name that no list has: 设备 in 设备运维. */
function isWithinName(word: string, rest: string): boolean {
  return word === '设备' && /^设备(?:购置|运|维|采)/u.test(rest);
}

function readingOf(word: Word, at: Coordinate, space: Space): Coordinate | undefined {
  return word.readings.find(
    ({ when }) =>
      when === undefined ||
      Object.entries(when).every(([dimension, member]) => {
        const known = at[dimension];
        return (
          known !== undefined &&
          (known === member || space.get(dimension)?.relate(known, member) === 'inside')
        );
      }),
  )?.at;
}

/** Whose name a piece is: the document's own body, another that is known by its code, or nobody's. */
function bodyOf(gap: string, isFirst: boolean, { entityName, entities }: NounContext): string {
  const name = normalName(gap).replace(
    /\((?:部门|单位|汇总|含所属单位|含下属单位)\)|及所属单位|及下属单位/gu,
    '',
  );
  if (name === '' || /^[(),:;\-—的]+$/u.test(name)) return 'own';
  const own = normalName(entityName);
  if (own !== '' && (name === own || own.endsWith(name))) return 'own';
  const other = entities.get(name);
  if (other !== undefined) return other;
  if (!isFirst || !BODY.test(gap)) return 'unknown';
  if (/本级$/u.test(name) && !/本级$/u.test(own)) return 'unknown';
  // 市医保中心 for 青禾市医疗保障事务中心, and the other way round.
  return own === '' || isWithinInOrder(name, own) || isWithinInOrder(own, name) ? 'own' : 'unknown';
}
