import { say } from '../../../src/messages/say.ts';
import type { BudgetEvaluation } from '../../../src/server/contract/performance.ts';
import { useEvaluation } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { inPercent, inTenThousands } from './say.ts';

interface Props {
  readonly id: string;
  readonly revision: number;
}

/** The scores of the year: the department, each project with how its score came about, rates, and what follows for next year. */
export function EvaluationPart({ id, revision }: Props) {
  const { data, error, refetch } = useEvaluation(id, revision);
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <Department data={data} />
      <section aria-labelledby="evaluation-projects">
        <h3 id="evaluation-projects">{say('web.performance.scores')}</h3>
        <ul className="scores">
          {data.projects.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: projects stand in the order of the budget, told as a whole
            <li key={index}>
              <ProjectScore data={data} index={index} />
            </li>
          ))}
        </ul>
      </section>
      <Uses data={data} />
      <Rates rates={data.rates} />
      <footer className="board-rules">
        <p>{say('monitoring.page.sources', { sources: data.sources.join('、') })}</p>
      </footer>
    </>
  );
}

function Department({ data: { department, said } }: { readonly data: BudgetEvaluation }) {
  const { execution, projects, progress } = department;
  const facts = [
    [say('evaluation.form.total'), said.department],
    [
      say('evaluation.department.execution'),
      say('web.performance.points', { score: execution.score ?? '—', points: execution.points }),
    ],
    [
      say('evaluation.department.projects'),
      say('web.performance.points', { score: projects.score ?? '—', points: projects.points }),
    ],
    [say('execution.show.executionRate'), inPercent(progress.executionRate)],
    [say('execution.show.adjustmentRate'), inPercent(progress.adjustmentRate)],
    [say('execution.show.carryForwardRate'), inPercent(progress.carryForwardRate)],
  ];
  return (
    <section aria-labelledby="evaluation-department">
      <h3 id="evaluation-department">{say('web.performance.department')}</h3>
      <dl className="monitored-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const STATES = {
  scored: 'web.performance.score.scored',
  missing: 'web.performance.score.missing',
  unclear: 'web.performance.score.unclear',
} as const;

/** A project's score, opened to how it came about. */
function ProjectScore({ data, index }: { readonly data: BudgetEvaluation; readonly index: number }) {
  const [one, said] = [data.projects[index], data.said.projects[index]];
  if (one === undefined || said === undefined) return null;
  const { project, indicators, total } = one;
  return (
    <details className="score">
      <summary>
        <b>{project.name}</b>
        <span className={total.complete ? 'badge good' : 'badge warning'}>{said.total}</span>
      </summary>
      {indicators.length > 0 && (
        <table className="board-table">
          <thead>
            <tr>
              {SCORE_HEADS.map((head) => (
                <th key={head} scope="col" className={NUMBERS.has(head) ? 'numeral' : undefined}>
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {indicators.map(({ indicator, points, score, how, status, result, needsReason }, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two indicators may have one name
              <tr key={position}>
                <th scope="row">{indicator.level3}</th>
                <td data-head={say('web.performance.score.how')}>
                  {how === '' ? say(STATES[status]) : how}
                  {(result?.reason ?? '') !== '' && (
                    <p className="quiet">{say('web.performance.reason', { reason: result?.reason ?? '' })}</p>
                  )}
                  {needsReason && (
                    <p>
                      <span className="badge warning">{say('monitoring.form.reasonMissing')}</span>
                    </p>
                  )}
                </td>
                <td className="numeral" data-head={say('evaluation.form.points')}>
                  {points}
                </td>
                <td className="numeral" data-head={say('evaluation.form.score')}>
                  {score ?? '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ol className="score-notes">
        {said.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
    </details>
  );
}

const SCORE_HEADS = [
  'web.performance.score.indicator',
  'web.performance.score.how',
  'evaluation.form.points',
  'evaluation.form.score',
] as const;

/** The list of projects to reduce, keep or raise next year: 结果应用. */
function Uses({ data: { projects, said } }: { readonly data: BudgetEvaluation }) {
  return (
    <section aria-labelledby="evaluation-use">
      <h3 id="evaluation-use">{say('evaluation.form.use')}</h3>
      <table className="board-table">
        <thead>
          <tr>
            {USE_HEADS.map((head) => (
              <th key={head} scope="col" className={NUMBERS.has(head) ? 'numeral' : undefined}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {projects.map(({ project, progress, execution, use }, index) => (
            <tr key={project.code}>
              <th scope="row">{project.name}</th>
              <td className="numeral" data-head={say(USE_HEADS[1])}>
                {inTenThousands(progress?.adjusted)}
              </td>
              <td className="numeral" data-head={say(USE_HEADS[2])}>
                {inPercent(execution.rate)}
              </td>
              <td data-head={say(USE_HEADS[3])}>{said.projects[index]?.total}</td>
              <td data-head={say(USE_HEADS[4])}>
                <span className={`badge ${ADVICE[use.advice]}`}>{said.projects[index]?.advice}</span>
              </td>
              <td data-head={say(USE_HEADS[5])}>{said.projects[index]?.reasons}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const USE_HEADS = [
  'evaluation.department.project',
  'web.performance.budget',
  'evaluation.form.rate',
  'evaluation.department.result',
  'evaluation.use.advice',
  'evaluation.use.reasons',
] as const;

const ADVICE = { raise: 'good', keep: 'notice', reduce: 'warning', undetermined: '' } as const;

/** What the formulas of the region's form give, with the numbers they follow from. */
function Rates({ rates }: Pick<BudgetEvaluation, 'rates'>) {
  if (rates.length === 0) return null;
  return (
    <section aria-labelledby="evaluation-rates">
      <h3 id="evaluation-rates">{say('web.performance.rates')}</h3>
      <table className="board-table">
        <thead>
          <tr>
            {RATE_HEADS.map((head) => (
              <th key={head} scope="col" className={NUMBERS.has(head) ? 'numeral' : undefined}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rates.map(({ id, name, target, met, readings }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="numeral" data-head={say(RATE_HEADS[1])}>
                {inPercent(readings[0]?.ratio ?? null)}
              </td>
              <td data-head={say(RATE_HEADS[2])}>
                {target}{' '}
                {met !== null && (
                  <span className={met ? 'badge good' : 'badge warning'}>
                    {say(met ? 'web.performance.met' : 'web.performance.notMet')}
                  </span>
                )}
              </td>
              <td data-head={say(RATE_HEADS[3])}>
                {readings.map((reading) => (
                  <p key={reading.id}>
                    {say('web.performance.reading', { label: reading.label, how: reading.how })}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const RATE_HEADS = [
  'web.performance.rate',
  'web.performance.value',
  'web.performance.target',
  'web.performance.score.how',
] as const;

const NUMBERS: ReadonlySet<string> = new Set([
  'web.performance.budget',
  'web.performance.value',
  'evaluation.form.rate',
  'evaluation.form.points',
  'evaluation.form.score',
]);
