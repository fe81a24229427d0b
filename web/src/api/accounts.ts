import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Account,
  AccountChange,
  NewAccountRequest,
  NewGrantRequest,
  Temporary,
} from '../../../src/server/contract/accounts.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import type { MadeToken, NewTokenRequest, Token } from '../../../src/server/contract/tokens.ts';
import { request } from './request.ts';

const ACCOUNTS = ['accounts'];
const TOKENS = ['tokens'];

/** All accounts, by login name. */
export function useAccounts() {
  return useQuery({
    queryKey: ACCOUNTS,
    queryFn: ({ signal }) =>
      request<{ readonly accounts: readonly Account[] }>(addressOf('userAccounts'), { signal }),
  });
}

/** What an administrator does to accounts. */
export function useAccountChanges() {
  const client = useQueryClient();
  const options = { onSettled: () => client.invalidateQueries({ queryKey: ACCOUNTS }) };
  const add = useMutation({
    mutationFn: (body: NewAccountRequest) =>
      request<Temporary>(addressOf('userAccounts'), { method: 'POST', body }),
    ...options,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: AccountChange & { readonly id: string }) =>
      request<Account>(addressOf('account', { id }), { method: 'POST', body }),
    ...options,
  });
  const reset = useMutation({
    mutationFn: (id: string) => request<Temporary>(addressOf('accountPassword', { id }), { method: 'POST' }),
    ...options,
  });
  const grant = useMutation({
    mutationFn: ({ id, ...body }: NewGrantRequest & { readonly id: string }) =>
      request<Account>(addressOf('accountRoles', { id }), { method: 'POST', body }),
    ...options,
  });
  const revoke = useMutation({
    mutationFn: (params: { readonly id: string; readonly grant: string }) =>
      request<Account>(addressOf('accountRole', params), { method: 'DELETE' }),
    ...options,
  });
  return { add, change, reset, grant, revoke };
}

/** One's own tokens. */
export function useTokens() {
  return useQuery({
    queryKey: TOKENS,
    queryFn: ({ signal }) => request<{ readonly tokens: readonly Token[] }>(addressOf('tokens'), { signal }),
  });
}

export function useTokenChanges() {
  const client = useQueryClient();
  const options = { onSettled: () => client.invalidateQueries({ queryKey: TOKENS }) };
  const add = useMutation({
    mutationFn: (body: NewTokenRequest) => request<MadeToken>(addressOf('tokens'), { method: 'POST', body }),
    ...options,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => request<void>(addressOf('token', { id }), { method: 'DELETE' }),
    ...options,
  });
  return { add, revoke };
}
