import { type Classification, classifications, normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { Statement } from '../facts/cube.ts';
import { type Coordinate, coordinateKey, type Fact, intervalOf } from '../facts/fact.ts';
import { basePerUnit } from '../facts/measure.ts';
import type { Project, Records, Unit } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { Ledger, LocalName } from '../ledger/ledger.ts';
import { fail, type Result, succeed } from '../messages/problem.ts';
import { overlap } from '../money/interval.ts';
import { parseJson } from './kept-json.ts';
import type { ReadFact } from './reading.ts';
import { fromJson, type KeptReading, readingSchema } from './reading-json.ts';

/** Printings of one coordinate that no single value satisfies: the document contradicts itself. */
export interface Contradiction {
  readonly at: Coordinate;
  readonly facts: readonly ReadFact[];
  /** The one that tables agree on, where only the text differs from them; undefined where nothing decides. */
  readonly believed: ReadFact | undefined;
}

/** What a document that was read knows of a budget: margins only, never the lines behind them. */
export interface MarginLedger {
  /** Records and names; its lines are empty, for the facts are in `statements`. */
  readonly ledger: Ledger;
  readonly statements: readonly Statement[];
  readonly contradictions: readonly Contradiction[];
}

/** Reads back what `read --json` printed. Every problem names file, line and key. */
export function parseKept(text: string, file: string): Result<KeptReading> {
  const json = parseJson(text, file, readingSchema, 'reading.schema.json');
  if (json.ok) return succeed(fromJson(json.value), json.problems);
  // Of another kind of file it is enough to say that.
  const other = json.problems.filter(({ where }) => where.key === 'format');
  return other.length > 0 ? fail(other) : json;
}

/** Makes statements and records of what was read, one statement a table and an open one of the narrative. */
export function marginLedger(kept: KeptReading, pack: string): MarginLedger {
  const ledger = ledgerOf(kept, pack);
  const all = namedProjects(kept.facts, ledger.records.projects);
  const precise = evenDecimals(all.filter(({ status }) => status !== 'unread'));
  const { told, contradictions } = settle(precise);
  const incomplete = tablesWithUnplaced(kept);
  const tables = kept.tables.map((table): Statement => {
    const own = precise.filter((fact) => fact.table === table.id).map((fact) => told.get(fact) ?? fact);
    const unread = all.filter((fact) => fact.table === table.id && fact.status === 'unread');
    return {
      id: `${table.id}.${table.layout}`,
      scope: table.at,
      closed: closedAlong(table, own.length + unread.length, incomplete.has(table.id)),
      grain: 'table',
      facts: [...own, ...unread],
    };
  });
  const said = precise.filter((fact) => fact.table === undefined).flatMap((fact) => told.get(fact) ?? []);
  const narrative: Statement = { id: 'narrative', scope: {}, closed: false, grain: 'table', facts: said };
  const statements = [...tables, narrative, ofSheets(kept, ledger, all)];
  return {
    ledger,
    statements: [...statements, ...ofOnlyUnit(statements, ledger.records)],
    contradictions,
  };
}

/**
 * What sheets state as the budget of their project, where no table prints it at that coordinate: at its body, and at the
 * department where no other body has a project of the code.
 */
function ofSheets(
  { year, stage, sha256 }: KeptReading,
  { records: { department, projects } }: Ledger,
  facts: readonly ReadFact[],
): Statement {
  const known = new Set(facts.map(({ at }) => coordinateKey(at)));
  const isShared = (code: string) => projects.filter((project) => project.code === code).length > 1;
  const stated = projects.flatMap(({ code, entity, statedBudget }): Fact[] => {
    if (statedBudget === undefined) return [];
    const bodies = isShared(code) ? [entity] : [...new Set([entity, department.code])];
    const base = { measure: 'amount', year: String(year), stage, flow: 'expenditure', project: code };
    // All that a project spends is project expenditure.
    const places = bodies.flatMap((body) => [
      { ...base, entity: body },
      { ...base, entity: body, kind: 'project' },
    ]);
    return places.map((at) => ({
      at,
      value: statedBudget,
      unit: '万元',
      decimals: decimalsOf(statedBudget),
      status: statedBudget === 0n ? 'zero' : 'printed',
      statedIn: sha256,
    }));
  });
  return {
    id: 'sheets',
    scope: {},
    closed: false,
    grain: 'table',
    facts: stated.filter(({ at }) => !known.has(coordinateKey(at))),
  };
}

/** The decimals that an amount needs in 万元; two are customary. */
function decimalsOf(fen: bigint): number {
  if (fen % 10_000n === 0n) return 2;
  return fen % 100n === 0n ? 4 : 6;
}

/** A department with one unit is that unit: what is stated of the whole holds for it, where nothing else is. */
function ofOnlyUnit(
  statements: readonly Statement[],
  { department, units }: Pick<Records, 'department' | 'units'>,
): readonly Statement[] {
  const [only, ...others] = units;
  if (only === undefined || others.length > 0 || only.code === department.code) return [];
  const moved = (at: Coordinate): Coordinate =>
    at.entity === department.code ? { ...at, entity: only.code } : at;
  return statements.map((statement) => ({
    ...statement,
    id: `${statement.id}.${only.code}`,
    scope: moved(statement.scope),
    facts: statement.facts.map((fact) => ({ ...fact, at: moved(fact.at) })),
  }));
}

/** Facts of projects that are told by name, under the code that the project's own sheet gives to the one of that name. */
function namedProjects(facts: readonly ReadFact[], projects: readonly Project[]): readonly ReadFact[] {
  const codes = new Map<string, string | undefined>();
  for (const { code, name } of projects) {
    const key = normalName(name);
    codes.set(key, codes.has(key) ? undefined : code);
  }
  const known = new Set(projects.map(({ code }) => code));
  return facts.map((fact) => {
    const { project } = fact.at;
    if (project === undefined || known.has(project)) return fact;
    const code = codes.get(normalName(project));
    return code === undefined ? fact : { ...fact, at: { ...fact.at, project: code } };
  });
}

// Values -----------------------------------------------------------------------------------------

/**
 * Tables out of spreadsheets drop zeros at the end: beside 65.55, a 65 is 65.00. In a table that prints several counts of
 * decimals in one unit every number has the largest of them; a zero has the largest in the document. A table that prints
 * one coordinate with several counts of them, in a cell and in a sentence of a sheet, has no such format.
 */
function evenDecimals(facts: readonly ReadFact[]): readonly ReadFact[] {
  const most = new Map<string, number>();
  const keyOf = ({ table, unit }: ReadFact) => `${table ?? ''} ${unit}`;
  const isUneven = unevenTables(facts);
  for (const fact of facts) {
    if (fact.table === undefined || isUneven.has(fact.table)) continue;
    for (const key of [keyOf(fact), fact.unit]) most.set(key, Math.max(most.get(key) ?? 0, fact.decimals));
  }
  return facts.map((fact) => {
    const decimals = most.get(fact.value === 0n ? fact.unit : keyOf(fact));
    return decimals === undefined || decimals === fact.decimals ? fact : { ...fact, decimals };
  });
}

/** Tables that print a coordinate twice in one unit, not both times with as many decimals. */
function unevenTables(facts: readonly ReadFact[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const uneven = new Set<string>();
  for (const { table, at, unit, decimals, status } of facts) {
    if (table === undefined || status !== 'printed') continue;
    const key = `${table} ${unit} ${coordinateKey(at)}`;
    const before = seen.get(key);
    if (before !== undefined && before !== decimals) uneven.add(table);
    seen.set(key, decimals);
  }
  return uneven;
}

interface Settled {
  /** What each fact is taken for; facts that are absent are left out. */
  readonly told: ReadonlyMap<ReadFact, ReadFact>;
  readonly contradictions: readonly Contradiction[];
}

/**
 * One value for each coordinate. Printings that agree within their rounding stand for the most precise of them. Where
 * tables contradict each other none is believed (`unread`); where only the text differs the tables are: they are what was
 * approved, and the text tells of them. What is derived from other numbers speaks only where nothing is printed.
 */
function settle(facts: readonly ReadFact[]): Settled {
  const told = new Map<ReadFact, ReadFact>();
  const contradictions: Contradiction[] = [];
  const groups = new Map<string, ReadFact[]>();
  for (const fact of facts) {
    const key = coordinateKey(fact.at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  for (const all of groups.values()) {
    const group = withoutEmptied(all);
    const printed = group.filter(({ status }) => status !== 'derived');
    const tabled = printed.filter(({ table }) => table !== undefined);
    const [deciding] = [tabled, printed, group].filter((some) => some.length > 0);
    const [first] = group;
    if (deciding === undefined || first === undefined) continue;
    const best = agree(deciding) ? mostPrecise(deciding) : undefined;
    for (const fact of [...deciding, ...all.filter((one) => !group.includes(one))]) {
      told.set(fact, taken(fact, best));
    }
    const everyone = best === undefined ? deciding : [best, ...printed.filter((one) => !agree([one, best]))];
    if (best === undefined || everyone.length > 1) {
      contradictions.push({ at: first.at, facts: everyone, believed: best });
    }
  }
  return { told, contradictions };
}

/** Without the blanks of a table that prints a number there elsewhere: the first of several rows of a block may have none. */
function withoutEmptied(group: readonly ReadFact[]): readonly ReadFact[] {
  const isEmpty = ({ status }: ReadFact) => status === 'blank' || status === 'dash';
  const filled = new Set(group.filter((fact) => !isEmpty(fact)).map(({ table }) => table));
  return group.filter((fact) => !isEmpty(fact) || fact.table === undefined || !filled.has(fact.table));
}

function taken(fact: ReadFact, best: ReadFact | undefined): ReadFact {
  if (best === undefined) return { ...fact, value: 0n, status: 'unread' };
  const { value, unit, decimals, status } = best;
  return { ...fact, value, unit, decimals, status };
}

/** Intervals that meet in pairs have a value in common. */
function agree(facts: readonly Fact[]): boolean {
  const intervals = facts.map(intervalOf);
  return intervals.every((one, index) => intervals.slice(index + 1).every((other) => overlap(one, other)));
}

function mostPrecise(facts: readonly ReadFact[]): ReadFact | undefined {
  const step = ({ unit, decimals, status }: Fact) =>
    status === 'blank' || status === 'dash' ? 0n : (basePerUnit(unit) * 10n ** 6n) / 10n ** BigInt(decimals);
  return facts.reduce<ReadFact | undefined>(
    (best, fact) => (best === undefined || step(fact) < step(best) ? fact : best),
    undefined,
  );
}

// Tables -----------------------------------------------------------------------------------------

/** What every table of a document shares; a scope of these alone is the whole budget. */
const WHOLE = new Set(['measure', 'entity', 'year', 'stage', 'flow']);

/**
 * Along which dimensions a table's silence is a zero. Not where numbers of it were not understood; and an empty table says
 * that nothing was spent only where it would list a classification of a part of the budget.
 */
function closedAlong(
  { layout, closed, at }: KeptReading['tables'][number],
  facts: number,
  hasUnplaced: boolean,
): false | ReadonlySet<string> {
  if (hasUnplaced || layout === '' || closed.length === 0) return false;
  if (facts > 0) return new Set(closed);
  const listsAccounts = classifications.some((one) => closed.includes(one));
  return listsAccounts && Object.keys(at).some((id) => !WHOLE.has(id)) ? new Set(closed) : false;
}

/** The tables in which numbers stand that were not understood: each belongs to the last table that begins before it. */
function tablesWithUnplaced({ tables, coverage }: KeptReading): ReadonlySet<string> {
  return new Set(
    coverage.unplaced
      .filter(({ part }) => part === 'table')
      .flatMap(({ place }) => {
        const before = tables.filter(
          (table) => table.place !== undefined && startsBefore(table.place, place),
        );
        return before.at(-1)?.id ?? [];
      }),
  );
}

function startsBefore(table: Place, place: Place): boolean {
  if (table.type === 'page' && place.type === 'page') {
    return table.page < place.page || (table.page === place.page && table.box[1] <= place.box[3]);
  }
  if (table.type === 'line' && place.type === 'line') return table.line <= place.line;
  if (table.type === 'cell' && place.type === 'cell') return table.sheet === place.sheet;
  if (table.type !== 'paragraph' || place.type !== 'paragraph') return false;
  const [outer = ''] = place.path.split('/');
  return table.path.split('/')[0] === outer;
}

// Records ----------------------------------------------------------------------------------------

function ledgerOf(kept: KeptReading, pack: string): Ledger {
  const { entity, bodies, records, tables } = kept;
  const own = entity.code === '' ? entity.name : entity.code;
  const department = { code: own, name: entity.name };
  // A body whose code nobody prints goes by its name, as in coordinates.
  const listed = records.units.map((unit) => (unit.code === '' ? { ...unit, code: unit.name } : unit));
  const units = listed.length > 0 ? listed : unitsOf(department, bodies);
  const all: Records = {
    department,
    units,
    projects: [...records.projects, ...projectsOf(kept, own)],
    procurement: records.procurement,
    texts: records.texts.map(({ key, paragraphs }) => ({ entity: own, key, paragraphs })),
  };
  return {
    pack,
    year: kept.year,
    records: all,
    facts: [],
    lastYear: undefined,
    execution: [],
    localNames: localNames(kept.facts),
    // A sheet is its project's, in the department's part too.
    unitParts: tables.some(
      ({ at }) => at.project === undefined && at.entity !== undefined && at.entity !== own,
    ),
  };
}

/** The bodies below the document's own; a body without any is its own only unit. */
function unitsOf(
  department: { readonly code: string; readonly name: string },
  bodies: KeptReading['bodies'],
): readonly Unit[] {
  const below = bodies.filter(({ code }) => code !== department.code);
  return (below.length > 0 ? below : [department]).map(({ code, name }) => ({
    code,
    name,
    scope: name === department.name || /本级$/u.test(name) ? 'ownLevel' : 'unit',
    nature: '',
    rank: '',
    funding: '',
  }));
}

/** Projects that only the amounts of a table name. */
function projectsOf({ facts, records }: KeptReading, own: string): readonly Project[] {
  const known = new Set(records.projects.flatMap(({ code, name }) => [code, normalName(name)]));
  const found = new Map<string, Project>();
  for (const { at, row } of facts) {
    const { project: code } = at;
    if (code === undefined || code === NO_PROJECT || found.has(code)) continue;
    if (known.has(code) || known.has(normalName(code))) continue;
    found.set(code, {
      entity: at.entity ?? own,
      code,
      name: row ?? code,
      purpose: '',
      goals: [],
      plan: [],
      indicators: [],
      specialFund: false,
    });
  }
  return [...found.values()];
}

/** The names that the document gives to members of its own: codes of no list, or beside another account's name. */
function localNames(facts: readonly ReadFact[]): readonly LocalName[] {
  const names = new Map<string, LocalName>();
  for (const { at, row } of facts) {
    for (const classification of classifications) {
      const code = at[classification];
      // Named sets are no codes.
      if (code === undefined || !/^\d/u.test(code) || names.has(`${classification} ${code}`)) continue;
      const name = nameOfLocal(code) ?? row;
      if (name !== undefined) names.set(`${classification} ${code}`, local(classification, code, name));
    }
  }
  return [...names.values()];
}

function local(classification: Classification, code: string, name: string): LocalName {
  return { classification, code, name };
}

/** @example nameOfLocal('2101101(行政部门医疗)') // '行政部门医疗' */
function nameOfLocal(code: string): string | undefined {
  return /^\d+\((.*)\)$/u.exec(code)?.[1];
}
