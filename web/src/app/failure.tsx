import { Alert, Button } from 'antd';
import { say } from '../../../src/messages/say.ts';
import { sayFailure } from '../api/request.ts';

/** Something did not come, why, and a way to try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return (
    <Alert
      className="failure"
      type="error"
      showIcon
      title={say('web.error.title')}
      description={sayFailure(error)}
      action={
        onRetry === undefined ? undefined : (
          <Button size="small" onClick={onRetry}>
            {say('web.retry')}
          </Button>
        )
      }
    />
  );
}
