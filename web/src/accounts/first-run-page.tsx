import { Alert, Button, Form, Input } from 'antd';
import { Navigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { FirstRunRequest } from '../../../src/server/contract/accounts.ts';
import { sayFailure } from '../api/request.ts';
import { useSession, useSessionChanges } from '../api/session.ts';
import { useTitle } from '../app/title.ts';
import './accounts.css';
import { loginRules, passwordRules, required, sameAs } from './rules.ts';

/** Creates the administrator of a new installation. */
export function FirstRunPage() {
  useTitle(say('web.firstRun.title'));
  const { data } = useSession();
  const { begin } = useSessionChanges();
  const [form] = Form.useForm<FirstRunRequest & { again: string }>();
  if (data !== undefined && !data.firstRun) return <Navigate to="/documents" replace />;
  return (
    <main id="main" className="narrow" tabIndex={-1}>
      <h1>{say('web.firstRun.title')}</h1>
      <p>{say('web.firstRun.about')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ again: _, ...values }) => begin.mutate(values)}
      >
        <Form.Item name="name" label={say('web.firstRun.name')} rules={required('web.firstRun.name')}>
          <Input autoComplete="name" autoFocus />
        </Form.Item>
        <Form.Item
          name="login"
          label={say('web.signIn.login')}
          extra={say('web.signIn.loginHint')}
          rules={loginRules}
        >
          <Input autoComplete="username" />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('web.signIn.password')}
          extra={say('web.password.rule')}
          rules={passwordRules(() => form.getFieldValue('login') ?? '')}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say('web.password.again')}
          rules={sameAs(() => form.getFieldValue('password'))}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {data?.firstRunCode === true && (
          <Form.Item
            name="code"
            label={say('web.firstRun.code')}
            extra={say('web.firstRun.codeHint')}
            rules={required('web.firstRun.code')}
          >
            <Input inputMode="numeric" autoComplete="off" />
          </Form.Item>
        )}
        {begin.error !== null && (
          <Alert className="told" type="error" showIcon title={sayFailure(begin.error)} />
        )}
        <Button type="primary" htmlType="submit" loading={begin.isPending} block>
          {say('web.firstRun.submit')}
        </Button>
      </Form>
    </main>
  );
}
