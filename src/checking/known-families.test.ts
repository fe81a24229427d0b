import { describe, expect, it } from 'vitest';
import type { Place } from '../document/document.ts';
import { checkedDocument } from '../reading/checked.ts';
import { sayPlace } from '../reading/kept-place.ts';
import { knownErrors, standsAt } from '../testing/known-errors.ts';
import { hasShared, means, readShared } from '../testing/reading.ts';
import { checkAll } from './all.ts';
import { RULES } from './rules.ts';

/** The families beyond arithmetic, as the lists name them. */
const FAMILIES: ReadonlySet<string> = new Set(
  'completeness classification identity performance procurement assets wording other'.split(' '),
);

/** What all families say of a real document. */
async function findingsOn(document: string) {
  const checked = checkedDocument(await readShared(document), means);
  const { entity, year, stage } = checked;
  const own = entity.code === '' ? entity.name : entity.code;
  const { findings } = checkAll(checked, { unsaid: { entity: own, year: String(year), stage }, sayPlace });
  return findings.filter(({ rule }) => !rule.startsWith('law.'));
}

/** A row is named by the line of its label or of one of its values. */
const SLACK = [-2, -1, 0, 1, 2];

function near(places: readonly Place[]): readonly Place[] {
  return places.flatMap((place): readonly Place[] =>
    place.type === 'line' ? SLACK.map((by) => ({ ...place, line: place.line + by })) : [place],
  );
}

describe.each(knownErrors())('the families on $document', ({ document, errors, also = [] }) => {
  const known = errors.filter(({ family }) => FAMILIES.has(family));

  it('have a rule for everything that is wrong, or a reason why none', () => {
    const unjudged = known.filter(
      ({ found, unreachable }) => (found === undefined) === (unreachable === undefined),
    );
    expect(unjudged.map(({ id }) => id)).toEqual([]);
    const rules = [...known.flatMap(({ found }) => found ?? []), ...also.map(({ rule }) => rule)];
    expect(rules.filter((rule) => !Object.hasOwn(RULES, rule))).toEqual([]);
  });

  // Real documents are not ours to copy: without ../shared this says so and does nothing.
  it.skipIf(!hasShared)('find it, and say nothing that no person has found true', async () => {
    const findings = await findingsOn(document);
    const missed = known.filter(
      ({ found, where }) =>
        found !== undefined &&
        !findings.some(({ rule, places }) => rule === found && standsAt(near(places), where)),
    );
    expect(missed.map(({ id, found }) => `${id}: ${found}`)).toEqual([]);
    const unknown = findings.filter(
      ({ rule, places }) =>
        !known.some(({ found, where }) => found === rule && standsAt(near(places), where)) &&
        !also.some((one) => one.rule === rule && standsAt(near(places), one.where)),
    );
    expect(unknown.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });
});
