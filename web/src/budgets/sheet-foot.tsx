import { CommentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { say } from '../../../src/messages/say.ts';
import { displayed, type GridColumn, type GridRow, type Marks, sumsOf } from '../grid/column.ts';
import { activeOf, rangeOf, type Selection } from '../grid/selection.ts';

interface Props {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly selection: Selection;
}

/** What the chosen cells add up to, as a spreadsheet says it. */
export function SheetFoot({ columns, rows, selection }: Props) {
  const { filled, numbers, sum } = useMemo(() => {
    const { top, bottom, left, right } = rangeOf(selection);
    const chosen = columns.slice(left, right + 1);
    return sumsOf(
      rows
        .slice(top, bottom + 1)
        .flatMap(({ cells }) => chosen.map(({ key, kind }) => ({ text: cells[key] ?? '', kind }))),
    );
  }, [columns, rows, selection]);
  return (
    <div className="sheet-foot">
      <span>{say('web.budgets.rows', { count: rows.length })}</span>
      {filled > 1 && <span>{say('web.budgets.filled', { count: filled })}</span>}
      {numbers > 1 && sum !== undefined && <b>{say('web.budgets.sum', { sum })}</b>}
    </div>
  );
}

/** The active cell in full: where it is, all of its text, and what is wrong with it. */
export function CellBar({
  columns,
  rows,
  selection,
  marks,
  onRemark,
}: Props & {
  readonly marks: Marks;
  /** Remarks on the cell; absent where whoever looks may not. */
  readonly onRemark: (() => void) | undefined;
}) {
  const { row, column: at } = activeOf(selection);
  const column = columns[at];
  const current = rows[row];
  const text = displayed(current?.cells[column?.key ?? ''] ?? '', column?.kind ?? 'text');
  const mark = current === undefined ? undefined : marks.get(current.id)?.get(column?.key ?? '');
  return (
    <div className="cell-bar">
      <span className="cell-place">
        {say('web.grid.place', { row: row + 1, column: column?.title ?? '' })}
      </span>
      <span className="cell-text">{text}</span>
      {mark !== undefined && <span className={`cell-mark ${mark.severity}`}>{mark.messages.join('；')}</span>}
      {mark === undefined && text === '' && <span className="cell-help quiet">{column?.help}</span>}
      {onRemark !== undefined && current !== undefined && (
        <Button type="text" size="small" icon={<CommentOutlined />} onClick={onRemark}>
          {say('web.review.remark.here')}
        </Button>
      )}
    </div>
  );
}
