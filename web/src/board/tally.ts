import type { BoardRow } from '../../../src/server/contract/board.ts';
import {
  type BoardState,
  findingsOf,
  isOverdue,
  UNSUBMITTED,
} from '../../../src/server/contract/board-filter.ts';

/** How often a rule is broken on the whole board. */
export interface RuleTally {
  readonly rule: string;
  readonly error: number;
  readonly warning: number;
  readonly notice: number;
}

/** What the head of the board and its charts tell of all departments together. */
export interface Tally {
  readonly states: ReadonlyMap<BoardState, number>;
  readonly unsubmitted: number;
  readonly overdue: number;
  /** The commonest first, whatever their severity. */
  readonly rules: readonly RuleTally[];
  /** Documents whose findings are not known by rule. */
  readonly uncounted: number;
}

export function tallyOf(rows: readonly BoardRow[]): Tally {
  const states = new Map<BoardState, number>();
  const rules = new Map<string, RuleTally>();
  for (const row of rows) {
    states.set(row.state, (states.get(row.state) ?? 0) + 1);
    for (const { rule, severity, count } of findingsOf(row)) {
      const known = rules.get(rule) ?? { rule, error: 0, warning: 0, notice: 0 };
      rules.set(rule, { ...known, [severity]: known[severity] + count });
    }
  }
  const all = ({ error, warning, notice }: RuleTally) => error + warning + notice;
  return {
    states,
    unsubmitted: rows.filter(({ state }) => UNSUBMITTED.includes(state)).length,
    overdue: rows.filter(isOverdue).length,
    rules: [...rules.values()].sort((a, b) => all(b) - all(a) || (a.rule < b.rule ? -1 : 1)),
    uncounted: rows.reduce(
      (total, { documents }) => total + documents.filter(({ findings }) => findings === undefined).length,
      0,
    ),
  };
}
