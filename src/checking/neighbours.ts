import type { StatedFact } from '../facts/stated.ts';

/** Where numbers stand: tables row by row, and the text from beginning to end. */
interface Standing {
  readonly tables: readonly { readonly facts: readonly StatedFact[] }[];
  readonly others: readonly StatedFact[];
}

/** The numbers beside a number, of which one is copied by mistake. */
export interface Neighbours {
  /** Above and below in its column, or before and after in a text. */
  readonly near: readonly StatedFact[];
  /** Left and right in its row: often the same with reason, as where one part makes up a total. */
  readonly inRow: readonly StatedFact[];
}

const NONE: Neighbours = { near: [], inRow: [] };

/** Finds the neighbours of a number. They are asked for only where something is wrong, and built when they first are. */
export function neighbours({ tables, others }: Standing): (fact: StatedFact) => Neighbours {
  let known: ReadonlyMap<StatedFact, Neighbours> | undefined;
  return (fact) => {
    known ??= new Map([...tables.flatMap(({ facts }) => inTable(facts)), ...inOrder(others)]);
    return known.get(fact) ?? NONE;
  };
}

/** Numbers in one order, each with the one before and the one after. */
function inOrder(facts: readonly StatedFact[]): readonly (readonly [StatedFact, Neighbours])[] {
  return facts.map((fact, index) => [
    fact,
    { near: printed([facts[index - 1], facts[index + 1]]), inRow: [] },
  ]);
}

function inTable(facts: readonly StatedFact[]): readonly (readonly [StatedFact, Neighbours])[] {
  const rows: StatedFact[][] = [];
  for (const fact of facts) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row === undefined || first?.row !== fact.row || row.some(({ column }) => column === fact.column))
      rows.push([fact]);
    else row.push(fact);
  }
  return rows.flatMap((row, at) =>
    row.map((fact, index): readonly [StatedFact, Neighbours] => {
      const inColumn = [rows[at - 1], rows[at + 1]].map((other) =>
        other?.find(({ column }) => column === fact.column),
      );
      return [fact, { near: printed(inColumn), inRow: printed([row[index - 1], row[index + 1]]) }];
    }),
  );
}

function printed(facts: readonly (StatedFact | undefined)[]): readonly StatedFact[] {
  return facts.flatMap((fact) => (fact?.status === 'printed' ? [fact] : []));
}
