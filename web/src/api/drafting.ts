import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Drafting, DraftRequest, Questions } from '../../../src/server/contract/drafting.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request } from './request.ts';

/** How often it is asked how far a draft is. */
const POLL_MS = 500;

const KEYS = { questions: (id: string) => ['budgets', 'questions', id] } as const;

/** Begins a budget from documents and tells how far it is until it is done or has failed. */
export async function draftFromDocuments(
  body: DraftRequest,
  onProgress: (now: Drafting) => void,
): Promise<Drafting> {
  let now = await request<Drafting>(addressOf('drafts'), { method: 'POST', body });
  onProgress(now);
  while (now.state === 'working') {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    now = await request<Drafting>(addressOf('draft', { id: now.id }));
    onProgress(now);
  }
  return now;
}

/** What the documents that a budget was begun from gave and left open. */
export function useQuestions(id: string) {
  return useQuery({
    queryKey: KEYS.questions(id),
    queryFn: ({ signal }) => request<Questions>(addressOf('questions', { id }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSettle(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ question, settled }: { readonly question: string; readonly settled: boolean }) =>
      request<Questions>(addressOf('question', { id, question }), { method: 'POST', body: { settled } }),
    onSuccess: (questions) => client.setQueryData(KEYS.questions(id), questions),
  });
}
