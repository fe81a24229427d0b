import { CheckOutlined, RollbackOutlined, SendOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Input, Select } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { Remark, Review, Step, StepKind } from '../../../src/server/contract/review.ts';
import { sayFailure } from '../api/request.ts';
import { useComparison, useReview, useReviewChanges } from '../api/review.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { sayTime } from '../app/say-time.ts';
import { RemarkItem } from './remark-item.tsx';
import type { SessionState } from './session.ts';
import { StateBadge } from './state-badge.tsx';

interface Props {
  readonly detail: BudgetDetail;
  readonly state: SessionState;
  /** Leads to what a remark is about. */
  readonly onGo: (remark: Remark) => void;
}

/** A budget on its way: what may be done next, what was said of it, and every step that was taken. */
export function ReviewView({ detail, state: { draft }, onGo }: Props) {
  const { data, error, refetch } = useReview(detail.id);
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const isUnsaved = draft.pending.length > 0 || draft.trial !== undefined || draft.conflicts.length > 0;
  return (
    <div className="publish review">
      <div>
        <Steps review={data} revision={draft.revision} isUnsaved={isUnsaved} />
        <History id={detail.id} steps={data.steps} revision={draft.revision} />
      </div>
      <Remarks id={detail.id} review={data} onGo={onGo} />
    </div>
  );
}

const STEP_TEXTS = {
  submit: 'web.review.step.submit',
  withdraw: 'web.review.step.withdraw',
  return: 'web.review.step.return',
  approve: 'web.review.step.approve',
  publish: 'web.review.step.publish',
} as const;

const STEP_ICONS = {
  submit: <SendOutlined />,
  withdraw: <UndoOutlined />,
  return: <RollbackOutlined />,
  approve: <CheckOutlined />,
} as const;

type Taken = Exclude<StepKind, 'publish'>;

function isTaken(kind: StepKind): kind is Taken {
  return kind !== 'publish';
}

interface StepsProps {
  readonly review: Review;
  /** Of the budget as it is seen here. */
  readonly revision: number;
  readonly isUnsaved: boolean;
}

function Steps({ review, revision, isUnsaved }: StepsProps) {
  const { budget, next, approvedOn, deadline } = review;
  const { step, approvedOn: setDay } = useReviewChanges(budget.id);
  const [note, setNote] = useState('');
  const take = (kind: Taken) => step.mutate({ kind, revision, note }, { onSuccess: () => setNote('') });
  const mayApprove = next.includes('approve') || next.includes('return');
  return (
    <section aria-label={say('web.review.next')}>
      <h2>
        {say('web.review.next')} <StateBadge state={budget.state} />
      </h2>
      {deadline !== undefined && budget.state !== 'published' && (
        <p>{say('web.review.deadline', { approvedOn: approvedOn ?? '', deadline })}</p>
      )}
      {next.includes('return') && (
        <Input.TextArea
          value={note}
          onChange={({ target }) => setNote(target.value)}
          placeholder={say('web.review.note')}
          aria-label={say('web.review.note')}
          rows={3}
          maxLength={2000}
        />
      )}
      <p className="review-steps">
        {next.filter(isTaken).map((kind) => (
          <Button
            key={kind}
            type={kind === 'submit' || kind === 'approve' ? 'primary' : 'default'}
            icon={STEP_ICONS[kind]}
            disabled={isUnsaved}
            loading={step.isPending && step.variables.kind === kind}
            onClick={() => take(kind)}
          >
            {say(STEP_TEXTS[kind])}
          </Button>
        ))}
      </p>
      {next.filter(isTaken).length === 0 && <p className="quiet">{say('web.review.nothing')}</p>}
      {isUnsaved && <p className="quiet">{say('web.review.unsaved')}</p>}
      {step.error !== null && <Alert type="error" showIcon title={sayFailure(step.error)} />}
      {mayApprove && (
        <label className="review-day">
          {say('web.review.approvedOn')}{' '}
          <input
            type="date"
            defaultValue={approvedOn ?? ''}
            onBlur={({ target }) => {
              const day = target.value === '' ? null : target.value;
              if (day !== (approvedOn ?? null)) setDay.mutate(day);
            }}
          />
        </label>
      )}
    </section>
  );
}

function History({
  id,
  steps,
  revision,
}: {
  readonly id: string;
  readonly steps: readonly Step[];
  readonly revision: number;
}) {
  const [from, setFrom] = useState<number>();
  const { data, isFetching, error } = useComparison(id, from, revision);
  const versions = [...new Set(steps.map((step) => step.revision))];
  return (
    <section aria-label={say('web.review.history')}>
      <h2>{say('web.review.history')}</h2>
      {steps.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('web.review.history.none')} />
      )}
      <ol className="review-history">
        {steps.map(({ id: step, kind, who, when, note, revision: version }) => (
          <li key={step}>
            <b>{say(STEP_TEXTS[kind])}</b> {who} <small className="quiet">{sayTime(when)}</small>{' '}
            <small className="quiet">{say('web.review.version', { revision: version })}</small>
            {note !== '' && <p>{note}</p>}
          </li>
        ))}
      </ol>
      {versions.length > 0 && (
        <p>
          {say('web.review.compare')}{' '}
          <Select
            allowClear
            aria-label={say('web.review.compare')}
            style={{ minWidth: 160 }}
            placeholder={say('web.review.compare.choose')}
            options={versions.map((value) => ({
              value,
              label: say('web.review.version', { revision: value }),
            }))}
            onChange={(value: number | undefined) => setFrom(value)}
          />
        </p>
      )}
      {isFetching && <Loading />}
      {error !== null && <Alert type="error" showIcon title={sayFailure(error)} />}
      {from !== undefined && (from === revision || data?.moved.length === 0) && (
        <p>{say('web.review.compare.same')}</p>
      )}
      {data !== undefined && from !== undefined && data.moved.length > 0 && (
        <ul className="review-moved">
          {data.moved.map(({ part, where, before, after }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is never changed, and two entries may be alike
            <li key={index}>
              <small className="quiet">
                {part} {where}
              </small>
              <br />
              <del>{before}</del> → <ins>{after}</ins>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface RemarksProps {
  readonly id: string;
  readonly review: Review;
  readonly onGo: (remark: Remark) => void;
}

function Remarks({ id, review, onGo }: RemarksProps) {
  const { remark } = useReviewChanges(id);
  const [text, setText] = useState('');
  return (
    <section aria-label={say('web.review.remarks')}>
      <h2>{say('web.review.remarks')}</h2>
      {review.mayRemark && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') remark.mutate({ text }, { onSuccess: () => setText('') });
          }}
        >
          <Input.TextArea
            value={text}
            onChange={({ target }) => setText(target.value)}
            placeholder={say('web.review.remark.hint')}
            aria-label={say('web.review.remark.hint')}
            rows={3}
            maxLength={2000}
          />
          <p>
            <Button htmlType="submit" disabled={text.trim() === ''} loading={remark.isPending}>
              {say('web.review.remark.add')}
            </Button>
          </p>
          {remark.error !== null && <Alert type="error" showIcon title={sayFailure(remark.error)} />}
        </form>
      )}
      {review.remarks.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('web.review.remarks.none')} />
      )}
      <ul className="review-remarks">
        {review.remarks.map((one) => (
          <li key={one.id}>
            <RemarkItem budget={id} remark={one} onGo={onGo} />
          </li>
        ))}
      </ul>
    </section>
  );
}
