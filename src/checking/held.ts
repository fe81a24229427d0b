import type { StatedFact } from '../facts/stated.ts';
import { type Statements, type System, variablesOf } from './system.ts';

/** How much of what tables print is held to something else, so that a wrong number would show. */
export interface HeldAmounts {
  /** Amounts that tables print, zeros and blanks left out. */
  readonly printed: number;
  /** Of these, those that are printed once more or stand in a law that says what they come to. */
  readonly held: number;
  /** The others. */
  readonly free: readonly StatedFact[];
}

/**
 * Counts the printed amounts of tables that a law holds. An amount that is only no more than another (其中) is not held:
 * most wrong values would pass.
 */
export function heldAmounts({ tables }: Pick<Statements, 'tables'>, system: System): HeldAmounts {
  const holds = system.constraints.map(
    (constraint) =>
      constraint.type !== 'atMost' &&
      variablesOf(constraint).every(
        (variable) =>
          (system.variables[variable]?.prints.length ?? 0) > 0 || (system.of[variable]?.length ?? 0) > 1,
      ),
  );
  const held = new Set<StatedFact>();
  system.variables.forEach(({ prints }, variable) => {
    const isHeld = prints.length > 1 || (system.of[variable] ?? []).some((index) => holds[index] === true);
    if (isHeld) for (const { fact } of prints) held.add(fact);
  });
  const amounts = tables
    .flatMap(({ facts }) => facts)
    .filter(({ status, at }) => status === 'printed' && (at.measure ?? 'amount') === 'amount');
  const free = amounts.filter((fact) => !held.has(fact));
  return { printed: amounts.length, held: amounts.length - free.length, free };
}
