import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { figuresOf, hasShared, judge, readShared } from '../testing/reading.ts';
import { coverageOf } from './coverage.ts';

/** Documents whose text was damaged by extraction: what is destroyed cannot be read. */
const DAMAGED = ['shijiazhuang-2024', 'dazhou-center-2023'];

const names = readdirSync(fileURLToPath(new URL('../testing/figures/', import.meta.url)))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

describe.skipIf(!hasShared)('real documents (skipped where ../shared is missing)', () => {
  it.each(names.filter((name) => !DAMAGED.includes(name)))(
    '%s: every hand-checked figure is read at its coordinate',
    async (name) => {
      const figures = figuresOf(name);
      const reading = await readShared(figures.document);
      const judged = judge(reading, figures);
      expect(judged.length).toBeGreaterThanOrEqual(60);
      const bad = judged.filter(({ verdict }) => verdict !== 'right');
      expect(
        bad.map(({ figure, verdict, read }) => `${verdict} ${figure.where} ${figure.value} ${read}`),
      ).toEqual([]);
      const { tables, sheets, text } = coverageOf(reading.numbers);
      expect(tables.placed / tables.printed).toBeGreaterThanOrEqual(0.995);
      if (sheets.printed > 0) expect(sheets.placed / sheets.printed).toBeGreaterThanOrEqual(0.995);
      expect(text.placed / text.printed).toBeGreaterThanOrEqual(0.9);
    },
  );

  it.each(DAMAGED)(
    '%s: of what extraction has left of it, no figure is wrong and few are missing',
    async (name) => {
      const figures = figuresOf(name);
      const reading = await readShared(figures.document);
      const judged = judge(reading, figures);
      const wrong = judged.filter(({ verdict }) => verdict === 'wrong');
      expect(wrong.map(({ figure, read }) => `${figure.where} ${figure.value} ${read}`)).toEqual([]);
      const right = judged.filter(({ verdict }) => verdict === 'right');
      expect(right.length / judged.length).toBeGreaterThanOrEqual(0.95);
      const { tables, sheets } = coverageOf(reading.numbers);
      expect(tables.placed / tables.printed).toBeGreaterThanOrEqual(0.95);
      expect(sheets.placed / sheets.printed).toBeGreaterThanOrEqual(0.95);
    },
  );
});
