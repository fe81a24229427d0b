import { InfoCircleOutlined } from '@ant-design/icons';
import { Button, Empty } from 'antd';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { BoardProject, MonitoringBoard } from '../../../src/server/contract/performance.ts';
import { LIGHTS, type Light, LightCounts, LightTag, sayLight, sayOutcome } from './lights.tsx';
import { inPercent, inTenThousands } from './say.ts';
import { Trend } from './trend.tsx';

interface Props {
  readonly board: MonitoringBoard;
  /** Only projects with this light; all where it is none. */
  readonly shown: Light | undefined;
  readonly onShow: (light: Light | undefined) => void;
  /** The address of a project's own page. */
  readonly addressOf: (project: string) => string;
}

/** All projects of a budget at a day: lights, spending against what is due, indicators, and what the year will come to. */
export function Board({ board, shown, onShow, addressOf }: Props) {
  const { projects, tally, said, year } = board;
  const listed = projects.filter(({ light }) => shown === undefined || light === shown);
  return (
    <>
      <section className="board-lights" aria-label={say('web.performance.filter')}>
        <Button
          type={shown === undefined ? 'primary' : 'default'}
          aria-pressed={shown === undefined}
          onClick={() => onShow(undefined)}
        >
          {say('web.performance.all', { count: projects.length })}
        </Button>
        {LIGHTS.map((light) => (
          <Button
            key={light}
            className={`light-button ${light}`}
            disabled={tally[light] === 0 && shown !== light}
            aria-pressed={shown === light}
            onClick={() => onShow(shown === light ? undefined : light)}
          >
            <span className={`light-dot ${light}`} aria-hidden /> {sayLight(light)} <b>{tally[light]}</b>
          </Button>
        ))}
        <p className="board-total">{said.total}</p>
        <p className="print-lead">{said.lead}</p>
      </section>
      <Notes board={board} />
      {projects.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('web.performance.noProjects')} />
      ) : (
        <>
          <p className="quiet progress-unit">{say('web.performance.tableUnit')}</p>
          <table className="board-table">
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th key={head} scope="col" className={NUMBERS.has(head) ? 'numeral' : undefined}>
                    {say(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {listed.map((one) => (
                <Row key={one.project.code} one={one} year={year} address={addressOf(one.project.code)} />
              ))}
            </tbody>
          </table>
        </>
      )}
      <footer className="board-rules">
        <p>{said.rules}</p>
        <p>{said.sources}</p>
      </footer>
    </>
  );
}

const HEADS = [
  'monitoring.page.light',
  'monitoring.page.project',
  'web.performance.trend',
  'web.performance.paid',
  'web.performance.due',
  'web.performance.budget',
  'monitoring.page.rate',
  'monitoring.page.deviation',
  'monitoring.page.indicators',
  'monitoring.page.forecast',
] as const;

const NUMBERS: ReadonlySet<string> = new Set(HEADS.slice(3, 8));

/** What is missing for the board to say more. */
function Notes({ board: { hasPayments, hasResults, later } }: Pick<Props, 'board'>) {
  const notes = [
    ...(hasPayments ? [] : [say('web.performance.noPayments')]),
    ...(hasResults ? [] : [say('web.performance.noResults')]),
    ...(later === 0 ? [] : [say('web.performance.later', { count: later })]),
  ];
  return notes.length === 0 ? null : (
    <ul className="board-notes">
      {notes.map((note) => (
        <li key={note}>
          <InfoCircleOutlined aria-hidden /> {note}
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  readonly one: BoardProject;
  readonly year: number;
  readonly address: string;
}

function Row({ one, year, address }: RowProps) {
  const { project, light, spending, progress, budget, tally, unexplained } = one;
  const { range, outcome } = spending.forecast;
  return (
    <tr>
      <td>
        <LightTag light={light} />
      </td>
      <th scope="row">
        <Link to={address}>{project.name}</Link>
        {unexplained > 0 && (
          <span className="badge warning">{say('web.performance.unexplained', { count: unexplained })}</span>
        )}
      </th>
      <td className="board-trend">
        <Trend project={one} year={year} />
      </td>
      <Amount head="web.performance.paid" text={inTenThousands(spending.paid)} />
      <Amount head="web.performance.due" text={inTenThousands(spending.due)} />
      <Amount head="web.performance.budget" text={inTenThousands(budget)} />
      <Amount head="monitoring.page.rate" text={inPercent(progress?.executionRate ?? null)} />
      <td className="numeral" data-head={say('monitoring.page.deviation')}>
        <span className={`light-dot ${spending.light}`} aria-hidden />
        <span className="unseen">{sayLight(spending.light)}</span> {inPercent(spending.deviation, true)}
      </td>
      <td data-head={say('monitoring.page.indicators')}>
        <LightCounts tally={tally} />
      </td>
      <td className="board-forecast" data-head={say('monitoring.page.forecast')}>
        {sayOutcome(outcome)}
        {range !== null && outcome !== 'met' && outcome !== 'missed' && (
          <small className="quiet">
            {say('web.performance.range', {
              low: inTenThousands(range.low),
              high: inTenThousands(range.high),
            })}
          </small>
        )}
      </td>
    </tr>
  );
}

function Amount({ head, text }: { readonly head: (typeof HEADS)[number]; readonly text: string }) {
  return (
    <td className="numeral" data-head={say(head)}>
      {text}
    </td>
  );
}
