import { spotOf } from '../../../src/reporting/marks.ts';
import type { NumbersOfDocument } from '../../../src/server/contract/documents.ts';
import type { Report } from '../source/annotations.ts';
import type { Role } from '../source/source-props.ts';

interface Chosen {
  readonly report: Report;
  readonly numbers: NumbersOfDocument | undefined;
  readonly finding: string | undefined;
  readonly number: number | undefined;
  readonly law: number | undefined;
}

/** Which places stand out, and as what: of the chosen number everything it is tied to, else the places of the chosen finding. */
export function rolesOf({ report, numbers, finding, number, law }: Chosen): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  const chosen = number === undefined ? undefined : numbers?.numbers[number];
  if (chosen === undefined || numbers === undefined) {
    const found = report.findings.find(({ id }) => id === finding);
    for (const place of found?.places ?? []) roles.set(spotOf(place), 'lit');
    return roles;
  }
  const add = (at: number, role: Role) => {
    const one = numbers.numbers[at];
    if (one !== undefined) roles.set(spotOf(one.place), role);
  };
  const lit = law === undefined ? undefined : numbers.laws[law];
  for (const at of lit?.numbers ?? []) add(at, 'part');
  if (lit?.total !== undefined) add(lit.total, 'part');
  for (const at of chosen.same) add(at, 'same');
  roles.set(spotOf(chosen.place), 'chosen');
  return roles;
}
