import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import { fitAlong, fitsBetter } from './pin.ts';
import type { PlacedTable } from './place-table.ts';
import type { ReadFact } from './reading.ts';

/**
 * 上年结转 includes surplus that is used only where no line of its own says how much; and so with what is left at the
 * end of the year and what of it is distributed.
 */
export function apartFromSurplus(placed: PlacedTable): PlacedTable {
  const flows = new Set(placed.facts.map(({ at }) => at.flow));
  const finer = new Map<string | undefined, string>([
    ...(flows.has('surplusUsed') ? [['broughtForward', 'carriedForwardIn'] as const] : []),
    ...(flows.has('surplusDistributed') ? [['setAside', 'carriedForwardOut'] as const] : []),
  ]);
  if (finer.size === 0) return placed;
  return moved(placed, ({ flow }) => {
    const other = finer.get(flow);
    return other === undefined ? undefined : { flow: other };
  });
}

/**
 * 当年 includes transfers that were notified in advance, unless they have a column beside it: then it is what the body's
 * own level gives. The sums of the table say which.
 */
export function apartFromTransfers(placed: PlacedTable, space: Space): PlacedTable {
  const vintages = new Set(placed.facts.map(({ at }) => at.vintage));
  if (!vintages.has('advanceTransfer') || !vintages.has('current') || vintages.has('ownLevel')) return placed;
  const apart = moved(placed, ({ vintage }) => (vintage === 'current' ? { vintage: 'ownLevel' } : undefined));
  const sumsOf = ({ facts }: PlacedTable) => fitAlong(space, facts, 'vintage');
  return fitsBetter(sumsOf(apart), sumsOf(placed)) ? apart : placed;
}

/** A table whose facts stand at other coordinates, as far as `change` says so. */
function moved(placed: PlacedTable, change: (at: Coordinate) => Coordinate | undefined): PlacedTable {
  const known = new Map<Fact, ReadFact>();
  const move = (fact: ReadFact): ReadFact => {
    const other = change(fact.at);
    const made = known.get(fact) ?? (other === undefined ? fact : { ...fact, at: { ...fact.at, ...other } });
    known.set(fact, made);
    return made;
  };
  const facts = placed.facts.map(move);
  return {
    ...placed,
    facts,
    factsOf: new Map([...placed.factsOf].map(([row, own]) => [row, own.map(move)])),
    fates: new Map(
      [...placed.fates].map(([cell, fate]) => [
        cell,
        fate.type === 'fact' ? { type: 'fact', fact: known.get(fate.fact) ?? fate.fact } : fate,
      ]),
    ),
  };
}
