import type { StatedFact } from '../facts/stated.ts';

/** Where numbers stand: tables row by row, and the text from beginning to end. */
interface Standing {
  readonly tables: readonly { readonly facts: readonly StatedFact[] }[];
  readonly others: readonly StatedFact[];
}

/**
 * The numbers beside a number, of which one is copied by mistake: above and below in its column, left and right in its
 * row, before and after in a text. Looked up only where something is wrong, so that it is built when first asked.
 */
export function neighbours({ tables, others }: Standing): (fact: StatedFact) => readonly StatedFact[] {
  let known: ReadonlyMap<StatedFact, readonly StatedFact[]> | undefined;
  return (fact) => {
    known ??= new Map([...tables.flatMap(({ facts }) => inTable(facts)), ...inOrder(others)]);
    return known.get(fact) ?? [];
  };
}

/** Numbers in one order, each with the one before and the one after. */
function inOrder(facts: readonly StatedFact[]): readonly (readonly [StatedFact, readonly StatedFact[]])[] {
  return facts.map((fact, index) => [fact, printed([facts[index - 1], facts[index + 1]])]);
}

function inTable(facts: readonly StatedFact[]): readonly (readonly [StatedFact, readonly StatedFact[]])[] {
  const rows: StatedFact[][] = [];
  for (const fact of facts) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row === undefined || first?.row !== fact.row || row.some(({ column }) => column === fact.column))
      rows.push([fact]);
    else row.push(fact);
  }
  return rows.flatMap((row, at) =>
    row.map((fact, index): readonly [StatedFact, readonly StatedFact[]] => {
      const inColumn = [rows[at - 1], rows[at + 1]].map((other) =>
        other?.find(({ column }) => column === fact.column),
      );
      return [fact, printed([...inColumn, row[index - 1], row[index + 1]])];
    }),
  );
}

function printed(facts: readonly (StatedFact | undefined)[]): readonly StatedFact[] {
  return facts.flatMap((fact) => (fact?.status === 'printed' ? [fact] : []));
}
