import { Button } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { SEVERITIES, SeverityTag } from '../result/severity.tsx';
import type { SheetProblem } from './marks.ts';
import type { Spot } from './view-state.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly problems: readonly SheetProblem[];
  readonly onGo: (spot: Spot) => void;
}

const FIRST = 50;

/** Problems of what is typed, the gravest first; each leads to its cell. */
export function ProblemList({ detail, problems, onGo }: Props) {
  const [isWhole, setWhole] = useState(false);
  const sorted = problems.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const shown = isWhole ? sorted : sorted.slice(0, FIRST);
  return (
    <>
      <ul className="problems">
        {shown.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is made anew as a whole
          <li key={index} className={problem.severity}>
            <Problem detail={detail} problem={problem} onGo={onGo} />
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button type="link" onClick={() => setWhole(true)}>
          {say('web.budgets.moreProblems', { count: sorted.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Problem({
  detail,
  problem: { sheet, row, column, severity, message },
  onGo,
}: Omit<Props, 'problems'> & { readonly problem: SheetProblem }) {
  const where = detail.sheets.find(({ id }) => id === sheet);
  const words = (
    <>
      <SeverityTag severity={severity} /> {message}
    </>
  );
  if (sheet === undefined) return <p>{words}</p>;
  return (
    <button
      type="button"
      onClick={() => onGo(row === undefined ? { sheet } : { sheet, goal: { row, column } })}
    >
      <span>{words}</span>
      <small>
        {where?.title} {where?.columns.find(({ key }) => key === column)?.title}
      </small>
    </button>
  );
}
