import { Spin } from 'antd';
import { say } from '../../../src/messages/say.ts';

/** Something is on its way. */
export function Loading() {
  return (
    <div className="loading" role="status">
      <Spin /> <span>{say('web.loading')}</span>
    </div>
  );
}
