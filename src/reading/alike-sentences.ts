import { coordinateKey, type Fact } from '../facts/fact.ts';
import type { ProseReading } from './prose.ts';

/**
 * The sentence around a position, with its numbers left out: sentences of one shape say the same of different things.
 *
 * @example shapeAt('安排预算5.00万元。安排预算9.80万元。', 4) // '安排预算0万元。'
 */
export function shapeAt(text: string, at: number): string {
  const from = text.lastIndexOf('。', at - 1) + 1;
  const end = text.indexOf('。', at);
  return text
    .slice(from, end < 0 ? text.length : end + 1)
    .replace(/[\d０-９][\d０-９,.，．\s]*/gu, '0')
    .trim();
}

/**
 * What is left of a narrative in which sentences of one shape, or one sentence, say different numbers of one coordinate of
 * which a table prints none: something that tells them apart (the name of a project above each) was not understood, and
 * nothing is known of any of them. Where a table prints one of them the others are mistakes, which checks are to find.
 */
export function withoutLookalikes(prose: ProseReading, tableFacts: readonly Fact[]): ProseReading {
  const groups = new Map<string, Fact[]>();
  for (const fact of prose.facts) {
    const shape = prose.shapes.get(fact);
    if (shape === undefined) continue;
    const key = `${coordinateKey(fact.at)} ${shape}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [fact]);
    else known.push(fact);
  }
  const several = [...groups.values()].filter((facts) => new Set(facts.map(({ value }) => value)).size > 1);
  if (several.length === 0) return prose;
  const inTables = new Set(tableFacts.map(({ at, value }) => `${coordinateKey(at)} ${value}`));
  const isKnown = ({ at, value }: Fact) => inTables.has(`${coordinateKey(at)} ${value}`);
  const doubtful = new Set(several.filter((facts) => !facts.some(isKnown)).flat());
  return {
    ...prose,
    facts: prose.facts.filter((fact) => !doubtful.has(fact)),
    numbers: prose.numbers.map((number) =>
      number.fate.type === 'fact' && doubtful.has(number.fate.fact)
        ? { ...number, fate: { type: 'unplaced' } }
        : number,
    ),
  };
}
