import { useQuery } from '@tanstack/react-query';
import { addressOf } from '../../../src/server/contract/routes.ts';
import type { Session } from '../../../src/server/contract/session.ts';
import { request } from './request.ts';

/** Who is signed in, and what this installation is. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => request<Session>(addressOf('session'), { signal }),
    staleTime: 5 * 60_000,
  });
}
