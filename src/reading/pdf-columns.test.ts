import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { coordinateKey } from '../facts/fact.ts';
import { type Proving, proving } from '../testing/proving.ts';
import { ledgers } from '../testing/random-ledger.ts';
import { hasShared, means, shared } from '../testing/reading.ts';
import { withoutRules } from '../testing/ruleless.ts';
import { judgeVaried } from '../testing/vary-judge.ts';
import { writePdf } from '../writing/pdf.ts';
import { readSource } from './read.ts';
import { readBytes } from './read-file.ts';
import type { Reading } from './reading.ts';

let tools: Proving;
beforeAll(() => {
  tools = proving();
});

async function readWithoutRules(bytes: Uint8Array): Promise<Reading> {
  const reading = readSource(await withoutRules(bytes), { ...means, file: 'bare.pdf', sha256: '' });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return reading.value;
}

/** Numbers of tables by coordinate. */
function inTables({ facts }: Reading): ReadonlyMap<string, ReadonlySet<bigint>> {
  const found = new Map<string, Set<bigint>>();
  for (const { at, status, table, value } of facts) {
    if (status !== 'printed' || table === undefined) continue;
    const key = coordinateKey(at);
    found.set(key, (found.get(key) ?? new Set()).add(value));
  }
  return found;
}

const PACKS = [
  ['hebei-2025', 2025],
  ['henan-2023', 2023],
  ['sichuan-2023', 2023],
  ['shanghai', 2025],
] as const;

it.each(PACKS)(
  'tables of %s without their rules are read where they belong',
  async (pack, year) => {
    const [, ledger] = fc.sample(ledgers(pack, year), { seed: 11, numRuns: 2 });
    if (ledger === undefined) throw new Error('no ledger');
    const disclosure = tools.disclosureOf(ledger);
    const { document } = disclosure.composed;
    const judgement = judgeVaried(await readWithoutRules(await writePdf(document)), document, disclosure);
    const { wrong, placed, missing } = judgement;
    expect(wrong).toEqual([]);
    expect(placed).toBeGreaterThanOrEqual(3 * missing.length);
  },
  60_000,
);

const SAMPLE = 'samples/shanghai/wanli-2024-department-budget.pdf';

it.skipIf(!hasShared)(
  `${SAMPLE} without its rules says the same, or less`,
  async () => {
    const bytes = new Uint8Array(readFileSync(`${shared}${SAMPLE}`));
    const whole = await readBytes(bytes, { ...means, file: 'whole.pdf' });
    if (!whole.ok) throw new Error('unreadable');
    const wanted = inTables(whole.value);
    const found = inTables(await readWithoutRules(bytes));
    expect(
      [...found].filter(([key, values]) => [...values].some((one) => wanted.get(key)?.has(one) !== true)),
    ).toEqual([]);
    expect(found.size).toBeGreaterThan(0.95 * wanted.size);
  },
  60_000,
);
