import { Cube } from '../facts/cube.ts';
import { executionStatements, lastPayment } from '../ledger/entries.ts';
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
function completenessOf(ledger: Ledger): readonly Problem[] {
  const { day, isWholeYear } = lastPayment(ledger);
  const { year } = ledger;
  if (day === undefined) return [problem('execution.problem.finalEmpty', 'error', {}, { year })];
  return isWholeYear ? [] : [problem('execution.problem.finalEarly', 'warning', {}, { year, day })];
}
