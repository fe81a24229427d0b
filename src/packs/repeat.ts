import type { Coordinate } from '../facts/fact.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { EachDefinition } from './definition.ts';
import { resolve, type Scope } from './scope.ts';

/** One turn of a repetition: a member of a dimension, or a record. */
export interface Turn {
  readonly scope: Scope;
  /** Added to the coordinates of what is repeated. */
  readonly at: Coordinate;
  readonly code: string;
  readonly name: string;
}

/** The turns of an `each`: the members in use at a coordinate, or the records of the scope. */
export function turnsOf(each: EachDefinition, at: Coordinate, scope: Scope): readonly Turn[] {
  return 'dimension' in each ? memberTurns(each, at, scope) : recordTurns(each.records, scope);
}

function memberTurns(
  { dimension, levels, members, where }: Extract<EachDefinition, { dimension: string }>,
  at: Coordinate,
  scope: Scope,
): readonly Turn[] {
  const space = scope.cube.space.get(dimension);
  const codes =
    members ??
    listed(
      scope.cube.members(dimension, resolve(scope, at, where)),
      levels,
      (code) => space?.has(code) ?? false,
    );
  return codes.map((code) => ({
    scope,
    at: { [dimension]: code },
    code,
    name: space?.labelOf(code) ?? code,
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
      for (const level of levels) {
        const ancestor = code.slice(0, level);
        if (ancestor.length === level && exists(ancestor)) codes.add(ancestor);
      }
    }
  }
  return [...codes].sort();
}

function recordTurns(
  records: Extract<EachDefinition, { records: string }>['records'],
  scope: Scope,
): readonly Turn[] {
  const { entity, department } = scope;
  const isHere = (code: string) => entity.code === department.code || code === entity.code;
  const turn = (more: Partial<Scope>, at: Coordinate, code: string, name: string): Turn => ({
    scope: { ...scope, ...more },
    at,
    code,
    name,
  });
  switch (records) {
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
            isHere(project.entity) &&
            (records === 'allProjects' || project.specialFund === (records === 'specialFunds')),
        )
        .map((project) => turn({ project }, { project: project.code }, project.code, project.name));
    case 'indicators':
      return (scope.project?.indicators ?? []).map((indicator) =>
        turn({ indicator }, {}, '', indicator.level3),
      );
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
