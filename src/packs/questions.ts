import { Cube } from '../facts/cube.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import type { Entity } from '../facts/records.ts';
import type { Space } from '../facts/space.ts';
import type { Pack } from './definition.ts';
import type { Evaluated } from './evaluate.ts';
import { departmentScope } from './scope.ts';
import { evaluateSentence } from './sentence.ts';
import { numbersOf, viewTable } from './view.ts';

/**
 * What a pack's tables and sentences ask about the department's last year, each coordinate once, in the order in
 * which they ask: found by evaluating them against nothing.
 */
export function questionsOfLastYear(
  pack: Pack,
  space: Space,
  { department, year }: { readonly department: Entity; readonly year: number },
): readonly Coordinate[] {
  const records = { department, units: [], projects: [], procurement: [], texts: [] };
  const scope = departmentScope({ pack, year, records, cube: Cube.of(space, []) });
  const found = new Map<string, Coordinate>();
  const note = (content: Evaluated | undefined) => {
    if (content?.type !== 'number') return;
    for (const term of content.terms) {
      if (term.year === String(year - 1)) found.set(coordinateKey(term), term);
    }
  };
  for (const sentence of Object.values(pack.sentences)) {
    for (const { from } of evaluateSentence(sentence, scope) ?? []) note(from);
  }
  for (const [name, definition] of Object.entries(pack.tables)) {
    if (definition.type === 'form') continue;
    for (const number of numbersOf(viewTable(name, definition, scope))) note(number);
  }
  return [...found.values()];
}
