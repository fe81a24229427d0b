import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { type Book, rowsOf } from './book.ts';
import type { Conflict } from './draft.ts';
import { sayConflict } from './marks.ts';

type OnChoose = (choice: 'mine' | 'theirs') => void;

/** Both values of a cell, whose they are, and the choice. */
export function ConflictCard({
  conflict,
  onChoose,
}: {
  readonly conflict: Conflict;
  readonly onChoose: OnChoose;
}) {
  const { mine, theirs, who, deletes } = conflict;
  const shown = (text: string) => (text === '' ? say('web.budgets.conflict.empty') : text);
  return (
    <div className="conflict-card">
      <dl>
        <dt>{say('web.budgets.conflict.mine')}</dt>
        <dd>{deletes ? say('web.budgets.conflict.delete') : shown(mine)}</dd>
        <dt>{theirs === undefined ? who : say('web.budgets.conflict.of', { who })}</dt>
        <dd>{theirs === undefined ? say('web.budgets.conflict.deleted') : shown(theirs)}</dd>
      </dl>
      <ChooseButtons conflict={conflict} onChoose={onChoose} />
    </div>
  );
}

function ChooseButtons({
  conflict: { theirs, who, deletes },
  onChoose,
}: {
  readonly conflict: Conflict;
  readonly onChoose: OnChoose;
}) {
  return (
    <span className="bar-buttons">
      <Button size="small" type="primary" onClick={() => onChoose('mine')}>
        {say(
          deletes
            ? 'web.budgets.conflict.delete'
            : theirs === undefined
              ? 'web.budgets.conflict.restore'
              : 'web.budgets.conflict.useMine',
        )}
      </Button>
      <Button size="small" onClick={() => onChoose('theirs')}>
        {theirs === undefined
          ? say('web.budgets.conflict.leave')
          : say('web.budgets.conflict.useTheirs', { who })}
      </Button>
    </span>
  );
}

interface BarProps {
  readonly conflicts: readonly Conflict[];
  readonly detail: BudgetDetail;
  readonly book: Book;
  readonly onGo: (conflict: Conflict) => void;
  readonly onChoose: (conflict: Conflict, choice: 'mine' | 'theirs') => void;
}

/** How many cells wait for a choice, and the first of them. */
export function ConflictBar({ conflicts, detail, book, onGo, onChoose }: BarProps) {
  const [first] = conflicts;
  if (first === undefined) return null;
  const sheet = detail.sheets.find(({ id }) => id === book.sheetOf.get(first.row));
  const index = sheet === undefined ? -1 : rowsOf(book, sheet.id).findIndex(({ id }) => id === first.row);
  const column = sheet?.columns.find(({ key }) => key === first.column)?.title ?? '';
  return (
    <div className="conflict-bar" role="alert">
      <SwapOutlined aria-hidden />
      <p>
        <b>{say('web.budgets.conflict.count', { count: conflicts.length })}</b>{' '}
        {first.row === '' ? (
          <span>{say('web.budgets.settings')}：</span>
        ) : (
          <Button type="link" size="small" onClick={() => onGo(first)} disabled={index < 0}>
            {index < 0
              ? `${sheet?.title ?? ''} ${column}`
              : say('web.budgets.place', { sheet: sheet?.title ?? '', row: index + 1, column })}
          </Button>
        )}
        {sayConflict(first)}
      </p>
      <ChooseButtons conflict={first} onChoose={(choice) => onChoose(first, choice)} />
    </div>
  );
}
