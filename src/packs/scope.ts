import type { Cube } from '../facts/cube.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Entity, Records, Unit } from '../facts/records.ts';
import type { RecordContext } from './attributes.ts';
import type { Pack } from './definition.ts';

/** Everything a definition is evaluated against: the facts, the records, and where in the document we are. */
export interface Scope extends RecordContext {
  readonly pack: Pack;
  readonly year: number;
  readonly records: Records;
  /** The facts of this scope's entity. */
  readonly cube: Cube;
  /** The coordinate that every cell here starts from: amount, year, budget, entity. */
  readonly at: Coordinate;
  /** The body whose projects are listed here and no other's, where rows of bodies do not say it. */
  readonly projectsOf?: string;
  /** Variables of templates that the document definition sets. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface ScopeOptions {
  readonly pack: Pack;
  readonly year: number;
  readonly records: Records;
  readonly cube: Cube;
}

/** The scope of the department as a whole. */
export function departmentScope({ pack, year, records, cube }: ScopeOptions): Scope {
  const { department } = records;
  return {
    pack,
    year,
    records,
    cube,
    department,
    space: cube.space,
    entity: department,
    unit: records.units.find((unit) => unit.code === department.code),
    projects: new Map(records.projects.map((project) => [project.code, project])),
    at: { measure: 'amount', year: String(year), stage: pack.stage, entity: department.code },
    variables: {},
  };
}

/** The scope of one unit of the department. */
export function unitScope(scope: Scope, unit: Unit): Scope {
  const entity: Entity = { code: unit.code, name: unit.name };
  return {
    ...scope,
    entity,
    unit,
    cube: scope.cube.slice({ entity: unit.code }),
    at: { ...scope.at, entity: unit.code },
  };
}

/** The member that stands for the year before the budget's in a definition. */
export const PREVIOUS = 'previous';

/** The member that lifts a restriction made farther out. */
export const WHOLE = '*';

/** A coordinate of a definition where it is used: based on the scope, relative years made absolute. */
export function resolve(
  scope: Pick<Scope, 'at' | 'year'>,
  ...more: readonly (Coordinate | undefined)[]
): Coordinate {
  const merged: Record<string, string> = Object.assign({}, scope.at, ...more);
  if (merged.year === PREVIOUS) merged.year = String(scope.year - 1);
  for (const dimension in merged) if (merged[dimension] === WHOLE) delete merged[dimension];
  return merged;
}
