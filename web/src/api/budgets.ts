import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  accountChoicesSchema,
  BudgetCheck,
  BudgetDetail,
  BudgetRow,
  budgetListSchema,
  Change,
  Impact,
  newBudgetSchema,
  Operation,
  Publication,
  packChoicesSchema,
  previewSchema,
  publicationsSchema,
  publishRequestSchema,
} from '../../../src/server/contract/budgets.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import type { Pending } from '../budgets/draft.ts';
import type { Answer } from '../budgets/session.ts';
import { request, sendFile } from './request.ts';

const KEYS = {
  list: ['budgets', 'list'],
  one: (id: string) => ['budgets', 'one', id],
  check: (id: string) => ['budgets', 'check', id],
  preview: (id: string) => ['budgets', 'preview', id],
  publications: (id: string) => ['budgets', 'publications', id],
} as const;

export function useBudgets() {
  return useQuery({
    queryKey: KEYS.list,
    queryFn: ({ signal }) => request<z.output<typeof budgetListSchema>>(addressOf('budgets'), { signal }),
  });
}

export function usePacks() {
  return useQuery({
    queryKey: ['packs'],
    queryFn: ({ signal }) => request<z.output<typeof packChoicesSchema>>(addressOf('packs'), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A budget as it was when the page was opened: from then on the session knows better. */
export function useBudget(id: string) {
  return useQuery({
    queryKey: KEYS.one(id),
    queryFn: ({ signal }) => request<BudgetDetail>(addressOf('budget', { id }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** New budgets, deleting one and taking that back. */
export function useBudgetChanges() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: KEYS.list });
  const create = useMutation({
    mutationFn: (body: z.output<typeof newBudgetSchema>) =>
      request<BudgetDetail>(addressOf('budgets'), { method: 'POST', body }),
    onSettled,
  });
  const importFile = useMutation({
    mutationFn: (file: File) => sendFile<BudgetDetail>(addressOf('importBudget'), file),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => request<void>(addressOf('budget', { id }), { method: 'DELETE' }),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (id: string) => request<BudgetRow>(addressOf('restoreBudget', { id }), { method: 'POST' }),
    onSettled,
  });
  return { create, importFile, remove, restore };
}

/** What a session asks the server about a budget. */
export const budgetRemote = {
  load: (id: string) => request<BudgetDetail>(addressOf('budget', { id })),
  send: (id: string, body: Pending) =>
    request<Answer>(addressOf('changes', { id }), { method: 'POST', body }),
  changesSince: (id: string, since: number) =>
    request<{ readonly changes: readonly Change[]; readonly revision: number }>(
      `${addressOf('changes', { id })}?since=${since}`,
    ),
};

/** What is to be said of a budget at a revision; what was said before stays until it is there. */
export function useBudgetCheck(id: string, revision: number) {
  return useQuery({
    queryKey: [...KEYS.check(id), revision],
    queryFn: ({ signal }) => request<BudgetCheck>(addressOf('budgetCheck', { id }), { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What operations would move; asked only while there are some. */
export function useImpact(id: string, revision: number, operations: readonly Operation[]) {
  return useQuery({
    queryKey: ['budgets', 'impact', id, revision, operations],
    queryFn: ({ signal }) =>
      request<Impact>(addressOf('impact', { id }), { method: 'POST', body: { operations }, signal }),
    enabled: operations.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
  });
}

export function usePreview(id: string, revision: number) {
  return useQuery({
    queryKey: [...KEYS.preview(id), revision],
    queryFn: ({ signal }) =>
      request<z.output<typeof previewSchema>>(addressOf('preview', { id }), { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The accounts of a classification; asked for once a sheet has a column of them. */
export function useAccounts(id: string, classification: string, isWanted: boolean) {
  return useQuery({
    enabled: isWanted,
    queryKey: ['budgets', 'accounts', id, classification],
    queryFn: ({ signal }) =>
      request<z.output<typeof accountChoicesSchema>>(addressOf('accounts', { id, classification }), {
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePublications(id: string) {
  return useQuery({
    queryKey: KEYS.publications(id),
    queryFn: ({ signal }) =>
      request<z.output<typeof publicationsSchema>>(addressOf('publications', { id }), { signal }),
  });
}

export function usePublish(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.output<typeof publishRequestSchema>) =>
      request<Publication>(addressOf('publications', { id }), { method: 'POST', body }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEYS.publications(id) }),
        client.invalidateQueries({ queryKey: KEYS.list }),
      ]),
  });
}
