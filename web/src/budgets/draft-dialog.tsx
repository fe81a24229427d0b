import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { Drafting } from '../../../src/server/contract/drafting.ts';
import { MOST_SOURCES } from '../../../src/server/contract/drafting-names.ts';
import { usePacks } from '../api/budgets.ts';
import { draftFromDocuments } from '../api/drafting.ts';
import { sayFailure } from '../api/request.ts';
import { sendDocument } from '../documents/uploads.ts';
import { DraftProgress, DraftSources, type Sources } from './draft-sources.tsx';

interface Values {
  readonly pack?: string;
  readonly year?: number | null;
  readonly departmentCode?: string;
  readonly departmentName?: string;
}

/** Begins a budget from documents: last year's disclosure, this year's exports, the approval. */
export function DraftDialog({ onClose }: { readonly onClose: () => void }) {
  const { data } = usePacks();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [sources, setSources] = useState<Sources>({ files: [], documents: [] });
  const [sending, setSending] = useState<string>();
  const [drafting, setDrafting] = useState<Drafting>();
  const isBusy = sending !== undefined || drafting?.state === 'working';
  const count = sources.files.length + sources.documents.length;

  const go = async ({ pack, year, departmentCode = '', departmentName = '' }: Values) => {
    setDrafting(undefined);
    try {
      const documents = [...sources.documents];
      for (const file of sources.files) {
        setSending(file.name);
        const { documents: kept, refused } = await sendDocument(file, () => undefined);
        const [first] = refused;
        if (first !== undefined) throw new Error(`${first.name}：${first.message}`);
        documents.push(...kept.map(({ id }) => id));
      }
      // What was sent is here now: whoever tries again does not send it anew.
      setSources({ files: [], documents });
      setSending(undefined);
      const body = {
        documents,
        departmentCode,
        departmentName,
        ...(pack === undefined ? {} : { pack }),
        ...(year === undefined || year === null ? {} : { year }),
      };
      const done = await draftFromDocuments(body, setDrafting);
      void client.invalidateQueries({ queryKey: ['documents'] });
      if (done.budget === undefined) return;
      void client.invalidateQueries({ queryKey: ['budgets', 'list'] });
      for (const problem of done.problems) void message.warning(problem, 8);
      void navigate(`/budgets/${done.budget}`);
    } catch (error) {
      void message.error(sayFailure(error));
    } finally {
      setSending(undefined);
    }
  };

  return (
    <Modal
      open
      width={640}
      title={say('web.draft.title')}
      okText={say('web.draft.go')}
      cancelText={say('web.cancel')}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: count === 0 || count > MOST_SOURCES }}
      mask={{ closable: !isBusy }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="quiet">{say('web.draft.intro')}</p>
      {!isBusy && <DraftSources sources={sources} onChange={setSources} />}
      {count > MOST_SOURCES && <p className="bad">{say('web.draft.tooMany', { most: MOST_SOURCES })}</p>}
      {sending !== undefined && <p role="status">{say('web.draft.sending', { name: sending })}</p>}
      {drafting !== undefined && <DraftProgress drafting={drafting} />}
      <Form
        form={form}
        layout="vertical"
        className="draft-wishes"
        disabled={isBusy}
        onFinish={(values) => void go(values)}
      >
        <Form.Item name="pack" label={say('web.budgets.pack')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say('web.draft.byDocuments')}
            options={(data?.packs ?? []).map(({ id, title }) => ({
              value: id,
              label: title === id ? id : `${title}（${id}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="year" label={say('web.budgets.year')}>
          <InputNumber min={2000} max={2100} precision={0} placeholder={say('web.draft.byDocuments')} />
        </Form.Item>
        <Form.Item name="departmentCode" label={say('web.budgets.departmentCode')}>
          <Input maxLength={40} autoComplete="off" placeholder={say('web.draft.byDocuments')} />
        </Form.Item>
        <Form.Item name="departmentName" label={say('web.budgets.departmentName')}>
          <Input maxLength={100} autoComplete="off" placeholder={say('web.draft.byDocuments')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
