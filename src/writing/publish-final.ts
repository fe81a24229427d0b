import { Cube } from '../facts/cube.ts';
import { executionStatements } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerSpace, ledgerStatements } from '../ledger/statements.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { type Disclosure, type Preparation, prepare } from './publish.ts';

/** The final accounts of a ledger, and what there is to say of them. */
export interface FinalDisclosure {
  readonly disclosure: Disclosure;
  readonly problems: readonly Problem[];
}

/**
 * Composes the final accounts of a year in the layout of a pack: its expenditure is what was paid until the year's end,
 * compared with the budget of its beginning. The ledger does not know what came in, so revenue and balances are unknown,
 * and nothing is put in their place.
 */
export function prepareFinal(options: Omit<Preparation, 'stated'>): FinalDisclosure {
  const { ledger, pack, accounts } = options;
  const space = ledgerSpace(ledger, pack, accounts);
  const stated = Cube.of(space, [
    ...executionStatements(ledger, `${ledger.year}-12-31`, ['final']),
    ...ledgerStatements(ledger, space),
  ]);
  return { disclosure: prepare({ ...options, stated }), problems: completenessOf(ledger) };
}

/** Final accounts are of the whole year: a person is told how far the payments go. */
function completenessOf({ year, execution }: Ledger): readonly Problem[] {
  const last = execution.reduce((day, { date }) => (date > day ? date : day), '');
  if (last === '') return [problem('execution.problem.finalEmpty', 'error', {}, { year })];
  return last >= `${year}-12-01`
    ? []
    : [problem('execution.problem.finalEarly', 'warning', {}, { year, day: last })];
}
