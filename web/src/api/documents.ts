import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AcceptRequest,
  CorrectionRequest,
  DocumentDetail,
  DocumentList,
  DocumentListQuery,
  DocumentRow,
  DocumentSource,
  NumbersOfDocument,
} from '../../../src/server/contract/documents.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request } from './request.ts';

/** How often what is being checked is asked for. */
const POLL_MS = 1000;

const KEYS = {
  lists: ['documents', 'list'],
  one: (id: string) => ['documents', 'one', id],
  source: (id: string) => ['documents', 'source', id],
  numbers: (id: string) => ['documents', 'numbers', id],
} as const;

/** Whether its place in line or its page may change any moment. */
export function isUnfinished({ state }: Pick<DocumentRow, 'state'>): boolean {
  return state === 'waiting' || state === 'working';
}

/** The documents that answer a query; asked for again and again only while one of them is unfinished. */
export function useDocuments(query: DocumentListQuery) {
  return useQuery({
    queryKey: [...KEYS.lists, query],
    queryFn: ({ signal }) => request<DocumentList>(`${addressOf('documents')}${searchOf(query)}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.unfinished ?? 0) > 0 ? POLL_MS : false),
  });
}

function searchOf(query: DocumentListQuery): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  return params.size === 0 ? '' : `?${params}`;
}

/** One document with its report. */
export function useDocument(id: string) {
  return useQuery({
    queryKey: KEYS.one(id),
    queryFn: ({ signal }) => request<DocumentDetail>(addressOf('document', { id }), { signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnfinished(state.data) ? POLL_MS : false),
  });
}

/** Its pages or blocks: they never change. */
export function useSource(id: string) {
  return useQuery({
    queryKey: KEYS.source(id),
    queryFn: ({ signal }) => request<DocumentSource>(addressOf('source', { id }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Its numbers, as the last check understood them; another `revision` is another check. */
export function useNumbers(id: string, revision: string) {
  return useQuery({
    queryKey: [...KEYS.numbers(id), revision],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<NumbersOfDocument>(addressOf('numbers', { id }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Deletes a document, and takes that back. */
export function useRemoval() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: KEYS.lists });
  const remove = useMutation({
    mutationFn: (id: string) => request<void>(addressOf('document', { id }), { method: 'DELETE' }),
    onSettled: again,
  });
  const restore = useMutation({
    mutationFn: (id: string) => request<DocumentRow>(addressOf('restore', { id }), { method: 'POST' }),
    onSettled: again,
  });
  return { remove, restore };
}

/** Puts a document that failed back into the line. */
export function useRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<DocumentRow>(addressOf('retry', { id }), { method: 'POST' }),
    onSettled: (_data, _error, id) =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEYS.lists }),
        client.invalidateQueries({ queryKey: KEYS.one(id) }),
      ]),
  });
}

/** Has every list asked for again, as after an upload. */
export function useRefreshDocuments(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: KEYS.lists });
}

/** What a person does to a document's result: each gives the document as it is afterwards, and can be taken back. */
export function useAmendments(id: string) {
  const client = useQueryClient();
  const options = {
    onSuccess: async (document: DocumentDetail) => {
      client.setQueryData(KEYS.one(id), document);
      await Promise.all([
        client.invalidateQueries({ queryKey: KEYS.numbers(id) }),
        client.invalidateQueries({ queryKey: KEYS.lists }),
      ]);
    },
  };
  const correct = useMutation({
    mutationFn: (body: CorrectionRequest) =>
      request<DocumentDetail>(addressOf('corrections', { id }), { method: 'POST', body }),
    ...options,
  });
  const takeBack = useMutation({
    mutationFn: (correction: string) =>
      request<DocumentDetail>(addressOf('correction', { id, correction }), { method: 'DELETE' }),
    ...options,
  });
  const accept = useMutation({
    mutationFn: (body: AcceptRequest) =>
      request<DocumentDetail>(addressOf('accepted', { id }), { method: 'POST', body }),
    ...options,
  });
  const reopen = useMutation({
    mutationFn: (finding: string) =>
      request<DocumentDetail>(addressOf('acceptedFinding', { id, finding }), { method: 'DELETE' }),
    ...options,
  });
  return { correct, takeBack, accept, reopen };
}
