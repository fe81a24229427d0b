import { Form, Input, Modal, Select } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail, Operation } from '../../../src/server/contract/budgets.ts';
import type { Book } from './book.ts';
import type { BudgetSession } from './session.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly session: BudgetSession;
  readonly book: Book;
  readonly onClose: () => void;
}

interface Values {
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly amountUnit: string;
  readonly unitParts: string;
}

const NAMES = ['departmentCode', 'departmentName', 'amountUnit', 'unitParts'] as const;
const required = { required: true, whitespace: true, message: say('web.form.required') };

/** What is true of the whole budget. */
export function SettingsDialog({ detail, session, book: { settings }, onClose }: Props) {
  const [form] = Form.useForm<Values>();
  const units = ['元', '万元'];
  const answers = [say('web.budgets.yes'), say('web.budgets.no')];
  return (
    <Modal
      open
      title={say('web.budgets.settings')}
      okText={say('web.save')}
      cancelText={say('web.cancel')}
      okButtonProps={{ disabled: !detail.editable }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={!detail.editable}
        initialValues={Object.fromEntries(NAMES.map((name) => [name, settings[name] ?? '']))}
        onFinish={(values) => {
          session.edit(
            NAMES.flatMap((setting): Operation[] => {
              const from = settings[setting] ?? '';
              const to = values[setting].trim();
              return from === to ? [] : [{ type: 'setting', setting, from, to }];
            }),
          );
          onClose();
        }}
      >
        <Form.Item name="departmentCode" label={say('web.budgets.departmentCode')} rules={[required]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="departmentName" label={say('web.budgets.departmentName')} rules={[required]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="amountUnit"
          label={say('web.budgets.amountUnit')}
          extra={say('web.budgets.amountUnit.hint')}
        >
          <Select options={units.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="unitParts" label={say('web.budgets.unitParts')}>
          <Select options={answers.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
