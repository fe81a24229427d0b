import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Pictures } from '../../../src/reporting/pictures-schema.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request } from './request.ts';

/** What is drawn of a document or of a budget; another `revision` is other facts. */
export function usePictures(of: 'document' | 'budget', id: string, revision: string) {
  return useQuery({
    queryKey: ['pictures', of, id, revision],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request<Pictures>(addressOf(of === 'document' ? 'documentPictures' : 'budgetPictures', { id }), {
        signal,
      }),
  });
}
