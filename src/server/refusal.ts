import { type MessageArguments, type MessageKey, say } from '../messages/say.ts';
import type { ApiError } from './contract/problem.ts';

/** A request that is refused, with the status of HTTP and the words for the person. Thrown by routes, sent by the server. */
export class Refusal extends Error {
  readonly status: number;
  readonly key: MessageKey;
  readonly problems: ApiError['error']['problems'];

  constructor(status: number, key: MessageKey, message: string, problems?: ApiError['error']['problems']) {
    super(message);
    this.status = status;
    this.key = key;
    this.problems = problems;
  }

  /** What is sent. */
  toJson(): ApiError {
    const { key, message, problems } = this;
    return { error: { key, message, ...(problems === undefined ? {} : { problems: [...problems] }) } };
  }
}

/** A refusal in words of the catalogue. */
export function refuse<Key extends MessageKey>(
  status: number,
  key: Key,
  ...params: MessageArguments<Key>
): Refusal {
  return new Refusal(status, key, say(key, ...params));
}
