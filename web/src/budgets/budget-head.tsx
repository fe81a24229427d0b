import { ArrowLeftOutlined, DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { SavingTag } from './saving-tag.tsx';
import type { BudgetSession, SessionState } from './session.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { StateBadge } from './state-badge.tsx';
import { BUDGET_VIEWS, type BudgetView } from './views.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly session: BudgetSession;
  readonly state: SessionState;
  readonly view: BudgetView;
}

const VIEW_TEXTS = {
  ledger: 'web.budgets.view.ledger',
  preview: 'web.budgets.view.preview',
  pictures: 'web.budgets.view.pictures',
  review: 'web.budgets.view.review',
  publish: 'web.budgets.view.publish',
  performance: 'web.budgets.view.performance',
} as const;

/** Which budget it is, whether it is saved, and the ways to look at it. */
export function BudgetHead({ detail, session, state, view }: Props) {
  const [isSetting, setSetting] = useState(false);
  const { settings } = state.draft.view;
  return (
    <header className="budget-head">
      <Link
        to="/budgets"
        className="budget-back"
        aria-label={say('web.budgets.back')}
        title={say('web.budgets.back')}
      >
        <ArrowLeftOutlined />
      </Link>
      <div className="budget-what">
        <h1>{settings.departmentName ?? detail.entity.name}</h1>
        <p className="quiet">
          {say('web.budgets.about', {
            year: settings.year ?? detail.year,
            pack: settings.pack ?? detail.pack,
          })}{' '}
          <StateBadge state={detail.state} />
        </p>
      </div>
      <nav className="budget-views" aria-label={say('web.budgets.views')}>
        {BUDGET_VIEWS.map((one) => (
          <Link
            key={one}
            to={one === 'ledger' ? `/budgets/${detail.id}` : `/budgets/${detail.id}/${one}`}
            replace
            className={one === view ? 'active' : undefined}
            aria-current={one === view ? 'page' : undefined}
          >
            {say(VIEW_TEXTS[one])}
          </Link>
        ))}
      </nav>
      <SavingTag state={state} session={session} editable={detail.openSheets.length > 0} />
      <Button icon={<SettingOutlined />} onClick={() => setSetting(true)} title={say('web.budgets.settings')}>
        <span className="wide-only">{say('web.budgets.settings')}</span>
      </Button>
      <Button
        icon={<DownloadOutlined />}
        href={addressOf('workbook', { id: detail.id })}
        download
        title={say('web.budgets.export.hint')}
      >
        <span className="wide-only">{say('web.budgets.export')}</span>
      </Button>
      {isSetting && (
        <SettingsDialog
          detail={detail}
          session={session}
          book={state.draft.view}
          onClose={() => setSetting(false)}
        />
      )}
    </header>
  );
}
