import { say } from '../../../src/messages/say.ts';
import type { BudgetCheck } from '../../../src/server/contract/budgets.ts';
import type { Remark } from '../../../src/server/contract/review.ts';
import type { CellMark, Marks } from '../grid/column.ts';
import type { Conflict } from './draft.ts';

export type SheetProblem = BudgetCheck['problems'][number];

const GRAVITY = { conflict: 0, error: 1, warning: 2, remark: 3, notice: 4 } as const;

/** Problems, remarks that are not settled and conflicts, each at its cell; a problem of a row stands at its first column. */
export function marksOf(
  problems: readonly SheetProblem[],
  conflicts: readonly Conflict[],
  firstColumn: string | undefined,
  remarks: readonly Remark[] = [],
): Marks {
  const found = new Map<string, Map<string, CellMark>>();
  const put = (row: string, column: string, severity: CellMark['severity'], message: string) => {
    const cells = found.get(row) ?? new Map<string, CellMark>();
    found.set(row, cells);
    const before = cells.get(column);
    cells.set(column, {
      severity:
        before !== undefined && GRAVITY[before.severity] < GRAVITY[severity] ? before.severity : severity,
      messages: [...(before?.messages ?? []), message],
    });
  };
  for (const { row, column = firstColumn, severity, message } of problems)
    if (row !== undefined && column !== undefined) put(row, column, severity, message);
  for (const { row, column = firstColumn, who, text, resolvedBy } of remarks)
    if (row !== undefined && column !== undefined && resolvedBy === undefined)
      put(row, column, 'remark', say('web.review.remark.says', { who, text }));
  for (const conflict of conflicts) put(conflict.row, conflict.column, 'conflict', sayConflict(conflict));
  return found;
}

/** A conflict in one sentence. */
export function sayConflict({ mine, theirs, deletes, who }: Conflict): string {
  if (deletes) {
    const text = theirs === undefined || theirs === '' ? say('web.budgets.conflict.empty') : theirs;
    return say('web.budgets.conflict.rowChanged', { who, theirs: text });
  }
  const own = mine === '' ? say('web.budgets.conflict.empty') : mine;
  return theirs === undefined
    ? say('web.budgets.conflict.gone', { who, mine: own })
    : say('web.budgets.conflict.says', {
        who,
        mine: own,
        theirs: theirs === '' ? say('web.budgets.conflict.empty') : theirs,
      });
}
