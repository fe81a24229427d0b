import type { DocumentListQuery } from '../../../src/server/contract/documents.ts';

/** So many documents on a page of the list. */
export const SHOWN = 50;

const VERDICTS = ['errors', 'findings', 'incomplete', 'clean'] as const;

/** What the address of the page asks the list for: `search`, `show` (a verdict, or a state), `page`. */
export function queryOf(params: URLSearchParams): DocumentListQuery {
  const search = params.get('search')?.trim() ?? '';
  const show = params.get('show');
  const verdict = VERDICTS.find((one) => one === show);
  const page = Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1);
  return {
    ...(search === '' ? {} : { search }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(show === 'failed' || show === 'unfinished' ? { state: show } : {}),
    limit: SHOWN,
    offset: (page - 1) * SHOWN,
  };
}
