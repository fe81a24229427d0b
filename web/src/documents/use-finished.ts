import { useEffect, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import { verdictOf } from '../../../src/reporting/words.ts';
import type { DocumentRow } from '../../../src/server/contract/documents.ts';
import { isUnfinished } from '../api/documents.ts';

/** What to read out: the documents that were unfinished when the list was last seen, and are finished now. */
export function useFinished(documents: readonly DocumentRow[]): string {
  const open = useRef<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState('');
  useEffect(() => {
    const finished = documents.filter((one) => open.current.has(one.id) && !isUnfinished(one));
    open.current = new Set(documents.filter(isUnfinished).map(({ id }) => id));
    if (finished.length > 0) setNews(finished.map(sayFinished).join('；'));
  }, [documents]);
  return news;
}

function sayFinished({ name, result }: DocumentRow): string {
  return result === undefined
    ? say('web.documents.finishedFailed', { name })
    : say('web.documents.finished', { name, verdict: verdictOf(result) });
}
