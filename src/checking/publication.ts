import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { type Hit, hitAt, type Passage, sayExamples } from './passages.ts';
import { isIdentityNumber, isPersonName, masked } from './personal.ts';
import { leftovers } from './publication-hidden.ts';

/** What must not be published: numbers of persons, secrets, and what the file holds beside its pages. */
export function checkPublication(document: CheckedDocument): readonly Finding[] {
  const rows = rowsOf(document);
  const asides = document.asides.map(
    ({ text, place }): Passage => ({ text, at: undefined, line: { place } }),
  );
  const all = [...rows, ...asides];
  return [
    ...numbered('publication.identity-number', identityNumbers(all, document.year)),
    ...numbered('publication.mobile', mobiles(rows)),
    ...numbered('publication.bank-account', bankAccounts(rows)),
    ...secrets(all),
    ...leftovers(document),
    ...authors(document),
  ];
}

/** All lines, the contents too, and all cells: a cell with the texts to its left and above, which say what it is. */
function rowsOf({ lines, tables }: CheckedDocument): readonly (Passage & { readonly context?: string })[] {
  return [
    ...lines.map((line, at) => ({ text: line.text, at, line })),
    ...tables.flatMap(({ cells }) =>
      cells.flatMap((row) =>
        row.flatMap(({ text, place }, column) =>
          place === undefined
            ? []
            : [
                {
                  text,
                  at: undefined,
                  line: { place },
                  context: `${row[column - 1]?.text ?? ''} ${cells[0]?.[column]?.text ?? ''}`,
                },
              ],
        ),
      ),
    ),
  ];
}

type Numbers = readonly { readonly number: string; readonly hit: Hit }[];

/** Eighteen digits, the last an X perhaps, with nothing before or after that would make them part of a code. */
const EIGHTEEN = /(?<![\dA-Za-z.])\d{17}[\dXx](?![\dA-Za-z.])/gu;
/** Codes of bodies have eighteen places too, and are public. */
const CREDIT_CODE = /信用代码|机构代码|登记证号/u;
/** So far before a number a word may say what it is. */
const REACH = 16;

function identityNumbers(all: readonly (Passage & { readonly context?: string })[], year: number): Numbers {
  return matches(all, EIGHTEEN).filter(
    ({ number, before }) => isIdentityNumber(number, year) && !CREDIT_CODE.test(before),
  );
}

const ELEVEN = /(?<![\dA-Za-z.,，-])1[3-9]\d{9}(?![\dA-Za-z.]|\s*[万亿]?元)/gu;
const PHONE = /电话|手机|联系|咨询|热线|号码|微信/u;

/** Mobile numbers, where a word beside them says that they are: codes of projects begin like them. */
function mobiles(all: readonly (Passage & { readonly context?: string })[]): Numbers {
  return matches(all, ELEVEN).filter(({ before }) => PHONE.test(before));
}

const ACCOUNT = /(?<![\dA-Za-z.])\d{12,25}(?![\dA-Za-z.])/gu;
const BANK = /(?:银行|开户|收款|付款|汇款|基本户?).{0,8}[账帐][号户]|[账帐]号|银行卡|卡号/u;

function bankAccounts(all: readonly (Passage & { readonly context?: string })[]): Numbers {
  return matches(all, ACCOUNT).filter(({ before }) => BANK.test(before));
}

function matches(
  all: readonly (Passage & { readonly context?: string })[],
  form: RegExp,
): readonly { readonly number: string; readonly hit: Hit; readonly before: string }[] {
  return all.flatMap((passage) =>
    [...passage.text.matchAll(form)].map((match) => ({
      number: match[0],
      hit: hitAt(passage, match.index, match[0].length),
      before: `${passage.context ?? ''} ${passage.text.slice(Math.max(0, match.index - REACH), match.index)}`,
    })),
  );
}

type NumberRule = 'publication.identity-number' | 'publication.mobile' | 'publication.bank-account';

/** So many numbers a message names. */
const EXAMPLES = 5;

/** One finding for all numbers of a kind; the message does not repeat what must not be published. */
function numbered(rule: NumberRule, found: Numbers): readonly Finding[] {
  const numbers = [...new Set(found.map(({ number }) => masked(number)))];
  if (numbers.length === 0) return [];
  const params = { count: numbers.length, numbers: numbers.slice(0, EXAMPLES).join('、') };
  return [
    finding(
      rule,
      say(`checking.${rule}`, params),
      {},
      { key: rule, places: found.map(({ hit }) => hit.place) },
    ),
  ];
}

/** The mark of a secret: the word with its star, or alone on its line with its term. */
const SECRET = /(?:绝密|机密|秘密)\s*[★☆]|^\s*(?:绝密|机密)(?:\s*(?:[长短]期|\d{1,2}年))?\s*$/gu;
/** Marks of papers for internal use, alone on their line or in brackets. */
const INTERNAL =
  /^[\s【[（(]*(?:内部(?:资料|文件|材料|使用)|仅供内部(?:使用|参考)?|此件不(?:予)?公开|不予公开|注意保存|严禁外传)[，、\s]*(?:注意保存|严禁外传|不得外传)?[\s】\]）)]*$|公开(?:属性|方式|类别)[:：]\s*(?:不予公开|依申请公开)/gu;

function secrets(all: readonly Passage[]): readonly Finding[] {
  const found = (form: RegExp) =>
    all.flatMap((passage) =>
      [...passage.text.matchAll(form)].map((match) => hitAt(passage, match.index, match[0].length)),
    );
  return (
    [
      ['publication.secret', found(SECRET)],
      ['publication.internal', found(INTERNAL)],
    ] as const
  ).flatMap(([rule, hits]) => {
    if (hits.length === 0) return [];
    const message = say(`checking.${rule}`, { examples: sayExamples(hits) });
    return [finding(rule, message, {}, { key: rule, places: hits.map(({ place }) => place) })];
  });
}

/** Persons that the properties of the file name. */
function authors({ properties }: CheckedDocument): readonly Finding[] {
  const names = properties.flatMap(({ name, value }) =>
    isPersonName(value) && isProperty(name)
      ? [say(`checking.publication.author.${name}`, { name: value })]
      : [],
  );
  if (names.length === 0) return [];
  const message = say('checking.publication.author', { names: [...new Set(names)].join('、') });
  return [finding('publication.author', message, {})];
}

const PROPERTIES = ['author', 'lastModifiedBy', 'manager', 'commentedBy'] as const;

function isProperty(name: string): name is (typeof PROPERTIES)[number] {
  return PROPERTIES.some((one) => one === name);
}
