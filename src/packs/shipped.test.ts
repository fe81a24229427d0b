import { expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import { sayWhere } from '../messages/problem.ts';
import { findPacks } from './load.ts';

it('every shipped pack is valid', () => {
  const accounts = loadAccounts();
  if (!accounts.ok) throw new Error('accounts do not load');
  const packs = findPacks(accounts.value);
  if (!packs.ok) throw new Error(packs.problems.map((one) => one.message).join('\n'));
  const ids = packs.value.ids();
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) {
    const pack = packs.value.load(id);
    expect(pack.problems.map((one) => `${sayWhere(one.where)} ${one.message}`)).toEqual([]);
    expect(pack.ok).toBe(true);
  }
});
