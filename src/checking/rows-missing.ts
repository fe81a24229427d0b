import { classifications } from '../accounts/tree.ts';
import { printValue } from '../facts/measure.ts';
import { memberText } from '../facts/member.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { placesOf, titleOf } from './text.ts';

/** So many accounts of a table must come apart before one that does not is missed. */
const FEWEST_TAKEN_APART = 3;

/**
 * Accounts that a table does not take apart though it does all others of their level: the only row below is missing.
 * No sum shows it; another table that prints the account with the same amount prints the row, too.
 */
export function checkRowsMissing(document: CheckedDocument): readonly Finding[] {
  return classifications.flatMap((id) => {
    const dimension = document.space.get(id);
    const lists = document.tables.map((table) => ({ table, rows: rowsOf(document, table, id) }));
    if (dimension === undefined) return [];
    const isBelow = (code: string, whole: string) =>
      code !== whole && dimension.relate(code, whole) === 'inside';
    return lists.flatMap(({ table, rows }) => {
      const codes = [...rows.keys()];
      const isApart = (code: string) => codes.some((one) => isBelow(one, code));
      return codes.flatMap((code) => {
        const own = rows.get(code);
        const level = codes.filter((one) => one.length === code.length && one !== code);
        if (own === undefined || isApart(code) || level.length < FEWEST_TAKEN_APART || !level.every(isApart))
          return [];
        for (const other of lists) {
          const same = other.rows.get(code);
          if (other.table === table || same?.value !== own.value) continue;
          const below = [...other.rows].filter(([one]) => isBelow(one, code));
          const [first] = below;
          if (first === undefined) continue;
          const message = say('checking.completeness.rowMissing', {
            table: titleOf(document, table),
            above: memberText(dimension, code),
            rows: below.map(([one]) => memberText(dimension, one)).join('、'),
            other: titleOf(document, other.table),
            value: sayFact(first[1]),
          });
          const places = [own, ...below.map(([, fact]) => fact)].flatMap(({ place }) => place ?? []);
          const more = {
            key: `${table.title} ${code}`,
            places: places.length > 0 ? places : placesOf(table),
          };
          return [finding('completeness.rowMissing', message, own.at, more)];
        }
        return [];
      });
    });
  });
}

/** The first amount of each account that a table prints of the document's own year. */
function rowsOf(
  { year }: CheckedDocument,
  table: CheckedTable,
  classification: string,
): ReadonlyMap<string, StatedFact> {
  const found = new Map<string, StatedFact>();
  for (const fact of table.facts) {
    const code = fact.at[classification];
    const isAmount =
      (fact.at.measure ?? 'amount') === 'amount' && fact.status === 'printed' && fact.value !== 0n;
    if (code !== undefined && isAmount && fact.at.year === String(year) && !found.has(code))
      found.set(code, fact);
  }
  return found;
}

function sayFact({ value, unit, decimals }: StatedFact): string {
  return `${printValue(value, unit, decimals)}${unit}`;
}
