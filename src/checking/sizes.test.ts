import { expect, it } from 'vitest';
import { documentOf, lineAt, statedOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import { checkSizes, inMeantUnits } from './sizes.ts';

function rulesOf(document: CheckedDocument): readonly string[] {
  return checkSizes(document).map(({ rule }) => rule);
}

it('finds negative amounts, once for a table', () => {
  const table = (stage: string) =>
    tableOf('t1', {
      facts: [
        statedOf('-3.00', { function: '2101501', stage }, { line: 4 }),
        statedOf('-3.00', { function: '21015', stage }, { line: 3 }),
        statedOf('8.00', { stage }),
      ],
    });
  expect(checkSizes(documentOf({ tables: [table('budget')] }))).toMatchObject([
    { rule: 'sizes.negative', value: '-3.00万元', places: [lineAt(4), lineAt(3)] },
  ]);
  expect(rulesOf(documentOf({ tables: [table('final')] }))).toEqual([]);
  const growth = statedOf('-3.00', { measure: 'percent' }, { unit: '%' });
  expect(rulesOf(documentOf({ others: [growth] }))).toEqual([]);
});

it('finds a decimal point that has moved since last year', () => {
  const years = (value: string, before: string) =>
    documentOf({
      others: [
        statedOf(value, { economic: '30217' }, { line: 3 }),
        statedOf(before, { economic: '30217', year: '2024' }, { line: 4 }),
      ],
    });
  expect(checkSizes(years('128.50', '12.85'))).toMatchObject([
    { rule: 'sizes.moved', places: [lineAt(3), lineAt(4)] },
  ]);
  expect(rulesOf(years('12.85', '12.85'))).toEqual([]);
  // Round numbers do grow tenfold, and others do so nearly.
  expect(rulesOf(years('12.00', '1.20'))).toEqual([]);
  expect(rulesOf(years('1716.34', '166.99'))).toEqual([]);
});

it('finds a table in the wrong unit', () => {
  const values = (unit: string, ...texts: readonly string[]) =>
    texts.map((text, index) => statedOf(text, { function: `21015${index}` }, { unit, line: index }));
  const tables = (...facts: readonly CheckedDocument['others'][]) =>
    documentOf({ tables: facts.map((own, index) => tableOf(`t${index + 1}`, { facts: own })) });
  const right = values('万元', '12.50', '3.10');
  const wrong = values('万元', '125000', '31000');
  const [found, ...others] = checkSizes(tables(right, right, wrong));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: 'sizes.unit', value: '125000万元' });
  expect(rulesOf(tables(right, right, values('元', '125000', '31000')))).toEqual([]);
  // One number may be a slip of its own, and of two tables nobody knows which.
  expect(rulesOf(tables(right, right, values('万元', '125000', '3.10')))).toEqual([]);
  expect(rulesOf(tables(right, wrong))).toEqual([]);
});

it('finds a table whose only number the text prints alike in another unit', () => {
  const document = (text: string) =>
    documentOf({
      tables: [tableOf('t1', { facts: [statedOf('213.28', { kind: 'runningCosts' }, { unit: '元' })] })],
      others: [statedOf(text, { kind: 'runningCosts' })],
    });
  expect(checkSizes(document('213.28'))).toMatchObject([{ rule: 'sizes.unit', value: '213.28元' }]);
  expect(rulesOf(document('0.02'))).toEqual([]);
  expect(rulesOf(document('21.33'))).toEqual([]);
});

it('takes the numbers of a table in a wrong unit as they are meant', () => {
  const values = (unit: string, ...texts: readonly string[]) =>
    texts.map((text, index) => statedOf(text, { function: `21015${index}` }, { unit, line: index }));
  const tables = (...facts: readonly CheckedDocument['others'][]) =>
    documentOf({ tables: facts.map((own, index) => tableOf(`t${index + 1}`, { facts: own })) });
  const right = values('万元', '12.50', '3.10');
  const meant = (...facts: readonly CheckedDocument['others'][]) =>
    inMeantUnits(tables(...facts))
      .tables.at(-1)
      ?.facts.map(({ value, unit }) => [value, unit]);
  const truth = right.map(({ value, unit }) => [value, unit]);
  expect(meant(right, right, values('元', '12.50', '3.10'))).toEqual(truth);
  expect(meant(right, right, values('万元', '125000.00', '31000.00'))).toEqual([
    [12_500_000n, '元'],
    [3_100_000n, '元'],
  ]);
  // One slip is no unit.
  expect(meant(right, right, values('万元', '125000', '3.10'))?.[1]).toEqual(truth[1]);
});
