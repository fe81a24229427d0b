import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import { sayFailure } from '../api/request.ts';
import { useReviewChanges } from '../api/review.ts';

/** What a remark is to be about: a cell of the ledger, or words of the disclosure as it will be printed. */
export interface About {
  readonly row?: string;
  readonly column?: string;
  readonly part: string;
  readonly quote: string;
}

interface Props {
  readonly budget: string;
  readonly about: About;
  readonly onClose: () => void;
}

/** Asks what is to be said of a number or a sentence. */
export function RemarkDialog({ budget, about, onClose }: Props) {
  const { remark } = useReviewChanges(budget);
  const [text, setText] = useState('');
  return (
    <Modal
      open
      title={say('web.review.remark.title')}
      okText={say('web.review.remark.add')}
      cancelText={say('web.cancel')}
      okButtonProps={{ disabled: text.trim() === '' }}
      confirmLoading={remark.isPending}
      onCancel={onClose}
      onOk={() => remark.mutate({ text, ...about }, { onSuccess: onClose })}
    >
      <blockquote className="remark-about">
        <small className="quiet">{about.part}</small> {about.quote}
      </blockquote>
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={2000}
        value={text}
        aria-label={say('web.review.remark.title')}
        onChange={({ target }) => setText(target.value)}
      />
      {remark.error !== null && <Alert type="error" showIcon title={sayFailure(remark.error)} />}
    </Modal>
  );
}
