import { useSearchParams } from 'react-router';

/**
 * What a list shows, kept in the address, so that it is the same after going back: what it is, and ways to set one part of it
 * (with others at once, where need be) and to show all again.
 */
export function useQueryParams(): readonly [
  URLSearchParams,
  (name: string, value: string, others?: Readonly<Record<string, string>>) => void,
  () => void,
] {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string, others: Readonly<Record<string, string>> = {}) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [part, to] of Object.entries({ ...others, [name]: value })) {
          if (to === '') next.delete(part);
          else next.set(part, to);
        }
        // Another list begins on its first page.
        if (name !== 'page') next.delete('page');
        return next;
      },
      { replace: true },
    );
  return [params, set, () => setParams({})];
}
