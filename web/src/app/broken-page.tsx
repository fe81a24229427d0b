import { Result } from 'antd';
import { Link, useRouteError } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { sayFailure } from '../api/request.ts';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <main id="main" tabIndex={-1}>
      <Result
        status="404"
        title={say('web.notFound.title')}
        subTitle={say('web.notFound.text')}
        extra={<Link to="/documents">{say('web.home')}</Link>}
      />
    </main>
  );
}

/** For a mistake of ours: said, not hidden. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <main id="main" tabIndex={-1}>
      <Result
        status="error"
        title={say('web.broken.title')}
        subTitle={say('web.broken.text')}
        extra={<a href="/documents">{say('web.home')}</a>}
      >
        <pre>{sayFailure(error)}</pre>
      </Result>
    </main>
  );
}
