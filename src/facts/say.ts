import { say } from '../messages/say.ts';
import type { Coordinate } from './fact.ts';
import { memberText } from './member.ts';
import { NO_PROJECT, type Space } from './space.ts';

/** The order in which people name the dimensions of a number. */
const ORDER = [
  'year',
  'stage',
  'entity',
  'project',
  'source',
  'vintage',
  'kind',
  'tier',
  'function',
  'economic',
  'govEconomic',
  'procurement',
  'enterprise',
  'nature',
  'asset',
  'headcount',
  'flow',
  'measure',
];

/** Dimensions that go without saying, with the members that do. */
export type Unsaid = Readonly<Record<string, string>>;

/**
 * A coordinate in words: the members of its dimensions, without those that go without saying.
 *
 * @example sayCoordinate(space, { flow: 'expenditure', kind: 'basic', function: '2101501' }) // '基本支出 2101501 行政运行 本年支出'
 */
export function sayCoordinate(space: Space, at: Coordinate, unsaid: Unsaid = {}): string {
  const known = ORDER.filter((id) => at[id] !== undefined);
  const others = Object.keys(at).filter((id) => !ORDER.includes(id));
  const words = [...known, ...others].flatMap((id) => {
    const member = at[id];
    if (member === undefined || member === unsaid[id] || (id === 'measure' && member === 'amount')) return [];
    // 支出 goes without saying where something says it that only expenditure has.
    if (id === 'flow' && member === 'expenditure' && SPENT.some((one) => at[one] !== undefined)) return [];
    // People know a project by its name; codes are for machines.
    if (id === 'project')
      return [
        member === NO_PROJECT
          ? memberText(space.get(id), member)
          : say('facts.projectNamed', { name: nameOf(space, member) }),
      ];
    return [memberText(space.get(id), member)];
  });
  return words.join(' ');
}

/** Dimensions of nothing but expenditure. */
const SPENT = ['kind', 'tier', 'project', 'economic', 'govEconomic', 'procurement'];

/** A project without a code is a member `body/name`. */
function nameOf(space: Space, project: string): string {
  const label = space.get('project')?.labelOf(project) ?? project;
  return label === project ? project.slice(project.indexOf('/') + 1) : label;
}
