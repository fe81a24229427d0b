import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import { findPacks } from '../packs/load.ts';
import { importWorkbook } from './import.ts';

const EXAMPLE = readFileSync(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

/** Imports the example with one cell of one sheet replaced in the file's own XML. */
function withCell(sheet: string, cell: string, xml: (attributes: string) => string) {
  const accounts = loadAccounts();
  const packs = accounts.ok ? findPacks(accounts.value) : undefined;
  if (!accounts.ok || packs?.ok !== true) throw new Error('packs');
  const parts = unzipSync(EXAMPLE);
  const names = [
    ...strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet [^>]*name="([^"]+)"/gu),
  ];
  const path = `xl/worksheets/sheet${names.findIndex((match) => match[1] === sheet) + 1}.xml`;
  const before = strFromU8(parts[path] ?? new Uint8Array());
  const pattern = new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>.*?</c>)`, 'u');
  const after = before.replace(pattern, (_, attributes: string) =>
    xml(attributes.replace(/ t="[^"]*"/u, '')),
  );
  expect(after).not.toBe(before);
  const bytes = zipSync({ ...parts, [path]: strToU8(after) });
  return importWorkbook(bytes, 'raw.xlsx', { packs: packs.value, accounts: accounts.value });
}

/** The column of amounts on the sheet of expenditure. */
const AMOUNT = 'I5';

describe('cells as other programs write them', () => {
  it.each([
    ['an empty result', (attributes: string) => `<c r="${AMOUNT}"${attributes}><f>1+1</f><v></v></c>`],
    ['an empty element', (attributes: string) => `<c r="${AMOUNT}"${attributes}><f>1+1</f><v/></c>`],
    ['no result at all', (attributes: string) => `<c r="${AMOUNT}"${attributes}><f>1+1</f></c>`],
  ])('a formula with %s is no zero', (_, xml) => {
    const { ok, problems } = withCell('支出', AMOUNT, xml);
    expect(ok).toBe(false);
    expect(problems.map(({ key, where }) => [key, where.cell])).toContainEqual([
      'ledger.problem.notEvaluated',
      AMOUNT,
    ]);
  });

  it('an empty setting is missing, not the hint beside it', () => {
    const { ok, problems } = withCell('设置', 'B8', (attributes) => `<c r="B8"${attributes}/>`);
    expect(ok).toBe(false);
    expect(problems.map(({ key }) => key)).toContain('ledger.problem.settingMissing');
  });
});
