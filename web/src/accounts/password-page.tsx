import { Alert, App, Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { ChangePasswordRequest } from '../../../src/server/contract/accounts.ts';
import { sayFailure } from '../api/request.ts';
import { useSession, useSessionChanges } from '../api/session.ts';
import { useTitle } from '../app/title.ts';
import './accounts.css';
import { passwordRules, required, sameAs } from './rules.ts';

/** One's own password; whoever has a temporary one comes here first. */
export function PasswordPage() {
  useTitle(say('web.password.title'));
  const { message } = App.useApp();
  const { data } = useSession();
  const { changePassword } = useSessionChanges();
  const navigate = useNavigate();
  const [form] = Form.useForm<ChangePasswordRequest & { again: string }>();
  const { error, isPending, mutateAsync } = changePassword;
  return (
    <main id="main" className="narrow" tabIndex={-1}>
      <h1>{say('web.password.title')}</h1>
      {data?.user?.mustChangePassword === true && (
        <Alert className="told" type="info" showIcon title={say('web.password.must')} />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, password }) =>
          // Everything is asked for again meanwhile, and this page is gone when that is done. What went wrong is shown below.
          void mutateAsync({ current, password }).then(
            () => {
              void message.success(say('web.password.changed'));
              void navigate('/documents');
            },
            () => undefined,
          )
        }
      >
        <input
          className="hidden-text"
          type="text"
          autoComplete="username"
          value={data?.user?.login ?? ''}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <Form.Item
          name="current"
          label={say('web.password.current')}
          rules={required('web.password.current')}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('web.password.new')}
          extra={say('web.password.rule')}
          rules={passwordRules(() => data?.user?.login ?? '')}
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
        {error !== null && <Alert className="told" type="error" showIcon title={sayFailure(error)} />}
        <Button type="primary" htmlType="submit" loading={isPending} block>
          {say('web.save')}
        </Button>
      </Form>
    </main>
  );
}
