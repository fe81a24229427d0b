import { SearchOutlined } from '@ant-design/icons';
import { App, Button, Input, Pagination, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { DocumentRow } from '../../../src/server/contract/documents.ts';
import { useDocuments, useRemoval, useRetry } from '../api/documents.ts';
import { sayFailure } from '../api/request.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useTitle } from '../app/title.ts';
import { useQueryParams } from '../app/use-query-params.ts';
import { DocumentItem } from './document-item.tsx';
import './documents.css';
import { DropZone } from './drop-zone.tsx';
import { queryOf, SHOWN } from './list-query.ts';
import { UploadList } from './upload-list.tsx';
import { useFinished } from './use-finished.ts';
import { VERDICTS } from './verdict.tsx';

/** Drop documents, see what becomes of them, find them again. */
export function DocumentsPage() {
  useTitle(say('web.documents.title'));
  const [params, set, showAll] = useQueryParams();
  const query = queryOf(params);
  const { data, error, isPending, refetch } = useDocuments(query);
  const isFiltered = params.get('search') !== null || params.get('show') !== null;

  return (
    <main id="main" className="documents" tabIndex={-1}>
      <h1 className="hidden-text">{say('web.documents.title')}</h1>
      <DropZone />
      <UploadList />
      <section className="list" aria-label={say('web.documents.list')}>
        <div className="list-head">
          <h2>{say('web.documents.list')}</h2>
          {data !== undefined && (
            <span className="quiet">
              {say('web.documents.count', { count: data.total })}
              {data.unfinished > 0 && `，${say('web.documents.unfinished', { count: data.unfinished })}`}
            </span>
          )}
          <Search value={params.get('search') ?? ''} onChange={(value) => set('search', value)} />
          <Select
            value={params.get('show') ?? ''}
            onChange={(value) => set('show', value)}
            aria-label={say('web.documents.filter')}
            className="list-filter"
            options={[
              { value: '', label: say('web.documents.filter.all') },
              { value: 'errors', label: say(VERDICTS.errors) },
              { value: 'findings', label: say(VERDICTS.findings) },
              { value: 'incomplete', label: say(VERDICTS.incomplete) },
              { value: 'clean', label: say(VERDICTS.clean) },
              { value: 'unfinished', label: say('web.documents.filter.unfinished') },
              { value: 'failed', label: say('web.documents.filter.failed') },
            ]}
          />
        </div>
        {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        {isPending && error === null && <Loading />}
        {data !== undefined && (
          <List documents={data.documents} isFiltered={isFiltered} onShowAll={showAll} />
        )}
        {data !== undefined && data.total > SHOWN && (
          <Pagination
            className="list-pages"
            current={Number(params.get('page') ?? 1)}
            pageSize={SHOWN}
            total={data.total}
            showSizeChanger={false}
            onChange={(page) => set('page', page === 1 ? '' : String(page))}
          />
        )}
      </section>
    </main>
  );
}

interface ListProps {
  readonly documents: readonly DocumentRow[];
  readonly isFiltered: boolean;
  readonly onShowAll: () => void;
}

function List({ documents, isFiltered, onShowAll }: ListProps) {
  const { message } = App.useApp();
  const { remove, restore } = useRemoval();
  const retry = useRetry();
  const [deleted, setDeleted] = useState<DocumentRow>();
  const undo = useRef<HTMLButtonElement>(null);
  const tell = (error: unknown) => void message.error(sayFailure(error));
  const news = useFinished(documents);

  // What was focused is gone: the way back is the next thing at hand.
  useEffect(() => {
    if (deleted !== undefined) undo.current?.focus();
  }, [deleted]);

  return (
    <>
      <p className="hidden-text" role="status">
        {news}
      </p>
      {deleted !== undefined && (
        <p className="list-undo" role="status">
          {say('web.documents.deleted', { name: deleted.name })}
          <Button
            ref={undo}
            type="link"
            onClick={() =>
              restore.mutate(deleted.id, { onSuccess: () => setDeleted(undefined), onError: tell })
            }
          >
            {say('web.undo')}
          </Button>
        </p>
      )}
      {documents.length === 0 ? (
        <div className="list-empty">
          <p>{say(isFiltered ? 'web.documents.noMatch' : 'web.documents.empty')}</p>
          {isFiltered && <Button onClick={onShowAll}>{say('web.documents.showAll')}</Button>}
        </div>
      ) : (
        <ul className="items">
          {documents.map((document) => (
            <DocumentItem
              key={document.id}
              document={document}
              onRetry={() => retry.mutate(document.id, { onError: tell })}
              onDelete={() =>
                remove.mutate(document.id, { onSuccess: () => setDeleted(document), onError: tell })
              }
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** Searching waits until the typing pauses. */
function Search({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => latest.current(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <Input
      className="list-search"
      type="search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      placeholder={say('web.documents.search')}
      aria-label={say('web.documents.search')}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
