import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 760px)');

const subscribe = (listener: () => void) => {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the window is that of a phone, where a ledger can be read but not typed. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
