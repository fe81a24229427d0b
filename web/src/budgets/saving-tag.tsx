import {
  CheckCircleOutlined,
  DisconnectOutlined,
  LockOutlined,
  StopOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetSession, SessionState } from './session.ts';

interface Props {
  readonly state: SessionState;
  readonly session: BudgetSession;
  readonly editable: boolean;
}

/** Whether everything that was typed is safe. */
export function SavingTag({ state: { saving, draft, kept }, session, editable }: Props) {
  const isUnsafe = draft.trial !== undefined && draft.trial.operations.length > 0;
  const isLost = !kept && draft.pending.length > 0;
  useEffect(() => {
    if (!isUnsafe && !isLost) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsafe, isLost]);

  if (!editable)
    return (
      <span className="saving quiet">
        <LockOutlined aria-hidden /> {say('web.budgets.readOnly')}
      </span>
    );
  switch (saving.state) {
    case 'saved':
      return (
        <span className="saving saved" role="status">
          <CheckCircleOutlined aria-hidden /> {say('web.budgets.saved')}
        </span>
      );
    case 'saving':
      return (
        <span className="saving" role="status">
          <SyncOutlined spin aria-hidden /> {say('web.budgets.saving')}
        </span>
      );
    case 'offline':
      return (
        <span className="saving offline" role="status">
          <DisconnectOutlined aria-hidden />{' '}
          {say(kept ? 'web.budgets.offline' : 'web.budgets.offlineNotKept', { count: draft.pending.length })}
          <Button type="link" size="small" onClick={() => session.retry()}>
            {say('web.retry')}
          </Button>
        </span>
      );
    case 'refused':
      return (
        <span className="saving refused" role="status">
          <StopOutlined aria-hidden /> {say('web.budgets.refused')}
        </span>
      );
  }
}

/** The server will not take what was typed: why, and what can be done. */
export function RefusedBar({ state: { saving, draft }, session }: Omit<Props, 'editable'>) {
  if (saving.state !== 'refused') return null;
  return (
    <Alert
      type="error"
      showIcon
      banner
      title={say('web.budgets.refusedTitle', { count: draft.pending.length })}
      description={saving.message}
      action={
        <span className="bar-buttons">
          <Button size="small" type="primary" onClick={() => session.retry()}>
            {say('web.retry')}
          </Button>
          <Button size="small" onClick={() => session.giveUp()}>
            {say('web.budgets.giveUp')}
          </Button>
        </span>
      }
    />
  );
}
