import { App, Button, Form, Input, Modal, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import {
  type Account,
  type NewAccountRequest,
  type RoleName,
  roleNames,
} from '../../../src/server/contract/accounts.ts';
import { useAccountChanges, useAccounts } from '../api/accounts.ts';
import { useBodies } from '../api/bodies.ts';
import { sayFailure } from '../api/request.ts';
import { useMay } from '../api/session.ts';
import { Failure } from '../app/failure.tsx';
import { useTitle } from '../app/title.ts';
import './accounts.css';
import { BodyChoice } from './body-choice.tsx';
import { ROLE_KEYS, sayGrant } from './roles.ts';
import { loginRules, required } from './rules.ts';
import { type Secret, SecretDialog } from './secret-dialog.tsx';

/** Who may sign in, and as what. */
export function AccountsPage() {
  useTitle(say('web.accounts.title'));
  const { message, modal } = App.useApp();
  const { data, error, isPending, refetch } = useAccounts();
  const { add, change, reset, grant, revoke } = useAccountChanges();
  const mayManage = useMay('accounts.manage');
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [granting, setGranting] = useState<Account>();
  const [secret, setSecret] = useState<Secret>();
  const tell = { onError: (failure: unknown) => void message.error(sayFailure(failure)) };
  const showPassword = (name: string, text: string) =>
    setSecret({
      title: say('web.accounts.temporary', { name }),
      about: say('web.accounts.temporaryAbout'),
      text,
    });
  const shown = (data?.accounts ?? []).filter(({ login, name }) =>
    `${login}\n${name}`.includes(search.trim()),
  );

  return (
    <main id="main" className="register" tabIndex={-1}>
      <div className="register-head">
        <h1>{say('web.accounts.title')}</h1>
        <Input
          type="search"
          allowClear
          className="register-search"
          aria-label={say('web.accounts.search')}
          placeholder={say('web.accounts.search')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        {mayManage && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('web.accounts.add')}
          </Button>
        )}
      </div>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <Table<Account>
        rowKey="id"
        size="middle"
        loading={isPending}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: say('web.accounts.login'), dataIndex: 'login' },
          { title: say('web.accounts.name'), dataIndex: 'name' },
          {
            title: say('web.accounts.roles'),
            render: (_, account) => (
              <Roles
                account={account}
                {...(mayManage
                  ? {
                      onRevoke: (id: string) => revoke.mutate({ id: account.id, grant: id }, tell),
                    }
                  : {})}
              />
            ),
          },
          { title: say('web.accounts.state'), render: (_, account) => <State account={account} /> },
          ...(mayManage
            ? [
                {
                  title: say('web.accounts.actions'),
                  render: (_: unknown, account: Account) => (
                    <Space wrap size={4}>
                      <Button size="small" onClick={() => setGranting(account)}>
                        {say('web.accounts.grant')}
                      </Button>
                      <Button
                        size="small"
                        onClick={() =>
                          void modal.confirm({
                            title: say('web.accounts.confirmReset', { name: account.name }),
                            onOk: () =>
                              reset.mutate(account.id, {
                                ...tell,
                                onSuccess: ({ temporaryPassword }) =>
                                  showPassword(account.name, temporaryPassword),
                              }),
                          })
                        }
                      >
                        {say('web.accounts.reset')}
                      </Button>
                      {account.disabled ? (
                        <Button
                          size="small"
                          onClick={() => change.mutate({ id: account.id, disabled: false }, tell)}
                        >
                          {say('web.accounts.enable')}
                        </Button>
                      ) : (
                        <Button
                          size="small"
                          danger
                          onClick={() =>
                            void modal.confirm({
                              title: say('web.accounts.confirmDisable', { name: account.name }),
                              onOk: () => change.mutate({ id: account.id, disabled: true }, tell),
                            })
                          }
                        >
                          {say('web.accounts.disable')}
                        </Button>
                      )}
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      <NewAccount
        open={isAdding}
        onClose={() => setAdding(false)}
        onAdd={(values) =>
          add.mutate(values, {
            ...tell,
            onSuccess: ({ account, temporaryPassword }) => {
              setAdding(false);
              showPassword(account.name, temporaryPassword);
            },
          })
        }
      />
      <NewGrant
        account={granting}
        onClose={() => setGranting(undefined)}
        onGrant={(id, role, body) =>
          grant.mutate(
            { id, role, ...(body === null ? {} : { body }) },
            { ...tell, onSuccess: () => setGranting(undefined) },
          )
        }
      />
      <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />
    </main>
  );
}

function State({ account: { disabled, mustChangePassword } }: { readonly account: Account }) {
  if (disabled) return <Tag color="red">{say('web.accounts.state.disabled')}</Tag>;
  if (mustChangePassword) return <Tag>{say('web.accounts.state.temporary')}</Tag>;
  return <span>{say('web.accounts.state.good')}</span>;
}

function Roles({
  account: { name, grants },
  onRevoke,
}: {
  readonly account: Account;
  readonly onRevoke?: (grant: string) => void;
}) {
  if (grants.length === 0) return <span className="quiet">{say('web.accounts.noRole')}</span>;
  return (
    <span className="grants">
      {grants.map((one) => {
        const role = sayGrant(one);
        return (
          <Tag
            key={one.id}
            {...(onRevoke === undefined
              ? {}
              : {
                  closable: { 'aria-label': say('web.accounts.revoke', { name, role }) },
                  onClose: (event: { preventDefault(): void }) => {
                    event.preventDefault();
                    onRevoke(one.id);
                  },
                })}
          >
            {role}
          </Tag>
        );
      })}
    </span>
  );
}

function NewAccount({
  open,
  onClose,
  onAdd,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdd: (values: NewAccountRequest) => void;
}) {
  const [form] = Form.useForm<NewAccountRequest>();
  return (
    <Modal
      open={open}
      title={say('web.accounts.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      afterClose={() => form.resetFields()}
      forceRender
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onAdd} name="account">
        <Form.Item
          name="login"
          label={say('web.accounts.login')}
          extra={say('web.signIn.loginHint')}
          rules={loginRules}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={say('web.accounts.name')} rules={required('web.firstRun.name')}>
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function NewGrant({
  account,
  onClose,
  onGrant,
}: {
  readonly account: Account | undefined;
  readonly onClose: () => void;
  readonly onGrant: (account: string, role: RoleName, body: string | null) => void;
}) {
  const { data } = useBodies();
  const [role, setRole] = useState<RoleName>('preparer');
  const [body, setBody] = useState<string | null>(null);
  const isEverything = role === 'administrator';
  return (
    <Modal
      open={account !== undefined}
      title={say('web.accounts.grantTo', { name: account?.name ?? '' })}
      onCancel={onClose}
      onOk={() => account !== undefined && onGrant(account.id, role, isEverything ? null : body)}
    >
      <Form layout="vertical">
        <Form.Item label={say('web.accounts.role')} htmlFor="grant-role">
          <Select
            id="grant-role"
            value={role}
            onChange={setRole}
            options={roleNames.map((one) => ({ value: one, label: say(ROLE_KEYS[one]) }))}
          />
        </Form.Item>
        {!isEverything && (
          <Form.Item label={say('web.accounts.body')} htmlFor="grant-body">
            <BodyChoice
              id="grant-body"
              bodies={(data?.bodies ?? []).filter(({ retired }) => !retired)}
              none={say('web.accounts.everything')}
              value={body}
              onChange={setBody}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
