import { Alert, Button, Form, Input } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { SignInRequest } from '../../../src/server/contract/accounts.ts';
import { sayFailure } from '../api/request.ts';
import { useSession, useSessionChanges } from '../api/session.ts';
import { useTitle } from '../app/title.ts';
import './accounts.css';
import { required } from './rules.ts';

/** Signing in; back to where one came from. */
export function SignInPage() {
  useTitle(say('web.signIn.title'));
  const [params] = useSearchParams();
  const { data } = useSession();
  const { signIn } = useSessionChanges();
  if (data?.user !== undefined) return <Navigate to={pathWithin(params.get('to'))} replace />;
  return (
    <main id="main" className="narrow" tabIndex={-1}>
      <h1>{say('web.signIn.title')}</h1>
      <Form<SignInRequest>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => signIn.mutate(values)}
      >
        <Form.Item name="login" label={say('web.signIn.login')} rules={required('web.signIn.login')}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={say('web.signIn.password')} rules={required('web.signIn.password')}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {signIn.error !== null && (
          <Alert className="told" type="error" showIcon title={sayFailure(signIn.error)} />
        )}
        <Button type="primary" htmlType="submit" loading={signIn.isPending} block>
          {say('web.signIn.submit')}
        </Button>
      </Form>
      <p className="quiet">{say('web.signIn.forgotten')}</p>
    </main>
  );
}

/** Only a path of this app: an address that somebody else wrote leads nowhere. */
function pathWithin(to: string | null): string {
  return to !== null && /^\/(?![/\\])/u.test(to) ? to : '/documents';
}
