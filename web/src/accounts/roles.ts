import { say } from '../../../src/messages/say.ts';
import type { Grant, RoleName } from '../../../src/server/contract/accounts.ts';

/** What each role is called. */
export const ROLE_KEYS = {
  preparer: 'role.preparer',
  unitReviewer: 'role.unitReviewer',
  financeReviewer: 'role.financeReviewer',
  administrator: 'role.administrator',
  auditor: 'role.auditor',
} as const satisfies Record<RoleName, string>;

/** A role with what it is granted on, in words. */
export function sayGrant({ role, body }: Grant): string {
  return say('web.accounts.roleOn', {
    role: say(ROLE_KEYS[role]),
    body: body?.name ?? say('web.accounts.everything'),
  });
}
