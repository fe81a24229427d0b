import type { AccountBook } from '../accounts/book.ts';
import { Cube, type Statement } from '../facts/cube.ts';
import type { Dimension } from '../facts/dimension.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Records } from '../facts/records.ts';
import { type EntityNode, NO_PROJECT, type Space } from '../facts/space.ts';
import type { Pack } from '../packs/definition.ts';
import { packSpace } from '../packs/space.ts';
import type { Ledger } from './ledger.ts';
import { leavesOf, PLANNED_ASSET } from './sheets.ts';

/** The flows of both sides; each is a statement of its own. */
const SIDES = {
  totalIn: ['revenue', 'carriedForwardIn', 'surplusUsed'],
  totalOut: ['expenditure', 'surplusDistributed', 'carriedForwardOut'],
} as const;

const HEADCOUNTS = ['posts', 'staff', 'retired'] as const;

/** The dimensions of a pack with the entities, projects and local codes of a ledger. */
export function ledgerSpace(ledger: Ledger, pack: Pack, accounts: AccountBook): Space {
  return packSpace(pack, accounts, {
    year: ledger.year,
    entities: entitiesOf(ledger.records),
    projects: new Map(ledger.records.projects.map(({ code, name }) => [code, name])),
    localNames: ledger.localNames,
  });
}

/**
 * The tree of bodies: the department above its units. A department that is its own only unit (same code) stands
 * there once.
 */
export function entitiesOf({
  department,
  units,
}: Pick<Records, 'department' | 'units'>): readonly EntityNode[] {
  return [
    { code: department.code, name: department.name },
    ...units
      .filter(({ code }) => code !== department.code)
      .map(({ code, name }) => ({ code, name, parent: department.code })),
  ];
}

/** A ledger as a cube: this year's lines, procurement, assets, headcounts, and what is known of last year. */
export function ledgerCube(ledger: Ledger, space: Space): Cube {
  return Cube.of(space, ledgerStatements(ledger, space));
}

/**
 * The statements of a ledger. Facts that overlap (a purchase is part of expenditure, offices are part of
 * buildings) are kept in statements apart, so that nothing is added twice; the narrower scope comes first,
 * because the first statement that knows a question answers it.
 */
export function ledgerStatements(ledger: Ledger, space: Space): readonly Statement[] {
  const year = String(ledger.year);
  const { headcounts, assets, planned, procurement, flows } = sort(ledger.facts);
  const natures = new Map(ledger.records.units.map(({ code, nature }) => [code, nature]));
  return [
    smallBusinessStatement(ledger.records.procurement, year),
    procurementStatement(procurement, year),
    ...headcountStatements(headcounts, ledger, year),
    ...assetStatements(assets, planned, ledger, space),
    ...flowsOf(SIDES.totalIn)
      .concat(flowsOf(SIDES.totalOut))
      .map(
        (flow): Statement => ({
          id: `ledger.${flow}`,
          scope: { measure: 'amount', year, stage: 'budget', flow },
          closed: true,
          grain: 'lines',
          facts: withNature(flows.get(flow) ?? [], natures),
        }),
      ),
    ...lastYearStatements(ledger, space),
  ];
}

/** Each line with the nature of its unit, by which 机关运行经费 is told; a unit that states none leaves it open. */
export function withNature(facts: readonly Fact[], natures: ReadonlyMap<string, string>): readonly Fact[] {
  return facts.map((fact) => {
    const nature = natures.get(fact.at.entity ?? '') ?? '';
    return nature === '' ? fact : { ...fact, at: { ...fact.at, nature } };
  });
}

/** What of the purchases is reserved for small and medium enterprises: a part of them, so stated apart. */
function smallBusinessStatement(lines: Records['procurement'], year: string): Statement {
  const scope = {
    measure: 'amount',
    year,
    stage: 'budget',
    flow: 'expenditure',
    procurement: 'all',
    enterprise: 'small',
  };
  return {
    id: 'ledger.smallBusiness',
    scope,
    closed: true,
    grain: 'lines',
    facts: lines.map(
      ({ entity, project, source, vintage, smallBusiness }): Fact => ({
        at: { ...scope, entity, source, vintage, project: project === '' ? NO_PROJECT : project },
        value: smallBusiness,
        unit: '元',
        decimals: 2,
        status: smallBusiness === 0n ? 'zero' : 'printed',
      }),
    ),
  };
}

interface Sorted {
  readonly headcounts: readonly Fact[];
  readonly assets: readonly Fact[];
  readonly planned: readonly Fact[];
  readonly procurement: readonly Fact[];
  readonly flows: ReadonlyMap<string, readonly Fact[]>;
}

function sort(facts: readonly Fact[]): Sorted {
  const headcounts: Fact[] = [];
  const assets: Fact[] = [];
  const planned: Fact[] = [];
  const procurement: Fact[] = [];
  const flows = new Map<string, Fact[]>();
  for (const fact of facts) {
    const { at } = fact;
    if (at.headcount !== undefined) headcounts.push(fact);
    else if (at.asset === PLANNED_ASSET) planned.push(fact);
    else if (at.asset !== undefined) assets.push(fact);
    else if (at.procurement !== undefined) procurement.push(fact);
    else pushTo(flows, at.flow ?? '', fact);
  }
  return { headcounts, assets, planned, procurement, flows };
}

function flowsOf(flows: readonly string[]): readonly string[] {
  return flows;
}

function procurementStatement(facts: readonly Fact[], year: string): Statement {
  return {
    id: 'ledger.procurement',
    scope: { measure: 'amount', year, stage: 'budget', flow: 'expenditure', procurement: 'all' },
    closed: true,
    grain: 'lines',
    facts,
  };
}

/** Closed only where every unit says its number: a unit that left the cell empty has not said zero. */
function headcountStatements(facts: readonly Fact[], ledger: Ledger, year: string): readonly Statement[] {
  return HEADCOUNTS.map((headcount) => {
    const said = facts.filter(({ at }) => at.headcount === headcount);
    return {
      id: `ledger.headcount.${headcount}`,
      scope: { measure: 'headcount', year, stage: 'budget', headcount },
      closed: said.length > 0 && said.length === ledger.records.units.length,
      grain: 'lines' as const,
      facts: said,
    };
  }).filter(({ facts: said }) => said.length > 0);
}

/**
 * Closed once anything was entered: an empty sheet says nothing. Parts that are *of which* (offices of buildings)
 * have statements of their own, for in lines everything adds up.
 */
function assetStatements(
  assets: readonly Fact[],
  planned: readonly Fact[],
  ledger: Ledger,
  space: Space,
): readonly Statement[] {
  if (assets.length === 0 && planned.length === 0) return [];
  const final: Coordinate = { year: String(ledger.year - 1), stage: 'final' };
  const parts = ofWhichParts(space.get('asset'));
  const statement = (id: string, scope: Coordinate, facts: readonly Fact[]): Statement => ({
    id,
    scope,
    closed: true,
    grain: 'lines',
    facts,
  });
  const budget: Coordinate = { measure: 'amount', year: String(ledger.year), stage: 'budget' };
  return [
    statement('ledger.assets.planned', { ...budget, asset: PLANNED_ASSET }, planned),
    ...(assets.length === 0
      ? []
      : [
          ...parts.map((asset) =>
            statement(
              `ledger.assets.${asset}`,
              { ...final, asset },
              assets.filter(({ at }) => at.asset === asset),
            ),
          ),
          statement(
            'ledger.assets',
            { ...final, asset: 'all' },
            assets.filter(({ at }) => !parts.includes(at.asset ?? '')),
          ),
        ]),
  ];
}

/** The members of a dimension that are parts (其中) of another which has more than them. */
export function ofWhichParts(dimension: Dimension | undefined): readonly string[] {
  if (dimension === undefined) return [];
  return [...new Set(dimension.members().flatMap((member) => dimension.ofWhich(member)))];
}

/**
 * Last year's lines and totals. Totals answer exactly what they state. Lines of a flow say everything of it
 * (closed) where they add up to the total beside them; without totals on their side they say everything of the units
 * that have lines, and nothing of the others; otherwise they may be a few of many, and answer only for themselves.
 */
function lastYearStatements(ledger: Ledger, space: Space): readonly Statement[] {
  if (ledger.lastYear === undefined) return [];
  const year = String(ledger.year - 1);
  const base: Coordinate = { measure: 'amount', year, stage: 'budget' };
  const margins: Fact[] = [];
  const lines = new Map<string, Fact[]>();
  const isLine = lineTest(ledger, space);
  for (const fact of ledger.lastYear) {
    if (isLine(fact.at)) pushTo(lines, fact.at.flow ?? '', fact);
    else margins.push(fact);
  }
  const wholes = wholeAmounts(margins, ledger.records.department.code);
  const statements: Statement[] = [];
  for (const [side, flows] of Object.entries(SIDES)) {
    const sideLines = flows.flatMap((flow) => lines.get(flow) ?? []);
    if (sideLines.length === 0) continue;
    const alone = !margins.some(({ at }) => at.flow === side || flowsOf(flows).includes(at.flow ?? ''));
    const sideComplete = wholes.get(side) === total(sideLines);
    const told = new Set(sideLines.map(({ at }) => at.entity ?? ''));
    for (const flow of flows) {
      const facts = lines.get(flow) ?? [];
      const closed = sideComplete || (facts.length > 0 && wholes.get(flow) === total(facts));
      if (alone && !closed) {
        for (const entity of told) {
          statements.push({
            id: `ledger.lastYear.${flow}.${entity}`,
            scope: { ...base, flow, entity },
            closed: true,
            grain: 'lines',
            facts: facts.filter(({ at }) => at.entity === entity),
          });
        }
        continue;
      }
      if (facts.length === 0 && !closed) continue;
      statements.push({
        id: `ledger.lastYear.${flow}`,
        scope: { ...base, flow },
        closed,
        grain: 'lines',
        facts,
      });
    }
  }
  if (margins.length > 0) {
    statements.push({ id: 'ledger.lastYear', scope: base, closed: false, grain: 'table', facts: margins });
  }
  return statements;
}

/** The totals of the department's flows, by flow. */
function wholeAmounts(margins: readonly Fact[], department: string): ReadonlyMap<string, bigint> {
  const wholes = new Map<string, bigint>();
  for (const { at, value } of margins) {
    const free = Object.keys(at).every((key) => ['measure', 'entity', 'year', 'stage', 'flow'].includes(key));
    if (free && at.entity === department) wholes.set(at.flow ?? '', value);
  }
  return wholes;
}

/** What a line of a sheet fills; a row of last year that fills all of it is a line, any other a total. */
const LINE_DIMENSIONS: Readonly<Record<string, readonly string[]>> = {
  revenue: ['source'],
  carriedForwardIn: ['source'],
  surplusUsed: ['source'],
  expenditure: ['function', 'economic', 'kind', 'source', 'project'],
  surplusDistributed: ['source'],
  carriedForwardOut: ['source'],
};

/** Tells lines from totals: a line belongs to a unit and fills every dimension of its sheet with a finest member. */
export function lineTest({ records }: Pick<Ledger, 'records'>, space: Space): (at: Coordinate) => boolean {
  const units = new Set(records.units.map(({ code }) => code));
  const leaves = new Map(
    ['kind', 'source'].map((dimension) => [dimension, new Set(leavesOf(space, dimension))]),
  );
  const isFinest = (dimension: string, member: string): boolean => {
    if (dimension === 'project') return true;
    return leaves.get(dimension)?.has(member) ?? space.get(dimension)?.partitions(member).length === 0;
  };
  return (at) => {
    const dimensions = LINE_DIMENSIONS[at.flow ?? ''];
    if (dimensions === undefined || !units.has(at.entity ?? '')) return false;
    return dimensions.every((dimension) => {
      const member = at[dimension];
      return member !== undefined && isFinest(dimension, member);
    });
  };
}

function total(facts: readonly Fact[]): bigint {
  return facts.reduce((sum, { value }) => sum + value, 0n);
}

function pushTo(map: Map<string, Fact[]>, key: string, fact: Fact): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [fact]);
  else list.push(fact);
}
