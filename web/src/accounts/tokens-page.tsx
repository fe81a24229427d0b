import { App, Button, Form, Input, InputNumber, Modal, Table } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Token } from '../../../src/server/contract/tokens.ts';
import { useTokenChanges, useTokens } from '../api/accounts.ts';
import { sayFailure } from '../api/request.ts';
import { Failure } from '../app/failure.tsx';
import { sayTime } from '../app/say-time.ts';
import { useTitle } from '../app/title.ts';
import './accounts.css';
import { required } from './rules.ts';
import { type Secret, SecretDialog } from './secret-dialog.tsx';

/** One's own tokens for scripts. */
export function TokensPage() {
  useTitle(say('web.tokens.title'));
  const { message, modal } = App.useApp();
  const { data, error, isPending, refetch } = useTokens();
  const { add, revoke } = useTokenChanges();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret>();
  const [form] = Form.useForm<{ name: string; days?: number | null }>();
  const tell = { onError: (failure: unknown) => void message.error(sayFailure(failure)) };
  return (
    <main id="main" className="register" tabIndex={-1}>
      <div className="register-head">
        <h1>{say('web.tokens.title')}</h1>
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {say('web.menu.api')}
        </a>
        <Button type="primary" onClick={() => setAdding(true)}>
          {say('web.tokens.add')}
        </Button>
      </div>
      <p className="quiet">{say('web.tokens.about')}</p>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <Table<Token>
        rowKey="id"
        size="middle"
        loading={isPending}
        dataSource={[...(data?.tokens ?? [])]}
        pagination={false}
        locale={{ emptyText: <span className="quiet">{say('web.tokens.empty')}</span> }}
        columns={[
          { title: say('web.tokens.name'), dataIndex: 'name' },
          { title: say('web.tokens.created'), render: (_, { createdAt }) => sayTime(createdAt) },
          {
            title: say('web.tokens.used'),
            render: (_, { usedAt }) => (usedAt === undefined ? say('web.tokens.never') : sayTime(usedAt)),
          },
          {
            title: say('web.tokens.expires'),
            render: (_, { expiresAt }) =>
              expiresAt === undefined ? say('web.tokens.forever') : sayTime(expiresAt),
          },
          {
            title: say('web.accounts.actions'),
            render: (_, { id, name }) => (
              <Button
                size="small"
                danger
                onClick={() =>
                  void modal.confirm({
                    title: say('web.tokens.confirm', { name }),
                    onOk: () => revoke.mutate(id, tell),
                  })
                }
              >
                {say('web.tokens.revoke')}
              </Button>
            ),
          },
        ]}
      />
      <Modal
        open={isAdding}
        title={say('web.tokens.add')}
        onCancel={() => setAdding(false)}
        onOk={() => form.submit()}
        afterClose={() => form.resetFields()}
        forceRender
      >
        <Form
          form={form}
          name="token"
          layout="vertical"
          requiredMark={false}
          onFinish={({ name, days }) =>
            add.mutate(
              { name, ...(days === undefined || days === null ? {} : { days }) },
              {
                ...tell,
                onSuccess: (made) => {
                  setAdding(false);
                  setSecret({
                    title: say('web.tokens.secret'),
                    about: say('web.tokens.secretAbout'),
                    text: made.secret,
                  });
                },
              },
            )
          }
        >
          <Form.Item name="name" label={say('web.tokens.name')} rules={required('web.tokens.name')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="days" label={say('web.tokens.days')} extra={say('web.tokens.daysHint')}>
            <InputNumber min={1} max={3650} precision={0} />
          </Form.Item>
        </Form>
      </Modal>
      <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />
    </main>
  );
}
