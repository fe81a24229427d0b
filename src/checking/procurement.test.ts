import { expect, it } from 'vitest';
import { documentOf, lineAt, linesOf, projectOf, purchaseOf, statedOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import { checkProcurement } from './procurement.ts';

function rulesOf(document: CheckedDocument): readonly string[] {
  return checkProcurement(document).map(({ rule }) => rule);
}

const table = tableOf('t1', {
  cells: [
    [
      { text: '柜', place: lineAt(3) },
      { text: '8', place: lineAt(4) },
    ],
  ],
});

it('finds an amount that is not quantity times price, at its row', () => {
  const priced = (unitPrice: bigint, ...amounts: readonly bigint[]) =>
    documentOf({
      tables: [table],
      procurement: amounts.map((amount, index) =>
        purchaseOf('柜', { quantity: index === 0 ? '8' : '', source: `s${index}`, unitPrice, amount }),
      ),
    });
  const [found, ...others] = checkProcurement(priced(250_000n, 1_780_000n));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: 'procurement.price', expected: '2.00 万元', places: [lineAt(3)] });
  expect(rulesOf(priced(250_000n, 2_000_000n))).toEqual([]);
  // A price is rounded: 8 × 0.2225 is 1.78.
  expect(rulesOf(priced(220_000n, 1_780_000n))).toEqual([]);
  // Paid from two sources.
  expect(rulesOf(priced(250_000n, 1_200_000n, 800_000n))).toEqual([]);
  expect(checkProcurement(priced(2_500_000_000n, 2_000_000n))[0]?.message).toContain('一万倍');
});

it('finds a share for small firms above the purchase', () => {
  const reserved = (smallBusiness: bigint) =>
    documentOf({ procurement: [purchaseOf('柜', { amount: 2_000_000n, smallBusiness })] });
  expect(rulesOf(reserved(3_000_000n))).toEqual(['procurement.reserved']);
  expect(rulesOf(reserved(2_000_000n))).toEqual([]);
});

it('finds money as the unit of things, once', () => {
  const measured = (measureUnit: string) =>
    documentOf({ procurement: [purchaseOf('柜', { measureUnit }), purchaseOf('电脑', { measureUnit })] });
  expect(rulesOf(measured('万元'))).toEqual(['procurement.measure-unit']);
  expect(rulesOf(measured('台'))).toEqual([]);
});

it('finds purchases above their project', () => {
  const bought = (amount: bigint, project = 'p1') =>
    documentOf({
      projects: [projectOf('p1', { statedBudget: 5_000_000n })],
      procurement: [
        purchaseOf('柜', { project, amount }),
        purchaseOf('电脑', { project, amount: 1_000_000n }),
      ],
    });
  expect(rulesOf(bought(4_500_000n))).toEqual(['procurement.project']);
  expect(rulesOf(bought(4_000_000n))).toEqual([]);
  expect(rulesOf(bought(9_000_000n, ''))).toEqual([]);
});

it('finds a total below its purchases; purchases that were not read may be missing', () => {
  const total = (value: string) =>
    documentOf({
      procurement: [purchaseOf('柜', { amount: 3_000_000n }), purchaseOf('电脑', { amount: 2_000_000n })],
      others: [statedOf(value, { procurement: 'all' }, { line: 7 })],
    });
  expect(checkProcurement(total('4.00'))).toMatchObject([{ rule: 'procurement.total', places: [lineAt(7)] }]);
  expect(rulesOf(total('5.00'))).toEqual([]);
  expect(rulesOf(total('9.00'))).toEqual([]);
});

it('finds goods, works and services that are less than the whole', () => {
  const categories = (goods: string, ...more: readonly string[]) =>
    documentOf({
      others: [
        statedOf('10.00', { procurement: 'all' }),
        statedOf(goods, { procurement: 'goods' }),
        ...more.map((services) => statedOf(services, { procurement: 'services' })),
        statedOf('0.00', { procurement: 'works' }),
      ],
    });
  expect(rulesOf(categories('3.00', '6.00'))).toEqual(['procurement.categories']);
  expect(rulesOf(categories('3.00', '7.01'))).toEqual([]);
  expect(rulesOf(categories('3.00'))).toEqual([]);
});

it('finds nothing that is said to be listed', () => {
  const said = (text: string) => rulesOf(documentOf({ lines: linesOf(text) }));
  expect(said('本年度拟购置固定资产总额为0.00万元，已按要求列入政府采购预算。')).toEqual([
    'procurement.nothing-listed',
  ]);
  expect(said('本年度拟购置固定资产总额为10.00万元，已按要求列入政府采购预算。')).toEqual([]);
  expect(said('本年度拟购置固定资产总额为0.00万元。')).toEqual([]);
});
