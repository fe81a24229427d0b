import type { Dimension } from './dimension.ts';

/** A member as a person finds it again: its code, where it has one, and its name. */
export function memberText(dimension: Dimension | undefined, member: string): string {
  const label = dimension?.labelOf(member) ?? member;
  return /^[0-9]/u.test(member) && label !== member ? `${member} ${label}` : label;
}
