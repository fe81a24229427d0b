import { DeleteOutlined, FileAddOutlined, FileSearchOutlined, ImportOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { BudgetRow } from '../../../src/server/contract/budgets.ts';
import { useBudgetChanges, useBudgets } from '../api/budgets.ts';
import { sayFailure } from '../api/request.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useTitle } from '../app/title.ts';
import './budgets.css';
import { DraftDialog } from './draft-dialog.tsx';
import { NewBudgetDialog } from './new-budget-dialog.tsx';
import { StateBadge } from './state-badge.tsx';

/** The budgets one may see, and the ways to begin another. */
export function BudgetsPage() {
  useTitle(say('web.budgets.title'));
  const { data, error, refetch } = useBudgets();
  const { importFile, remove, restore } = useBudgetChanges();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const [isNew, setNew] = useState(false);
  const [isDrafting, setDrafting] = useState(false);
  const [deleted, setDeleted] = useState<BudgetRow>();
  const tell = (reason: unknown) => void message.error(sayFailure(reason));

  // What was focused is gone: the way back is the next thing at hand.
  useEffect(() => {
    if (deleted !== undefined) undo.current?.focus();
  }, [deleted]);

  return (
    <main id="main" className="budgets" tabIndex={-1}>
      <div className="budgets-head">
        <h1>{say('web.budgets.title')}</h1>
        <p className="quiet">{say('web.budgets.intro')}</p>
        <span className="bar-buttons">
          <Button type="primary" icon={<FileAddOutlined />} onClick={() => setNew(true)}>
            {say('web.budgets.new')}
          </Button>
          <Button icon={<FileSearchOutlined />} onClick={() => setDrafting(true)}>
            {say('web.draft.title')}
          </Button>
          <Button
            icon={<ImportOutlined />}
            loading={importFile.isPending}
            onClick={() => file.current?.click()}
          >
            {say('web.budgets.import')}
          </Button>
        </span>
        <input
          ref={file}
          type="file"
          hidden
          accept=".xlsx,.xls,.et"
          aria-label={say('web.budgets.import')}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            target.value = '';
            if (chosen !== undefined)
              importFile.mutate(chosen, { onSuccess: ({ id }) => void navigate(`/budgets/${id}`) });
          }}
        />
      </div>
      {importFile.error !== null && <Failure error={importFile.error} />}
      {deleted !== undefined && (
        <p className="budgets-undo" role="status">
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
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.budgets.length === 0 && <p className="budgets-none quiet">{say('web.budgets.none')}</p>}
      <ul className="budgets-list">
        {data?.budgets.map((budget) => (
          <li key={budget.id}>
            <BudgetItem
              budget={budget}
              onDelete={() =>
                remove.mutate(budget.id, { onSuccess: () => setDeleted(budget), onError: tell })
              }
            />
          </li>
        ))}
      </ul>
      {isNew && <NewBudgetDialog onClose={() => setNew(false)} />}
      {isDrafting && <DraftDialog onClose={() => setDrafting(false)} />}
    </main>
  );
}

function BudgetItem({ budget, onDelete }: { readonly budget: BudgetRow; readonly onDelete: () => void }) {
  const { id, name, entity, pack, state, changedAt, changedBy, isExample } = budget;
  const when = new Date(changedAt).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <Link to={`/budgets/${id}`} className="budget-link">
        <b>{name}</b>
        <span>
          <StateBadge state={state} />
          {isExample && <span className="badge">{say('web.budgets.example')}</span>}
        </span>
        <small className="quiet">
          {entity.code} · {pack} ·{' '}
          {changedBy === undefined
            ? say('web.budgets.changed', { when })
            : say('web.budgets.changedBy', { when, who: changedBy })}
        </small>
      </Link>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={say('web.documents.delete', { name })}
        title={say('web.documents.delete', { name })}
        onClick={onDelete}
      />
    </>
  );
}
