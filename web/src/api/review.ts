import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Comparison,
  Review,
  remarkRequestSchema,
  stepRequestSchema,
} from '../../../src/server/contract/review.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request } from './request.ts';

const keyOf = (id: string) => ['budgets', 'review', id] as const;

/** How a budget came to be what it is, and what may be done next. */
export function useReview(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => request<Review>(addressOf('review', { id }), { signal }),
  });
}

/** Steps, remarks and the day of the approval; whatever is done, the answer is how it stands afterwards. */
export function useReviewChanges(id: string) {
  const client = useQueryClient();
  const onSuccess = async (review: Review) => {
    client.setQueryData(keyOf(id), review);
    // Whether it may be typed in has changed with the state.
    await client.invalidateQueries({ queryKey: ['budgets', 'one', id] });
    await client.invalidateQueries({ queryKey: ['budgets', 'list'] });
  };
  const onError = () => client.invalidateQueries({ queryKey: keyOf(id) });
  const step = useMutation({
    mutationFn: (body: z.input<typeof stepRequestSchema>) =>
      request<Review>(addressOf('review', { id }), { method: 'POST', body }),
    onSuccess,
    onError,
  });
  const remark = useMutation({
    mutationFn: (body: z.input<typeof remarkRequestSchema>) =>
      request<Review>(addressOf('remarks', { id }), { method: 'POST', body }),
    onSuccess,
  });
  const resolve = useMutation({
    mutationFn: ({ remark: one, answer }: { readonly remark: string; readonly answer: string }) =>
      request<Review>(addressOf('resolveRemark', { id, remark: one }), { method: 'POST', body: { answer } }),
    onSuccess,
    onError,
  });
  const approvedOn = useMutation({
    mutationFn: (day: string | null) =>
      request<Review>(addressOf('approval', { id }), { method: 'PUT', body: { approvedOn: day } }),
    onSuccess,
  });
  return { step, remark, resolve, approvedOn };
}

/** What is printed otherwise at one revision than at another; asked only where both are given and differ. */
export function useComparison(id: string, from: number | undefined, to: number) {
  return useQuery({
    enabled: from !== undefined && from !== to,
    queryKey: ['budgets', 'compare', id, from, to],
    queryFn: ({ signal }) =>
      request<Comparison>(`${addressOf('compareVersions', { id })}?from=${from ?? to}&to=${to}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
