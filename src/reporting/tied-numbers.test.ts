import { describe, expect, it } from 'vitest';
import { tiedFile, WRONG_TOTAL } from '../testing/checked-file.ts';

describe('what a number is tied to', () => {
  it('says its coordinate, names the law it breaks, and leads to the parts of the sum', async () => {
    const { numbers, laws } = await tiedFile(WRONG_TOTAL, 'invented.txt');
    const total = numbers.findIndex(({ printed }) => printed === '1030.00');
    expect(total).toBeGreaterThanOrEqual(0);
    const broken = (numbers[total]?.laws ?? [])
      .map((law) => laws[law])
      .filter((law) => law?.outcome === 'broken');
    expect(broken.length).toBeGreaterThan(0);
    for (const law of broken) {
      expect(law?.text).toContain('1030.00');
      const tied = [law?.total, ...(law?.numbers ?? [])];
      expect(tied).toContain(total);
      for (const number of tied) expect(numbers[number ?? -1]).toBeDefined();
    }
    expect(numbers[total]?.says).not.toBe('');
  });

  it('names every other place of the same fact, each naming it in turn', async () => {
    const { numbers } = await tiedFile(`${WRONG_TOTAL}\n${WRONG_TOTAL}`, 'invented.txt');
    const repeated = numbers.flatMap(({ same }, index) => same.map((other) => [index, other] as const));
    expect(repeated.length).toBeGreaterThan(0);
    for (const [index, other] of repeated) {
      expect(other).not.toBe(index);
      expect(numbers[other]?.same).toContain(index);
    }
  });
});
