import { expect, it } from 'vitest';
import { LOG_ACTIONS } from '../../../src/store/log.ts';
import { sayDeed, sayDetail } from './say-deed.ts';

it('every kind of deed that the log records has words', () => {
  for (const action of LOG_ACTIONS) expect(sayDeed({ action }), action).toMatch(/^\p{Script=Han}/u);
});

it('what was said of a step stands beside it, and what programs note does not', () => {
  const detail = { revision: '4', note: '请核对', publication: 'x' };
  expect(sayDetail({ action: 'budget.return', detail })).toBe('请核对');
  expect(sayDetail({ action: 'budget.publish', detail: { draft: 'true' } })).toBe('草稿');
});
