import { beforeAll, describe, expect, it } from 'vitest';
import { normalName } from '../accounts/tree.ts';
import { coordinateKey, intervalOf } from '../facts/fact.ts';
import { overlap } from '../money/interval.ts';
import { readBytes } from '../reading/read-file.ts';
import type { ReadFact, Reading } from '../reading/reading.ts';
import { fromJson, type KeptReading, readingSchema, toJson } from '../reading/reading-json.ts';
import { sampleLedger } from '../testing/budget.ts';
import { hasShared, means, readShared } from '../testing/reading.ts';
import { Prover } from './proof.ts';
import { prepare, writeFormats } from './publish.ts';
import { type KeptDisclosure, prepareKept } from './publish-kept.ts';

/** A reading as it comes back from the file that `read --json` prints. */
function keep(reading: Reading): KeptReading {
  return fromJson(readingSchema.parse(JSON.parse(JSON.stringify(toJson(reading)))));
}

function inPack(kept: KeptReading, id: string, allowUnknown = true): KeptDisclosure {
  const pack = means.packs.find((one) => one.id === id);
  if (pack === undefined) throw new Error(id);
  return prepareKept({ kept, pack, accounts: means.accounts, allowUnknown });
}

async function readAgain({ disclosure }: KeptDisclosure): Promise<Reading> {
  const [file] = await writeFormats(disclosure, ['xlsx']);
  if (file === undefined) throw new Error('nothing written');
  const again = await readBytes(file.bytes, { ...means, file: file.path });
  if (!again.ok) throw new Error(again.problems.map(({ message }) => message).join(' '));
  return again.value;
}

/**
 * Facts of tables by coordinate: projects by name, for a code is not printed in every table; and where a department has
 * one unit without tables of its own, it is that unit.
 */
function factsOf(
  facts: readonly ReadFact[],
  projects: readonly { readonly code: string; readonly name: string }[],
  onlyUnit: string | undefined,
): ReadonlyMap<string, readonly ReadFact[]> {
  const names = new Map(projects.map(({ code, name }) => [code, name]));
  const found = new Map<string, ReadFact[]>();
  for (const fact of facts) {
    if (fact.table === undefined || fact.status === 'unread' || fact.status === 'derived') continue;
    const at: Record<string, string> = { ...fact.at };
    if (onlyUnit !== undefined) at.entity = onlyUnit;
    if (at.project !== undefined) {
      const name = names.get(at.project) ?? at.project.replace(/^[^/]*\//u, '');
      at.project = normalName(name);
    }
    const key = coordinateKey(at);
    found.set(key, [...(found.get(key) ?? []), fact]);
  }
  return found;
}

const agree = (a: ReadFact, b: ReadFact) => overlap(intervalOf(a), intervalOf(b));

describe.skipIf(!hasShared)('real documents (skipped where ../shared is missing)', () => {
  it.each([
    ['seeds/gaoyang-2025.txt', 700],
    ['seeds/baoding-lianchi-2023.txt', 1000],
    ['seeds/luoyang-xigong-2023.txt', 500],
    ['samples/shanghai/wanli-2024-department-budget.pdf', 800],
  ])('%s: published in its own layout and read again, every table says the same', async (document, least) => {
    const first = await readShared(document);
    const kept = keep(first);
    const published = inPack(kept, kept.pack.id);
    const again = await readAgain(published);
    expect([again.pack.id, again.entity.code, again.entity.name, again.year]).toEqual([
      first.pack.id,
      first.entity.code,
      first.entity.name,
      first.year,
    ]);
    const units = first.bodies.filter(({ parent }) => parent !== undefined);
    // A department whose unit prints tables of its own is read as two.
    const isOne = units.length === 1 && !published.disclosure.ledger.unitParts;
    const onlyUnit = isOne ? units[0]?.code : undefined;
    const before = factsOf(kept.facts, first.records.projects, onlyUnit);
    const after = factsOf(again.facts, first.records.projects, onlyUnit);
    const lost: string[] = [];
    let same = 0;
    for (const [key, facts] of before) {
      // What the document says in two ways is not published at all.
      if (facts.some((one) => facts.some((other) => !agree(one, other)))) continue;
      const found = after.get(key);
      if (found !== undefined && facts.every((one) => found.some((other) => agree(one, other)))) {
        same += facts.length;
      } else if (facts.some(({ value }) => value !== 0n)) lost.push(key);
    }
    expect(lost).toEqual([]);
    expect(same).toBeGreaterThan(least);
  });

  it.each([
    ['gaoyang-2025', 'sichuan-2023'],
    ['luoyang-xigong-2023', 'hebei-2025'],
    ['baoding-lianchi-2023', 'henan-2023'],
  ])('%s in the layout %s: nothing is read as something else', async (document, pack) => {
    const { disclosure } = inPack(keep(await readShared(`seeds/${document}.txt`)), pack);
    const prover = new Prover(disclosure, means.vocabulary);
    for (const file of await writeFormats(disclosure, ['docx']))
      expect((await prover.add(file)).map(({ message }) => message)).toEqual([]);
  });
});

describe('an invented budget, published and read back', () => {
  let kept: KeptReading;

  beforeAll(async () => {
    const pack = means.packs.find(({ id }) => id === 'hebei-2025');
    if (pack === undefined) throw new Error('pack');
    const ledger = sampleLedger();
    const [own, ...others] = ledger.records.units;
    if (own === undefined) throw new Error('units');
    const department = { code: '900', name: '示例县医疗保障局' };
    const units = [{ ...own, name: '示例县医疗保障局本级' }, ...others];
    const disclosure = prepare({
      ledger: { ...ledger, records: { ...ledger.records, department, units } },
      pack,
      accounts: means.accounts,
    });
    kept = keep(await readAgain({ disclosure, problems: [] }));
  });

  /** The amounts that a disclosure prints, by coordinate. */
  function printed({ disclosure }: KeptDisclosure): ReadonlyMap<string, string> {
    return new Map(
      disclosure.facts.map(({ at, value, unit, status }) => [
        coordinateKey(at),
        status === 'unknown' ? '?' : `${value} ${unit}`,
      ]),
    );
  }

  it('prints in another layout what the tables determine, and tells table by table what they do not', () => {
    const total = { measure: 'amount', entity: '900', year: '2025', stage: 'budget', flow: 'totalOut' };
    const before = printed(inPack(kept, 'hebei-2025')).get(coordinateKey(total));
    expect(before).toMatch(/^\d+\.\d\d 万元$/u);
    const other = inPack(kept, 'henan-2023', false);
    expect(printed(other).get(coordinateKey(total))).toBe(before);
    const { findings, facts, laws } = other.disclosure;
    expect(laws).toBeGreaterThan(50);
    expect(facts.some(({ status }) => status === 'unknown')).toBe(true);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['text.missing', 'cell.unknown']));
    expect(findings.filter(({ rule }) => rule === 'text.missing')).toHaveLength(1);
    expect(findings.length).toBeLessThan(20);
    expect(inPack(kept, 'henan-2023').disclosure.findings).toEqual([]);
  });

  it('keeps the unit of the document where a layout wants a smaller one', () => {
    const { disclosure, problems } = inPack(kept, 'shanghai');
    expect(problems.map(({ key }) => key)).toContain('cli.kept.otherUnit');
    const amounts = disclosure.facts.filter(
      ({ at, status }) => at.measure === 'amount' && status === 'printed',
    );
    expect(amounts.length).toBeGreaterThan(50);
    expect(new Set(amounts.map(({ unit }) => unit))).toEqual(new Set(['万元']));
  });

  it('prints neither of two values that tables give to one number, and says where they stand', () => {
    const wrong = kept.facts.find(
      ({ at, table, value }) => at.flow === 'totalOut' && table !== undefined && value > 0n,
    );
    if (wrong === undefined) throw new Error('no total');
    const changed = { ...wrong, value: wrong.value + 10_000_000n };
    const contradictory = {
      ...kept,
      facts: [...kept.facts, { ...changed, table: kept.tables.at(-1)?.id ?? '' }],
    };
    const { disclosure, problems } = inPack(contradictory, 'hebei-2025', false);
    expect(printed({ disclosure, problems }).get(coordinateKey(wrong.at))).toBe('?');
    const found = problems.filter(({ key }) => key === 'cli.kept.contradiction');
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/万元（.+）、.*万元（/u);
    expect(disclosure.findings.some(({ rule }) => rule === 'cell.unknown')).toBe(true);
  });

  it('believes the tables where only the text differs', () => {
    const wrong = kept.facts.find(
      ({ at, table, value }) => at.flow === 'totalOut' && table !== undefined && value > 0n,
    );
    if (wrong === undefined) throw new Error('no total');
    const { table: _, ...text } = { ...wrong, value: wrong.value + 10_000_000n };
    const before = printed(inPack(kept, 'hebei-2025')).get(coordinateKey(wrong.at));
    const published = inPack({ ...kept, facts: [...kept.facts, text] }, 'hebei-2025');
    expect(printed(published).get(coordinateKey(wrong.at))).toBe(before);
    expect(published.problems.map(({ key }) => key)).toEqual(['cli.kept.textDiffers']);
  });

  it('keeps the name that the document prints beside a code of its own', async () => {
    const code = kept.facts.find(({ at }) => at.function?.length === 7)?.at.function;
    if (code === undefined) throw new Error('no function');
    const member = `${code}(示例科目)`;
    const renamed = kept.facts.map((fact) =>
      fact.at.function === code ? { ...fact, at: { ...fact.at, function: member }, row: '示例科目' } : fact,
    );
    const again = await readAgain(inPack({ ...kept, facts: renamed }, 'hebei-2025'));
    const wanted = renamed.filter(
      ({ at, table, value }) => at.function === member && table !== undefined && value > 0n,
    );
    expect(wanted.length).toBeGreaterThan(3);
    for (const fact of wanted) {
      const found = again.facts.filter(({ at }) => coordinateKey(at) === coordinateKey(fact.at));
      expect(found.some((one) => agree(one, fact))).toBe(true);
    }
    expect(again.facts.some(({ at }) => at.function === code)).toBe(false);
  });
});
