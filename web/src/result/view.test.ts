import { expect, it } from 'vitest';
import { spotOf } from '../../../src/reporting/marks.ts';
import { type Action, reduce, START } from './view.ts';

const place = (line: number) => ({ line, from: 0, to: 4 });
const after = (...actions: readonly Action[]) => actions.reduce(reduce, START);

it('goes back through the numbers that were jumped to, and begins anew in the document', () => {
  const jumped = after(
    { type: 'number', place: place(1), from: 'document' },
    { type: 'number', place: place(2), from: 'panel' },
    { type: 'number', place: place(3), from: 'panel' },
  );
  expect(jumped.numbers).toEqual([1, 2, 3].map((line) => spotOf(place(line))));
  expect(reduce(jumped, { type: 'back' }).numbers).toHaveLength(2);
  expect(reduce(jumped, { type: 'number', place: place(9), from: 'document' }).numbers).toHaveLength(1);
});

it('closes the number first, then the finding', () => {
  const both = after(
    { type: 'finding', id: 'a', place: place(1) },
    { type: 'number', place: place(1), from: 'panel' },
  );
  const closed = reduce(both, { type: 'close' });
  expect([closed.numbers.length, closed.finding]).toEqual([0, 'a']);
  expect(reduce(closed, { type: 'close' }).finding).toBeUndefined();
});

it('moves the document again to a place that is asked for again', () => {
  const twice = after({ type: 'place', place: place(1) }, { type: 'place', place: place(1) });
  expect(twice.goal).toEqual({ place: place(1), count: 2 });
  expect(after({ type: 'number', place: place(1), from: 'document' }).goal).toBeUndefined();
});
