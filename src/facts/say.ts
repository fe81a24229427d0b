import type { Coordinate } from './fact.ts';
import { memberText } from './member.ts';
import type { Space } from './space.ts';

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
    return [memberText(space.get(id), member)];
  });
  // 支出 goes without saying where something narrower says it.
  const narrow =
    words.length > 1 && at.flow === 'expenditure'
      ? words.filter((word) => word !== memberText(space.get('flow'), 'expenditure'))
      : words;
  return narrow.join(' ');
}
