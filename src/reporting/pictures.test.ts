import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cube, type Statement } from '../facts/cube.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import { exampleLedger } from '../testing/example.ts';
import { ledgers } from '../testing/random-ledger.ts';
import { hasShared, means, readShared } from '../testing/reading.ts';
import { checkReading } from '../working/check-reading.ts';
import { documentPictures } from './document-pictures.ts';
import { picturesOf } from './pictures.ts';
import { type PictureFlow, type Pictures, picturesSchema } from './pictures-schema.ts';

const PACK = 'hebei-2025';
const EXAMPLE = exampleLedger();

function packOf(id: string) {
  const pack = means.packs.find((one) => one.id === id);
  if (pack === undefined) throw new Error(id);
  return pack;
}

function ledgerPictures(ledger: Ledger): Pictures {
  const { code, name } = ledger.records.department;
  return picturesOf({
    cube: ledgerCube(ledger, ledgerSpace(ledger, packOf(ledger.pack), means.accounts)),
    base: { measure: 'amount', entity: code, year: String(ledger.year), stage: 'budget' },
    onlyStated: false,
    year: ledger.year,
    entity: name,
    ledger,
    factOf: ({ place }) => (place?.type === 'cell' ? { sheet: place.sheet, row: place.cell } : undefined),
  });
}

const fenOf = ({ figures }: Pictures, index: number | undefined) =>
  BigInt(figures[index ?? -1]?.fen ?? 'NaN');
const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);

/** Nodes into or out of which flows another amount than they stand for. */
function unbalanced(pictures: Pictures, { nodes, links }: PictureFlow): readonly string[] {
  const columns = nodes.map(({ column }) => column);
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  return nodes.flatMap(({ label, figure, column }, index) => {
    const into = sumOf(links.filter(({ to }) => to === index).map((link) => fenOf(pictures, link.figure)));
    const out = sumOf(links.filter(({ from }) => from === index).map((link) => fenOf(pictures, link.figure)));
    const value = fenOf(pictures, figure);
    return (column === first || into === value) && (column === last || out === value) ? [] : [label];
  });
}

describe('what is drawn of a budget', () => {
  it('adds up to the fen, whatever the budget: every part to its whole, every node to what flows through it', () => {
    fc.assert(
      fc.property(ledgers(PACK, 2025), (ledger) => {
        const pictures = ledgerPictures(ledger);
        for (const { parts } of pictures.structure) {
          expect(parts.fit).toBe('exact');
          expect(sumOf(parts.parts.map((part) => fenOf(pictures, part)))).toBe(fenOf(pictures, parts.whole));
        }
        expect(pictures.flows.length).toBeGreaterThan(0);
        for (const flow of pictures.flows) {
          expect(flow.gaps).toEqual([]);
          expect(unbalanced(pictures, flow)).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('leads from every number to the lines of the ledger that it is made of', () => {
    const pictures = ledgerPictures(EXAMPLE);
    const [flow] = pictures.flows;
    for (const { figure } of flow?.links ?? []) {
      const { facts, count, fen } = pictures.figures[figure] ?? { facts: [], count: 0 };
      expect(fen).not.toBe('0');
      expect(facts.length).toBeGreaterThan(0);
      expect(facts.length).toBeLessThanOrEqual(count);
      for (const one of facts) expect(pictures.facts[one]).toHaveProperty('sheet', '支出');
    }
    expect(picturesSchema.safeParse(pictures).success).toBe(true);
  });

  it('tells how far each project has come by the last payment, project by project as the whole', () => {
    const pictures = ledgerPictures(EXAMPLE);
    const [whole, ...projects] = pictures.execution?.rows ?? [];
    expect(projects.length).toBeGreaterThan(3);
    for (const key of ['budget', 'adjusted', 'paid'] as const)
      expect(sumOf(projects.map((row) => fenOf(pictures, row[key])))).toBe(fenOf(pictures, whole?.[key]));
  });
});

const BASE: Coordinate = { measure: 'amount', entity: '1', year: '2025', stage: 'budget' };

/** A document of one table of margins. @param facts amounts in 万元 by coordinate below the base */
function stated(...facts: readonly (readonly [Coordinate, bigint])[]): Pictures {
  const space = ledgerSpace(EXAMPLE, packOf(PACK), means.accounts);
  const statement: Statement = {
    id: 't',
    scope: {},
    closed: new Set(['function', 'economic']),
    grain: 'table',
    facts: facts.map(
      ([at, value]): Fact => ({
        at: { ...BASE, ...at },
        value: value * 1_000_000n,
        unit: '万元',
        decimals: 2,
        status: value === 0n ? 'zero' : 'printed',
      }),
    ),
  };
  const cube = Cube.of(space, [statement]);
  return picturesOf({
    cube,
    base: BASE,
    onlyStated: true,
    year: 2025,
    entity: '甲',
    factOf: () => undefined,
  });
}

const spent = (at: Coordinate = {}): Coordinate => ({ flow: 'expenditure', ...at });

describe('what is drawn of margins', () => {
  it('makes up nothing between them: what no fact says goes through a total, or is said to be missing', () => {
    const pictures = stated(
      [{ flow: 'totalIn' }, 30n],
      [{ flow: 'totalOut' }, 30n],
      [{ flow: 'revenue' }, 30n],
      [{ flow: 'revenue', source: 'generalPublicBudget' }, 20n],
      [{ flow: 'revenue', source: 'otherRevenue' }, 10n],
      [spent(), 30n],
      [spent({ function: '208' }), 5n],
      [spent({ function: '210' }), 25n],
      [spent({ kind: 'basic' }), 18n],
      [spent({ kind: 'project' }), 12n],
      [spent({ function: '208', kind: 'basic' }), 5n],
      [spent({ function: '210', kind: 'basic' }), 13n],
      [spent({ function: '210', kind: 'project' }), 12n],
      [spent({ kind: 'basic', economic: '301' }), 11n],
      [spent({ kind: 'basic', economic: '302' }), 7n],
    );
    const [flow] = pictures.flows;
    expect(flow?.gaps).toEqual(['sourceByFunction', 'functionByEconomic', 'economic']);
    const told = flow?.links.map(({ from, to, figure }) => [
      flow.nodes[from]?.label.replace(/^\d+ /u, ''),
      flow.nodes[to]?.label.replace(/^\d+ /u, ''),
      pictures.figures[figure]?.printed,
    ]);
    expect(told).toContainEqual(['项目支出', '未提供经济分类', '12.00']);
    expect(told).toContainEqual(['基本支出', '工资福利支出', '11.00']);
    expect(told?.filter(([from]) => from === '收支总计')).toHaveLength(2);
  });

  it('says when parts are not all there is, and when they come to something else', () => {
    const fitOf = (value: bigint) =>
      stated(
        [spent(), 30n],
        [spent({ kind: 'basic' }), 18n],
        [spent({ kind: 'project' }), value],
      ).structure.find(({ by }) => by === 'kind')?.parts.fit;
    expect(fitOf(12n)).toBe('exact');
    expect(fitOf(13n)).toBe('differs');
    const [kinds] = stated([spent({ kind: 'basic' }), 18n]).structure;
    expect(kinds?.parts.fit).toBe('unknown');
  });

  it('takes what is left out for unknown, not for nothing', () => {
    const pictures = stated([spent({ economic: 'threePublic', source: 'fiscalAppropriation' }), 3n]);
    const [whole, ...parts] = pictures.threePublic;
    expect(pictures.figures[whole?.figure ?? -1]?.printed).toBe('3.00');
    for (const part of parts) expect(pictures.figures[part.figure]?.fen).toBeUndefined();
    expect(pictures.figures[whole?.lastYear ?? -1]?.printed).toBe('未提供');
  });
});

describe.skipIf(!hasShared)('what is drawn of a real document (needs ../shared)', () => {
  it('comes to what it prints, each number with its places', async () => {
    const reading = await readShared('seeds/baoding-lianchi-2023.txt');
    const { document } = checkReading(reading, means);
    const pictures = documentPictures(reading, document);
    expect(picturesSchema.safeParse(pictures).success).toBe(true);
    const byFunction = pictures.structure.filter(({ by }) => by === 'function');
    expect(byFunction.map(({ parts }) => parts.fit)).toEqual(['exact', 'exact', 'exact']);
    for (const { parts } of byFunction)
      for (const part of parts.parts) expect(pictures.figures[part]?.facts.length).toBeGreaterThan(0);
  });
});
