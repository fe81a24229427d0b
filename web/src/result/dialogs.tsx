import { Form, Input, Modal } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';
import type { NumberOfDocument } from '../../../src/server/contract/documents.ts';
import { sayPrinted } from './say-number.ts';

interface DialogProps {
  readonly isSaving: boolean;
  readonly onCancel: () => void;
}

/** Longer reasons than the API takes cannot be typed. */
const MOST_WHY = 500;
const MOST_NUMBER = 200;

const required = { required: true, whitespace: true, message: say('web.form.required') };

interface CorrectProps extends DialogProps {
  readonly number: NumberOfDocument;
  readonly onSave: (corrected: string, why: string) => void;
}

/** Asks what really stands where a number was misread, and why one thinks so. */
export function CorrectDialog({ number, isSaving, onSave, onCancel }: CorrectProps) {
  const [form] = Form.useForm<{ corrected: string; why: string }>();
  return (
    <Modal
      open
      destroyOnHidden
      title={say('web.number.correctTitle')}
      okText={say('web.save')}
      cancelText={say('web.cancel')}
      confirmLoading={isSaving}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <p className="quiet">{say('web.number.correctNote')}</p>
      <p className="dialog-quote">
        {say('web.number.correctRead')} <b className="figure">{sayPrinted(number)}</b>
        <br />
        <span className="quiet">{placeText(number.place)}</span>
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ corrected, why }) => onSave(corrected.trim(), why.trim())}
      >
        <Form.Item name="corrected" label={say('web.number.correctTo')} rules={[required]}>
          <Input autoFocus maxLength={MOST_NUMBER} suffix={number.unit ?? <span />} autoComplete="off" />
        </Form.Item>
        <Form.Item name="why" label={say('web.number.correctWhy')} rules={[required]}>
          <Input.TextArea rows={2} maxLength={MOST_WHY} placeholder={say('web.number.correctWhyHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface AcceptProps extends DialogProps {
  readonly finding: ReportedFinding;
  readonly onSave: (why: string) => void;
}

/** Asks why a finding may stay as it is. */
export function AcceptDialog({ finding, isSaving, onSave, onCancel }: AcceptProps) {
  const [form] = Form.useForm<{ why: string }>();
  return (
    <Modal
      open
      destroyOnHidden
      title={say('web.finding.acceptTitle')}
      okText={say('web.save')}
      cancelText={say('web.cancel')}
      confirmLoading={isSaving}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <p className="dialog-quote">{finding.message}</p>
      <p className="quiet">{say('web.finding.acceptNote')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ why }) => onSave(why.trim())}>
        <Form.Item name="why" label={say('web.finding.acceptWhy')} rules={[required]}>
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={MOST_WHY}
            placeholder={say('web.finding.acceptWhyHint')}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
