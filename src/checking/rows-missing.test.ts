import { describe, expect, it } from 'vitest';
import { documentOf, statedOf, tableOf } from '../testing/checked.ts';
import { checkRowsMissing } from './rows-missing.ts';

/** Accounts with amounts, those of one class below each other. */
const ROWS: readonly (readonly [string, string])[] = [
  ['20805', '1.00'],
  ['2080501', '1.00'],
  ['21011', '2.00'],
  ['2101101', '2.00'],
  ['21013', '3.00'],
  ['2101301', '3.00'],
  ['22102', '4.00'],
  ['2210201', '4.00'],
];

const list = (id: string, rows: typeof ROWS, more = {}) =>
  tableOf(id, { facts: rows.map(([code, value]) => statedOf(value, { function: code, ...more })) });
const without = (...codes: readonly string[]) => ROWS.filter(([code]) => !codes.includes(code));
const found = (...rows: readonly (typeof ROWS)[]) =>
  checkRowsMissing(documentOf({ tables: rows.map((one, at) => list(`表${at}`, one)) }));

describe('the only row below an account', () => {
  it('is missed where all others have one, and another table prints it', () => {
    const [one, ...others] = found(ROWS, without('2101301'));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ rule: 'completeness.rowMissing' });
    expect(one?.message).toContain('2101301');
  });

  it('is not missed where a table goes no deeper, or nothing says what it would be', () => {
    expect(found(ROWS, ROWS)).toEqual([]);
    expect(found(ROWS, without('2080501', '2101101', '2101301', '2210201'))).toEqual([]);
    expect(found(ROWS, without('2101301', '2210201'))).toEqual([]);
    expect(found(without('2101301'), without('2101301'))).toEqual([]);
  });

  it('is not looked for where the account has another amount', () => {
    const other = ROWS.map(([code, value]) => [code, code === '21013' ? '3.50' : value] as const);
    expect(found(other, without('2101301'))).toEqual([]);
  });
});
