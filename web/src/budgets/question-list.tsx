import { Button, Checkbox } from 'antd';
import { memo, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { Question } from '../../../src/server/contract/drafting.ts';
import { useQuestions, useSettle } from '../api/drafting.ts';
import type { Spot } from './view-state.ts';
import './drafting.css';

interface Props {
  readonly detail: BudgetDetail;
  readonly onGo: (spot: Spot) => void;
}

/** What documents gave a budget that was begun from them, and what they left open; each question leads to its cell. */
export const QuestionList = memo(function QuestionList({ detail, onGo }: Props) {
  const { data } = useQuestions(detail.id);
  const [isAll, setAll] = useState(false);
  if (data === undefined || data.filled === '') return null;
  const open = data.questions.filter(({ settledBy }) => settledBy === undefined);
  const shown = isAll ? data.questions : open;
  return (
    <section className="questions" aria-label={say('web.draft.questions')}>
      <h2>{say('web.draft.open', { open: open.length, all: data.questions.length })}</h2>
      <details>
        <summary>{say('web.draft.given')}</summary>
        <p>{data.filled}</p>
        <ul>
          {data.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </details>
      <ul className="problems">
        {shown.map((question) => (
          <li key={question.id} className={question.settledBy === undefined ? 'warning' : 'notice'}>
            <Item detail={detail} question={question} onGo={onGo} />
          </li>
        ))}
      </ul>
      {open.length < data.questions.length && (
        <Button type="link" onClick={() => setAll(!isAll)}>
          {say(isAll ? 'web.draft.onlyOpen' : 'web.draft.all')}
        </Button>
      )}
    </section>
  );
});

function Item({ detail, question, onGo }: Props & { readonly question: Question }) {
  const { id, text, sums, sheet, row, column, settledBy } = question;
  const settle = useSettle(detail.id);
  const where = detail.sheets.find((one) => one.id === sheet);
  const words = (
    <>
      <span>{text}</span>
      {sums.length > 0 && (
        <small className="quiet question-note">
          {say('web.draft.sums')}
          {sums.map(({ label, amount }) => `${label} ${amount}`).join('、')}
        </small>
      )}
      {where !== undefined && (
        <small className="question-note">
          {where.title} {where.columns.find(({ key }) => key === column)?.title}
        </small>
      )}
    </>
  );
  return (
    <>
      {sheet === undefined ? (
        <p>{words}</p>
      ) : (
        <button
          type="button"
          onClick={() => onGo(row === undefined ? { sheet } : { sheet, goal: { row, column } })}
        >
          {words}
        </button>
      )}
      <Checkbox
        checked={settledBy !== undefined}
        disabled={!detail.editable || settle.isPending}
        onChange={({ target }) => settle.mutate({ question: id, settled: target.checked })}
      >
        {settledBy === undefined ? say('web.draft.settle') : say('web.draft.settledBy', { who: settledBy })}
      </Checkbox>
    </>
  );
}
