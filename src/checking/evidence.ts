import { coordinateKey, type Fact } from '../facts/fact.ts';
import type { StatedFact } from '../facts/stated.ts';
import { type Law, testLaw } from './law.ts';

/** Why a law is believed that no definition states: so many other sums of its table are made the same way. */
export interface Shown {
  /** `columns`: the numbers of a row are its parts. `rows`: the numbers of a column are. */
  readonly kind: 'columns' | 'rows';
  readonly alike: number;
}

/** With fewer others like it, what breaks a law may be another thing than a mistake, and a person should look first. */
const FEW = { columns: 5, rows: 1 } as const;

/** Whether little speaks for a law. A printed total over rows (合计) speaks for itself, columns need to be seen to add up. */
export function isThin({ kind, alike }: Shown): boolean {
  return alike < FEW[kind];
}

/** What is known of the laws of one table that hold only if it leaves out nothing but zeros. */
export interface Evidence {
  /** Why a law is believed; undefined where its parts are complete whatever the table leaves out. */
  of(law: Law): Shown | undefined;
  /** What speaks for a dimension along the rows as a whole. */
  along(dimension: string): Shown;
}

/** @param certain the laws that the same facts make where the table is not taken to be closed */
export function evidenceOf(
  facts: readonly StatedFact[],
  laws: readonly Law[],
  certain: readonly Law[],
): Evidence {
  const columns = new Map(facts.map((fact) => [coordinateKey(fact.at), fact.column ?? '']));
  const columnOf = ({ at }: Fact) => columns.get(coordinateKey(at));
  const kindOf = ({ total, parts }: Law): Shown['kind'] =>
    parts.every((part) => columnOf(part) === columnOf(total)) ? 'rows' : 'columns';
  // Parts that exceed their whole are wrong whatever the table leaves out.
  const known = new Set(
    certain.filter((law) => law.kind === 'rollUp' || testLaw(law) === 'broken').map(keyOf),
  );
  const groups = new Map<string, number>();
  for (const law of laws) {
    if (law.kind !== 'rollUp' || !agrees(law)) continue;
    const group = `${kindOf(law)} ${law.dimension}`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return {
    of(law) {
      if (law.kind !== 'rollUp' || known.has(keyOf(law))) return undefined;
      const kind = kindOf(law);
      const all = groups.get(`${kind} ${law.dimension}`) ?? 0;
      return { kind, alike: agrees(law) ? all - 1 : all };
    },
    along: (dimension) => ({ kind: 'rows', alike: groups.get(`rows ${dimension}`) ?? 0 }),
  };
}

/** Whether a sum holds, and of something: sums of nothing show nothing. */
function agrees(law: Law): boolean {
  if (law.total.value === 0n) return false;
  const outcome = testLaw(law);
  return outcome === 'agrees' || outcome === 'rounding';
}

const keyOf = ({ dimension, total, parts }: Law) =>
  [dimension, ...[total, ...parts].map(({ at }) => coordinateKey(at))].join('\n');
