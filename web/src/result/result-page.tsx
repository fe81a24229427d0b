import { Progress } from 'antd';
import { useParams } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { DocumentDetail } from '../../../src/server/contract/documents.ts';
import { useDocument } from '../api/documents.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useTitle } from '../app/title.ts';
import { ResultDesk } from './result-desk.tsx';
import { BackToList, ResultHead } from './result-head.tsx';
import './result.css';

/** The result of one document, or how far it has come. */
export function ResultPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useDocument(id);
  useTitle(say('web.result.title', { name: data?.name ?? '' }));
  return (
    <main id="main" className="result" tabIndex={-1}>
      {data === undefined ? (
        <>
          <header className="result-head">
            <BackToList />
          </header>
          {error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />}
        </>
      ) : (
        <>
          <ResultHead document={data} />
          {data.report === undefined ? (
            <NotYet document={data} />
          ) : (
            <ResultDesk key={id} document={data} report={data.report} />
          )}
        </>
      )}
    </main>
  );
}

/** A document without a result: in line, being read, or unreadable. */
function NotYet({ document: { state, line, page, pages, problems } }: { readonly document: DocumentDetail }) {
  if (state === 'failed') {
    return (
      <div className="not-yet">
        <h2>{say('web.result.failed')}</h2>
        {problems.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    );
  }
  const known = page !== undefined && pages !== undefined && page > 0 && page < pages;
  return (
    <div className="not-yet" role="status">
      <h2>{say(state === 'waiting' ? 'web.result.waiting' : 'web.result.working')}</h2>
      {state === 'waiting' ? (
        <>
          {line !== undefined && <p>{say('web.documents.waiting', { line })}</p>}
          <p className="quiet">{say('web.result.waitingText')}</p>
        </>
      ) : (
        <>
          <Progress
            percent={known ? Math.floor((page / pages) * 100) : 100}
            status={known ? 'normal' : 'active'}
            showInfo={false}
            aria-label={say('web.result.working')}
          />
          <p>{known ? say('web.documents.reading', { page, pages }) : say('web.documents.working')}</p>
        </>
      )}
    </div>
  );
}
