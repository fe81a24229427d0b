import { CheckCircleFilled, CloseCircleFilled, SyncOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetCheck, BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { SEVERITIES, SeverityTag } from '../result/severity.tsx';
import { ProblemList } from './problem-list.tsx';
import type { Spot } from './view-state.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly check: BudgetCheck | undefined;
  readonly error: unknown;
  /** Whether the budget has changed since it was checked. */
  readonly isStale: boolean;
  readonly onGo: (spot: Spot) => void;
}

/** Totals, problems and findings of the budget as it stands, and whether it may be published. */
export const CheckPanel = memo(function CheckPanel({ detail, check, error, isStale, onGo }: Props) {
  if (check === undefined) return error === null ? <Loading /> : <Failure error={error} />;
  return (
    <>
      <Verdict check={check} isStale={isStale} />
      <Totals check={check} />
      <Said detail={detail} check={check} onGo={onGo} />
    </>
  );
});

/** Of the panel only the sign, while the grid has all the room. */
export function FoldedPanel({ check }: { readonly check: BudgetCheck | undefined }) {
  if (check === undefined) return null;
  const text = say(check.publishable ? 'web.budgets.publishable' : 'web.budgets.notPublishable');
  return (
    <p className={check.publishable ? 'panel-folded good' : 'panel-folded bad'} title={text}>
      {check.publishable ? <CheckCircleFilled aria-label={text} /> : <CloseCircleFilled aria-label={text} />}
      {check.problems.length + check.findings.length > 0 && (
        <b>{check.problems.length + check.findings.length}</b>
      )}
    </p>
  );
}

/** Whether it may be published. */
export function Verdict({ check, isStale }: { readonly check: BudgetCheck; readonly isStale: boolean }) {
  return (
    <div className={check.publishable ? 'panel-verdict good' : 'panel-verdict bad'} role="status">
      {check.publishable ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
      <div>
        <b>{say(check.publishable ? 'web.budgets.publishable' : 'web.budgets.notPublishable')}</b>
        <p>
          {isStale ? (
            <>
              <SyncOutlined spin aria-hidden /> {say('web.budgets.checking')}
            </>
          ) : check.laws === 0 ? (
            say('web.budgets.notRead')
          ) : (
            say('web.budgets.checked', { laws: check.laws, tables: check.tables, rounding: check.rounding })
          )}
        </p>
      </div>
    </div>
  );
}

export function Totals({ check: { totals } }: { readonly check: BudgetCheck }) {
  if (totals.length === 0) return <p className="panel-none quiet">{say('web.budgets.noTotals')}</p>;
  return (
    <dl className="totals">
      {totals.map(({ label, value, unit }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value} <small>{unit}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface SaidProps {
  readonly detail: BudgetDetail;
  readonly check: BudgetCheck;
  readonly onGo: (spot: Spot) => void;
}

/** Problems of what is typed, each leading to its cell, and the laws that are broken. */
export function Said({ detail, check: { problems, findings }, onGo }: SaidProps) {
  const count = problems.length + findings.length;
  if (count === 0)
    return (
      <p className="panel-none good">
        <CheckCircleFilled aria-hidden /> {say('web.budgets.noProblems')}
      </p>
    );
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: [...problems, ...findings].filter((one) => one.severity === severity).length,
  })).filter((one) => one.count > 0);
  return (
    <>
      <p className="panel-counts">
        {counts.map((one) => (
          <SeverityTag key={one.severity} severity={one.severity} count={one.count} />
        ))}
      </p>
      {problems.length > 0 && (
        <section>
          <h2>{say('web.budgets.problems')}</h2>
          <ProblemList detail={detail} problems={problems} onGo={onGo} />
        </section>
      )}
      {findings.length > 0 && (
        <section>
          <h2>{say('web.budgets.findings')}</h2>
          <ul className="problems">
            {findings.map(({ severity, message, rule }) => (
              <li key={`${rule} ${message}`} className={severity}>
                <p>
                  <SeverityTag severity={severity} /> {message}
                </p>
                <small className="quiet">{rule}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
