import type { AccountBook } from '../accounts/load.ts';
import { placeAccount } from '../accounts/place.ts';
import { type Account, type AccountTree, type Classification, normalName } from '../accounts/tree.ts';
import { compact } from './head.ts';
import { withoutEnumeration } from './phrase.ts';
import { similarity } from './similarity.ts';

/** A row's place in a classification. */
export interface Member {
  readonly code: string;
  /** The code is in no list, or stands beside another account's name: it is a member of this document only. */
  readonly local: boolean;
  readonly name: string;
}

/** Names this alike are the same name with a slip or an older wording. */
const SAME_NAME = 0.5;

/** Places rows of classifications by their codes and names, in one budget year. */
export class Members {
  readonly #accounts: AccountBook;
  readonly #year: number;

  constructor(accounts: AccountBook, year: number) {
    this.#accounts = accounts;
    this.#year = year;
  }

  tree(classification: Classification): AccountTree {
    return this.#accounts.tree(classification, this.#year);
  }

  /** The classification that a code can only be of, by its first digit and length. */
  classificationOf(code: string): Classification | undefined {
    if (/^2\d{2}(?:\d{2}){0,2}$/u.test(code)) return 'function';
    if (/^3\d{2}(?:\d{2})?$/u.test(code)) return 'economic';
    if (/^5\d{2}(?:\d{2})?$/u.test(code)) return 'govEconomic';
    return undefined;
  }

  /** The member of a code printed beside a name; the name may be empty. */
  byCode(classification: Classification, code: string, name: string): Member {
    const tree = this.tree(classification);
    const printed = withoutEnumeration(compact(name));
    if (printed === '') return { code, local: !tree.isKnown(code), name: tree.nameOf(code) ?? '' };
    const placement = placeAccount(tree, code, printed);
    if (placement.type === 'known') return { code, local: false, name: placement.account.name };
    if (placement.type === 'unknown') return { code, local: true, name: printed };
    if (isSameName(placement.account, printed) && placement.namesakes.length === 0) {
      return { code, local: false, name: placement.account.name };
    }
    if (
      isSameName(placement.account, printed) &&
      !placement.namesakes.some((one) => one.code.length === code.length)
    ) {
      return { code, local: false, name: placement.account.name };
    }
    return { code: `${code}(${printed})`, local: true, name: printed };
  }

  /** The one account of a name among those of some lengths or codes; undefined where none or several are. */
  byName(
    classification: Classification,
    name: string,
    within: {
      readonly levels?: readonly number[] | undefined;
      readonly members?: readonly string[] | undefined;
    } = {},
  ): Member | undefined {
    const tree = this.tree(classification);
    const printed = withoutEnumeration(compact(name));
    if (printed.length < 2) return undefined;
    const allowed = (account: Account) =>
      (within.levels === undefined || within.levels.includes(account.code.length)) &&
      (within.members === undefined || within.members.includes(account.code));
    const exact = [printed, `${printed}支出`, printed.replace(/(?:支出|事务)$/u, '')]
      .map((one) => tree.findByName(one).filter(allowed))
      .find((found) => found.length > 0);
    const found = exact ?? tree.all().filter((account) => allowed(account) && isSameStem(account, printed));
    const [only] = found;
    return only !== undefined && found.length === 1
      ? { code: only.code, local: false, name: only.name }
      : undefined;
  }
}

/** Whether a printed name is an account's with a slip: cut off, one character other, brackets left out. */
function isSameName(account: Account, printed: string): boolean {
  const bare = (text: string) => normalName(text).replace(/[()]/gu, '');
  return [account.name, ...account.aliases].some((name) => {
    const a = bare(name);
    const b = bare(printed);
    return a.startsWith(b) || b.startsWith(a) || similarity(a, b) >= SAME_NAME;
  });
}

/** 城乡社区事务支出 for 城乡社区支出, 资源勘探信息等 for 资源勘探工业信息等支出: the same but for filling words. */
function isSameStem(account: Account, printed: string): boolean {
  const stem = (text: string) => normalName(text).replace(/支出$|事务|与|和|的|[()]/gu, '');
  return [account.name, ...account.aliases].some((name) => stem(name) === stem(printed));
}
