import { App, Button, Checkbox, Empty, Input, Select } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BoardProject, IndicatorChoices } from '../../../src/server/contract/performance.ts';
import { useIndicatorChoices } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { type BookRow, rowsOf } from '../budgets/book.ts';
import { makeId } from '../budgets/make-id.ts';
import { insertsAfter } from '../budgets/operations.ts';
import type { BudgetSession, SessionState } from '../budgets/session.ts';
import { useSettled } from '../budgets/use-session.ts';
import type { Spot } from '../budgets/view-state.ts';

interface Props {
  readonly id: string;
  readonly revision: number;
  readonly projects: readonly BoardProject[];
  /** The code of the project that is looked at; empty is the first without targets. */
  readonly chosen: string;
  readonly onChoose: (project: string) => void;
  readonly session: BudgetSession;
  readonly state: SessionState;
  /** Whether rows of the sheet of indicators may be added now. */
  readonly mayType: boolean;
  readonly onSpot: (spot: Spot) => void;
}

const PAUSE = 350;

/** Targets of a project from the library of indicators: what is proposed for it, or what fits some words. */
export function TargetsPart(props: Props) {
  const { id, revision, projects, onChoose } = props;
  const [words, setWords] = useState('');
  const countOf = ({ tally }: BoardProject) => Object.values(tally).reduce((sum, one) => sum + one, 0);
  const project =
    projects.find(({ project: one }) => one.code === props.chosen) ??
    projects.find((one) => countOf(one) === 0) ??
    projects[0];
  const code = project?.project.code ?? '';
  const asked = useSettled(words.trim(), PAUSE);
  const { data, error, refetch } = useIndicatorChoices(id, revision, code, asked);
  if (project === undefined)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('web.performance.noProjects')} />;
  return (
    <>
      <section className="targets-head" aria-label={say('web.performance.targets.for')}>
        <Select
          aria-label={say('web.performance.targets.for')}
          value={code}
          onChange={onChoose}
          popupMatchSelectWidth={false}
          options={projects.map((one) => ({
            value: one.project.code,
            label: say('web.performance.targets.project', {
              project: one.project.name,
              count: countOf(one),
            }),
          }))}
        />
        <Input.Search
          allowClear
          value={words}
          onChange={({ target }) => setWords(target.value)}
          placeholder={say('web.performance.targets.search')}
          aria-label={say('web.performance.targets.search')}
        />
        <p className="quiet">{say('web.performance.targets.about')}</p>
      </section>
      {error !== null ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <Choices
          key={`${code} ${asked}`}
          data={data}
          isAsked={asked !== ''}
          hasTargets={countOf(project) > 0}
          {...props}
        />
      )}
    </>
  );
}

interface ChoicesProps extends Props {
  readonly data: IndicatorChoices;
  readonly isAsked: boolean;
  readonly hasTargets: boolean;
}

function Choices({ data, isAsked, hasTargets, session, state, mayType, onSpot }: ChoicesProps) {
  const { message } = App.useApp();
  // A project without targets takes over all that is proposed, unless somebody leaves something out; others one by one.
  const [picked, setPicked] = useState<readonly string[]>(() =>
    isAsked || hasTargets ? [] : data.choices.filter(({ isThere }) => !isThere).map(({ name }) => name),
  );
  const chosen = data.choices.filter(({ name }) => picked.includes(name));
  const take = () => {
    const rows = rowsOf(state.draft.view, 'indicators');
    const last = lastOfProject(rows, chosen[0]?.cells.project ?? '');
    const operations = insertsAfter(
      'indicators',
      last?.id ?? null,
      chosen.map(({ cells }) => cells),
      makeId,
    );
    session.edit(operations, 'indicators');
    const [first] = operations;
    const row = first?.type === 'insert' ? first.row : undefined;
    void message.success(
      <>
        {say('web.performance.targets.taken', { count: chosen.length })}{' '}
        {row !== undefined && (
          <Button
            type="link"
            size="small"
            onClick={() => onSpot({ sheet: 'indicators', goal: { row, column: 'value' } })}
          >
            {say('web.performance.targets.look')}
          </Button>
        )}
      </>,
      6,
    );
    setPicked([]);
  };
  return (
    <section aria-labelledby="targets-list">
      <header className="targets-list-head">
        <h3 id="targets-list">
          {isAsked
            ? say('web.performance.targets.found', { count: data.total })
            : data.groups.length === 0
              ? say('web.performance.targets.general')
              : say('web.performance.targets.proposed', { groups: data.groups.join('、') })}
        </h3>
        {mayType && (
          <Button type="primary" disabled={chosen.length === 0} onClick={take}>
            {say('web.performance.targets.take', { count: chosen.length })}
          </Button>
        )}
      </header>
      {data.choices.length === 0 && <p className="quiet">{say('web.performance.targets.none')}</p>}
      <ul className="targets-list">
        {data.choices.map(({ name, group, level, target, computed, data: from, seen, isThere }) => (
          <li key={name}>
            <h4>
              {mayType ? (
                <Checkbox
                  checked={picked.includes(name)}
                  onChange={({ target: box }) =>
                    setPicked(box.checked ? [...picked, name] : picked.filter((one) => one !== name))
                  }
                >
                  {name}
                </Checkbox>
              ) : (
                name
              )}{' '}
              <span className="badge notice">{target}</span>
              {isThere && <span className="badge">{say('web.performance.targets.there')}</span>}
              <small className="quiet">{say('web.performance.targets.kind', { group, level })}</small>
            </h4>
            <p>{computed}</p>
            <p className="quiet">{say('web.performance.targets.data', { data: from.join('、') })}</p>
            {seen.length > 0 && (
              <p className="quiet">{say('web.performance.targets.seen', { seen: seen.join('、') })}</p>
            )}
          </li>
        ))}
      </ul>
      {data.total > data.choices.length && (
        <p className="quiet">
          {say('web.performance.targets.more', { count: data.total - data.choices.length })}
        </p>
      )}
    </section>
  );
}

/** The last row of a project, so that its targets stay together; the last row of all where it has none. */
function lastOfProject(rows: readonly BookRow[], project: string): BookRow | undefined {
  return rows.findLast(({ cells }) => cells.project === project) ?? rows.at(-1);
}
