import { printedCode } from '../accounts/tree.ts';
import type { Coordinate } from '../facts/fact.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { EachDefinition } from './definition.ts';
import { evaluateText } from './evaluate.ts';
import { resolve, type Scope } from './scope.ts';

/** One turn of a repetition: a member of a dimension, or a record. */
export interface Turn {
  readonly scope: Scope;
  /** Added to the coordinates of what is repeated. */
  readonly at: Coordinate;
  readonly code: string;
  readonly name: string;
  /** The names of the codes above a member of a classification, by the codes' length. */
  readonly above?: ReadonlyMap<number, string>;
}

/** The turns of an `each`: the members in use at a coordinate, or the records of the scope. */
export function turnsOf(each: EachDefinition, at: Coordinate, scope: Scope): readonly Turn[] {
  if ('lines' in each) return lineTurns(each, scope);
  const turns =
    'dimension' in each ? memberTurns(each, at, scope) : wanted(each, at, recordTurns(each, at, scope));
  const { and } = each;
  if (and === undefined) return turns;
  return turns.flatMap((turn) => {
    const seconds = memberTurns(and, { ...at, ...turn.at }, turn.scope, true);
    // What carries no member of the other dimension is listed all the same.
    if (seconds.length === 0) return [turn];
    return seconds.map((second) => ({ ...turn, at: { ...turn.at, ...second.at } }));
  });
}

/** The records that have amounts where they are asked for; what is unknown may be there. */
function wanted({ where }: EachRecord, at: Coordinate, turns: readonly Turn[]): readonly Turn[] {
  if (where === undefined) return turns;
  return turns.filter((turn) => {
    const value = turn.scope.cube.value(resolve(turn.scope, at, turn.at, where));
    return !value.known || value.value !== 0n;
  });
}

/** The paragraphs of a text, each taken apart into attributes. */
function lineTurns({ lines, fields }: EachLine, scope: Scope): readonly Turn[] {
  const words = evaluateText(lines, scope);
  return words.text.split('\n').map((paragraph) => {
    const values = partsOf(paragraph, fields.length);
    const line = {
      values: new Map(fields.map((field, index) => [field, values[index] ?? ''])),
      ...(words.missing === undefined ? {} : { missing: words.missing }),
    };
    return { scope: { ...scope, line }, at: {}, code: '', name: values[0] ?? '' };
  });
}

/** A line's parts: between bars, or, of two, before and after the first colon. The last one takes what is left. */
function partsOf(line: string, count: number): readonly string[] {
  const bars = line.split(/[|｜]/u);
  const [, before = '', after = ''] = /^([^：:]*)[：:](.*)$/u.exec(line) ?? [];
  const parts = bars.length === 1 && count === 2 && before !== '' ? [before, after] : bars;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join('｜')].map((part) => part.trim());
}

/** The name of a level without marks that extraction has left beside it: by these it would be of no kind, and lost. */
function wordsOf(level: string): string {
  return level.replace(/[^\p{Script=Han}]/gu, '');
}

/** Whether an `each` lists projects. */
export function listsProjects(each: EachDefinition | undefined): boolean {
  return each !== undefined && 'records' in each && PROJECT_RECORDS.has(each.records);
}

const PROJECT_RECORDS: ReadonlySet<string> = new Set(['allProjects', 'projects', 'specialFunds']);

type EachMember = Omit<Extract<EachDefinition, { dimension: string }>, 'and'>;
type EachRecord = Extract<EachDefinition, { records: string }>;
type EachLine = Extract<EachDefinition, { lines: string }>;

function memberTurns(
  { dimension, levels, members, where }: EachMember,
  at: Coordinate,
  scope: Scope,
  whole = false,
): readonly Turn[] {
  const space = scope.cube.space.get(dimension);
  const codes =
    members ??
    listed(
      scope.cube.members(dimension, resolve(scope, at, where), whole),
      levels,
      (code) => space?.has(code) ?? false,
    );
  return codes.map((code) => ({
    scope,
    at: { [dimension]: code },
    code,
    name: space?.labelOf(code) ?? code,
    above: new Map(
      (space?.above(code) ?? [])
        .filter((one) => one !== code && code.startsWith(one))
        .map((one) => [one.length, space?.labelOf(one) ?? one]),
    ),
  }));
}

/** The codes in use and those above them, at the levels (code lengths) asked for, parents before children. */
function listed(
  used: readonly string[],
  levels: readonly number[] | undefined,
  exists: (code: string) => boolean,
): string[] {
  const codes = new Set<string>();
  for (const code of used) {
    if (levels === undefined) codes.add(code);
    else {
      const digits = printedCode(code);
      for (const level of levels) {
        const ancestor = digits.length === level ? code : digits.slice(0, level);
        if (digits.length >= level && exists(ancestor)) codes.add(ancestor);
      }
    }
  }
  return [...codes].sort();
}

function recordTurns({ records, level1 }: EachRecord, at: Coordinate, scope: Scope): readonly Turn[] {
  const { department } = scope;
  const here = at.entity ?? scope.entity.code;
  const isHere = (code: string) => here === department.code || code === here;
  // Bodies may have a project of one code each: its amounts are then those of its body.
  const isShared = (code: string) =>
    scope.records.projects.filter((project) => project.code === code).length > 1;
  const turn = (more: Partial<Scope>, at: Coordinate, code: string, name: string): Turn => ({
    scope: { ...scope, ...more },
    at,
    code,
    name,
  });
  switch (records) {
    case 'department':
      return scope.entity.code === department.code
        ? [turn({}, { entity: department.code }, department.code, department.name)]
        : [];
    case 'units':
      return scope.records.units
        .filter((unit) => isHere(unit.code))
        .map((unit) => turn({ unit }, { entity: unit.code }, unit.code, unit.name));
    case 'allProjects':
    case 'projects':
    case 'specialFunds':
      return scope.records.projects
        .filter(
          (project) =>
            (scope.projectsOf === undefined ? isHere(project.entity) : project.entity === scope.projectsOf) &&
            (records === 'allProjects' || project.specialFund === (records === 'specialFunds')),
        )
        .map((project) =>
          turn(
            { project },
            isShared(project.code)
              ? { project: project.code, entity: project.entity }
              : { project: project.code },
            project.code,
            project.name,
          ),
        );
    case 'indicators':
      return (scope.project?.indicators ?? [])
        .filter((indicator) => level1 === undefined || level1.includes(wordsOf(indicator.level1)))
        .map((indicator) => turn({ indicator }, {}, '', indicator.level3));
    case 'procurement':
      return scope.records.procurement
        .filter((line) => isHere(line.entity))
        .map((procurement) => {
          // The line's own project, so that its total can be printed on each of its lines.
          // Without one there is no such total: no line is project expenditure of no project.
          const at: Coordinate =
            procurement.project === ''
              ? { kind: 'project', project: NO_PROJECT }
              : { project: procurement.project };
          return turn({ procurement }, at, procurement.catalogueNumber, procurement.item);
        });
  }
}
