import { App, Button, Checkbox, Form, Input, Modal, Select, Space, Table, Tag, Upload } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import { type Body, type BodyScope, bodyScopes } from '../../../src/server/contract/bodies.ts';
import { BodyChoice } from '../accounts/body-choice.tsx';
import '../accounts/accounts.css';
import { required } from '../accounts/rules.ts';
import { useBodies, useBodyChanges } from '../api/bodies.ts';
import { RequestFailed, sayFailure } from '../api/request.ts';
import { Failure } from '../app/failure.tsx';
import { useTitle } from '../app/title.ts';

const SCOPE_KEYS = {
  group: 'web.bodies.scope.group',
  department: 'web.bodies.scope.department',
  ownLevel: 'web.bodies.scope.ownLevel',
  unit: 'web.bodies.scope.unit',
} as const satisfies Record<BodyScope, string>;

/** A body with those below it, as the table shows them. */
interface Node extends Body {
  readonly children?: Node[];
}

/** What the dialog is about: a new body, below another or not, or one that is there. */
type Edited = { readonly parent: string | null } | { readonly body: Body };

/** The tree of departments and units. */
export function BodiesPage() {
  useTitle(say('web.bodies.title'));
  const { message, modal } = App.useApp();
  const { data, error, isPending, refetch } = useBodies();
  const { change, land } = useBodyChanges();
  const [edited, setEdited] = useState<Edited>();
  /** Those whose bodies below are not shown. */
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [showRetired, setShowRetired] = useState(false);
  const all = data?.bodies ?? [];
  const tell = { onError: (failure: unknown) => void message.error(sayFailure(failure)) };
  const importList = (file: File) =>
    land.mutate(file, {
      onSuccess: (done) => void message.success(say('web.bodies.imported', done)),
      onError: (failure) =>
        void modal.error({
          title: sayFailure(failure),
          content:
            failure instanceof RequestFailed ? (
              <ul>
                {failure.problems.slice(0, 50).map(({ path = '', message: text }) => (
                  <li key={`${path} ${text}`}>
                    {path} {text}
                  </li>
                ))}
              </ul>
            ) : null,
        }),
    });

  return (
    <main id="main" className="register" tabIndex={-1}>
      <div className="register-head">
        <h1>{say('web.bodies.title')}</h1>
        <Checkbox checked={showRetired} onChange={({ target }) => setShowRetired(target.checked)}>
          {say('web.bodies.showRetired')}
        </Checkbox>
        <Upload
          accept=".xlsx,.csv,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            importList(file);
            return false;
          }}
        >
          <Button loading={land.isPending}>{say('web.bodies.import')}</Button>
        </Upload>
        <Button type="primary" onClick={() => setEdited({ parent: null })}>
          {say('web.bodies.add')}
        </Button>
      </div>
      <p className="quiet">{say('web.bodies.importAbout')}</p>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Table<Node>
          rowKey="id"
          size="middle"
          loading={isPending}
          dataSource={treeOf(all.filter(({ retired }) => showRetired || !retired))}
          pagination={{ pageSize: 100, hideOnSinglePage: true }}
          expandable={{
            expandedRowKeys: all.flatMap(({ id }) => (closed.has(id) ? [] : [id])),
            onExpand: (isOpen, { id }) =>
              setClosed((old) => new Set(isOpen ? [...old].filter((one) => one !== id) : [...old, id])),
          }}
          locale={{ emptyText: <span className="quiet">{say('web.bodies.empty')}</span> }}
          columns={[
            { title: say('web.bodies.code'), dataIndex: 'code', minWidth: 150 },
            {
              title: say('web.bodies.name'),
              render: (_, { name, retired }) => (
                <>
                  {name} {retired && <Tag>{say('web.bodies.retired')}</Tag>}
                </>
              ),
            },
            { title: say('web.bodies.scope'), render: (_, { scope }) => say(SCOPE_KEYS[scope]) },
            { title: say('web.bodies.nature'), dataIndex: 'nature' },
            {
              title: say('web.accounts.actions'),
              render: (_, body) => (
                <Space wrap size={4}>
                  <Button size="small" onClick={() => setEdited({ parent: body.id })} disabled={body.retired}>
                    {say('web.bodies.addBelow')}
                  </Button>
                  <Button size="small" onClick={() => setEdited({ body })}>
                    {say('web.bodies.edit')}
                  </Button>
                  <Button
                    size="small"
                    onClick={() => change.mutate({ id: body.id, retired: !body.retired }, tell)}
                  >
                    {say(body.retired ? 'web.bodies.restore' : 'web.bodies.retire')}
                  </Button>
                </Space>
              ),
            },
          ]}
        />
      )}
      {edited !== undefined && (
        <BodyDialog edited={edited} bodies={all} onClose={() => setEdited(undefined)} />
      )}
    </main>
  );
}

interface BodyForm {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly scope: BodyScope;
  readonly nature: string;
}

function BodyDialog({
  edited,
  bodies,
  onClose,
}: {
  readonly edited: Edited;
  readonly bodies: readonly Body[];
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const { add, change } = useBodyChanges();
  const [form] = Form.useForm<BodyForm>();
  const body = 'body' in edited ? edited.body : undefined;
  const initial: BodyForm = body ?? {
    code: '',
    name: '',
    parent: 'parent' in edited ? edited.parent : null,
    scope: 'parent' in edited && edited.parent !== null ? 'unit' : 'department',
    nature: '',
  };
  const settled = {
    onSuccess: onClose,
    onError: (failure: unknown) => void message.error(sayFailure(failure)),
  };
  return (
    <Modal
      open
      title={say(body === undefined ? 'web.bodies.add' : 'web.bodies.edit')}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        name="body"
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(values) =>
          body === undefined
            ? add.mutate(values, settled)
            : change.mutate({ id: body.id, ...values }, settled)
        }
      >
        <Form.Item name="code" label={say('web.bodies.code')}>
          <Input autoComplete="off" inputMode="numeric" />
        </Form.Item>
        <Form.Item name="name" label={say('web.bodies.name')} rules={required('web.bodies.name')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="parent" label={say('web.bodies.parent')}>
          <BodyChoice
            bodies={bodies.filter(({ retired, id }) => !retired && id !== body?.id)}
            none={say('web.bodies.top')}
          />
        </Form.Item>
        <Form.Item name="scope" label={say('web.bodies.scope')}>
          <Select options={bodyScopes.map((one) => ({ value: one, label: say(SCOPE_KEYS[one]) }))} />
        </Form.Item>
        <Form.Item name="nature" label={say('web.bodies.nature')}>
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function treeOf(bodies: readonly Body[]): Node[] {
  const known = new Set(bodies.map(({ id }) => id));
  const below = (parent: string | null): Node[] =>
    bodies
      .filter((one) => (known.has(one.parent ?? '') ? one.parent : null) === parent)
      .map((body) => {
        const children = below(body.id);
        return children.length === 0 ? body : { ...body, children };
      });
  return below(null);
}
