import { DeleteOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Progress, Tooltip } from 'antd';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { wholeOf } from '../../../src/reading/coverage.ts';
import { shareOf } from '../../../src/reporting/words.ts';
import type { DocumentRow } from '../../../src/server/contract/documents.ts';
import { sayFileKind, sayTime } from './say-document.ts';
import { Counts, VerdictTag } from './verdict.tsx';

interface Props {
  readonly document: DocumentRow;
  readonly onDelete: () => void;
  readonly onRetry: () => void;
}

/** A document in the list: what it is, how far it has come, and what came of it. */
export function DocumentItem({ document, onDelete, onRetry }: Props) {
  const { id, name, state, result, uploadedAt, uploadedBy } = document;
  const about =
    result === undefined
      ? undefined
      : say('web.documents.about', {
          entity: result.entity.name,
          year: result.year,
          stage: say(result.stage === 'final' ? 'reporting.stage.final' : 'reporting.stage.budget'),
        });
  return (
    <li className={`item ${state}`} data-document={id}>
      <span className={`item-kind ${sayFileKind(name).toLowerCase()}`} aria-hidden>
        {sayFileKind(name)}
      </span>
      <div className="item-what">
        {state === 'failed' ? (
          <span className="item-name">{name}</span>
        ) : (
          <Link className="item-name" to={`/documents/${id}`}>
            {name}
          </Link>
        )}
        <span className="item-about">{about}</span>
      </div>
      <div className="item-state">
        <State document={document} />
      </div>
      <div className="item-when">
        <time dateTime={uploadedAt}>{sayTime(uploadedAt)}</time>
        {uploadedBy !== undefined && <span>{say('web.documents.by', { who: uploadedBy })}</span>}
      </div>
      <div className="item-actions">
        {state === 'failed' && (
          <Tooltip title={say('web.documents.checkAgain')}>
            <Button
              type="text"
              icon={<ReloadOutlined />}
              aria-label={say('web.documents.checkAgain')}
              onClick={onRetry}
            />
          </Tooltip>
        )}
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={say('web.documents.delete', { name })}
          onClick={onDelete}
        />
      </div>
    </li>
  );
}

/** Where it stands, in words; a bar while it is read. */
function State({ document: { state, line, page, pages, problems, result } }: Pick<Props, 'document'>) {
  switch (state) {
    case 'waiting':
      return (
        <span className="quiet">
          {line === undefined ? say('web.documents.waitingSome') : say('web.documents.waiting', { line })}
        </span>
      );
    case 'working': {
      const known = page !== undefined && pages !== undefined && page > 0 && page < pages;
      return (
        <>
          <span className="quiet">
            {known ? say('web.documents.reading', { page, pages }) : say('web.documents.working')}
          </span>
          <Progress
            percent={known ? Math.floor((page / pages) * 100) : 100}
            status={known ? 'normal' : 'active'}
            showInfo={false}
            size="small"
            aria-label={say('web.documents.working')}
          />
        </>
      );
    }
    case 'failed':
      return (
        <>
          <span className="verdict failed">{say('web.documents.failed')}</span>
          {problems.map(({ message }) => (
            <span key={message} className="item-why">
              {message}
            </span>
          ))}
        </>
      );
    case 'done': {
      if (result === undefined) return null;
      const { printed, placed } = wholeOf(result.coverage);
      return (
        <>
          <VerdictTag verdict={result.summary.verdict} />
          <Counts {...result.summary} />
          <span className="quiet">
            {say('web.documents.count.coverage', { share: shareOf(placed, printed) })}
          </span>
        </>
      );
    }
  }
}
