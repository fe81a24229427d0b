import { Alert, Button, Input, Select, Table } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { LogEntryShown } from '../../../src/server/contract/log.ts';
import '../accounts/accounts.css';
import { useLog, useLogVerification } from '../api/log.ts';
import { Failure } from '../app/failure.tsx';
import { sayTime } from '../app/say-time.ts';
import { useTitle } from '../app/title.ts';
import { useQueryParams } from '../app/use-query-params.ts';
import { sayDeed, sayDetail } from './say-deed.ts';

const SHOWN = 50;

/** Groups of deeds to choose from. */
const GROUPS = {
  'session.': 'web.log.group.session',
  'account.': 'web.log.group.account',
  'role.': 'web.log.group.role',
  'body.': 'web.log.group.body',
  'document.': 'web.log.group.document',
  'budget.': 'web.log.group.budget',
  'token.': 'web.log.group.token',
} as const;

/** Who did what when to what. */
export function LogPage() {
  useTitle(say('web.log.title'));
  const [params, set] = useQueryParams();
  const page = Number(params.get('page') ?? 1);
  const { data, error, isPending, refetch } = useLog({
    search: params.get('search') ?? '',
    action: params.get('action') ?? '',
    limit: SHOWN,
    offset: (page - 1) * SHOWN,
  });
  return (
    <main id="main" className="register" tabIndex={-1}>
      <div className="register-head">
        <h1>{say('web.log.title')}</h1>
        <Input.Search
          allowClear
          className="register-search"
          aria-label={say('web.log.search')}
          placeholder={say('web.log.search')}
          defaultValue={params.get('search') ?? ''}
          onSearch={(text) => set('search', text)}
        />
        <Select
          className="register-search"
          aria-label={say('web.log.what')}
          value={params.get('action') ?? ''}
          onChange={(value) => set('action', value)}
          options={[
            { value: '', label: say('web.log.all') },
            ...Object.entries(GROUPS).map(([value, key]) => ({ value, label: say(key) })),
          ]}
        />
        <Verification />
      </div>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <Table<LogEntryShown>
        rowKey="number"
        size="small"
        loading={isPending}
        dataSource={[...(data?.entries ?? [])]}
        pagination={{
          current: page,
          pageSize: SHOWN,
          total: data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: (next) => set('page', next === 1 ? '' : String(next)),
        }}
        columns={[
          { title: say('web.log.time'), render: (_, { at }) => sayTime(at) },
          { title: say('web.log.who'), dataIndex: 'who' },
          { title: say('web.log.what'), render: (_, entry) => sayDeed(entry) },
          { title: say('web.log.subject'), dataIndex: 'subjectName' },
          { title: say('web.log.detail'), render: (_, entry) => sayDetail(entry) },
          { title: say('web.log.address'), dataIndex: 'address' },
        ]}
      />
    </main>
  );
}

function Verification() {
  const { mutate, data, error, isPending } = useLogVerification();
  return (
    <>
      <Button onClick={() => mutate()} loading={isPending}>
        {say('web.log.verify')}
      </Button>
      {error !== null && <Failure error={error} />}
      {data !== undefined &&
        (data.broken === undefined ? (
          <Alert type="success" showIcon title={say('web.log.good', { entries: data.entries })} />
        ) : (
          <Alert type="error" showIcon title={say('web.log.broken', { number: data.broken.number })} />
        ))}
    </>
  );
}
