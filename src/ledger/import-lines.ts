import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import type { Project } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { splitAtBlank } from './cells.ts';
import {
  amountFact,
  isInside,
  type LineContext,
  type RowReader,
  rowsOf,
  saySpot,
  type Tables,
} from './import-context.ts';
import type { Spot } from './import-problems.ts';
import { sameName, sayAllowed, shorten } from './import-values.ts';
import { madeProjectCode } from './rows.ts';
import { PROJECT_KINDS } from './sheets.ts';

/** Kinds of expenditure that are no projects, whatever else they are. */
const BASIC_KINDS: readonly string[] = ['personnel', 'runningCosts'];

/** This year's lines: revenue, expenditure, what is carried forward. */
export function readLines(tables: Tables, context: LineContext): readonly Fact[] {
  const duplicates = new DuplicateWatch(context);
  const base: Coordinate = { measure: 'amount', year: String(context.year), stage: 'budget' };
  const proposals = new ProposalCount();
  const facts: Fact[] = [];
  const collect = (fact: Fact | undefined): void => {
    if (fact === undefined) return;
    duplicates.watch(fact);
    facts.push(fact);
  };
  for (const reader of rowsOf(tables, 'revenue', context)) collect(readRevenue(reader, base, context));
  for (const reader of rowsOf(tables, 'expenditure', context)) {
    collect(readExpenditure(reader, base, context, proposals));
  }
  for (const reader of rowsOf(tables, 'carryForward', context)) collect(readCarryForward(reader, base));
  proposals.report(context);
  return facts;
}

function readRevenue(reader: RowReader, base: Coordinate, context: LineContext): Fact | undefined {
  const entity = reader.unit('unit');
  const flow = reader.choice('revenueFlow') ?? 'revenue';
  const functionCode = reader.account('function');
  const source = reader.choice('source');
  const vintage = reader.choice('vintage') ?? vintageOf(flow);
  const amount = reader.amount('amount', reader.choice('amountUnit'));
  const extras = reader.extras();
  checkVintage(reader, flow, vintage, context);
  const complete = [
    reader.need('unit', entity),
    reader.need('source', source),
    reader.need('amount', amount),
  ];
  if (!complete.every(Boolean) || reader.wrong || amount === undefined) return undefined;
  const at = withMembers(base, { entity, flow, source, vintage, function: functionCode }, extras);
  return amountFact(at, amount, reader.spot('amount'));
}

/** Carry-over is of earlier years and revenue of this one; only surplus may be of either. */
function vintageOf(flow: string): string | undefined {
  if (flow === 'revenue') return 'current';
  return flow === 'carriedForwardIn' ? 'carriedOver' : undefined;
}

function checkVintage(
  reader: RowReader,
  flow: string,
  vintage: string | undefined,
  { space, problems }: LineContext,
): void {
  const expected = vintageOf(flow);
  if (expected === undefined || vintage === undefined) return;
  const dimension = space.get('vintage');
  if (isInside(dimension, vintage, expected)) return;
  problems.add('ledger.problem.vintageDisagrees', reader.spot('vintage'), {
    flow: reader.columns.choices('revenueFlow').labelOf(flow),
    vintage: reader.columns.choices('vintage').labelOf(vintage),
  });
}

function readExpenditure(
  reader: RowReader,
  base: Coordinate,
  context: LineContext,
  proposals: ProposalCount,
): Fact | undefined {
  const entity = reader.unit('unit');
  const functionCode = reader.account('function');
  const economic = reader.account('economic');
  const govEconomic = reader.account('govEconomic') ?? proposals.propose(reader, entity, economic, context);
  const project = readProject(reader, entity, context);
  const kind =
    reader.choice('kind') ?? (project === undefined ? undefined : context.kindOfProject.get(project.code));
  const source = reader.choice('source');
  const vintage = reader.choice('vintage') ?? 'current';
  const amount = reader.amount('amount', reader.choice('amountUnit'));
  const extras = reader.extras();
  const complete = [
    reader.need('unit', entity),
    reader.need('function', functionCode),
    reader.need('economic', economic),
    reader.need('kind', kind),
    reader.need('source', source),
    reader.need('amount', amount),
  ];
  const fits = kind === undefined || checkKind(reader, kind, project, context);
  if (!fits || !complete.every(Boolean) || reader.wrong || amount === undefined) return undefined;
  const members = {
    entity,
    flow: 'expenditure',
    source,
    vintage,
    kind,
    function: functionCode,
    economic,
    govEconomic,
    project: project?.code ?? NO_PROJECT,
  };
  return amountFact(withMembers(base, members, extras), amount, reader.spot('amount'));
}

/** The project of a row; of another unit's project a person is told, for the amount counts for both. */
function readProject(
  reader: RowReader,
  entity: string | undefined,
  context: LineContext,
): Project | undefined {
  const read = reader.project('project', context.projects, entity);
  if (read !== undefined && entity !== undefined && read.entity !== entity) {
    context.problems.add('ledger.problem.projectOfOtherUnit', reader.spot('project'), {
      project: read.name,
      owner: context.unitByCode.get(read.entity)?.name ?? read.entity,
      unit: context.unitByCode.get(entity)?.name ?? entity,
    });
  }
  return read;
}

/** Kind and project belong together: project expenditure has one, basic expenditure has none. */
function checkKind(
  reader: RowReader,
  kind: string,
  project: Project | undefined,
  { problems, kindOfProject }: LineContext,
): boolean {
  const label = (id: string) => reader.columns.choices('kind').labelOf(id);
  if (project === undefined) {
    if (!PROJECT_KINDS.includes(kind) || reader.row.cell('project') !== undefined) return true;
    problems.add('ledger.problem.projectMissing', reader.spot('project'), { kind: label(kind) });
    return false;
  }
  if (BASIC_KINDS.includes(kind)) {
    const params = { kind: label(kind), value: shorten(project.name) };
    problems.add('ledger.problem.projectNotAllowed', reader.spot('project'), params);
    return false;
  }
  const expected = kindOfProject.get(project.code);
  if (expected !== undefined && expected !== kind) {
    problems.add('ledger.problem.projectKindDisagrees', reader.spot('kind'), {
      project: project.name,
      expected: label(expected),
      kind: label(kind),
    });
  }
  return true;
}

function readCarryForward(reader: RowReader, base: Coordinate): Fact | undefined {
  const entity = reader.unit('unit');
  const flow = reader.choice('carryFlow') ?? 'carriedForwardOut';
  const source = reader.choice('source');
  const functionCode = reader.account('function');
  const amount = reader.amount('amount', reader.choice('amountUnit'));
  const complete = [
    reader.need('unit', entity),
    reader.need('source', source),
    reader.need('amount', amount),
  ];
  if (!complete.every(Boolean) || reader.wrong || amount === undefined) return undefined;
  const at = withMembers(base, { entity, flow, source, function: functionCode });
  return amountFact(at, amount, reader.spot('amount'));
}

/**
 * Last year's amounts: an empty column means the total over it, an empty unit the whole department. Undefined
 * where nothing was entered.
 */
export function readLastYear(tables: Tables, context: LineContext): readonly Fact[] | undefined {
  const base: Coordinate = { measure: 'amount', year: String(context.year - 1), stage: 'budget' };
  const facts: Fact[] = [];
  const empty: Spot[] = [];
  const proposals = new ProposalCount();
  for (const reader of rowsOf(tables, 'lastYear', context)) {
    const fact = readLastYearRow(reader, base, context, empty, proposals);
    if (fact !== undefined) facts.push(fact);
  }
  proposals.report(context);
  const [first] = empty;
  if (first !== undefined) {
    const row = Number(/\d+$/u.exec(first.cell ?? '')?.[0] ?? 0);
    context.problems.add('ledger.problem.lastYearEmpty', first, { count: empty.length, row });
  }
  return facts.length === 0 ? undefined : facts;
}

function readLastYearRow(
  reader: RowReader,
  base: Coordinate,
  context: LineContext,
  empty: Spot[],
  proposals: ProposalCount,
): Fact | undefined {
  const entity = reader.unit('unit') ?? context.department.code;
  const flow = reader.choice('flow');
  const kind = reader.choice('kind');
  const functionCode = reader.account('function');
  const economic = reader.account('economic');
  const govEconomic = reader.account('govEconomic');
  const members = {
    entity,
    flow,
    source: reader.choice('source'),
    vintage: reader.choice('vintage'),
    kind,
    function: functionCode,
    economic,
    govEconomic,
    project: readPastProject(reader, entity, context),
  };
  const amount = reader.amount('amount', reader.choice('amountUnit'));
  const extras = reader.extras();
  if (flow === undefined && reader.row.cell('flow') === undefined) {
    context.problems.add('ledger.problem.lastYearFlow', reader.spot('flow'), {
      value: '',
      allowed: sayAllowed(reader.columns.choices('flow')),
    });
    return undefined;
  }
  if (reader.wrong) return undefined;
  if (amount === undefined) {
    empty.push(reader.spot('amount'));
    return undefined;
  }
  const at = withMembers(base, members, extras);
  const isLine = kind !== undefined && functionCode !== undefined && govEconomic === undefined;
  const proposed = isLine ? proposals.propose(reader, entity, economic, context, true) : undefined;
  return amountFact(withMembers(at, { govEconomic: govEconomic ?? proposed }), amount, reader.spot('amount'));
}

/** Last year's projects need not be this year's: one that is not registered is known by its code or name. */
function readPastProject(reader: RowReader, entity: string, context: LineContext): string | undefined {
  const text = reader.text('project');
  if (text === '') return undefined;
  const none = context.space.get('project')?.labelOf(NO_PROJECT) ?? NO_PROJECT;
  if (text === NO_PROJECT || sameName(text, none)) return NO_PROJECT;
  const [found, other] = context.projects.find(text, entity);
  if (found !== undefined && other === undefined) return found.code;
  const { code } = splitAtBlank(text);
  return /^[0-9A-Za-z]+(?:[-/_.][0-9A-Za-z]+)*$/u.test(code) ? code : madeProjectCode(entity, text);
}

/** Completes and checks last year's rows once it is known which are lines and which are totals. */
export function settleLastYear(
  facts: readonly Fact[],
  isLine: (at: Coordinate) => boolean,
  context: LineContext,
): readonly Fact[] {
  const duplicates = new DuplicateWatch(context);
  const totals = new Map<string, Fact>();
  const settled: Fact[] = [];
  for (const fact of facts) {
    const line = asLine(fact, isLine);
    if (isLine(line.at)) {
      duplicates.watch(line);
      settled.push(line);
      continue;
    }
    const key = coordinateKey(fact.at);
    const same = totals.get(key);
    if (same === undefined) {
      totals.set(key, fact);
      settled.push(fact);
    } else if (same.value !== fact.value) {
      context.problems.add('ledger.problem.lastYearTwice', spotOf(fact), { first: saySpot(spotOf(same)) });
    }
  }
  return settled;
}

/** A full line of expenditure that cannot have a project belongs to none. */
function asLine(fact: Fact, isLine: (at: Coordinate) => boolean): Fact {
  const { at } = fact;
  if (at.flow !== 'expenditure' || at.project !== undefined || PROJECT_KINDS.includes(at.kind ?? ''))
    return fact;
  const completed = { ...at, project: NO_PROJECT };
  return isLine(completed) ? { ...fact, at: completed } : fact;
}

/** Says where two lines are the same. */
class DuplicateWatch {
  readonly #seen = new Map<string, Fact>();
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  watch(fact: Fact): void {
    const key = coordinateKey(fact.at);
    const first = this.#seen.get(key);
    if (first === undefined) {
      this.#seen.set(key, fact);
      return;
    }
    const identical = first.value === fact.value;
    this.#context.problems.add(
      identical ? 'ledger.problem.identicalLine' : 'ledger.problem.duplicateLine',
      spotOf(fact),
      { first: saySpot(spotOf(first)) },
    );
  }
}

/** Proposes government economic accounts and counts how often. */
class ProposalCount {
  #count = 0;
  #first: { readonly spot: Spot; readonly example: string } | undefined;

  /** @param quiet without a word where there is nothing to propose */
  propose(
    reader: RowReader,
    entity: string | undefined,
    economic: string | undefined,
    { accounts, unitByCode, problems, space, pack }: LineContext,
    quiet = false,
  ): string | undefined {
    // A cell that could not be read has been reported; nothing is put in its place.
    if (economic === undefined || entity === undefined || reader.row.cell('govEconomic') !== undefined)
      return undefined;
    const proposed = accounts.propose(economic, unitByCode.get(entity)?.nature ?? '');
    const spot = reader.spot(reader.row.has('govEconomic') ? 'govEconomic' : 'economic');
    if (proposed === undefined) {
      if (!quiet && asksFor(pack, 'govEconomic')) {
        problems.add('ledger.problem.govEconomicMissing', spot, { economic });
      }
      return undefined;
    }
    this.#count += 1;
    const label = space.get('govEconomic')?.labelOf(proposed) ?? proposed;
    this.#first ??= { spot, example: `${economic} → ${proposed} ${label}` };
    return proposed;
  }

  report({ problems }: LineContext): void {
    if (this.#first === undefined) return;
    const { spot, example } = this.#first;
    problems.add('ledger.problem.govEconomicProposed', spot, { count: this.#count, example });
  }
}

const asked = new WeakMap<object, Map<string, boolean>>();

/** Whether a pack's tables speak of a dimension: where none does, nobody misses it. */
function asksFor(pack: LineContext['pack'], dimension: string): boolean {
  const known = asked.get(pack) ?? new Map<string, boolean>();
  asked.set(pack, known);
  const answer =
    known.get(dimension) ?? JSON.stringify([pack.tables, pack.sentences]).includes(`"${dimension}"`);
  known.set(dimension, answer);
  return answer;
}

/** A coordinate with the members that are given; undefined ones are left out. */
export function withMembers(
  base: Coordinate,
  members: Readonly<Record<string, string | undefined>>,
  extras: Coordinate = {},
): Coordinate {
  const at: Record<string, string> = { ...base };
  for (const [dimension, member] of Object.entries(members)) if (member !== undefined) at[dimension] = member;
  return Object.assign(at, extras);
}

function spotOf({ place }: Fact): Spot {
  return place?.type === 'cell' ? { sheet: place.sheet, cell: place.cell } : {};
}
