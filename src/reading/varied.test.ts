import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Proving, proving } from '../testing/proving.ts';
import { ledgers } from '../testing/random-ledger.ts';
import { means } from '../testing/reading.ts';
import { vary } from '../testing/vary.ts';
import { plainHtml } from '../testing/vary-html.ts';
import { type Judgement, judgeVaried } from '../testing/vary-judge.ts';
import type { Disclosure } from '../writing/publish.ts';
import { readBytes } from './read-file.ts';

const PACKS: readonly (readonly [string, number, string])[] = [
  ['hebei-2023', 2023, 'budget'],
  ['hebei-2025', 2025, 'budget'],
  ['henan-2023', 2023, 'budget'],
  ['sichuan-2023', 2023, 'budget'],
  ['shanghai', 2025, 'budget'],
  ['shanghai-final', 2024, 'final'],
];

const CLOTHES: readonly (readonly string[])[] = [
  ['codesInThree', 'attachedTitles', 'yearInTitles'],
  ['codeDashName', 'plainNumbers', 'blankRows'],
  ['titleInTable', 'fullTitles', 'totalLast', 'brokenLabels'],
  ['unitInTable', 'blankColumns', 'wideDigits', 'indentedWide'],
  ['inYuan', 'levelWords', 'publishedTitles', 'reversed'],
  ['numberedTitles', 'spacedWords', 'indentedNarrow', 'groupedNumbers', 'bodyOnce', 'zerosBlank'],
];

let tools: Proving;
beforeAll(() => {
  tools = proving();
});

async function judge(disclosure: Disclosure, names: readonly string[]): Promise<Judgement> {
  const document = vary(disclosure.composed.document, names);
  const dress = { borders: true, font: 'SimSun', size: 10, landscape: false, repeats: true, wrapped: true };
  const bytes = new TextEncoder().encode(plainHtml(document, dress));
  const reading = await readBytes(bytes, { ...means, file: 'varied.html' });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return judgeVaried(reading.value, document, disclosure);
}

describe.each(PACKS)('budgets of %s in other clothes', (pack, year, stage) => {
  const runs = Number(process.env.MINGZHANG_VARY_RUNS ?? 1);
  const sample = fc.sample(ledgers(pack, year, stage), { seed: 7, numRuns: runs });
  let disclosures: readonly Disclosure[];
  beforeAll(() => {
    disclosures = sample.map((ledger) => tools.disclosureOf(ledger));
  });

  it.each(CLOTHES.map((names) => [names.join(' ')]))(
    '%s: no number of a table is read where it does not belong, nearly all are read',
    async (names) => {
      for (const disclosure of disclosures) {
        const { wrong, placed, printed } = await judge(disclosure, names.split(' '));
        expect(wrong).toEqual([]);
        expect(placed).toBeGreaterThanOrEqual(0.95 * printed);
      }
    },
    60_000 * runs,
  );
});
