import { DownloadOutlined, FileZipOutlined, SendOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Empty, Progress, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail, Publication } from '../../../src/server/contract/budgets.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { useBudgetCheck, usePublications, usePublish } from '../api/budgets.ts';
import { RequestFailed, sayFailure } from '../api/request.ts';
import { useSession } from '../api/session.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { SeverityTag } from '../result/severity.tsx';
import { Verdict } from './check-panel.tsx';
import type { SessionState } from './session.ts';

const FORMATS = [
  { value: 'docx', label: 'web.budgets.format.docx' },
  { value: 'pdf', label: 'web.budgets.format.pdf' },
  { value: 'xlsx', label: 'web.budgets.format.xlsx' },
  { value: 'html', label: 'web.budgets.format.html' },
  { value: 'data', label: 'web.budgets.format.data' },
  { value: 'json', label: 'web.budgets.format.json' },
] as const;

type Format = (typeof FORMATS)[number]['value'];

interface Props {
  readonly detail: BudgetDetail;
  readonly state: SessionState;
}

/** Publishing: which files, draft or final, and everything that was published before. */
export function PublishView({ detail, state: { draft } }: Props) {
  const { data: check } = useBudgetCheck(detail.id, draft.revision);
  const publish = usePublish(detail.id);
  const mayPublish = useSession().data?.may.includes('budgets.publish') === true;
  const [formats, setFormats] = useState<readonly Format[]>(['docx', 'pdf']);
  const [isDraft, setDraft] = useState(false);
  const isUnsaved = draft.pending.length > 0 || draft.trial !== undefined || draft.conflicts.length > 0;
  const errors = [...(check?.problems ?? []), ...(check?.findings ?? [])].filter(
    ({ severity }) => severity === 'error',
  );
  return (
    <div className="publish">
      <section className="publish-form" aria-label={say('web.budgets.publish.new')}>
        <h2>{say('web.budgets.publish.new')}</h2>
        {check !== undefined && <Verdict check={check} isStale={check.revision !== draft.revision} />}
        <fieldset>
          <legend>{say('web.budgets.publish.formats')}</legend>
          <Checkbox.Group
            value={[...formats]}
            onChange={(values) =>
              setFormats(FORMATS.map(({ value }) => value).filter((one) => values.includes(one)))
            }
            options={FORMATS.map(({ value, label }) => ({ value, label: say(label) }))}
          />
        </fieldset>
        <fieldset>
          <legend>{say('web.budgets.publish.kind')}</legend>
          <Radio.Group
            value={isDraft}
            onChange={({ target: { value } }) => setDraft(value === true)}
            options={[
              { value: false, label: say('web.budgets.publish.final') },
              { value: true, label: say('web.budgets.publish.draft') },
            ]}
          />
        </fieldset>
        {isUnsaved && <p className="quiet">{say('web.budgets.publish.unsaved')}</p>}
        <Button
          type="primary"
          size="large"
          icon={<SendOutlined />}
          disabled={formats.length === 0 || isUnsaved || !mayPublish}
          loading={publish.isPending}
          onClick={() => publish.mutate({ formats: [...formats], draft: isDraft })}
        >
          {say(publish.isPending ? 'web.budgets.publish.working' : 'web.budgets.publish.go')}
        </Button>
        {publish.isPending && <Waiting />}
        {publish.error !== null && <Refused error={publish.error} />}
        {!isDraft && errors.length > 0 && (
          <div className="publish-errors">
            <h3>{say('web.budgets.publish.blocked', { count: errors.length })}</h3>
            <ul className="problems">
              {errors.slice(0, 20).map(({ severity, message }) => (
                <li key={message} className={severity}>
                  <p>
                    <SeverityTag severity={severity} /> {message}
                  </p>
                </li>
              ))}
            </ul>
            <Link to={`/budgets/${detail.id}`} replace>
              {say('web.budgets.publish.mend')}
            </Link>
          </div>
        )}
      </section>
      <Publications id={detail.id} revision={draft.revision} newest={publish.data?.id} />
    </div>
  );
}

/** Files are written and read back again: that takes some seconds, and how many is not known before. */
function Waiting() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((old) => old + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div role="status">
      <Progress percent={Math.round(95 * (1 - 0.86 ** (seconds + 1)))} status="active" showInfo={false} />
      <span className="quiet">{say('web.budgets.publish.waiting', { seconds })}</span>
    </div>
  );
}

function Refused({ error }: { readonly error: Error }) {
  const problems = error instanceof RequestFailed ? error.problems : [];
  return (
    <Alert
      type="error"
      showIcon
      title={say('web.budgets.publish.refused')}
      description={
        <>
          <p>{sayFailure(error)}</p>
          {problems.length > 0 && (
            <ul>
              {problems.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )}
        </>
      }
    />
  );
}

interface ListProps {
  readonly id: string;
  readonly revision: number;
  readonly newest: string | undefined;
}

function Publications({ id, revision, newest }: ListProps) {
  const { data, error, refetch } = usePublications(id);
  return (
    <section className="publications" aria-label={say('web.budgets.publications')}>
      <h2>{say('web.budgets.publications')}</h2>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.publications.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('web.budgets.publications.none')} />
      )}
      <ul>
        {data?.publications.map((one) => (
          <li key={one.id} className={one.id === newest ? 'newest' : undefined}>
            <PublicationItem budget={id} publication={one} isOld={one.revision !== revision} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  readonly budget: string;
  readonly publication: Publication;
  /** Whether the budget has changed since. */
  readonly isOld: boolean;
}

function PublicationItem({ budget, publication, isOld }: ItemProps) {
  const { id, draft, when, who, files, compared } = publication;
  const address = (file: string | number) =>
    addressOf('publishedFile', { id: budget, publication: id, file });
  return (
    <>
      <p className="publication-head">
        <b>{new Date(when).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' })}</b>
        <span>{who}</span>
        <span className={draft ? 'badge warning' : 'badge good'}>
          {say(draft ? 'web.budgets.publish.isDraft' : 'web.budgets.publish.isFinal')}
        </span>
        {isOld && <span className="badge">{say('web.budgets.publish.old')}</span>}
        <Button size="small" icon={<FileZipOutlined />} href={address('all.zip')} download>
          {say('web.budgets.publish.all')}
        </Button>
      </p>
      <ul className="publication-files">
        {files.map(({ path, bytes }, index) => (
          <li key={path}>
            <a href={address(index)} download>
              <DownloadOutlined aria-hidden /> {path}
            </a>{' '}
            <small className="quiet">{sayBytes(bytes)}</small>
          </li>
        ))}
      </ul>
      <p className="quiet publication-compared">{say('web.budgets.publish.compared', { count: compared })}</p>
    </>
  );
}

function sayBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
