import { App, Button, Modal } from 'antd';
import { say } from '../../../src/messages/say.ts';

/** Something that is shown this once: a temporary password, a token. */
export interface Secret {
  readonly title: string;
  readonly about: string;
  readonly text: string;
}

/** Shows a secret until it is closed. */
export function SecretDialog({
  secret,
  onClose,
}: {
  readonly secret: Secret | undefined;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  return (
    <Modal
      open={secret !== undefined}
      title={secret?.title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('web.close')}
        </Button>
      }
    >
      <p>{secret?.about}</p>
      <p className="secret">
        <code>{secret?.text}</code>
        <Button
          onClick={async () => {
            // Without https the browser keeps the clipboard from us: the text can still be marked.
            await navigator.clipboard?.writeText(secret?.text ?? '');
            if (navigator.clipboard !== undefined) void message.success(say('web.copied'));
          }}
        >
          {say('web.copy')}
        </Button>
      </p>
    </Modal>
  );
}
