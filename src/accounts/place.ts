import { type Problem, problem, type Where } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Account, type AccountTree, type Classification, localAccount } from './tree.ts';

/** Where a code and a name printed side by side belong. */
export type Placement =
  /** A list has the code, under this name. */
  | { readonly type: 'known'; readonly account: Account }
  /** No list has the code: it is taken under the name the document gives it. */
  | { readonly type: 'unknown'; readonly account: Account }
  /** A list has the code under another name; `namesakes` are the accounts the printed name would be. */
  | { readonly type: 'disagrees'; readonly account: Account; readonly namesakes: readonly Account[] };

/**
 * Places a printed row by its code and its name together: a code alone may be misprinted, and so may a name.
 * Which of the two is wrong is for a person to say; both readings are given.
 */
export function placeAccount(tree: AccountTree, code: string, name: string): Placement {
  const account = tree.find(code);
  if (account === undefined || account.status === 'local') {
    return { type: 'unknown', account: localAccount(code, name, tree.year) };
  }
  if (tree.matches(code, name)) return { type: 'known', account };
  return { type: 'disagrees', account, namesakes: tree.findByName(name) };
}

/** The notice that a document uses a code which no list has; it is accepted under the document's name. */
export function unknownCode(tree: AccountTree, code: string, name: string, where: Where = {}): Problem {
  const params = { code, name, classification: sayClassification(tree.classification), year: tree.year };
  return problem('accounts.unknownCode', 'notice', where, params);
}

/** A classification as a person calls it, such as 支出功能分类. */
export function sayClassification(classification: Classification): string {
  return say(`accounts.${classification}`);
}
