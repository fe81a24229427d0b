import { expect, it } from 'vitest';
import { SignInGuard } from './sign-in-guard.ts';

it('lets five failures of an account from one address pass in a quarter of an hour', () => {
  let now = 0;
  const guard = new SignInGuard(() => now);
  for (let count = 0; count < 5; count += 1) expect(guard.begin('a', '1')).toBeUndefined();
  expect(guard.begin('a', '1')).toEqual({ wait: 900 });
  expect(guard.begin('a', '2'), 'somebody elsewhere is not kept out').toBeUndefined();
  expect(guard.begin('b', '1')).toBeUndefined();
  now = 15 * 60_000;
  expect(guard.begin('a', '1')).toBeUndefined();
});

it('forgets the failures of a person who then succeeds', () => {
  const guard = new SignInGuard(() => 0);
  for (let round = 0; round < 20; round += 1) {
    for (let count = 0; count < 4; count += 1) guard.begin('a', String(round));
    expect(guard.begin('b', 'x')).toBeUndefined();
    guard.succeed('b', 'x');
  }
  expect(guard.begin('b', 'x')).toBeUndefined();
});

it('holds back who guesses at one account from many addresses, or at many accounts from one', () => {
  const guard = new SignInGuard(() => 0);
  const held = (attempts: readonly (readonly [string, string])[]) =>
    attempts.filter(([login, address]) => guard.begin(login, address) !== undefined).length;
  expect(held(Array.from({ length: 40 }, (_, index) => ['a', `10.0.0.${index}`]))).toBe(10);
  expect(held(Array.from({ length: 70 }, (_, index) => [`user${index}`, '10.1.0.1']))).toBe(10);
});
