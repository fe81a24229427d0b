import { useSearchParams } from 'react-router';

/**
 * What a list shows, kept in the address, so that it is the same after going back: what it is, and ways to set one part of it
 * and to show all again.
 */
export function useQueryParams(): readonly [
  URLSearchParams,
  (name: string, value: string) => void,
  () => void,
] {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        // Another list begins on its first page.
        if (name !== 'page') next.delete('page');
        return next;
      },
      { replace: true },
    );
  return [params, set, () => setParams({})];
}
