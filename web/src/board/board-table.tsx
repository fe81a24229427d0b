import { Table } from 'antd';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { BoardDocument, BoardRow } from '../../../src/server/contract/board.ts';
import { type BoardFilter, type BoardSort, boardSorts } from '../../../src/server/contract/board-filter.ts';
import { sayTime } from '../app/say-time.ts';
import { StateBadge } from '../budgets/state-badge.tsx';
import '../documents/documents.css';
import { Counts } from '../documents/verdict.tsx';
import { Some } from '../result/parts.tsx';

/** Columns whose words stay in one line. */
const TIGHT = 'board-tight';

interface Props {
  readonly rows: readonly BoardRow[];
  readonly filter: BoardFilter;
  /** Said where there are none. */
  readonly empty: string;
  readonly onSort: (sort: string, order: string) => void;
}

/** A department a row, each leading to its budget, its documents and what was found in them. */
export function BoardTable({ rows, filter, empty, onSort }: Props) {
  const sorted = (sort: BoardSort) => ({
    key: sort,
    sorter: true,
    sortOrder: filter.sort === sort ? filter.order : null,
  });
  return (
    <Table<BoardRow>
      rowKey={({ code, name }) => `${code} ${name}`}
      size="middle"
      dataSource={[...rows]}
      pagination={{ pageSize: 500, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <span className="quiet">{empty}</span> }}
      showSorterTooltip={false}
      onChange={(_page, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        const sort = boardSorts.find((name) => name === one?.columnKey);
        const isSorted = sort !== undefined && one?.order != null;
        onSort(isSorted ? sort : '', isSorted && one.order === 'descend' ? 'descend' : '');
      }}
      columns={[
        {
          className: TIGHT,
          title: say('server.board.head.code'),
          dataIndex: 'code',
          responsive: ['md'],
          ...sorted('code'),
        },
        {
          title: say('server.board.head.name'),
          rowScope: 'row',
          render: (_, row) => <Name row={row} />,
          ...sorted('name'),
        },
        {
          className: TIGHT,
          title: say('web.board.state'),
          render: (_, { state }) => <StateBadge state={state} />,
          ...sorted('state'),
        },
        {
          className: TIGHT,
          title: say('web.board.deadline'),
          render: (_, row) => <Deadline row={row} />,
          ...sorted('urgency'),
        },
        {
          className: TIGHT,
          title: say('web.board.findings'),
          render: (_, row) => <BudgetFindings row={row} />,
          ...sorted('findings'),
        },
        {
          title: say('web.board.documents'),
          render: (_, { documents }) =>
            documents.length > 0 && (
              <Some
                items={documents}
                most={2}
                render={(one) => <DocumentItem key={one.id} document={one} />}
              />
            ),
        },
        {
          className: TIGHT,
          title: say('web.board.changed'),
          responsive: ['lg'],
          render: (_, { changedAt }) => changedAt !== undefined && sayTime(changedAt),
          ...sorted('changed'),
        },
      ]}
    />
  );
}

function Name({ row: { name, budget, others, openRemarks } }: { readonly row: BoardRow }) {
  return (
    <>
      {budget === undefined ? name : <Link to={`/budgets/${budget}/review`}>{name}</Link>}
      {others > 0 && (
        <>
          <br />
          <Link to="/budgets" className="board-small">
            {say('web.board.others', { count: others })}
          </Link>
        </>
      )}
      {openRemarks > 0 && (
        <>
          <br />
          <Link to={`/budgets/${budget}/review`} className="board-small">
            {say('web.board.remarks', { count: openRemarks })}
          </Link>
        </>
      )}
    </>
  );
}

function Deadline({ row: { deadline, daysLeft } }: { readonly row: BoardRow }) {
  if (deadline === undefined) return null;
  return (
    <>
      {deadline}
      {daysLeft !== undefined && (
        <>
          {' '}
          <span className={`badge ${daysLeft < 0 ? 'overdue' : daysLeft <= 5 ? 'warning' : 'notice'}`}>
            {daysLeft < 0
              ? say('web.board.overdue', { days: -daysLeft })
              : daysLeft === 0
                ? say('web.board.lastDay')
                : say('web.board.daysLeft', { days: daysLeft })}
          </span>
        </>
      )}
    </>
  );
}

/** What was found in the budget that is written here. */
function BudgetFindings({ row: { budget, findings } }: { readonly row: BoardRow }) {
  if (budget === undefined) return null;
  if (findings === undefined) return <span className="quiet">{say('web.board.findings.unchecked')}</span>;
  const of = (severity: 'error' | 'warning' | 'notice') =>
    findings.reduce((total, one) => total + (one.severity === severity ? one.count : 0), 0);
  if (findings.length === 0) return <span className="badge good">{say('web.board.findings.none')}</span>;
  return (
    <Link to={`/budgets/${budget}`}>
      <Counts errors={of('error')} warnings={of('warning')} notices={of('notice')} />
    </Link>
  );
}

function DocumentItem({ document }: { readonly document: BoardDocument }) {
  const { id, name, errors, warnings, notices } = document;
  const isClean = errors + warnings + notices === 0;
  return (
    <li>
      <Link to={`/documents/${id}`} className="board-document" title={name}>
        {name}
      </Link>{' '}
      {isClean ? (
        <span className="badge good">{say('web.board.findings.none')}</span>
      ) : (
        <Counts errors={errors} warnings={warnings} notices={notices} />
      )}
    </li>
  );
}
