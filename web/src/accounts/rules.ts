import { type MessageKey, say } from '../../../src/messages/say.ts';
import { isLogin, passwordFault } from '../../../src/server/contract/accounts.ts';

/** Names of fields, which stand in no braces. */
type FieldKey = Extract<MessageKey, `web.${string}`>;

/** A field that must be filled in. */
export function required(field: FieldKey & PlainKey) {
  return [{ required: true, whitespace: true, message: say('web.required', { field: say(field) }) }];
}

type PlainKey =
  | 'web.signIn.login'
  | 'web.signIn.password'
  | 'web.firstRun.name'
  | 'web.firstRun.code'
  | 'web.password.current'
  | 'web.bodies.name'
  | 'web.tokens.name';

/** The rule of login names, as the server has it. */
export const loginRules = [
  ...required('web.signIn.login'),
  {
    validator: async (_: unknown, login: string | undefined) => {
      if (login !== undefined && login.trim() !== '' && !isLogin(login))
        throw new Error(say('server.login.rule'));
    },
  },
];

/** The rule of passwords, as the server has it. */
export function passwordRules(login: () => string) {
  return [
    {
      required: true,
      validator: async (_: unknown, password: string | undefined) => {
        const fault = passwordFault(password ?? '', login());
        if (fault !== undefined) throw new Error(fault);
      },
    },
  ];
}

/** The same as was typed in another field. */
export function sameAs(other: () => unknown) {
  return [
    {
      required: true,
      validator: async (_: unknown, again: string | undefined) => {
        if (again !== other()) throw new Error(say('web.password.differ'));
      },
    },
  ];
}
