import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printValue } from '../facts/measure.ts';
import { means } from '../testing/reading.ts';
import { coverageOf } from './coverage.ts';
import { readBytes } from './read-file.ts';
import type { Reading } from './reading.ts';

/** An invented school's budget and accounts in the forms that the Ministry of Finance prescribes, of no region's pack. */
async function read(name: string): Promise<Reading> {
  const bytes = new Uint8Array(readFileSync(new URL(`../testing/forms/${name}.txt`, import.meta.url)));
  const reading = await readBytes(bytes, { ...means, file: `${name}.txt`, pack: 'generic' });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return reading.value;
}

/** All values printed at a coordinate, each once. */
function at(reading: Reading, wanted: Readonly<Record<string, string>>): readonly string[] {
  const own = reading.entity.code === '' ? reading.entity.name : reading.entity.code;
  const base = { measure: 'amount', entity: own, year: String(reading.year), stage: reading.stage };
  const key = (one: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(one).sort());
  const found = reading.facts.filter(
    (fact) => fact.status === 'printed' && key(fact.at) === key({ ...base, ...wanted }),
  );
  return [...new Set(found.map((fact) => printValue(fact.value, fact.unit, fact.decimals)))];
}

const spent = { flow: 'expenditure' };
const general = { ...spent, source: 'generalPublicBudget' };
const fiscal = { ...spent, source: 'fiscalAppropriation' };

describe('the forms of the Ministry of Finance, by words alone', () => {
  it('budget tables: every number at its coordinate', async () => {
    const reading = await read('national-budget');
    const { tables } = coverageOf(reading.numbers);
    expect(tables.placed).toBe(tables.printed);
    const expected: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
      [{ flow: 'totalIn' }, ['113.00']],
      [{ flow: 'totalOut' }, ['113.00']],
      [{ flow: 'revenue' }, ['108.00']],
      [{ flow: 'revenue', source: 'institutionalRevenue' }, ['2.00']],
      [{ flow: 'broughtForward', source: 'generalPublicBudget' }, ['4.00']],
      [{ flow: 'surplusUsed' }, ['1.00']],
      [{ ...spent, function: '2050204', kind: 'basic' }, ['84.00']],
      [{ flow: 'totalOut', source: 'governmentFundBudget' }, ['5.00']],
      [{ ...general, year: '2023', stage: 'expected' }, ['80.00']],
      [{ ...general, function: '205', kind: 'runningCosts' }, ['14.00']],
      [{ ...general, economic: '30101', kind: 'personnel' }, ['68.00']],
      [{ ...fiscal, economic: 'threePublic' }, ['2.50']],
      [{ ...fiscal, economic: '30217', year: '2023' }, ['1.00']],
      [{ ...spent, source: 'stateCapitalBudget', kind: 'project' }, ['3.00']],
      [{ ...spent, kind: 'project' }, ['21.00']],
      [{ ...spent, kind: 'project', project: '205/校舍维修' }, ['16.00']],
    ];
    for (const [where, values] of expected) expect([where, at(reading, where)]).toEqual([where, values]);
  });

  it('tables of accounts: nearly every number, each at its coordinate', async () => {
    const reading = await read('national-final');
    expect(reading.stage).toBe('final');
    const { tables } = coverageOf(reading.numbers);
    expect(tables.placed).toBeGreaterThanOrEqual(0.95 * tables.printed);
    const expected: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
      [{ flow: 'totalIn' }, ['111.00']],
      [{ flow: 'carriedForwardIn' }, ['4.00']],
      [{ flow: 'carriedForwardOut' }, ['1.00']],
      [{ flow: 'surplusUsed' }, ['1.00']],
      [{ flow: 'revenue', source: 'institutionalRevenue' }, ['8.00']],
      [{ ...spent, kind: 'project' }, ['20.00']],
      [{ flow: 'carriedForwardIn', source: 'generalPublicBudget' }, ['4.00']],
      [{ flow: 'totalOut', source: 'fiscalAppropriation' }, ['99.00']],
      [{ ...general, kind: 'basic' }, ['83.00']],
      [{ ...general, economic: '31002', kind: 'runningCosts' }, ['1.00']],
      [{ ...fiscal, economic: '30231' }, ['1.80']],
      [{ ...fiscal, economic: '30231', stage: 'budget' }, ['2.00']],
      [{ flow: 'revenue', source: 'governmentFundBudget', function: '212' }, ['5.00']],
      [{ ...spent, source: 'stateCapitalBudget' }, ['3.00']],
    ];
    for (const [where, values] of expected) expect([where, at(reading, where)]).toEqual([where, values]);
  });
});
