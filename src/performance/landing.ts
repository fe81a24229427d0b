import { normalName } from '../accounts/tree.ts';
import { decimalIn, plainDecimal } from '../ledger/cells.ts';
import { isNamed } from '../ledger/import-results.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { type Bound, isComputedBy } from './bind.ts';

/** What becomes of a computed value among the results there are. `kept`: somebody entered another one, which stands. */
export interface Landing<Row> {
  readonly bound: Bound;
  readonly how: 'added' | 'filled' | 'changed' | 'same' | 'kept';
  /** The result that stood there. */
  readonly before: IndicatorResult | undefined;
  /** The row it goes into, or stands in; undefined for a new one. */
  readonly row: Row | undefined;
}

/** A row that names an indicator and was not filled in. */
export interface PreparedRow<Row> {
  readonly row: Row;
  /** As written: a code, a name, or both. */
  readonly project: string;
  readonly level2: string;
  readonly level3: string;
}

export interface LandingGiven<Row> {
  readonly results: readonly IndicatorResult[];
  readonly prepared: readonly PreparedRow<Row>[];
  /** The row that a result stands in. */
  readonly rowOf: (result: IndicatorResult) => Row | undefined;
  /** What the projects are called on the sheet, by code. */
  readonly labels: ReadonlyMap<string, string>;
  /** Whether computed values take the place of those that a person entered. */
  readonly replace: boolean;
}

/**
 * Where computed values go: where the indicator has a row of that day, there; else into a row that was prepared and not
 * filled in, each once; else behind the last one. The same values again change nothing.
 */
export function landingOf<Row>(
  bound: readonly Bound[],
  { results, prepared, rowOf, labels, replace }: LandingGiven<Row>,
): readonly Landing<Row>[] {
  const open = [...prepared];
  const take = (result: IndicatorResult): Row | undefined => {
    const names = [result.project, labels.get(result.project) ?? result.project].map(normalName);
    const index = open.findIndex(
      ({ project, level2, level3 }) => names.includes(normalName(project)) && isNamed(result, level3, level2),
    );
    return index < 0 ? undefined : open.splice(index, 1)[0]?.row;
  };
  return bound.map((one): Landing<Row> => {
    const { result, computed } = one;
    const before = results.find((known) => isSame(known, result));
    if (before === undefined) {
      const row = take(result);
      return { bound: one, how: row === undefined ? 'added' : 'filled', before, row };
    }
    const isEqual = plainText(before.value) === result.value && before.unit === result.unit;
    const how =
      isEqual && before.source === result.source
        ? 'same'
        : !isComputedBy(computed, before) && !isEqual && !replace
          ? 'kept'
          : 'changed';
    return { bound: one, how, before, row: rowOf(before) };
  });
}

function isSame(known: IndicatorResult, result: IndicatorResult): boolean {
  return (
    known.project === result.project &&
    known.date === result.date &&
    known.level3 !== '' &&
    isNamed(result, known.level3, known.level2)
  );
}

/** A number as spreadsheets keep it: 96.50 is 96.5. */
function plainText(value: string): string {
  const number = decimalIn(value);
  return number === undefined ? value : plainDecimal(number);
}
