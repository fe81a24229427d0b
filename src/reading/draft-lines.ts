import { type Coordinate, coordinateKey, type Fact, intervalOf } from '../facts/fact.ts';
import { NO_PROJECT, type Space } from '../facts/space.ts';
import { determineLines, type Margin } from '../ledger/from-margins.ts';
import type { OpenItem } from '../ledger/from-rows.ts';
import { leavesOf } from '../ledger/sheets.ts';
import { say } from '../messages/say.ts';
import { type Context, cubeOf, fen, item, type NotedFact } from './draft-context.ts';
import { type DraftedLine, lineItems, noteOf, sayAmount, sayCoordinate } from './draft-open.ts';
import type { PooledFact } from './draft-pool.ts';

/** One sheet of lines: whose amounts it holds, and by what they are told apart, the surest first. */
export interface Side {
  readonly sheet: 'revenue' | 'expenditure' | 'carryForward';
  /** The flow that holds all of the sheet. */
  readonly flows: readonly string[];
  readonly dimensions: readonly string[];
  /** A line without these is not complete. */
  readonly required: readonly string[];
}

/** The sheets that hold lines. */
export const SIDES: readonly Side[] = [
  {
    sheet: 'revenue',
    flows: ['revenue', 'carriedForwardIn', 'surplusUsed', 'broughtForward', 'totalIn'],
    dimensions: ['entity', 'flow', 'function', 'source', 'vintage'],
    required: ['entity', 'flow', 'source'],
  },
  {
    sheet: 'expenditure',
    flows: ['expenditure'],
    dimensions: ['entity', 'function', 'kind', 'project', 'source', 'vintage', 'economic'],
    required: ['entity', 'function', 'economic', 'kind', 'source', 'project'],
  },
  {
    sheet: 'carryForward',
    flows: ['carriedForwardOut', 'surplusDistributed', 'setAside'],
    dimensions: ['entity', 'flow', 'source', 'function'],
    required: ['entity', 'flow', 'source'],
  },
];

/** What every amount of a budget is at. */
const BASE: readonly string[] = ['measure', 'year', 'stage'];

/** The lines of a sheet, as far as they are determined. */
export interface SideLines {
  readonly facts: readonly NotedFact[];
  /** What contradicts more trusted numbers. */
  readonly rejected: readonly PooledFact[];
  readonly open: readonly OpenItem[];
}

/** Finds the lines of a sheet behind what the documents print. */
export function sideLines(side: Side, context: Context): SideLines {
  const { space, year, units, pool } = context;
  const own = new Set(units.map(({ code }) => code));
  const stated = marginsOf(side, context);
  if (!stated.margins.some(({ value = 0n }) => value > 0n)) return { facts: [], rejected: [], open: [] };
  const margins = [...stated.margins, ...lawsOf(side, context)];
  const { lines, rejected, leftAside } = determineLines(margins, {
    space,
    dimensions: side.dimensions,
    isFinest: (dimension, member) => {
      if (dimension === 'entity') return own.has(member);
      if (dimension === 'project') return true;
      if (dimension === 'vintage' && (member === 'current' || member === 'carriedOver')) return true;
      return space.get(dimension)?.partitions(member).length === 0 && leafOf(space, dimension, member);
    },
    isPossible: ({ kind, project }) => {
      // Project expenditure has a project, and basic expenditure none.
      if (project === NO_PROJECT) return kind === undefined || isInside(space, kind, 'project') !== true;
      return kind === undefined || project === undefined || isInside(space, kind, 'basic') !== true;
    },
  });
  const [only] = units;
  const single = pool.unitsKnown && units.length === 1 ? only?.code : undefined;
  const base: Coordinate = { measure: 'amount', year: String(year), stage: 'budget' };
  const govEconomic = govEconomicOf(context);
  const made = lines.map((line): DraftedLine => {
    const at: Record<string, string> = { ...base, ...line.at };
    if (side.flows.length === 1 && side.flows[0] !== undefined) at.flow = side.flows[0];
    if (at.entity === undefined && single !== undefined) at.entity = single;
    const kind = at.kind ?? line.within.kind;
    const isProject = kind !== undefined && isInside(space, kind, 'project');
    if (side.sheet === 'expenditure' && kind !== undefined && !isProject) at.project ??= NO_PROJECT;
    const missing = side.required.filter((id) => at[id] === undefined);
    const government = side.sheet === 'expenditure' ? govEconomic(at) : undefined;
    if (government !== undefined) at.govEconomic = government;
    // Without its flow an amount would pass for revenue: it is only listed.
    const fact: Fact | undefined = missing.includes('flow')
      ? undefined
      : { at, value: line.value, unit: '元', decimals: 2, status: 'printed' };
    return { line, at, missing, fact };
  });
  const facts = made.flatMap(({ line, fact, missing }): NotedFact[] =>
    fact === undefined ? [] : [{ fact, note: noteOf(line, missing, space) }],
  );
  return {
    facts,
    rejected: rejected.flatMap((margin) => stated.facts.get(margin) ?? []),
    open: [
      ...lineItems(side.sheet, made, stated.margins, context),
      ...(leftAside.length === 0
        ? []
        : [item(side.sheet, say('drafting.leftAside', { dimensions: labels(space, leftAside) }))]),
      ...(side.sheet === 'expenditure' ? vintageItems(context) : []),
    ],
  };
}

function labels(space: Space, dimensions: readonly string[]): string {
  return dimensions
    .map((id) => (space.get(id)?.labelOf === undefined ? id : (space.get(id)?.label ?? id)))
    .join('、');
}

function leafOf(space: Space, dimension: string, member: string): boolean {
  const closed = leavesOf(space, dimension);
  return dimension === 'function' || dimension === 'economic' || dimension === 'govEconomic'
    ? /^\d/u.test(member)
    : closed.includes(member);
}

function isInside(space: Space, member: string, whole: string): boolean {
  return member === whole || space.get('kind')?.relate(member, whole) === 'inside';
}

interface Stated {
  readonly margins: readonly Margin[];
  readonly facts: ReadonlyMap<Margin, PooledFact>;
}

/** What the documents print of a sheet's lines this year: the most trusted document first, and of it sums before parts. */
function marginsOf(side: Side, { pool, year, space }: Context): Stated {
  const known = new Set([...BASE, 'flow', ...side.dimensions]);
  const isOurs = ({ measure, year: of, stage, flow }: Coordinate) =>
    measure === 'amount' && of === String(year) && stage === 'budget' && side.flows.includes(flow ?? '');
  const facts = new Map<Margin, PooledFact>();
  const margins: Margin[] = [];
  const size = ({ at }: PooledFact) => Object.keys(at).length;
  const rank = new Map(pool.documents.map(({ given }, index) => [given, index]));
  const sorted = [...pool.facts].sort(
    (a, b) => (rank.get(a.given) ?? 0) - (rank.get(b.given) ?? 0) || size(a) - size(b),
  );
  for (const fact of sorted) {
    if (!isOurs(fact.at) || Object.keys(fact.at).some((id) => !known.has(id))) continue;
    // A code under another account's name holds in its own table alone.
    if (Object.values(fact.at).some((member) => /^\d+\(/u.test(member))) continue;
    const at = lineAt(fact.at, side, space);
    // A printed zero is none, whatever it was rounded from.
    const margin: Margin =
      fact.value === 0n
        ? { at, low: 0n, high: 0n, value: 0n }
        : { at, ...fen(intervalOf(fact)), value: fact.value };
    margins.push(margin);
    facts.set(margin, fact);
  }
  margins.push(
    ...pairSums(
      pool.facts.filter(({ at }) => isOurs(at)),
      margins,
      side,
      space,
    ),
  );
  for (const { at } of pool.zeros) {
    if (!isOurs(at) || Object.keys(at).some((id) => !known.has(id))) continue;
    margins.push({ at: lineAt(at, side, space), low: 0n, high: 0n, value: 0n });
  }
  return { margins, facts };
}

/**
 * Tables that print both economic classifications in a row: the department's own class is the sum over the government's
 * beside it, where all pairs together make up a sum that is printed.
 */
function pairSums(
  facts: readonly PooledFact[],
  margins: readonly Margin[],
  side: Side,
  space: Space,
): readonly Margin[] {
  const tables = new Map<string, Map<string, Margin>>();
  for (const fact of facts) {
    const { economic, govEconomic, ...rest } = fact.at;
    if (economic === undefined || govEconomic === undefined || fact.value === 0n) continue;
    if (Object.keys(rest).some((id) => ![...BASE, 'flow', ...side.dimensions].includes(id))) continue;
    if (space.get('economic')?.partitions(economic).length !== 0) continue;
    const whole = lineAt(rest, side, space);
    const key = JSON.stringify([fact.given.kept.sha256, fact.table ?? '', coordinateKey(whole)]);
    const pairs = tables.get(key) ?? new Map<string, Margin>();
    tables.set(key, pairs);
    const { low = 0n, high = 0n, value = 0n } = pairs.get(economic) ?? {};
    const own = fen(intervalOf(fact));
    pairs.set(economic, {
      at: { ...whole, economic },
      low: low + own.low,
      high: high + own.high,
      value: value + fact.value,
    });
  }
  return [...tables.values()].flatMap((pairs) => {
    const sums = [...pairs.values()];
    const [first] = sums;
    const { economic: _own, ...whole } = first?.at ?? {};
    const low = sums.reduce((sum, margin) => sum + margin.low, 0n);
    const high = sums.reduce((sum, margin) => sum + margin.high, 0n);
    const isWhole = margins.some(
      (margin) =>
        coordinateKey(margin.at) === coordinateKey(whole) && margin.low <= high && low <= margin.high,
    );
    return isWhole ? sums : [];
  });
}

/** The government class of an economic one, where the documents print one beside it and no other. */
function govEconomicOf({ pool, year }: Context): (at: Coordinate) => string | undefined {
  const seen = new Map<string, Set<string>>();
  for (const { at, value } of pool.facts) {
    if (at.year !== String(year) || at.govEconomic === undefined || at.economic === undefined || value === 0n)
      continue;
    const classes = seen.get(at.economic) ?? new Set();
    seen.set(at.economic, classes.add(at.govEconomic));
  }
  return ({ economic = '' }) => {
    const [only, other] = seen.get(economic) ?? [];
    return other === undefined ? only : undefined;
  };
}

/** The coordinate among lines: without what all share; an amount of a project is project expenditure. */
function lineAt(at: Coordinate, side: Side, space: Space): Coordinate {
  const own: Record<string, string> = {};
  for (const id of side.dimensions) if (at[id] !== undefined) own[id] = at[id];
  if (
    own.project !== undefined &&
    own.project !== NO_PROJECT &&
    own.kind === undefined &&
    space.has('kind')
  ) {
    own.kind = 'project';
  }
  return own;
}

/** What the law of balance says of expenditure by source: it is no more than what comes in from there. */
function lawsOf(side: Side, context: Context): readonly Margin[] {
  if (side.sheet !== 'expenditure') return [];
  const { space, department, year } = context;
  const cube = cubeOf(context);
  const ask = (at: Coordinate) => {
    const value = cube.value({
      measure: 'amount',
      entity: department.code,
      year: String(year),
      stage: 'budget',
      ...at,
    });
    return value.known ? (value.value === 0n ? 0n : fen(value.interval).high) : undefined;
  };
  const carried = ask({ flow: 'broughtForward' });
  return (space.get('source')?.members() ?? []).flatMap((source): Margin[] => {
    const current = ask({ flow: 'revenue', source });
    const before = ask({ flow: 'broughtForward', source }) ?? carried;
    const both = current === undefined || before === undefined ? undefined : current + before;
    const most = ask({ flow: 'totalIn', source }) ?? both;
    return most === undefined ? [] : [{ at: { entity: department.code, source }, low: 0n, high: most }];
  });
}

/** Which lines are paid from carry-over is asked for where there is any and nothing says it. */
function vintageItems(context: Context): readonly OpenItem[] {
  const { pool, year, department, space } = context;
  const told = pool.facts.some(
    ({ at }) => at.flow === 'expenditure' && at.vintage !== undefined && at.year === String(year),
  );
  const at = {
    measure: 'amount',
    entity: department.code,
    year: String(year),
    stage: 'budget',
    flow: 'broughtForward',
  };
  const carried = cubeOf(context).value(at);
  if (told || (carried.known && carried.value === 0n)) return [];
  const text = carried.known
    ? say('drafting.vintage', { amount: sayAmount(carried.value) })
    : say('drafting.vintageUnknown');
  return [
    item(
      'expenditure',
      text,
      carried.known ? [{ label: sayCoordinate(at, space), value: carried.value }] : [],
    ),
  ];
}
