import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Remark } from '../../../src/server/contract/review.ts';
import { sayFailure } from '../api/request.ts';
import { useReviewChanges } from '../api/review.ts';
import { sayTime } from '../app/say-time.ts';
import './remarks.css';

interface Props {
  readonly budget: string;
  readonly remark: Remark;
  /** Leads to the cell or the words that it is about. */
  readonly onGo?: ((remark: Remark) => void) | undefined;
}

/** A remark with what it is about, and its answer, or the way to give one. */
export function RemarkItem({ budget, remark, onGo }: Props) {
  const { resolve } = useReviewChanges(budget);
  const [answer, setAnswer] = useState('');
  const { id, text, who, when, part, quote, resolvedBy, answer: given } = remark;
  const isOpen = resolvedBy === undefined;
  return (
    <div className={isOpen ? 'remark open' : 'remark settled'}>
      <p>
        <span className={isOpen ? 'badge warning' : 'badge good'}>
          {say(isOpen ? 'web.review.remark.open' : 'web.review.remark.settled')}
        </span>{' '}
        <b>{who}</b> <small className="quiet">{sayTime(when)}</small>
      </p>
      {part !== undefined && (
        <blockquote>
          <small className="quiet">{part}</small> {quote}{' '}
          {onGo !== undefined && (
            <Button type="link" size="small" onClick={() => onGo(remark)}>
              {say('web.review.remark.go')}
            </Button>
          )}
        </blockquote>
      )}
      <p>{text}</p>
      {!isOpen && (
        <p className="quiet">
          {resolvedBy}
          {given !== undefined && given !== '' && `：${given}`}
        </p>
      )}
      {isOpen && (
        <form
          className="review-answer"
          onSubmit={(event) => {
            event.preventDefault();
            resolve.mutate({ remark: id, answer });
          }}
        >
          <Input
            value={answer}
            onChange={({ target }) => setAnswer(target.value)}
            placeholder={say('web.review.answer')}
            aria-label={say('web.review.answer')}
            maxLength={2000}
          />
          <Button htmlType="submit" loading={resolve.isPending}>
            {say('web.review.resolve')}
          </Button>
        </form>
      )}
      {resolve.error !== null && <Alert type="error" showIcon title={sayFailure(resolve.error)} />}
    </div>
  );
}

/** The remarks on one cell. */
export function RemarkCards({
  budget,
  remarks,
}: {
  readonly budget: string;
  readonly remarks: readonly Remark[];
}) {
  return (
    <div className="remark-card">
      {remarks.map((one) => (
        <RemarkItem key={one.id} budget={budget} remark={one} />
      ))}
    </div>
  );
}
