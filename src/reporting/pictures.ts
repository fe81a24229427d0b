import type { Coordinate, Fact } from '../facts/fact.ts';
import { coordinateKey } from '../facts/fact.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { expenditureLines, isPayment } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import { type ProgressRow, progressOf } from '../performance/progress.ts';
import { Figures, PICTURE_UNIT, type PictureSource } from './picture-figures.ts';
import {
  ECONOMIC_LEVELS,
  economicEnds,
  economicWholes,
  FUNCTION_COLUMN,
  FUNCTION_LEVELS,
  flowOf,
  functionEnds,
  IN,
  incomeEnds,
  kindEnds,
  OUT,
  SPENT,
} from './picture-flow.ts';
import type { PictureFlow, Pictures } from './pictures-schema.ts';

export interface PictureOptions extends PictureSource {
  readonly year: number;
  /** Whose numbers they are, in words. */
  readonly entity: string;
  /** Where payments are entered: how far the budget has come. */
  readonly ledger?: Ledger | undefined;
}

/** Everything that is drawn of a budget or a document, from its facts. What they do not determine stays unknown. */
export function picturesOf(options: PictureOptions): Pictures {
  const { year, entity, ledger } = options;
  const figures = new Figures(options);
  const flows = flowsOf(figures);
  const structure = structureOf(figures);
  const series = seriesOf(figures, year);
  const threePublic = threePublicOf(figures, year);
  const execution = ledger === undefined ? undefined : executionOf(figures, ledger);
  return {
    version: 1,
    unit: PICTURE_UNIT,
    year,
    entity,
    figures: figures.list,
    facts: figures.facts,
    flows,
    structure,
    series,
    threePublic,
    ...(execution === undefined ? {} : { execution }),
  };
}

/** The flow at every pair of levels; one that is as the level above it is not told again. */
function flowsOf(figures: Figures): PictureFlow[] {
  const flows: PictureFlow[] = [];
  for (let fine = 0; fine < FUNCTION_LEVELS; fine += 1) {
    for (let economic = 0; economic < ECONOMIC_LEVELS; economic += 1) {
      const flow = flowOf(figures, fine, economic);
      if (flow === undefined || !flow.nodes.some(({ column }) => column === FUNCTION_COLUMN)) continue;
      const isKnown = flows.some((one) => sameGraph(one, flow));
      if (!isKnown) flows.push(flow);
    }
  }
  return flows;
}

function sameGraph(one: PictureFlow, other: PictureFlow): boolean {
  return JSON.stringify([one.nodes, one.links]) === JSON.stringify([other.nodes, other.links]);
}

function structureOf(figures: Figures): Pictures['structure'] {
  const labels = (dimension: string) => (at: Coordinate) =>
    dimension === 'function' || dimension === 'economic'
      ? figures.labelOf(dimension, at[dimension] ?? '')
      : (figures.cube.space.get(dimension)?.labelOf(at[dimension] ?? '') ?? '');
  const found: Pictures['structure'] = [];
  const incomes = incomeEnds(figures);
  const names = new Map(incomes.map(({ at, label }) => [coordinateKey(at), label]));
  found.push({
    by: 'source',
    level: 0,
    parts: figures.parts(
      IN,
      incomes.map(({ at }) => at),
      (at) => names.get(coordinateKey(at)) ?? '',
    ),
  });
  const kinds = kindEnds(figures).map(({ at }) => at);
  found.push({ by: 'kind', level: 0, parts: figures.parts(SPENT, kinds, labels('kind')) });
  const finer = kinds.flatMap((at) => {
    const parts = figures.cube.space.get('kind')?.partitions(at.kind)[0] ?? [];
    const below = parts.map((kind) => ({ ...at, kind }));
    return below.length > 0 && figures.fits(at, below) ? below : [at];
  });
  if (finer.length > kinds.length)
    found.push({ by: 'kind', level: 1, parts: figures.parts(SPENT, finer, labels('kind')) });
  for (let level = 0; level < FUNCTION_LEVELS; level += 1) {
    const ends = functionEnds(figures, level).map(({ at }) => at);
    found.push({ by: 'function', level, parts: figures.parts(SPENT, ends, labels('function')) });
  }
  const whole = classifiedWhole(figures);
  for (let level = 0; level < ECONOMIC_LEVELS; level += 1) {
    const ends = economicEnds(figures, whole, level).map(({ at }) => at);
    found.push({ by: 'economic', level, parts: figures.parts(whole, ends, labels('economic')) });
  }
  // A level of which nothing is determined tells nothing.
  return found.filter(({ parts }) => parts.parts.some((part) => figures.list[part]?.fen !== undefined));
}

/** The widest expenditure whose economic classes are told; a document may print them of 基本支出 only. */
function classifiedWhole(figures: Figures): Coordinate {
  const wholes = [...economicWholes(SPENT), ...economicWholes({ ...SPENT, kind: 'basic' })];
  const fits = (at: Coordinate, fit: readonly string[]) => {
    const ends = economicEnds(figures, at, 0)
      .map((end) => end.at)
      .filter((end) => figures.known(end)?.value !== 0n);
    return ends.some((end) => figures.has(end)) && fit.includes(figures.fit(at, ends));
  };
  return (
    wholes.find((at) => fits(at, ['exact', 'rounding'])) ??
    wholes.find((at) => fits(at, ['differs'])) ??
    SPENT
  );
}

/** Totals and their parts, this year and the year before. */
function seriesOf(figures: Figures, year: number): Pictures['series'] {
  const last = String(year - 1);
  const flow = figures.cube.space.get('flow');
  const lines: { group: Pictures['series'][number]['group']; at: Coordinate; label: string }[] = [
    { group: 'total', at: IN, label: flow?.labelOf('totalIn') ?? '' },
    { group: 'total', at: OUT, label: flow?.labelOf('totalOut') ?? '' },
    ...incomeEnds(figures).map(({ at, label }) => ({ group: 'source' as const, at, label })),
    ...kindEnds(figures).map(({ at, label }) => ({ group: 'kind' as const, at, label })),
    ...functionEnds(figures, 0).map(({ at, label }) => ({ group: 'function' as const, at, label })),
  ];
  return lines.flatMap(({ group, at, label }) => {
    const before = { ...at, year: last };
    const hasBefore = figures.known(before) !== undefined;
    if (!figures.has(at) && !figures.has(before)) return [];
    return [
      {
        key: seriesKey({ ...figures.base, ...at }),
        label,
        group,
        points: [
          ...(hasBefore ? [{ year: year - 1, figure: figures.at(before, label) }] : [{ year: year - 1 }]),
          { year, figure: figures.at(at, label) },
        ],
      },
    ];
  });
}

/** A coordinate without whose and when: the same in documents of other years, which may know the body by its name only. */
export function seriesKey(at: Coordinate): string {
  const { entity: _entity, year: _year, ...rest } = at;
  return coordinateKey(rest);
}

const THREE_PUBLIC = 'threePublic';

/** 三公经费 with its parts, this year and the year before; of whatever source states the whole. */
function threePublicOf(figures: Figures, year: number): Pictures['threePublic'] {
  const economic = figures.cube.space.get('economic');
  const bases: readonly Coordinate[] = [
    { ...SPENT, source: 'fiscalAppropriation' },
    { ...SPENT, source: 'generalPublicBudget' },
    SPENT,
  ];
  const base = bases.find((at) => figures.known({ ...at, economic: THREE_PUBLIC }) !== undefined);
  if (base === undefined || economic === undefined) return [];
  const rows: Pictures['threePublic'] = [];
  const visit = (member: string, depth: number) => {
    const at = { ...base, economic: member };
    const label = economic.labelOf(member);
    rows.push({
      label,
      depth,
      figure: figures.at(at, label),
      lastYear: figures.at({ ...at, year: String(year - 1) }, label),
    });
    // Purchases are one number, whatever class they are of.
    if (depth < 2) for (const part of economic.partitions(member)[0] ?? []) visit(part, depth + 1);
  };
  visit(THREE_PUBLIC, 0);
  return rows;
}

/** How far each project has come by the day of the last entry; undefined where nothing was entered. */
function executionOf(figures: Figures, ledger: Ledger): Pictures['execution'] {
  const asOf = ledger.execution.reduce((latest, { date }) => (date > latest ? date : latest), '');
  if (asOf === '') return undefined;
  const progress = progressOf(ledger, asOf);
  const lines = expenditureLines(ledger.facts);
  const rowOf = (label: string, row: ProgressRow, isOwn: (at: Coordinate) => boolean) => {
    const own: readonly Pick<Fact, 'place'>[] = lines.filter(({ at }) => isOwn(at));
    const entries = ledger.execution.filter(({ at }) => isOwn(at));
    const at: Coordinate = row === progress.total ? SPENT : { ...SPENT, project: row.member };
    const figure = (key: 'budget' | 'adjusted' | 'planned' | 'paid', value: bigint, facts: typeof own) => {
      const what = say(`reporting.picture.execution.${key}`);
      const stage = key === 'paid' ? 'executed' : key === 'adjusted' ? 'adjusted' : 'budget';
      return figures.add({ label: what, says: `${label} ${what}`, at: { ...at, stage } }, value, facts);
    };
    return {
      label,
      budget: figure('budget', row.budget, own),
      adjusted: figure('adjusted', row.adjusted, [...own, ...entries.filter((one) => !isPayment(one))]),
      ...(row.planned === undefined ? {} : { planned: figure('planned', row.planned, own) }),
      paid: figure('paid', row.paid, entries.filter(isPayment)),
    };
  };
  const projects = figures.cube.space.get('project');
  return {
    asOf,
    rows: [
      rowOf(say('reporting.picture.execution.whole'), progress.total, () => true),
      ...progress.by.project.map((row) =>
        rowOf(
          row.member === NO_PROJECT
            ? say('reporting.picture.execution.basic')
            : (projects?.labelOf(row.member) ?? row.member),
          row,
          ({ project }) => project === row.member,
        ),
      ),
    ],
  };
}
