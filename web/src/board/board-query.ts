import {
  type BoardFilter,
  boardSorts,
  stateFilters,
  WHOLE_BOARD,
} from '../../../src/server/contract/board-filter.ts';

/** What an address shows of the board; what it says that is no filter counts for nothing. */
export function filterOf(params: URLSearchParams): BoardFilter {
  const state = stateFilters.find((one) => one === params.get('state'));
  const sort = boardSorts.find((one) => one === params.get('sort'));
  return {
    search: params.get('search') ?? '',
    state: state ?? WHOLE_BOARD.state,
    rule: params.get('rule') ?? '',
    sort: sort ?? WHOLE_BOARD.sort,
    order: params.get('order') === 'descend' ? 'descend' : 'ascend',
  };
}

/** The address of the board with one part of its filter set anew. */
export function withParam(params: URLSearchParams, name: 'state' | 'rule', value: string): string {
  const next = new URLSearchParams(params);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return `/board?${next}`;
}
