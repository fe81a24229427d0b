import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../ledger/entries.ts';
import { importWorkbook } from '../ledger/import.ts';
import { ENTRY_TYPES } from '../ledger/sheets.ts';
import { projectEntry } from '../testing/entries.ts';
import { packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { writeWorkbook } from './workbook.ts';

const accounts = testAccounts();

async function readBack(execution: readonly Entry[]) {
  const bytes = await writeWorkbook(testPack, accounts, { ...testLedger(), execution });
  return importWorkbook(bytes, 'budget.xlsx', { packs: packSource(testPack), accounts });
}

const entries = fc.array(
  fc.record({
    type: fc.constantFrom(...ENTRY_TYPES),
    day: fc.integer({ min: 1, max: 28 }),
    fen: fc.integer({ min: 0, max: 10_000_000_000 }),
    voucher: fc.constantFrom('', 'ZF0001', '冀财预〔2025〕1号'),
    note: fc.constantFrom('', '备注'),
    vintage: fc.constantFrom('ownLevel', 'balance', 'current'),
    project: fc.constantFrom('P001', '450002/慢特病鉴定'),
    isOut: fc.boolean(),
  }),
  { maxLength: 6 },
);

describe('a workbook with the execution of its budget', () => {
  it('reads back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (drawn) => {
        const made = drawn.map(({ type, day, fen, voucher, note, vintage, project, isOut }) => {
          const isLess = type === 'refund' || type === 'decrease' || (type === 'transfer' && isOut);
          const date = `2025-07-${String(day).padStart(2, '0')}`;
          const entry = projectEntry(type, date, 0, { voucher, note });
          return { ...entry, at: { ...entry.at, vintage, project }, value: BigInt(isLess ? -fen : fen) };
        });
        const read = await readBack(made);
        expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        const found = read.ok ? read.value.execution.map(({ place: _place, ...entry }) => entry) : [];
        const isPaid = ({ type }: { type: string }) => type === 'payment' || type === 'refund';
        expect(found).toEqual([...made.filter(isPaid), ...made.filter((entry) => !isPaid(entry))]);
      }),
      { numRuns: 6 },
    );
  });

  it('has no sheets of execution, and nobody misses them, where there is none', async () => {
    const read = await readBack([]);
    expect(read.problems).toEqual([]);
    expect(read.ok && read.value).toEqual(expect.objectContaining({ execution: [] }));
  });
});
