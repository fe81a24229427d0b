import { CloseCircleFilled, LockOutlined, WarningFilled } from '@ant-design/icons';
import { memo, useEffect, useRef } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetSheet } from '../../../src/server/contract/budgets.ts';
import { type Book, rowsOf } from './book.ts';
import type { SheetProblem } from './marks.ts';

interface Props {
  readonly sheets: readonly BudgetSheet[];
  /** Those that may be changed; the others show a lock where some may. */
  readonly open: readonly BudgetSheet['id'][];
  readonly book: Book;
  readonly problems: readonly SheetProblem[];
  readonly chosen: BudgetSheet['id'];
  readonly onChoose: (sheet: BudgetSheet['id']) => void;
}

/** The sheets at the foot, as in a spreadsheet; those with problems say so. */
export const SheetTabs = memo(function SheetTabs({ sheets, open, book, problems, chosen, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet brings its tab into sight
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  const step = (by: number) => {
    const at = sheets.findIndex(({ id }) => id === chosen);
    const next = sheets[(at + by + sheets.length) % sheets.length];
    if (next === undefined) return;
    onChoose(next.id);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  };
  return (
    <div ref={list} className="sheets" role="tablist" aria-label={say('web.budgets.sheets')}>
      {sheets.map(({ id, title, help }) => {
        const own = problems.filter(({ sheet }) => sheet === id);
        const errors = own.filter(({ severity }) => severity === 'error').length;
        const warnings = own.filter(({ severity }) => severity === 'warning').length;
        const rows = rowsOf(book, id).length;
        return (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === chosen}
            tabIndex={id === chosen ? 0 : -1}
            title={help}
            className={rows === 0 ? 'sheet empty' : 'sheet'}
            onClick={() => onChoose(id)}
            onKeyDown={({ key }) => {
              if (key === 'ArrowRight') step(1);
              if (key === 'ArrowLeft') step(-1);
            }}
          >
            {open.length > 0 && !open.includes(id) && (
              <LockOutlined aria-label={say('web.budgets.readOnly')} />
            )}
            {title}
            {rows > 0 && <small>{rows}</small>}
            {errors > 0 && (
              <span className="sheet-errors">
                <CloseCircleFilled aria-label={say('severity.error')} /> {errors}
              </span>
            )}
            {errors === 0 && warnings > 0 && (
              <span className="sheet-warnings">
                <WarningFilled aria-label={say('severity.warning')} /> {warnings}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
});
