import { useEffect } from 'react';
import { say } from '../../../src/messages/say.ts';

/** Names the tab after what the page shows. */
export function useTitle(page: string): void {
  useEffect(() => {
    document.title = say('web.page.title', { page });
    return () => {
      document.title = say('web.name');
    };
  }, [page]);
}
