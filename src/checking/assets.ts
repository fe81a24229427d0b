import { basePerUnit } from '../facts/measure.ts';
import { sayCoordinate } from '../facts/say.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { budgetAt, groupBy, isAt, ownEntity, printedFacts, sayMoney } from './stated-amounts.ts';

/** Economic classes of running and of buying vehicles, and the sets that hold the latter. */
const RUNNING = '30231';
const BUYING: ReadonlySet<string> = new Set(['vehiclePurchase', '30913', '31013']);

/** What is wrong with assets beside their sums: vehicles that cost and are not there, worth without anything. */
export function checkAssets(document: CheckedDocument): readonly Finding[] {
  return [...vehicles(document), ...worthOfNothing(document)];
}

/** Running costs of vehicles where there are none, and none is to be bought. */
function vehicles(document: CheckedDocument): readonly Finding[] {
  const facts = printedFacts(document);
  return bodiesOf(document, facts).flatMap((entity) => {
    const held = facts.filter(
      ({ at }) =>
        at.entity === entity && at.asset === 'vehicles' && at.measure === 'count' && at.stage === 'final',
    );
    const coming = facts.filter(
      ({ at, value }) =>
        at.entity === entity &&
        value > 0n &&
        ((at.asset === 'vehicles' && at.stage === document.stage) || BUYING.has(at.economic ?? '')),
    );
    const running = facts.find(
      ({ at, value }) =>
        value > 0n && isAt(at, budgetAt(document, entity, { economic: RUNNING }), ['flow', 'source', 'kind']),
    );
    const [none] = held;
    if (none === undefined || running === undefined) return [];
    if (coming.length > 0 || held.some(({ value }) => value !== 0n)) return [];
    const message = say('checking.assets.vehicles', { cost: sayMoney(running.value) });
    return [
      finding('assets.vehicles', message, running.at, {
        value: sayMoney(running.value),
        places: [running, none].flatMap(({ place }) => place ?? []),
      }),
    ];
  });
}

/** The department and its only unit say the same: they are one. */
function bodiesOf(document: CheckedDocument, facts: readonly StatedFact[]): readonly string[] {
  const own = ownEntity(document);
  const all = new Set(facts.flatMap(({ at }) => (at.asset === undefined ? [] : (at.entity ?? []))));
  return all.has(own) ? [own] : [...all];
}

/** Assets of which there are none and that are worth something. */
function worthOfNothing(document: CheckedDocument): readonly Finding[] {
  const facts = printedFacts(document).filter(({ at }) => at.asset !== undefined && at.asset !== 'all');
  const keyOf = ({ at, table }: StatedFact) =>
    [at.entity, at.year, at.stage, at.asset, table ?? ''].join('\n');
  return [...groupBy(facts, keyOf).values()].flatMap((group) => {
    const counted = group.filter(({ at }) => at.measure === 'count' || at.measure === 'area');
    const worth = group.find(({ at, value }) => at.measure === 'amount' && value >= basePerUnit('元'));
    const [none] = counted;
    if (none === undefined || worth === undefined || counted.some(({ value }) => value !== 0n)) return [];
    const { asset = '' } = worth.at;
    const params = { asset: sayCoordinate(document.space, { asset }), worth: sayMoney(worth.value) };
    return [
      finding('assets.worth', say('checking.assets.worth', params), worth.at, {
        value: sayMoney(worth.value),
        places: [worth, none].flatMap(({ place }) => place ?? []),
      }),
    ];
  });
}
