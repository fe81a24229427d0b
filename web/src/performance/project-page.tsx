import { ArrowLeftOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type {
  MonitoredIndicator,
  MonitoredProject,
  PlaceToType,
} from '../../../src/server/contract/performance.ts';
import { type AtDay, useMonitoredProject } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { LightTag, sayOutcome } from './lights.tsx';
import { inPercent, inTenThousands } from './say.ts';
import { SpendingChart } from './spending-chart.tsx';

interface Props {
  readonly at: AtDay;
  readonly project: string;
  readonly year: number;
  /** The address of the board. */
  readonly back: string;
  /** Goes to where something is typed: an existing row, or (`isNew`) one that is begun. Undefined where nothing may be typed. */
  readonly onType: ((place: PlaceToType, isNew: boolean) => void) | undefined;
}

/** One project at a day: its spending through the year, and each indicator with the numbers that its light follows from. */
export function ProjectPage({ at, project, year, back, onType }: Props) {
  const { data, error, refetch } = useMonitoredProject(at, project);
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { project: one, indicators } = data;
  return (
    <article className="monitored">
      <header>
        <Link to={back} className="monitored-back">
          <ArrowLeftOutlined aria-hidden /> {say('web.performance.back')}
        </Link>
        <h2>
          {one.project.name} <LightTag light={one.light} />
        </h2>
      </header>
      <div className="monitored-halves">
        <section aria-label={say('web.performance.spending')}>
          <Spending data={data} onType={onType} />
          <SpendingChart project={one} year={year} />
        </section>
        <section aria-label={say('monitoring.page.indicatorList')}>
          <h3>{say('monitoring.page.indicatorList')}</h3>
          {indicators.length === 0 && <p className="quiet">{say('monitoring.page.noIndicators')}</p>}
          <ul className="monitored-indicators">
            {indicators.map((indicator, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two indicators may have one name; their order is the sheet's
              <li key={index}>
                <Indicator one={indicator} onType={onType} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </article>
  );
}

interface SpendingProps {
  readonly data: MonitoredProject;
  readonly onType: Props['onType'];
}

function Spending({ data: { project: one, reason }, onType }: SpendingProps) {
  const { spending, progress, budget } = one;
  const facts = [
    [say('web.performance.paid'), amount(spending.paid)],
    [say('web.performance.due'), amount(spending.due)],
    [say('web.performance.budget'), amount(budget)],
    [say('monitoring.page.rate'), inPercent(progress?.executionRate ?? null)],
    [say('monitoring.page.deviation'), inPercent(spending.deviation, true)],
  ];
  return (
    <>
      <h3>
        {say('web.performance.spending')} <LightTag light={spending.light} />
      </h3>
      <dl className="monitored-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="how">{say('web.performance.sentence', { text: spending.how })}</p>
      {spending.forecast.how !== spending.how && (
        <p className="how">
          <b>{sayOutcome(spending.forecast.outcome)}</b>
          {say('web.performance.explained', { text: spending.forecast.how })}
        </p>
      )}
      <Reason
        reason={spending.reason}
        isMissing={spending.needsReason}
        onType={onType === undefined ? undefined : () => onType(reason, reason.row === undefined)}
      />
    </>
  );
}

function amount(yuan: string | null): string {
  return yuan === null
    ? inTenThousands(yuan)
    : say('web.performance.amount', { amount: inTenThousands(yuan) });
}

interface ReasonProps {
  readonly reason: string;
  readonly isMissing: boolean;
  readonly onType: (() => void) | undefined;
}

/** The reason of a deviation, or that one is asked for and where it is typed. */
function Reason({ reason, isMissing, onType }: ReasonProps) {
  if (reason === '' && !isMissing) return null;
  const button = onType !== undefined && (
    <Button size="small" icon={<EditOutlined />} onClick={onType}>
      {say(isMissing ? 'web.performance.typeReason' : 'web.performance.changeReason')}
    </Button>
  );
  return isMissing ? (
    <Alert type="warning" showIcon title={say('web.performance.reasonMissing')} action={button} />
  ) : (
    <p className="reason">
      {say('web.performance.reason', { reason })} {button}
    </p>
  );
}

interface IndicatorProps {
  readonly one: MonitoredIndicator;
  readonly onType: Props['onType'];
}

function Indicator({ one, onType }: IndicatorProps) {
  const { indicator, light, target, actual, due, deviation, how, forecast, result, place, needsReason } = one;
  const facts = [
    [say('web.performance.target'), target],
    [say('web.performance.actual'), actual],
    ...(due === null ? [] : [[say('web.performance.dueNow'), `${due}${indicator.unit}`]]),
    ...(deviation === null ? [] : [[say('web.performance.deviation'), inPercent(deviation, true)]]),
  ];
  const type = (isNew: boolean) => (onType === undefined ? undefined : () => onType(place, isNew));
  return (
    <>
      <h4>
        {indicator.level3} <LightTag light={light} />
        <small className="quiet">{indicator.level2}</small>
      </h4>
      <dl className="monitored-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {result !== null && <p className="how">{say('web.performance.sentence', { text: how })}</p>}
      {result !== null && forecast.how !== how && (
        <p className="how">
          <b>{sayOutcome(forecast.outcome)}</b>
          {say('web.performance.explained', { text: forecast.how })}
        </p>
      )}
      {(result?.source ?? '') !== '' && (
        <p className="how quiet">{say('monitoring.page.source', { source: result?.source ?? '' })}</p>
      )}
      <Reason reason={result?.reason ?? ''} isMissing={needsReason} onType={type(place.row === undefined)} />
      {onType !== undefined && (
        <p className="monitored-type">
          {place.row !== undefined && !needsReason && (
            <Button size="small" icon={<EditOutlined />} onClick={type(false)}>
              {say(result === null ? 'web.performance.typeResult' : 'web.performance.changeResult')}
            </Button>
          )}
          {(place.row === undefined || result !== null) && (
            <Button size="small" icon={<PlusOutlined />} onClick={type(true)}>
              {say(result === null ? 'web.performance.typeResult' : 'web.performance.addResult')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}
