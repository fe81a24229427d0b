import { expect, it } from 'vitest';
import { documentOf, lineAt, statedOf } from '../testing/checked.ts';
import { checkAssets } from './assets.ts';
import type { CheckedDocument } from './checked.ts';

function rulesOf(document: CheckedDocument): readonly string[] {
  return checkAssets(document).map(({ rule }) => rule);
}

/** Stated of assets at the end of last year. */
function heldOf(text: string, asset: string, measure: string, line: number) {
  const { at, ...fact } = statedOf(text, {}, { line, unit: measure === 'amount' ? '万元' : '台' });
  const { flow: _flow, ...rest } = at;
  return { ...fact, at: { ...rest, year: '2024', stage: 'final', measure, asset } };
}

it('finds running costs of vehicles that are not there', () => {
  const vehicles = (count: string, ...more: CheckedDocument['others']) =>
    documentOf({
      others: [
        heldOf(count, 'vehicles', 'count', 3),
        statedOf('3.00', { economic: '30231', source: 'fiscalAppropriation' }, { line: 5 }),
        ...more,
      ],
    });
  expect(checkAssets(vehicles('0'))).toMatchObject([
    { rule: 'assets.vehicles', places: [lineAt(5), lineAt(3)] },
  ]);
  expect(rulesOf(vehicles('1'))).toEqual([]);
  // One is to be bought.
  expect(rulesOf(vehicles('0', statedOf('25.00', { economic: 'vehiclePurchase' })))).toEqual([]);
});

it('finds worth of what is not there', () => {
  const worth = (count: string, value: string) =>
    documentOf({
      others: [heldOf(count, 'equipment', 'count', 3), heldOf(value, 'equipment', 'amount', 4)],
    });
  expect(checkAssets(worth('0', '12.00'))).toMatchObject([
    { rule: 'assets.worth', places: [lineAt(4), lineAt(3)] },
  ]);
  expect(rulesOf(worth('2', '12.00'))).toEqual([]);
  expect(rulesOf(worth('2', '0.00'))).toEqual([]);
});
