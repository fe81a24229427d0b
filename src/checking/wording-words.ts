import { classifications, normalName } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { anyOf, type Hit, hitAt, hitsOf, type Passage } from './passages.ts';

/** Characters that do not follow themselves, but for words that begin or end with them. */
const SINGLE =
  /(?<![目标有])的的(?![确士])|及及(?![时第格])|与与(?!会)|和和(?![平谐美睦田县顺林龙布硕政静气])|或或|(?<!自)由由(?!于)/gu;

/** Words that do not follow themselves. */
const WORDS = anyOf(
  '其中 以及 主要 增加 减少 开展 提高 加强 推进 用于 包括 报销 根据 按照 通过 实现 确保 促进 建立 健全 关于 保障 原因'.split(
    ' ',
  ),
);
/** Nouns may follow themselves where the second begins another word: 服务服务中心, 管理管理办法. */
const NOUNS = anyOf('服务 工作 管理 经费 资金 费用 支出 收入 政策 制度 预算 项目 单位 部门'.split(' '));
const DOUBLED = new RegExp(
  `(${WORDS})[:：]?\\1(?![人率化性度局部厅卡])|(${NOUNS})\\2(?=[，。；、：,;.）)]|[的和与及等]|$)`,
  'gu',
);
/** A phrase of three to twelve characters, twice. */
const PHRASE = /(\p{Script=Han}{3,12})\1/gu;
/** A cell with fewer characters is a name, whose lines may be those of two names. */
const LONG_CELL = 20;
/** Where more could not be read, cells may have been read twice. */
const FEW_UNREAD = 10;

/** Characters, words and phrases that stand twice in a row. Names of bodies and accounts may do so. */
export function doubledWords(document: CheckedDocument, all: readonly Passage[]): readonly Hit[] {
  const { entity, bodies, units, projects, accounts, year, unread } = document;
  const names = [entity, ...bodies, ...units, ...projects].map(({ name }) => normalName(name));
  const trees = classifications.map((one) => accounts.tree(one, year));
  const isName = (text: string, phrase: string) =>
    names.some((name) => name.includes(text)) ||
    /^[一二三四五六七八九十百千万]+$/u.test(phrase) ||
    trees.some((tree) => tree.findByName(phrase).length > 0);
  return all.flatMap((passage) =>
    [SINGLE, DOUBLED, PHRASE].flatMap((form) => {
      const isLong = unread.length <= FEW_UNREAD && passage.text.length >= LONG_CELL;
      if (form === PHRASE && passage.at === undefined && !isLong) return [];
      return [...passage.text.matchAll(form)].flatMap((match) =>
        isName(normalName(match[0]), match[1] ?? '') ? [] : [hitAt(passage, match.index, match[0].length)],
      );
    }),
  );
}

/** Shorter sentences may well be said twice. */
const TELLING = 15;

/** So many clauses in a row may be said twice. */
const MOST_CLAUSES = 3;

/** A paragraph, or a few clauses, that follow themselves word for word, the number of a paragraph aside. */
export function repeated(paragraphs: readonly (Passage & { readonly at: number })[]): readonly Hit[] {
  const bare = (text: string) =>
    normalName(text).replace(/^(?:\(?[\d一二三四五六七八九十]{1,3}[)、.]\s*)+/u, '');
  return paragraphs.flatMap((one, index) => {
    const text = bare(one.text);
    const before = paragraphs[index - 1];
    const isSame = before !== undefined && bare(before.text) === text && !/x{2}/iu.test(text);
    if (isSame && text.length >= TELLING && /[。;,]/u.test(text))
      return [hitAt(one, 0, Math.min(one.text.length, QUOTED))];
    const clauses = [...one.text.matchAll(/[^，。；,;]+/gu)].map((match) => ({
      text: normalName(match[0]),
      from: match.index,
      to: match.index + match[0].length,
    }));
    return clauses.flatMap((first, at) => {
      for (let count = 1; count <= MOST_CLAUSES; count += 1) {
        const said = clauses.slice(at, at + count);
        const again = clauses.slice(at + count, at + 2 * count);
        const length = said.reduce((sum, clause) => sum + clause.text.length, 0);
        const last = again.at(-1);
        if (last === undefined || length < TELLING || again.length < count) continue;
        if (said.every((clause, place) => clause.text === again[place]?.text))
          return [hitAt(one, first.from, Math.min(last.to - first.from, 2 * QUOTED))];
      }
      return [];
    });
  });
}

/** So much of what is repeated is quoted. */
const QUOTED = 24;

/** Slips that people make in budgets, each in the words around it that leave no doubt. */
const SLIPS: readonly { readonly printed: RegExp; readonly expected: string }[] = [
  { printed: /(?<=相应)较少|较少(?=\s*\d+(?:\.\d+)?\s*(?:万元|元|[%％]))/gu, expected: '减少' },
  { printed: /增张|增涨/gu, expected: '增长' },
  { printed: /(?<=数量、(?:质量、)?|成本、)实效|实效(?=指标|、成本)/gu, expected: '时效' },
  { printed: /DPG(?=[/／、]?DIP|付费|支付)/gu, expected: 'DRG' },
  { printed: /公务用处|公务车用车|(?<=安排|[的及、，（])务用车(?=购置|运行)/gu, expected: '公务用车' },
  { printed: /台帐|帐户|帐号|记帐|结帐|报帐|帐目|帐簿/gu, expected: '账' },
  {
    printed: /比(?:上年|去年|上一年度?|20\d{2}\s*年)[^，。；,;、与同]{0,12}持平/gu,
    expected: '与……持平',
  },
];

/** Known slips: one finding for each. */
export function slips(all: readonly Passage[]): readonly Finding[] {
  const found = SLIPS.flatMap(({ printed, expected }) =>
    hitsOf(all, printed).map((hit) => ({ ...hit, expected })),
  );
  if (found.length === 0) return [];
  const examples = new Set(
    found.map(({ printed, expected }) => say('checking.wording.slip.example', { printed, expected })),
  );
  const message = say('checking.wording.slip', { count: found.length, examples: [...examples].join('、') });
  return [finding('wording.slip', message, {}, { key: 'all', places: found.map(({ place }) => place) })];
}
