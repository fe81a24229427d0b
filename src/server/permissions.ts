import type { Reach } from '../store/reach.ts';
import type { RoleName } from './contract/accounts.ts';

/**
 * Who may do something: a role (where it is granted), `own` any account with what is its own, `account` any account, `open`
 * anybody on an installation that is open, with what nobody signed for, `operator` a command on the machine of the server, `anyone`.
 */
export type Who = RoleName | 'own' | 'account' | 'open' | 'operator' | 'anyone';

interface Permission {
  readonly who: readonly Who[];
  /**
   * What a role must be granted on: `bodies` where what it reaches lies on a body, `everything` where it concerns all.
   */
  readonly on: 'bodies' | 'everything';
  /** Only for a person in front of a browser, not for a script with a token. */
  readonly inPerson?: true;
  /** Also while a temporary password is still to be changed. */
  readonly always?: true;
}

/** Every action of the API, and who may do it: the one table that decides. Each route names its action. */
export const PERMISSIONS = {
  'session.read': { who: ['anyone'], on: 'everything', always: true },
  'session.begin': { who: ['anyone'], on: 'everything', always: true },
  'session.end': { who: ['account'], on: 'everything', inPerson: true, always: true },
  'password.change': { who: ['account'], on: 'everything', inPerson: true, always: true },
  'documents.drop': {
    who: ['open', 'preparer', 'unitReviewer', 'financeReviewer', 'administrator'],
    on: 'bodies',
  },
  'documents.read': {
    who: ['open', 'own', 'preparer', 'unitReviewer', 'financeReviewer', 'administrator', 'auditor'],
    on: 'bodies',
  },
  'documents.amend': {
    who: ['open', 'own', 'preparer', 'unitReviewer', 'financeReviewer', 'administrator'],
    on: 'bodies',
  },
  'documents.delete': { who: ['open', 'own', 'financeReviewer', 'administrator'], on: 'bodies' },
  'budgets.read': {
    who: ['open', 'own', 'preparer', 'unitReviewer', 'financeReviewer', 'administrator', 'auditor'],
    on: 'bodies',
  },
  'budgets.begin': { who: ['open', 'preparer', 'administrator'], on: 'bodies' },
  'budgets.write': { who: ['open', 'own', 'preparer', 'administrator'], on: 'bodies' },
  'budgets.publish': {
    who: ['open', 'own', 'preparer', 'financeReviewer', 'administrator'],
    on: 'bodies',
  },
  'budgets.remark': { who: ['open', 'unitReviewer', 'financeReviewer', 'administrator'], on: 'bodies' },
  'budgets.approve': { who: ['open', 'financeReviewer', 'administrator'], on: 'bodies' },
  'board.read': {
    who: ['open', 'unitReviewer', 'financeReviewer', 'administrator', 'auditor'],
    on: 'bodies',
  },
  'budgets.delete': { who: ['open', 'own', 'administrator'], on: 'bodies' },
  'accounts.read': { who: ['administrator', 'auditor'], on: 'everything' },
  'accounts.manage': { who: ['administrator'], on: 'everything', inPerson: true },
  'bodies.read': { who: ['account'], on: 'everything' },
  'bodies.manage': { who: ['administrator'], on: 'everything' },
  'log.read': { who: ['administrator', 'auditor', 'operator'], on: 'everything' },
  'tokens.own': { who: ['account'], on: 'everything', inPerson: true },
  'backup.make': { who: ['operator'], on: 'everything' },
  'docs.read': { who: ['anyone'], on: 'everything', always: true },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof PERMISSIONS;

/** What is known of whoever asks when it is decided what they may. */
export interface Standing {
  /** The id of the account; none where nobody is signed in. */
  readonly account?: string | undefined;
  readonly grants: readonly { readonly role: RoleName; readonly body: string | null }[];
  readonly inPerson: boolean;
  readonly operator: boolean;
  readonly mustChangePassword: boolean;
}

/** What somebody reaches with an action; undefined where they may not do it at all. */
export function reachOf(standing: Standing, action: Action, open: boolean): Reach | undefined {
  const { who, on, inPerson, always }: Permission = PERMISSIONS[action];
  const { account, grants } = standing;
  const isFor = (one: Who) => who.includes(one);
  if (isFor('anyone') || (standing.operator && isFor('operator'))) return { everything: true };
  if (account !== undefined) {
    if (standing.mustChangePassword && always !== true) return undefined;
    if (inPerson === true && !standing.inPerson) return undefined;
    if (isFor('account')) return { everything: true };
  }
  const held = grants.filter(({ role }) => isFor(role));
  if (held.some(({ body }) => body === null)) return { everything: true };
  if (on === 'everything') return undefined;
  const bodies = held.flatMap(({ body }) => body ?? []);
  const unowned = open && isFor('open');
  const own = isFor('own') ? account : undefined;
  if (bodies.length === 0 && !unowned && own === undefined) return undefined;
  return { everything: false, own, unowned, bodies };
}
