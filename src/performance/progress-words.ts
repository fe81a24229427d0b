import { NO_PROJECT, type Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { ProgressDimension } from './progress.ts';

/** The member's name, with its code where people know it by that. */
export function labelOfMember(dimension: ProgressDimension, member: string, space: Space): string {
  if (dimension === 'project' && member === NO_PROJECT) return say('execution.noProject');
  const label = space.get(dimension)?.labelOf(member) ?? member;
  const isCoded = dimension === 'function' || dimension === 'economic' || dimension === 'entity';
  return isCoded && label !== member ? `${member} ${label}` : label;
}
