import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Board } from '../../../src/server/contract/board.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request } from './request.ts';

/** How often the board is asked for while budgets are being checked. */
const POLL_MS = 2000;

/** The board of a year; of the last one that there is, where none is given. */
export function useBoard(year: string) {
  return useQuery({
    queryKey: ['board', year],
    queryFn: ({ signal }) =>
      request<Board>(`${addressOf('board')}${year === '' ? '' : `?year=${encodeURIComponent(year)}`}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.checking ?? 0) > 0 ? POLL_MS : false),
  });
}
