import { ArrowRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail, Impact, Moved, Operation } from '../../../src/server/contract/budgets.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { Said, Totals, Verdict } from './check-panel.tsx';
import { differenceOf } from './text-difference.ts';
import type { Spot } from './view-state.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly operations: readonly Operation[];
  readonly impact: Impact | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onGo: (spot: Spot) => void;
  readonly onEnd: (accepted: boolean) => void;
}

/** What a late change would move in the disclosure, before anything is saved. */
export function ImpactPanel({ detail, operations, impact, error, isPending, onGo, onEnd }: Props) {
  return (
    <>
      <div className="impact-head">
        <b>{say('web.budgets.trial')}</b>
        <p>
          {operations.length === 0
            ? say('web.budgets.trial.begin')
            : say('web.budgets.trial.count', { count: operations.length })}
        </p>
        <span className="bar-buttons">
          <Button type="primary" disabled={operations.length === 0} onClick={() => onEnd(true)}>
            {say('web.budgets.trial.accept')}
          </Button>
          <Button onClick={() => onEnd(false)}>
            {say(operations.length === 0 ? 'web.budgets.trial.end' : 'web.budgets.trial.discard')}
          </Button>
        </span>
      </div>
      {error !== null && <Failure error={error} />}
      {operations.length > 0 && impact === undefined && error === null && <Loading />}
      {impact !== undefined && (
        <div className={isPending ? 'impact stale' : 'impact'} aria-busy={isPending}>
          {impact.comparable ? (
            <MovedParts moved={impact.moved} more={impact.more} />
          ) : (
            <p className="panel-none quiet">{say('web.budgets.impact.notComparable')}</p>
          )}
          <h2>{say('web.budgets.impact.after')}</h2>
          <Verdict check={impact.check} isStale={isPending} />
          <Totals check={impact.check} />
          <Said detail={detail} check={impact.check} onGo={onGo} />
        </div>
      )}
    </>
  );
}

function MovedParts({ moved, more }: { readonly moved: readonly Moved[]; readonly more: number }) {
  const parts = byPart(moved);
  if (moved.length === 0) return <p className="panel-none quiet">{say('web.budgets.impact.none')}</p>;
  const cells = moved.filter(({ kind }) => kind !== 'text').length;
  return (
    <>
      <h2>{say('web.budgets.impact.moves', { parts: parts.size, cells, texts: moved.length - cells })}</h2>
      {[...parts].map(([part, list]) => (
        <details key={part} open={parts.size <= 6 || list.length <= 4} className="moved">
          <summary>
            {part} <small>{say('web.budgets.impact.places', { count: list.length })}</small>
          </summary>
          <ul>
            {list.map((one) => (
              <li key={`${one.where} ${one.before} ${one.after}`}>
                <MovedPlace moved={one} />
              </li>
            ))}
          </ul>
        </details>
      ))}
      {more > 0 && <p className="quiet">{say('web.budgets.impact.more', { count: more })}</p>}
    </>
  );
}

function byPart(moved: readonly Moved[]): ReadonlyMap<string, readonly Moved[]> {
  const parts = new Map<string, Moved[]>();
  for (const one of moved) {
    const known = parts.get(one.part);
    if (known === undefined) parts.set(one.part, [one]);
    else known.push(one);
  }
  return parts;
}

function MovedPlace({ moved: { where, before, after, kind } }: { readonly moved: Moved }) {
  if (kind === 'text')
    return (
      <p className="moved-text">
        {differenceOf(before, after).map((one, index) => {
          const Mark = one.in === 'both' ? 'span' : one.in === 'before' ? 'del' : 'ins';
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one sentence, in their order
          return <Mark key={index}>{one.text}</Mark>;
        })}
      </p>
    );
  return (
    <p className="moved-cell">
      <span>{where}</span>
      <span className="moved-values">
        {before === '' ? <small>{say('web.budgets.impact.nothing')}</small> : <del>{before}</del>}
        <ArrowRightOutlined aria-label={say('web.budgets.impact.becomes')} />
        {after === '' ? <small>{say('web.budgets.impact.gone')}</small> : <ins>{after}</ins>}
      </span>
    </p>
  );
}
