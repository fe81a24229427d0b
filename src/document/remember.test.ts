import { expect, it } from 'vitest';
import { oncePer, remembering } from './remember.ts';

it('works out a text once, long ones each time, and forgets all when too many are known', () => {
  const asked: string[] = [];
  const length = remembering((text) => {
    asked.push(text);
    return text.length;
  });
  const long = 'x'.repeat(100);
  expect(['a', 'a', long, long].map(length)).toEqual([1, 1, 100, 100]);
  expect(asked).toEqual(['a', long, long]);
  for (let index = 0; index < 10_000; index += 1) length(String(index));
  asked.length = 0;
  expect(length('a')).toBe(1);
  expect(asked).toEqual(['a']);
});

it('works out an object once, whatever comes of it', () => {
  let count = 0;
  const isEmpty = oncePer((list: readonly number[]) => {
    count += 1;
    return list.length === 0;
  });
  const one: number[] = [];
  expect([isEmpty(one), isEmpty(one), isEmpty([1]), isEmpty([])]).toEqual([true, true, false, true]);
  expect(count).toBe(3);
});
