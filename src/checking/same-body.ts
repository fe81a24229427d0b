import { normalName } from '../accounts/tree.ts';
import type { EntityNode } from '../facts/space.ts';

/** Whose a document is, and the bodies that it speaks of. */
export interface Bodied {
  readonly entity: { readonly code: string; readonly name: string; readonly scope: string };
  readonly bodies: readonly EntityNode[];
}

/** The bodies of one document by what another one calls them; a body that has no counterpart is absent. */
export type BodyMap = ReadonlyMap<string, string>;

/**
 * Finds the bodies of one document in another. A body is known by code and name together: a department and its own
 * office (本级) bear one name, and one code may be two bodies' in two places. Where a document prints no code the name
 * has to be the only one of its kind.
 */
export function bodyMap(from: Bodied, to: Bodied): BodyMap {
  const found = new Map<string, string>();
  const [own, other] = [codeOf(from.entity), codeOf(to.entity)];
  if (isSameOwn(from, to)) found.set(own, other);
  for (const body of all(from)) {
    if (found.has(body.code)) continue;
    const fitting = all(to).filter((one) => isSame(body, one));
    // One name without codes may be of two bodies: neither is taken.
    const [first, ...others] = fitting;
    if (first !== undefined && others.length === 0) found.set(body.code, first.code);
  }
  return found;
}

/** Whether two documents are of one body, as far as code, name and level say. */
export function isSameOwn(one: Bodied, other: Bodied): boolean {
  const [a, b] = [codeOf(one.entity), codeOf(other.entity)];
  const [name, second] = [one.entity.name, other.entity.name];
  if (isCode(a) && a === b) return isPartOf(name, second);
  if (normalName(name) !== normalName(second) || isDepartment(one) !== isDepartment(other)) return false;
  // A department may go by its code or by that of its own office, which begins with it.
  return !isCode(a) || !isCode(b) || a.startsWith(b) || b.startsWith(a);
}

/** A department is several bodies, whatever its title says; the bureau itself and a unit are one. */
export function isDepartment({ entity, bodies }: Bodied): boolean {
  const own = codeOf(entity);
  return entity.scope === 'department' || bodies.some(({ parent }) => parent === own);
}

function isSame(one: EntityNode, other: EntityNode): boolean {
  if (isCode(one.code) && isCode(other.code))
    return one.code === other.code && isPartOf(one.name, other.name);
  return normalName(one.name) === normalName(other.name);
}

/** Whether facts name a body by a code: by its name where none is printed. */
function isCode(code: string): boolean {
  return /^\d+$/u.test(code);
}

/** What a department's own office has behind the department's name: some documents print it, some do not. */
const OWN_LEVEL = /\(?(?:本级|机关|本部)\)?$/u;

/** A name without what tells the office of a department from the department: where the code tells them apart. */
export function bareName(name: string): string {
  return normalName(name).replace(OWN_LEVEL, '');
}

/** One name is the other without the place before it. */
function isPartOf(one: string, other: string): boolean {
  const [a, b] = [bareName(one), bareName(other)];
  return a.endsWith(b) || b.endsWith(a);
}

/** The member by which facts name the document's own body. */
export function codeOf({ code, name }: Bodied['entity']): string {
  return code === '' ? name : code;
}

function all({ entity, bodies }: Bodied): readonly EntityNode[] {
  const own = codeOf(entity);
  return bodies.some(({ code }) => code === own) ? bodies : [{ code: own, name: entity.name }, ...bodies];
}
