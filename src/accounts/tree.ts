/**
 * The classification trees of Chinese government budgets.
 *
 * The rules are those of the Ministry of Finance: 《政府收支分类科目》 (published every year) gives the
 * functional classification of expenditure its three levels 类、款、项 of 3, 5 and 7 digits; 《支出经济分类科目改革方案》
 * (财预〔2017〕98号, in force since 2018) gives departments (3xx) and governments (5xx) one economic classification
 * each, of two levels 类、款 of 3 and 5 digits. A code begins with the code of its parent.
 */
import { remembering } from '../document/remember.ts';
/** 支出功能分类, 部门预算支出经济分类, 政府预算支出经济分类. */
export type Classification = 'function' | 'economic' | 'govEconomic';

export const classifications: readonly Classification[] = ['function', 'economic', 'govEconomic'];

/** 类 `class`, 款 of the functional classification `group`, the finest level (项, or 款 of the economic ones) `item`. */
export type AccountLevel = 'class' | 'group' | 'item';

/** `official` shipped with this program; `imported` from a finance bureau's list; `local` known from one document only. */
export type AccountStatus = 'official' | 'imported' | 'local';

/** One 科目: a code with its official name, and the years for which that holds. */
export interface Account {
  /** Digits only, such as `2101506`. */
  readonly code: string;
  readonly name: string;
  /** Earlier or commonly printed names of the same account. */
  readonly aliases: readonly string[];
  /** The first year for which this row is vouched for. */
  readonly from: number;
  /** The last year; absent while still valid. */
  readonly to?: number;
  /** Short ids of the documents or lists it was seen in. */
  readonly seen: readonly string[];
  readonly status: AccountStatus;
}

interface LevelRule {
  readonly digits: number;
  readonly level: AccountLevel;
}

/** The levels of each classification by the digits of their codes. */
export const levelRules: Readonly<Record<Classification, readonly LevelRule[]>> = {
  function: [
    { digits: 3, level: 'class' },
    { digits: 5, level: 'group' },
    { digits: 7, level: 'item' },
  ],
  economic: [
    { digits: 3, level: 'class' },
    { digits: 5, level: 'item' },
  ],
  govEconomic: [
    { digits: 3, level: 'class' },
    { digits: 5, level: 'item' },
  ],
};

const firstDigit: Readonly<Record<Classification, string>> = {
  function: '2',
  economic: '3',
  govEconomic: '5',
};

/**
 * The level of a code by its digits; `undefined` for a code that the classification cannot have.
 *
 * @example levelOfCode('function', '20805') // 'group'
 */
export function levelOfCode(classification: Classification, code: string): AccountLevel | undefined {
  if (!isDigits(code) || !code.startsWith(firstDigit[classification])) return undefined;
  return levelRules[classification].find((rule) => rule.digits === code.length)?.level;
}

/**
 * A code as it is printed. Where a document prints a code beside another account's name, that member is the document's
 * own, and its code carries the name.
 *
 * @example printedCode('2101101(行政部门医疗)') // '2101101'
 */
export function printedCode(code: string): string {
  return code.replace(/^(\d+)\(.*\)$/u, '$1');
}

/**
 * The parent's code by digits alone, known or not; `undefined` for a class.
 * A code of a length the classification does not have (a local fourth level, say) belongs to its longest beginning
 * that has one.
 *
 * @example parentOfCode('function', '2080505') // '20805'
 */
export function parentOfCode(classification: Classification, code: string): string | undefined {
  const digits = printedCode(code);
  if (!isDigits(digits)) return undefined;
  const shorter = levelRules[classification].findLast((rule) => rule.digits < digits.length);
  return shorter === undefined ? undefined : digits.slice(0, shorter.digits);
}

/**
 * A name in the form in which names are compared: half-width, without blanks, one kind of bracket.
 *
 * @example normalName('因公出国（境） 费用') // '因公出国(境)费用'
 */
export const normalName: (name: string) => string = remembering((name) =>
  name
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[〔【[{]/gu, '(')
    .replace(/[〕】\]}]/gu, ')'),
);

/** A code as it is kept: half-width digits without blanks. */
export function normalCode(code: string): string {
  return code.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '');
}

/** One classification in one year. Immutable: {@link AccountTree.withLocal} returns another tree. */
export class AccountTree {
  readonly classification: Classification;
  /** The budget year asked for. */
  readonly year: number;
  /** The year of the list that answers: later than {@link year} where no list reaches back that far. */
  readonly listYear: number;
  readonly #byCode: ReadonlyMap<string, Account>;
  readonly #sorted: readonly Account[];
  readonly #children: ReadonlyMap<string, readonly Account[]>;
  readonly #byName: ReadonlyMap<string, readonly Account[]>;

  /** @param accounts one account a code; of several with the same code the last one counts. */
  constructor(
    classification: Classification,
    year: number,
    accounts: Iterable<Account>,
    listYear: number = year,
  ) {
    this.classification = classification;
    this.year = year;
    this.listYear = listYear;
    const byCode = new Map<string, Account>();
    for (const account of accounts) byCode.set(account.code, account);
    const children = new Map<string, Account[]>();
    const byName = new Map<string, Account[]>();
    const sorted = [...byCode.values()].sort((left, right) => compareCodes(left.code, right.code));
    for (const account of sorted) {
      pushTo(children, parentOfCode(classification, account.code) ?? '', account);
      for (const name of new Set([account.name, ...account.aliases].map(normalName))) {
        pushTo(byName, name, account);
      }
    }
    this.#byCode = byCode;
    this.#sorted = sorted;
    this.#children = children;
    this.#byName = byName;
  }

  find(code: string): Account | undefined {
    return this.#byCode.get(code);
  }

  /** Whether a list has this code; a local account, known from a document only, is not known. */
  isKnown(code: string): boolean {
    const account = this.#byCode.get(code);
    return account !== undefined && account.status !== 'local';
  }

  nameOf(code: string): string | undefined {
    return this.#byCode.get(code)?.name;
  }

  levelOf(code: string): AccountLevel | undefined {
    return levelOfCode(this.classification, code);
  }

  /** The parent's code, by digits, whether the tree has it or not; `undefined` for a class. */
  parentOf(code: string): string | undefined {
    return parentOfCode(this.classification, code);
  }

  /** The codes above this one, by digits, the class first: `['208', '20805']` for `2080505`. */
  ancestorsOf(code: string): readonly string[] {
    const above: string[] = [];
    for (let at = this.parentOf(code); at !== undefined; at = this.parentOf(at)) above.unshift(at);
    return above;
  }

  /** The accounts one level below, in the order of their codes. */
  childrenOf(code: string): readonly Account[] {
    return this.#children.get(code) ?? [];
  }

  /** The accounts of the highest level (类). */
  classes(): readonly Account[] {
    return this.#children.get('') ?? [];
  }

  /** Every account in the order of codes, a parent before its children. */
  all(): readonly Account[] {
    return this.#sorted;
  }

  /** Whether the code is the ancestor itself or below it, by digits. */
  isWithin(code: string, ancestor: string): boolean {
    return code === ancestor || this.ancestorsOf(code).includes(ancestor);
  }

  /** Whether this is a name of the account: its own or an alias, blanks, width and brackets aside. */
  matches(code: string, name: string): boolean {
    const account = this.#byCode.get(code);
    if (account === undefined) return false;
    const wanted = normalName(name);
    return [account.name, ...account.aliases].some((one) => normalName(one) === wanted);
  }

  /**
   * Every account of this name or alias, in the order of codes; many share one (行政运行).
   *
   * @param parent only accounts below this one (not itself), at any depth
   */
  findByName(name: string, parent?: string): readonly Account[] {
    const found = this.#byName.get(normalName(name)) ?? [];
    if (parent === undefined) return found;
    return found.filter((account) => account.code !== parent && this.isWithin(account.code, parent));
  }

  /**
   * Looks accounts up for a person: digits are the beginning of a code (`208 05`), words are parts of names, and both
   * may be given. Whole matches come first, then names that begin with the words, then the rest by code.
   */
  search(text: string): readonly Account[] {
    const parts = text.normalize('NFKC').match(/\d+|[^\d\s]+/gu) ?? [];
    const digits = parts.filter(isDigits).join('');
    const words = parts.filter((part) => !isDigits(part)).map(normalName);
    if (digits === '' && words.length === 0) return [];
    const ranked: { account: Account; rank: number }[] = [];
    for (const account of this.#sorted) {
      if (!account.code.startsWith(digits)) continue;
      const rank = nameRank(account, words);
      if (rank !== undefined) ranked.push({ account, rank: account.code === digits ? 0 : rank });
    }
    return ranked.sort((left, right) => left.rank - right.rank).map((one) => one.account);
  }

  /**
   * A tree that also has the codes only a document knows, under the names it gives them, each below its parent by
   * digits. A code that a list knows keeps its official name.
   */
  withLocal(names: readonly LocalName[]): AccountTree {
    const named = new Map(names.filter((one) => !this.isKnown(one.code)).map((one) => [one.code, one.name]));
    if (named.size === 0) return this;
    // Above a code that no list has there may be none that a list has: those stand under their codes alone.
    for (const code of [...named.keys()]) {
      for (const above of this.ancestorsOf(code)) {
        if (this.find(above) === undefined && !named.has(above)) named.set(above, above);
      }
    }
    const added = [...named].map(([code, name]) => localAccount(code, name, this.year));
    return new AccountTree(this.classification, this.year, [...this.#sorted, ...added], this.listYear);
  }
}

/** A code with the name that a document prints beside it. */
export interface LocalName {
  readonly code: string;
  readonly name: string;
}

/** The account of a code that no list has. */
export function localAccount(code: string, name: string, year: number): Account {
  return { code, name, aliases: [], from: year, to: year, seen: [], status: 'local' };
}

/** The order of codes: by their digits, a parent before its children. */
export function compareCodes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDigits(text: string): boolean {
  return /^\d+$/u.test(text);
}

/** 0 where a name is what was typed, 1 where it begins so, 2 where it holds every word; `undefined` where it does not. */
function nameRank(account: Account, words: readonly string[]): 0 | 1 | 2 | undefined {
  const [first, ...others] = words;
  if (first === undefined) return 2;
  const names = [account.name, ...account.aliases].map(normalName);
  if (others.length === 0 && names.includes(first)) return 0;
  if (!names.some((name) => words.every((word) => name.includes(word)))) return undefined;
  return names.some((name) => name.startsWith(first)) ? 1 : 2;
}

function pushTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
