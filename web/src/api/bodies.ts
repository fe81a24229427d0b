import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Body,
  BodyChange,
  ImportedBodies,
  NewBodyRequest,
} from '../../../src/server/contract/bodies.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request, sendFile } from './request.ts';

const BODIES = ['bodies'];

/** The tree of departments and units, retired ones too. */
export function useBodies() {
  return useQuery({
    queryKey: BODIES,
    queryFn: ({ signal }) => request<{ readonly bodies: readonly Body[] }>(addressOf('bodies'), { signal }),
  });
}

/** What an administrator does to the tree. */
export function useBodyChanges() {
  const client = useQueryClient();
  const options = { onSettled: () => client.invalidateQueries({ queryKey: BODIES }) };
  const add = useMutation({
    mutationFn: (body: NewBodyRequest) => request<Body>(addressOf('bodies'), { method: 'POST', body }),
    ...options,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: BodyChange & { readonly id: string }) =>
      request<Body>(addressOf('body', { id }), { method: 'POST', body }),
    ...options,
  });
  const land = useMutation({
    mutationFn: (file: File) => sendFile<ImportedBodies>(addressOf('bodiesImport'), file),
    ...options,
  });
  return { add, change, land };
}
