import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Input, Select } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { filteredBoard } from '../../../src/server/contract/board-filter.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import '../accounts/accounts.css';
import { useBoard } from '../api/board.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useTitle } from '../app/title.ts';
import { useQueryParams } from '../app/use-query-params.ts';
import '../budgets/budgets.css';
import './board.css';
import { RulesChart, StatesChart } from './board-charts.tsx';
import { filterOf, withParam } from './board-query.ts';
import { BoardTable } from './board-table.tsx';
import { STATE_OPTIONS } from './state-texts.ts';
import { type Tally, tallyOf } from './tally.ts';

/** All departments with how far their budget of a year is, and what was found in it. */
export function BoardPage() {
  useTitle(say('web.board.title'));
  const [params, set] = useQueryParams();
  const year = params.get('year') ?? '';
  const { data, error, refetch } = useBoard(year);
  const filter = useMemo(() => filterOf(params), [params]);
  const rows = useMemo(() => filteredBoard(data?.departments ?? [], filter), [data, filter]);
  const tally = useMemo(() => tallyOf(data?.departments ?? []), [data]);
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const isFiltered = filter.search !== '' || filter.state !== '' || filter.rule !== '';
  const fileOf = (format: 'xlsx' | 'csv') => {
    const query = new URLSearchParams(params);
    query.set('year', String(data.year));
    return `${addressOf('boardFile', { format })}?${query}`;
  };
  const years = [...new Set([data.year, ...data.years])].sort((a, b) => b - a);
  return (
    <main id="main" className="register board" tabIndex={-1}>
      <div className="register-head">
        <h1>{say('web.board.title')}</h1>
        <Select
          aria-label={say('web.board.year')}
          className="board-year"
          value={data.year}
          onChange={(value) => set('year', String(value))}
          options={years.map((value) => ({ value, label: say('web.board.yearOf', { year: value }) }))}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: (['xlsx', 'csv'] as const).map((format) => ({
              key: format,
              label: (
                <a href={fileOf(format)} download>
                  {say(format === 'xlsx' ? 'web.board.export.xlsx' : 'web.board.export.csv')}
                </a>
              ),
            })),
          }}
        >
          <Button icon={<DownloadOutlined />}>{say('web.board.export')}</Button>
        </Dropdown>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()} className="board-print">
          {say('web.board.print')}
        </Button>
      </div>
      {data.checking > 0 && (
        <Alert
          type="info"
          showIcon
          role="status"
          title={say('web.board.checking', { count: data.checking })}
        />
      )}
      {tally.uncounted > 0 && (
        <Alert type="warning" showIcon title={say('web.board.uncounted', { count: tally.uncounted })} />
      )}
      {data.departments.length > 0 && (
        <div className="board-charts">
          <div>
            <StatesChart states={tally.states} params={params} onState={(state) => set('state', state)} />
            <Summary all={data.departments.length} tally={tally} params={params} />
          </div>
          <RulesChart
            rules={tally.rules}
            titles={data.rules}
            params={params}
            onRule={(rule) => set('rule', rule)}
          />
        </div>
      )}
      <div className="board-filters">
        <Input.Search
          key={filter.search}
          allowClear
          className="board-search"
          aria-label={say('web.board.search')}
          placeholder={say('web.board.search')}
          defaultValue={filter.search}
          onSearch={(text) => set('search', text.trim())}
        />
        <Select
          className="board-state"
          aria-label={say('web.board.state')}
          value={filter.state}
          onChange={(value) => set('state', value)}
          options={STATE_OPTIONS.map(({ value, key }) => ({ value, label: say(key) }))}
        />
        <Select
          className="board-rule"
          aria-label={say('web.board.rule')}
          value={filter.rule}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          onChange={(value) => set('rule', value)}
          options={[
            { value: '', label: say('web.board.rule.all') },
            ...Object.entries(data.rules).map(([value, label]) => ({ value, label })),
          ]}
        />
        {isFiltered && (
          <>
            <span role="status">{say('web.board.shown', { shown: rows.length })}</span>
            <Button type="link" onClick={() => set('search', '', { state: '', rule: '' })}>
              {say('web.board.clear')}
            </Button>
          </>
        )}
      </div>
      <BoardTable
        rows={rows}
        filter={filter}
        empty={say(data.departments.length === 0 ? 'web.board.none' : 'web.board.noMatch')}
        onSort={(sort, order) => set('sort', sort, { order })}
      />
    </main>
  );
}

interface SummaryProps {
  readonly all: number;
  readonly tally: Tally;
  readonly params: URLSearchParams;
}

/** What a reviewer asks first, each number leading to its departments. */
function Summary({ all, tally, params }: SummaryProps) {
  const lines = [
    { state: 'unsubmitted', text: say('web.board.summary.unsubmitted'), count: tally.unsubmitted },
    {
      state: 'submitted',
      text: say('web.board.summary.submitted'),
      count: tally.states.get('submitted') ?? 0,
    },
    { state: 'overdue', text: say('web.board.summary.overdue'), count: tally.overdue },
  ] as const;
  return (
    <ul className="board-summary">
      <li>
        <Link to={withParam(params, 'state', '')}>
          {say('web.board.summary.all')} <b>{all}</b>
        </Link>
      </li>
      {lines.map(({ state, text, count }) => (
        <li key={state}>
          <Link
            to={withParam(params, 'state', state)}
            className={state === 'overdue' && count > 0 ? 'overdue' : ''}
          >
            {text} <b>{count}</b>
          </Link>
        </li>
      ))}
    </ul>
  );
}
