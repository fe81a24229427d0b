import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { LogPage, LogVerificationShown } from '../../../src/server/contract/log.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request } from './request.ts';

/** Which entries are asked for. */
export interface LogQuestion {
  readonly search: string;
  readonly action: string;
  readonly limit: number;
  readonly offset: number;
}

/** A page of the log, the latest first. */
export function useLog({ search, action, limit, offset }: LogQuestion) {
  const params = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (search !== '') params.set('search', search);
  if (action !== '') params.set('action', action);
  return useQuery({
    queryKey: ['log', search, action, limit, offset],
    queryFn: ({ signal }) => request<LogPage>(`${addressOf('log')}?${params}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Whether the log is as it was written. */
export function useLogVerification() {
  return useMutation({ mutationFn: () => request<LogVerificationShown>(addressOf('logVerification')) });
}
