import type { AccountBook, UnitNature } from '../accounts/book.ts';
import { sayClassification } from '../accounts/place.ts';
import { namedSets } from '../accounts/sets.ts';
import {
  type Account,
  type AccountTree,
  type Classification,
  classifications,
  levelOfCode,
  normalCode,
  normalName,
} from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { splitAccount } from './cells.ts';
import type { ProblemCollector, Spot } from './import-problems.ts';
import type { TableRow } from './import-table.ts';
import { type Read, readText, shorten, wordsOf } from './import-values.ts';
import type { LocalName } from './ledger.ts';
import type { Column } from './sheets.ts';

/** A code that no list has, with the names given to it. */
interface UnknownCode {
  readonly classification: Classification;
  readonly code: string;
  name: string;
  /** Named in the sheet of local accounts, where it needs no notice. */
  declared: boolean;
  count: number;
  spot: Spot | undefined;
}

/** Places the codes and names in cells on the classification trees. */
export class AccountReader {
  readonly #trees: Readonly<Record<Classification, AccountTree>>;
  readonly #accounts: AccountBook;
  readonly #problems: ProblemCollector;
  readonly #unknown = new Map<string, UnknownCode>();
  readonly #coarse = new Set<string>();
  readonly #known = new Map<string, string>();
  readonly #proposed = new Map<string, string | undefined>();

  /** @param trees the trees of the year with the pack's local members */
  constructor(
    trees: Readonly<Record<Classification, AccountTree>>,
    accounts: AccountBook,
    problems: ProblemCollector,
  ) {
    this.#trees = trees;
    this.#accounts = accounts;
    this.#problems = problems;
  }

  /** Takes the name that the workbook gives to a local code. */
  declare(classification: Classification, code: string, name: string, spot: Spot): void {
    if (!isCodeOf(classification, code)) this.#reportWrongCode(classification, code, spot);
    else if (this.#trees[classification].find(code) === undefined) {
      const unknown = this.#unknownCode(classification, code);
      this.#nameUnknown(unknown, name, spot);
      unknown.declared = true;
    }
  }

  /** The code in a cell, which may say it as number, as code and name, or by its name alone. */
  read(row: TableRow, column: Column): Read<string> {
    if (column.content.type !== 'account') return undefined;
    const { classification, level } = column.content;
    const text = readText(row, column.key, this.#problems);
    if (text === 'wrong') return 'wrong';
    const nameKey = `${column.key}Name`;
    const besides = row.has(nameKey) ? readText(row, nameKey, this.#problems) : '';
    if (besides === 'wrong') return 'wrong';
    if (text === '' && besides === '') return undefined;
    // The same few codes fill thousands of cells.
    const key = `${column.key} ${level} ${row.sheet} ${text}\n${besides}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const set = level === 'any' ? findSet(classification, text === '' ? besides : text) : undefined;
    if (set !== undefined) return set;
    const { code, name } = splitAccount(text);
    const spot = row.spot(column.key);
    const given = name === '' ? besides : name;
    const read =
      code === ''
        ? this.#byName(classification, given, spot)
        : this.#byCode(classification, normalCode(code), given, spot);
    if (read.code === undefined) return 'wrong';
    if (level === 'finest') this.#checkFinest(classification, read.code, spot);
    if (read.plain) this.#known.set(key, read.code);
    return read.code;
  }

  /** The government economic account that belongs to a department's, where the mapping leaves no doubt. */
  propose(economic: string, nature: string): string | undefined {
    const key = `${economic} ${nature}`;
    if (!this.#proposed.has(key)) this.#proposed.set(key, this.#propose(economic, nature));
    return this.#proposed.get(key);
  }

  #propose(economic: string, nature: string): string | undefined {
    const known = natureOf(nature);
    const proposals = this.#accounts.govEconomicFor(economic, known);
    const [first] = proposals;
    return proposals.length === 1 || known !== undefined ? first?.govEconomic : undefined;
  }

  /** Whether the trees have a code. */
  isKnown(classification: Classification, code: string): boolean {
    return this.#trees[classification].find(code) !== undefined;
  }

  /** Reports the unknown codes, each once, and returns their names. */
  finish(): readonly LocalName[] {
    const names: LocalName[] = [];
    for (const { classification, code, name, declared, count, spot } of this.#unknown.values()) {
      const said = sayClassification(classification);
      const { year } = this.#trees[classification];
      if (name === '') {
        this.#problems.add('ledger.problem.codeUnnamed', spot ?? {}, { classification: said, code, year });
        continue;
      }
      if (!declared) {
        const params = { classification: said, code, name, year, count };
        this.#problems.add('ledger.problem.codeUnknown', spot ?? {}, params);
      }
      names.push({ classification, code, name });
    }
    return names;
  }

  #byCode(
    classification: Classification,
    code: string,
    name: string,
    spot: Spot,
  ): { readonly code?: string; readonly plain: boolean } {
    const tree = this.#trees[classification];
    const account = tree.find(code);
    if (account !== undefined) {
      if (name === '' || tree.matches(code, name)) return { code, plain: true };
      return this.#disagreement(tree, account, name, spot) ? { plain: false } : { code, plain: false };
    }
    if (!isCodeOf(classification, code)) {
      this.#reportWrongCode(classification, code, spot);
      return { plain: false };
    }
    const unknown = this.#unknownCode(classification, code);
    unknown.count += 1;
    unknown.spot ??= spot;
    if (name !== '') this.#nameUnknown(unknown, name, spot);
    return { code, plain: false };
  }

  /**
   * A name that belongs to another code leaves open which of the two is meant, and is an error; a name that
   * belongs to none is another way to say it.
   */
  #disagreement(tree: AccountTree, { code, name: official }: Account, name: string, spot: Spot): boolean {
    const candidates = tree.findByName(name);
    if (candidates.length === 0) {
      this.#problems.add('ledger.problem.nameDiffers', spot, { code, official, name: shorten(name) });
      return false;
    }
    this.#problems.add('ledger.problem.codeNameDisagree', spot, {
      code,
      official,
      name: shorten(name),
      candidates: sayCodes(candidates),
    });
    return true;
  }

  #byName(
    classification: Classification,
    name: string,
    spot: Spot,
  ): { readonly code?: string; readonly plain: boolean } {
    const candidates = this.#trees[classification].findByName(name);
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return { code: only.code, plain: true };
    const declared = [...this.#unknown.values()].find(
      (one) =>
        one.classification === classification && one.name !== '' && normalName(one.name) === normalName(name),
    );
    if (only === undefined && declared !== undefined) {
      declared.count += 1;
      return { code: declared.code, plain: false };
    }
    const said = sayClassification(classification);
    if (only === undefined) {
      this.#problems.add('ledger.problem.nameUnknown', spot, { classification: said, value: shorten(name) });
    } else {
      this.#problems.add('ledger.problem.nameAmbiguous', spot, {
        classification: said,
        value: shorten(name),
        candidates: sayCodes(candidates),
      });
    }
    return { plain: false };
  }

  #checkFinest(classification: Classification, code: string, spot: Spot): void {
    const key = `${classification} ${code} ${spot.sheet ?? ''}`;
    if (this.#coarse.has(key)) return;
    this.#coarse.add(key);
    const tree = this.#trees[classification];
    // Local members of official forms lie below accounts that are the finest of the classification.
    const finer = tree.childrenOf(code).find(({ status }) => status !== 'local');
    if (finer === undefined) return;
    this.#problems.add('ledger.problem.codeTooCoarse', spot, {
      classification: sayClassification(classification),
      code,
      name: tree.nameOf(code) ?? '',
      example: `${finer.code} ${finer.name}`,
    });
  }

  #unknownCode(classification: Classification, code: string): UnknownCode {
    const key = `${classification} ${code}`;
    const known = this.#unknown.get(key);
    if (known !== undefined) return known;
    const made: UnknownCode = { classification, code, name: '', declared: false, count: 0, spot: undefined };
    this.#unknown.set(key, made);
    return made;
  }

  #nameUnknown(unknown: UnknownCode, name: string, spot: Spot): void {
    if (unknown.name === '') unknown.name = name;
    else if (normalName(unknown.name) !== normalName(name)) {
      const { code, name: first } = unknown;
      this.#problems.add('ledger.problem.localNamesDisagree', spot, { code, first, name: shorten(name) });
    }
  }

  #reportWrongCode(classification: Classification, code: string, spot: Spot): void {
    this.#problems.add('ledger.problem.codeWrong', spot, {
      classification: sayClassification(classification),
      value: shorten(code),
      rule: say(`ledger.rule.${classification}`),
    });
  }
}

/** Whether a code can belong to a classification: one of its lengths, or a longer, local one below its class. */
function isCodeOf(classification: Classification, code: string): boolean {
  if (!/^\d{3}(?:\d{2,})?$/u.test(code)) return false;
  return levelOfCode(classification, code.slice(0, 3)) !== undefined;
}

/** A named set by its label, quotation marks aside. */
function findSet(classification: Classification, text: string): string | undefined {
  const wanted = withoutQuotes(text);
  return namedSets(classification).find(({ id, label }) => id === text || withoutQuotes(label) === wanted)
    ?.id;
}

function withoutQuotes(text: string): string {
  return normalName(text).replace(/["'“”‘’]/gu, '');
}

/** The nature of a unit in the words of the classifications' mapping. */
function natureOf(nature: string): UnitNature | undefined {
  const has = (words: readonly string[]) => words.some((word) => nature.includes(word));
  // 参公事业单位 is both words; the law it is run under decides.
  if (has(wordsOf('ledger.nature.civilServantManaged'))) return 'civilServantManaged';
  if (has(wordsOf('ledger.nature.institution'))) return 'institution';
  return has(wordsOf('ledger.nature.administrative')) ? 'administrative' : undefined;
}

/** So many candidates are named in a message. */
const MOST_NAMED = 5;

function sayCodes(accounts: readonly Account[]): string {
  const named = accounts.slice(0, MOST_NAMED).map(({ code, name }) => `${code} ${name}`);
  return named.join('、') + (accounts.length > MOST_NAMED ? ' …' : '');
}

/** A classification by its id. */
export function isClassification(text: string): text is Classification {
  return classifications.some((classification) => classification === text);
}
