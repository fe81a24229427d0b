import { Alert, Button, Progress } from 'antd';
import { say } from '../../../src/messages/say.ts';
import { uploads, useUploads } from './uploads.ts';

/** How far the uploads have come, and which did not arrive. */
export function UploadList() {
  const all = useUploads();
  const failed = all.filter(({ state }) => state === 'failed');
  const open = all.filter(({ state }) => state !== 'failed');
  const done = open.filter(({ state }) => state === 'done').length;
  const sent = open.reduce((sum, one) => sum + one.sent, 0);
  const current = open.find(({ state }) => state === 'sending');
  return (
    <>
      {done < open.length && (
        <section className="uploads" aria-label={say('web.uploads')}>
          <span>{say('web.uploads.progress', { done, count: open.length })}</span>
          <Progress
            percent={Math.floor((sent / open.length) * 100)}
            size="small"
            aria-label={say('web.uploads')}
          />
          <span className="uploads-name">{current?.name ?? say('web.uploads.waiting')}</span>
        </section>
      )}
      {failed.length > 0 && (
        <Alert
          className="uploads-failed"
          type="error"
          showIcon
          role="alert"
          title={say('web.uploads.failed')}
          description={
            <ul>
              {failed.map(({ id, name, message }) => (
                <li key={id}>{message?.includes(name) === true ? message : `${name}：${message ?? ''}`}</li>
              ))}
            </ul>
          }
          action={
            <Button size="small" onClick={() => uploads.clear()}>
              {say('web.uploads.clear')}
            </Button>
          }
        />
      )}
    </>
  );
}
