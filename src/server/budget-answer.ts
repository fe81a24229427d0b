import type { Result } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { PrintedChange } from '../writing/document-changes.ts';
import type { BudgetAnswer } from './budget-worker.ts';
import { Refusal } from './refusal.ts';

/** So many moved cells and sentences are listed. */
const MOST_MOVED = 1_000;

/** What is printed otherwise, as far as it is listed, and how much more there is. */
export function listed(moved: readonly PrintedChange[]): { moved: PrintedChange[]; more: number } {
  return { moved: moved.slice(0, MOST_MOVED), more: Math.max(0, moved.length - MOST_MOVED) };
}

/** What a thread made, or its problems in the one shape of refusals. */
export function answerOf<Type extends BudgetAnswer['type']>(
  result: Result<BudgetAnswer>,
  type: Type,
): Extract<BudgetAnswer, { type: Type }> {
  const told = (messages: readonly string[]) =>
    new Refusal(
      409,
      'server.budget.cannot',
      say('server.budget.cannot', { reasons: messages.slice(0, 3).join(' ') }),
      messages.map((message) => ({ message })),
    );
  if (!result.ok) throw told(result.problems.map(({ message }) => message));
  const { value } = result;
  if (isOf(value, type)) return value;
  throw told(value.type === 'refused' ? value.reasons : []);
}

function isOf<Type extends BudgetAnswer['type']>(
  answer: BudgetAnswer,
  type: Type,
): answer is Extract<BudgetAnswer, { type: Type }> {
  return answer.type === type;
}
