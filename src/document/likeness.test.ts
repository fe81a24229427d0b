import { expect, it } from 'vitest';
import { nearest } from './likeness.ts';

it('the nearest of several names is the one meant, and none where nothing is near', () => {
  expect(nearest('identiy.trade', ['identity.trade', 'identity.level'])).toBe('identity.trade');
  expect(nearest('zzz', ['identity.trade', 'identity.level'])).toBeUndefined();
});
