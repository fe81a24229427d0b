import { describe, expect, it } from 'vitest';
import { checkedDocument } from '../reading/checked.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { KnownError } from '../testing/known-errors.ts';
import { knownErrors, speaksOf, standsAt } from '../testing/known-errors.ts';
import { hasShared, means, readShared } from '../testing/reading.ts';
import { checkDocument } from './document.ts';
import { checkListedSums } from './listed-sums.ts';

/** Families that the laws are asked of. */
const ARITHMETIC: ReadonlySet<string> = new Set(['sum', 'same-fact', 'said', 'balance']);

/** What the laws say of a real document. */
async function lawsOn(document: string) {
  const read = await readShared(document);
  const checked = checkedDocument(read, means);
  const { entity, year, stage } = checked;
  const own = entity.code === '' ? entity.name : entity.code;
  const laws = checkDocument(checked, { unsaid: { entity: own, year: String(year), stage }, sayPlace });
  return { ...laws, findings: [...laws.findings, ...checkListedSums(checked)] };
}

// Real documents are not ours to copy: without ../shared this says so and does nothing.
describe.skipIf(!hasShared)('the laws on documents of ../shared', () => {
  it.each(knownErrors())(
    'find what is wrong in $document, and nothing else',
    async ({ document, errors, silent }) => {
      const { findings, notChecked } = await lawsOn(document);
      const listed = errors.filter(({ family }) => ARITHMETIC.has(family));
      const unchecked = notChecked.map(({ message, place }) => ({
        message,
        places: place === undefined ? [] : [place],
      }));
      const isSeen = (error: KnownError) =>
        findings.some((finding) => speaksOf(finding, error)) || unchecked.some((one) => speaksOf(one, error));
      const missed = listed.filter((error) => error.certain && !isSeen(error));
      // A law that finds what the list calls unreachable shows that the list is out of date.
      expect(missed.map(({ id }) => id).sort()).toEqual(
        listed.flatMap(({ id, unreachable }) => (unreachable === undefined ? [] : [id])).sort(),
      );
      const wrong = findings.filter(
        (finding) => finding.severity === 'error' && !errors.some((error) => speaksOf(finding, error)),
      );
      expect(wrong.map(({ message }) => message)).toEqual([]);
      const traps = silent.filter(({ where, why }) =>
        findings.some(
          (finding) =>
            !errors.some((error) => speaksOf(finding, error)) &&
            standsAt(finding.places, where) &&
            speaksOf(finding, { where: [], printed: [why] }),
        ),
      );
      expect(traps).toEqual([]);
    },
  );
});

describe('speaksOf', () => {
  const said = {
    message: '文字（第 6 页）的 1,738.66万元 应为 696.48万元',
    places: [{ type: 'page', page: 6, box: [0, 0, 1, 1] } as const],
  };

  it('asks for a place and a printed value', () => {
    expect(speaksOf(said, { where: ['p. 5-7, item 4'], printed: ['1738.66'] })).toBe(true);
    expect(speaksOf(said, { where: ['p. 8 and 11'], printed: ['1738.66'] })).toBe(false);
    expect(speaksOf(said, { where: ['p. 6'], printed: ['738.66', '文字'] })).toBe(true);
    expect(speaksOf(said, { where: ['p. 6'], printed: ['738.66'] })).toBe(false);
    expect(speaksOf(said, { where: ['line 6'], printed: ['1738.66'] })).toBe(false);
  });
});
