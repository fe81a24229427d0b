import { say } from '../../../src/messages/say.ts';
import { type RoleName, roleNames } from '../../../src/server/contract/accounts.ts';
import type { LogEntryShown } from '../../../src/server/contract/log.ts';
import { ROLE_KEYS } from '../accounts/roles.ts';

/** What each kind of deed is called. */
const DEEDS = {
  'session.signIn': 'web.log.session.signIn',
  'session.signInFailed': 'web.log.session.signInFailed',
  'session.signOut': 'web.log.session.signOut',
  'installation.begin': 'web.log.installation.begin',
  'account.create': 'web.log.account.create',
  'account.change': 'web.log.account.change',
  'account.disable': 'web.log.account.disable',
  'account.enable': 'web.log.account.enable',
  'account.resetPassword': 'web.log.account.resetPassword',
  'account.changePassword': 'web.log.account.changePassword',
  'role.grant': 'web.log.role.grant',
  'role.revoke': 'web.log.role.revoke',
  'body.add': 'web.log.body.add',
  'body.change': 'web.log.body.change',
  'body.retire': 'web.log.body.retire',
  'body.restore': 'web.log.body.restore',
  'body.import': 'web.log.body.import',
  'token.create': 'web.log.token.create',
  'token.revoke': 'web.log.token.revoke',
  'document.add': 'web.log.document.add',
  'document.delete': 'web.log.document.delete',
  'document.restore': 'web.log.document.restore',
  'document.retry': 'web.log.document.retry',
  'document.correct': 'web.log.document.correct',
  'document.undoCorrection': 'web.log.document.undoCorrection',
  'document.accept': 'web.log.document.accept',
  'document.undoAcceptance': 'web.log.document.undoAcceptance',
  'budget.begin': 'web.log.budget.begin',
  'budget.import': 'web.log.budget.import',
  'budget.draft': 'web.log.budget.draft',
  'budget.delete': 'web.log.budget.delete',
  'budget.restore': 'web.log.budget.restore',
  'budget.publish': 'web.log.budget.publish',
  'budget.submit': 'web.log.budget.submit',
  'budget.withdraw': 'web.log.budget.withdraw',
  'budget.return': 'web.log.budget.return',
  'budget.approve': 'web.log.budget.approve',
  'budget.approvedOn': 'web.log.budget.approvedOn',
  'budget.remark': 'web.log.budget.remark',
  'budget.resolveRemark': 'web.log.budget.resolveRemark',
  'budget.carryOut': 'web.log.budget.carryOut',
} as const;

type Deed = keyof typeof DEEDS;

/** What was done, in words. */
export function sayDeed({ action }: Pick<LogEntryShown, 'action'>): string {
  return isDeed(action) ? say(DEEDS[action]) : action;
}

function isDeed(action: string): action is Deed {
  return Object.hasOwn(DEEDS, action);
}

/** What else the log says of a deed, without what only programs understand. */
export function sayDetail({ action, detail }: Pick<LogEntryShown, 'action' | 'detail'>): string {
  const {
    role,
    bodyName,
    login,
    before,
    after,
    why,
    read,
    corrected,
    from,
    added,
    changed,
    note,
    approvedOn,
    draft,
  } = detail;
  const known = [
    role === undefined || !isRole(role) ? undefined : say(ROLE_KEYS[role]),
    action.startsWith('role.') ? (bodyName ?? say('web.accounts.everything')) : undefined,
    login,
    before === undefined ? undefined : `${before} → ${after ?? ''}`,
    read === undefined ? undefined : `${read} → ${corrected ?? ''}`,
    why,
    note === '' ? undefined : note,
    approvedOn === '' ? undefined : approvedOn,
    draft === 'true' ? say('web.log.draft') : undefined,
    from === undefined ? undefined : `+${added ?? 0} ~${changed ?? 0}`,
    action === 'body.change' ? Object.values(detail).join('；') : undefined,
  ];
  return known.filter((one) => one !== undefined).join(' · ');
}

function isRole(text: string): text is RoleName {
  return roleNames.some((one) => one === text);
}
