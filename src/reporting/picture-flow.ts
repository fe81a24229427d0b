import type { Coordinate } from '../facts/fact.ts';
import { say } from '../messages/say.ts';
import type { Figures } from './picture-figures.ts';
import type { PictureFlow } from './pictures-schema.ts';

/** How fine the classifications are shown: functions 类, 款, 项; economic classes 类, 款. */
export const FUNCTION_LEVELS = 3;
export const ECONOMIC_LEVELS = 2;
/** Where functions stand from left to right; before them comes what money is from, behind them what it buys. */
export const FUNCTION_COLUMN = 2;

/** A node with the coordinate of what it stands for. */
interface End {
  readonly at: Coordinate;
  readonly label: string;
}

const IN: Coordinate = { flow: 'totalIn' };
const OUT: Coordinate = { flow: 'totalOut' };
const SPENT: Coordinate = { flow: 'expenditure' };
const REVENUE: Coordinate = { flow: 'revenue' };

/** What comes in, part by part: this year's revenue by source, and what earlier years left. */
export function incomeEnds(figures: Figures): readonly End[] {
  const source = figures.cube.space.get('source');
  const flow = figures.cube.space.get('flow');
  const sources = figures
    .members('source', REVENUE, Number.POSITIVE_INFINITY)
    .map((member): End => ({ at: { ...REVENUE, source: member }, label: source?.labelOf(member) ?? member }))
    .filter(({ at }) => figures.has(at));
  const whole: End = { at: REVENUE, label: flow?.labelOf('revenue') ?? '' };
  const isTold = sources.length > 0 || !figures.has(REVENUE);
  return [...(isTold ? sources : [whole]), ...besides(figures, 'totalIn', 'revenue')];
}

/** What goes out: expenditure by function, and what is left for later. */
export function outlayEnds(figures: Figures, level: number): readonly End[] {
  const functions = functionEnds(figures, level).filter(({ at }) => figures.has(at));
  return [...functions, ...besides(figures, 'totalOut', 'expenditure')];
}

/** The parts of a side of the budget beside its main one, as they are stated. */
function besides(figures: Figures, side: string, main: string): readonly End[] {
  const flow = figures.cube.space.get('flow');
  const told = (flow?.partitions(side) ?? []).map((parts) =>
    parts
      .filter((part) => part !== main)
      .map((part): End => ({ at: { flow: part }, label: flow?.labelOf(part) ?? part }))
      .filter(({ at }) => figures.has(at)),
  );
  return told.find((ends) => ends.length > 0) ?? [];
}

export function functionEnds(figures: Figures, level: number): readonly End[] {
  return figures.members('function', SPENT, level).map((member) => ({
    at: { ...SPENT, function: member },
    label: figures.labelOf('function', member),
  }));
}

/** The economic classes below a coordinate of expenditure. */
export function economicEnds(figures: Figures, at: Coordinate, level: number): readonly End[] {
  return figures.members('economic', at, level).map((member) => ({
    at: { ...at, economic: member },
    label: figures.labelOf('economic', member),
  }));
}

/** The kinds of expenditure, the coarsest. */
export function kindEnds(figures: Figures): readonly End[] {
  const kind = figures.cube.space.get('kind');
  return (kind?.partitions()[0] ?? [])
    .map((member) => ({ at: { ...SPENT, kind: member }, label: kind?.labelOf(member) ?? member }))
    .filter(({ at }) => figures.holds(at));
}

/**
 * The coordinates by which economic classes are told of a whole, the widest first: a document may print them for what a
 * source pays only.
 */
export function economicWholes(at: Coordinate): readonly Coordinate[] {
  return [at, { ...at, source: 'fiscalAppropriation' }, { ...at, source: 'generalPublicBudget' }];
}

interface Crossing {
  readonly left: number;
  readonly right: number;
  readonly at: Coordinate;
}

/** Nodes and links of one graph, as they are added. */
class Graph {
  readonly nodes: PictureFlow['nodes'] = [];
  readonly links: PictureFlow['links'] = [];
  readonly gaps: PictureFlow['gaps'] = [];
  readonly #figures: Figures;

  constructor(figures: Figures) {
    this.#figures = figures;
  }

  add(column: number, { at, label }: End): number {
    return this.nodes.push({ column, label, figure: this.#figures.at(at, label) }) - 1;
  }

  link(from: number, to: number, at: Coordinate): void {
    this.links.push({ from, to, figure: this.#figures.at(at) });
  }
}

/** The flow from where money comes, over what it is for, to what it buys, at the given levels. */
export function flowOf(
  figures: Figures,
  functionLevel: number,
  economicLevel: number,
): PictureFlow | undefined {
  const incomes = incomeEnds(figures);
  const outlays = outlayEnds(figures, functionLevel);
  if (incomes.length === 0 && outlays.length === 0) return undefined;
  const graph = new Graph(figures);
  const ins = incomes.map((end) => graph.add(0, end));
  const isOwnYear = incomes.every(({ at }) => at.flow === 'revenue');
  const crossings =
    complete(figures, incomes, outlays, spentOf) ??
    (isOwnYear ? complete(figures, incomes, outlays, paidBy) : undefined) ??
    complete(figures, incomes, outlays, receivedFor);
  const waist = crossings === undefined && incomes.length > 0 ? graph.add(1, waistOf(figures)) : undefined;
  const outs = outlays.map((end) => graph.add(FUNCTION_COLUMN, end));
  if (waist === undefined) {
    for (const { left, right, at } of crossings ?? []) graph.link(ins[left] ?? 0, outs[right] ?? 0, at);
  } else {
    graph.gaps.push('sourceByFunction');
    incomes.forEach(({ at }, index) => {
      graph.link(ins[index] ?? 0, waist, at);
    });
    outlays.forEach(({ at }, index) => {
      graph.link(waist, outs[index] ?? 0, at);
    });
  }
  intoClasses(graph, figures, outlays, outs, economicLevel);
  return { function: functionLevel, economic: economicLevel, ...pick(graph) };
}

function pick({ nodes, links, gaps }: Graph): Pick<PictureFlow, 'nodes' | 'links' | 'gaps'> {
  return { nodes, links, gaps };
}

/** Where all money comes together before it is told what it is for. */
function waistOf(figures: Figures): End {
  if (figures.known(OUT) !== undefined) return { at: OUT, label: say('reporting.picture.waist') };
  return { at: SPENT, label: figures.cube.space.get('flow')?.labelOf('expenditure') ?? '' };
}

/** From functions to economic classes: directly where both are known together, else over the kinds of expenditure. */
function intoClasses(
  graph: Graph,
  figures: Figures,
  outlays: readonly End[],
  outs: readonly number[],
  level: number,
): void {
  const spent = outlays.flatMap((end, index) =>
    end.at.function === undefined ? [] : [{ end, node: outs[index] ?? 0 }],
  );
  if (spent.length === 0) return;
  const functions = spent.map(({ end }) => end);
  const classes = economicEnds(figures, SPENT, level);
  const direct = complete(figures, functions, classes, (left, right) => ({
    ...left.at,
    economic: right.at.economic ?? '',
  }));
  if (direct !== undefined && direct.length > 0) {
    const nodes = classes.map((end) => graph.add(4, end));
    for (const { left, right, at } of direct) graph.link(spent[left]?.node ?? 0, nodes[right] ?? 0, at);
    return;
  }
  graph.gaps.push('functionByEconomic');
  const kinds = kindEnds(figures).filter(({ at }) => figures.has(at));
  const byKind = complete(figures, functions, kinds, (left, right) => ({
    ...left.at,
    kind: right.at.kind ?? '',
  }));
  if (byKind === undefined || byKind.length === 0) {
    overTheWhole(graph, figures, spent, level);
    return;
  }
  const nodes = kinds.map((end) => graph.add(3, end));
  for (const { left, right, at } of byKind) graph.link(spent[left]?.node ?? 0, nodes[right] ?? 0, at);
  kindsIntoClasses(graph, figures, kinds, nodes, level);
}

/** Where functions are told with no kind either, all expenditure comes together before it is taken apart again. */
function overTheWhole(
  graph: Graph,
  figures: Figures,
  spent: readonly { readonly end: End; readonly node: number }[],
  level: number,
): void {
  graph.gaps.push('functionByKind');
  const classes = classesOf(figures, SPENT, level);
  const isWhole = figures.fits(
    SPENT,
    classes.map(({ at }) => at),
  );
  if (classes.length === 0 || !isWhole) return;
  const label = figures.cube.space.get('flow')?.labelOf('expenditure') ?? '';
  const waist = graph.add(3, { at: SPENT, label });
  for (const { end, node } of spent) graph.link(node, waist, end.at);
  for (const end of classes) graph.link(waist, graph.add(4, end), end.at);
}

function kindsIntoClasses(
  graph: Graph,
  figures: Figures,
  kinds: readonly End[],
  nodes: readonly number[],
  level: number,
): void {
  const links = kinds.flatMap(({ at }, index) =>
    classesOf(figures, at, level).map((end) => ({ from: nodes[index] ?? 0, end })),
  );
  const members = [...new Set(links.map(({ end }) => end.at.economic ?? ''))].sort();
  for (const member of members) {
    const own = links.filter(({ end }) => end.at.economic === member);
    const [first, ...others] = own;
    if (first === undefined) continue;
    // What several kinds share has a number of its own only where one is stated.
    const to = graph.add(
      4,
      others.length === 0 ? first.end : { ...first.end, at: { ...SPENT, economic: member } },
    );
    for (const { from, end } of own) graph.link(from, to, end.at);
  }
  for (const [index, { at }] of kinds.entries()) {
    const from = nodes[index] ?? 0;
    const own = links.filter((link) => link.from === from).map(({ end }) => end.at);
    if (own.length === 0) {
      if (!graph.gaps.includes('economic')) graph.gaps.push('economic');
      // The whole of it is known; what it is spent on is not.
      const end = graph.nodes.push({
        column: 4,
        label: say('reporting.picture.notByClass'),
        figure: figures.at(at),
      });
      graph.link(from, end - 1, at);
    } else if (!figures.fits(at, own) && !graph.gaps.includes('partial')) {
      graph.gaps.push('partial');
    }
  }
}

/** The economic classes of a kind of expenditure, as they come to its whole where they do for any source. */
function classesOf(figures: Figures, kind: Coordinate, level: number): readonly End[] {
  const told = economicWholes(kind)
    .map((at) => economicEnds(figures, at, level).filter((end) => figures.has(end.at)))
    .filter((ends) => ends.length > 0);
  const fits = told.find((ends) =>
    figures.fits(
      kind,
      ends.map(({ at }) => at),
    ),
  );
  return fits ?? told[0] ?? [];
}

/** What of an income was spent on a function. */
function spentOf({ at }: End, { at: to }: End): Coordinate | undefined {
  if (to.flow !== 'expenditure') return undefined;
  if (at.flow === 'revenue' && at.source !== undefined)
    return { ...to, source: at.source, vintage: 'current' };
  return at.flow === 'carriedForwardIn' ? { ...to, vintage: 'carriedOver' } : undefined;
}

/** The same where all of it is of this year, so that nothing needs to say so. */
function paidBy({ at }: End, { at: to }: End): Coordinate | undefined {
  return to.flow === 'expenditure' && at.source !== undefined ? { ...to, source: at.source } : undefined;
}

/** What came in for a function, as tables of revenue print it. */
function receivedFor({ at }: End, { at: to }: End): Coordinate | undefined {
  return to.function === undefined ? undefined : { ...at, function: to.function };
}

/**
 * The pairs that are not zero, if they come to every end on both sides; undefined where some pair is not determined or
 * where they do not.
 */
function complete(
  figures: Figures,
  lefts: readonly End[],
  rights: readonly End[],
  pairOf: (left: End, right: End) => Coordinate | undefined,
): readonly Crossing[] | undefined {
  const found: Crossing[] = [];
  for (const [left, one] of lefts.entries()) {
    for (const [right, other] of rights.entries()) {
      const at = pairOf(one, other);
      // Where no fact lies inside, nothing but a zero can answer.
      if (at === undefined || !figures.holds(at)) continue;
      const value = figures.known(at);
      if (value === undefined) return undefined;
      if (value.value !== 0n) found.push({ left, right, at });
    }
  }
  const fits = (at: Coordinate, pairs: readonly Crossing[]) =>
    figures.fits(
      at,
      pairs.map((pair) => pair.at),
    );
  const isWhole =
    lefts.every(({ at }, index) =>
      fits(
        at,
        found.filter(({ left }) => left === index),
      ),
    ) &&
    rights.every(({ at }, index) =>
      fits(
        at,
        found.filter(({ right }) => right === index),
      ),
    );
  return isWhole ? found : undefined;
}

export { IN, OUT, SPENT };
