import { App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { useBudgetChanges, usePacks } from '../api/budgets.ts';
import { sayFailure } from '../api/request.ts';

interface Values {
  readonly pack: string;
  readonly year: number;
  readonly departmentCode: string;
  readonly departmentName: string;
}

const required = { required: true, whitespace: true, message: say('web.form.required') };

/** Asks whose budget of which year it is, and by which region's layout it is made. */
export function NewBudgetDialog({ onClose }: { readonly onClose: () => void }) {
  const { data } = usePacks();
  const { create } = useBudgetChanges();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const packs = data?.packs ?? [];
  return (
    <Modal
      open
      title={say('web.budgets.new')}
      okText={say('web.budgets.new.go')}
      cancelText={say('web.cancel')}
      confirmLoading={create.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ year: new Date().getFullYear() + 1 }}
        onFinish={(values) =>
          create.mutate(values, {
            onSuccess: ({ id }) => void navigate(`/budgets/${id}`),
            onError: (error) => void message.error(sayFailure(error)),
          })
        }
      >
        <Form.Item
          name="pack"
          label={say('web.budgets.pack')}
          extra={say('web.budgets.pack.hint')}
          rules={[{ required: true, message: say('web.form.required') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={packs.map(({ id, title }) => ({
              value: id,
              label: title === id ? id : `${title}（${id}）`,
            }))}
            onChange={(id) => {
              const years = packs.find((one) => one.id === id)?.years;
              const year = form.getFieldValue('year');
              if (years !== undefined && (year < years[0] || year > years[1]))
                form.setFieldValue('year', years[1]);
            }}
          />
        </Form.Item>
        <Form.Item
          name="year"
          label={say('web.budgets.year')}
          rules={[{ required: true, message: say('web.form.required') }]}
        >
          <InputNumber min={2000} max={2100} precision={0} />
        </Form.Item>
        <Form.Item name="departmentCode" label={say('web.budgets.departmentCode')} rules={[required]}>
          <Input maxLength={40} autoComplete="off" placeholder={say('web.budgets.departmentCode.hint')} />
        </Form.Item>
        <Form.Item name="departmentName" label={say('web.budgets.departmentName')} rules={[required]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
