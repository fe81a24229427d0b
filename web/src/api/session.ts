import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ChangePasswordRequest,
  FirstRunRequest,
  SignInRequest,
} from '../../../src/server/contract/accounts.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import type { Session } from '../../../src/server/contract/session.ts';
import { request } from './request.ts';

const SESSION = ['session'];

/** Who is signed in, and what this installation is. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: ({ signal }) => request<Session>(addressOf('session'), { signal }),
    staleTime: 5 * 60_000,
  });
}

/** Whether whoever is here may do something. */
export function useMay(action: string): boolean {
  return useSession().data?.may.includes(action) === true;
}

/** Signing in and out, the first administrator, one's own password: whatever was known before is asked for again. */
export function useSessionChanges() {
  const client = useQueryClient();
  const post = (address: string, body: unknown) => request<void>(address, { method: 'POST', body });
  const options = {
    onSuccess: async () => {
      // The page that is open goes with the session, and only then what it had asked for: it must not be asked for again.
      await client.resetQueries({ queryKey: SESSION });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
    },
  };
  const signIn = useMutation({
    mutationFn: (body: SignInRequest) => post(addressOf('signIn'), body),
    ...options,
  });
  const begin = useMutation({
    mutationFn: async (body: FirstRunRequest) => {
      const { login, password } = body;
      await post(addressOf('firstRun'), body);
      await post(addressOf('signIn'), { login, password });
    },
    ...options,
  });
  const changePassword = useMutation({
    mutationFn: (body: ChangePasswordRequest) => post(addressOf('password'), body),
    ...options,
  });
  const signOut = useMutation({
    mutationFn: (everywhere: boolean) =>
      post(everywhere ? addressOf('signOutEverywhere') : addressOf('signOut'), {}),
    ...options,
  });
  return { signIn, begin, changePassword, signOut };
}
