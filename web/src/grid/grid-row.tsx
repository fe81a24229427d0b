import { memo } from 'react';
import { say } from '../../../src/messages/say.ts';
import { type CellMark, displayed, type GridColumn, type GridRow } from './column.ts';

interface Props {
  /** Absent below the last row. */
  readonly row: GridRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly GridColumn[];
  readonly edges: readonly number[];
  /** How many of the first columns stay in sight. */
  readonly frozen: number;
  readonly marks: ReadonlyMap<string, CellMark> | undefined;
  /** Who else changed cells of it, by column; under the empty key the whole row. */
  readonly id: string;
}

/** The id of a cell's element, by which the keyboard's place is told to a screen reader. */
export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`;
}

/** A row as it is drawn; drawn anew only when it, or what is said of it, has changed. */
export const GridRowView = memo(function GridRowView({
  row,
  index,
  top,
  height,
  columns,
  edges,
  frozen,
  marks,
  id,
}: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={row === undefined ? 'grid-row blank' : 'grid-row'}
      style={{ top, height }}
    >
      <div role="rowheader" className="grid-number">
        {index + 1}
      </div>
      {columns.map(({ key, kind, required }, column) => {
        const text = row?.cells[key] ?? '';
        const mark = marks?.get(key);
        const isEmpty = row !== undefined && required && text === '';
        return (
          <div
            key={key}
            role="gridcell"
            id={cellId(id, index, column)}
            aria-colindex={column + 2}
            aria-invalid={mark?.severity === 'error' || undefined}
            className={`grid-cell ${kind}${column < frozen ? ' frozen' : ''}${mark === undefined ? '' : ` marked ${mark.severity}`}${isEmpty ? ' wanted' : ''}`}
            style={{
              left: (edges[column] ?? 0) + NUMBER_WIDTH,
              width: (edges[column + 1] ?? 0) - (edges[column] ?? 0),
            }}
          >
            <span>{displayed(text, kind)}</span>
            {mark !== undefined && (
              <>
                <i className="grid-flag" aria-hidden>
                  {SIGNS[mark.severity]}
                </i>
                <span className="hidden-text">{say(WORDS[mark.severity])}</span>
              </>
            )}
          </div>
        );
      })}
    </div>
  );
});

/** Room for the numbers of the rows. */
export const NUMBER_WIDTH = 48;

const SIGNS = { error: '✕', warning: '!', notice: 'i', conflict: '⇄', remark: '批' } as const;

const WORDS = {
  error: 'severity.error',
  warning: 'severity.warning',
  notice: 'severity.notice',
  conflict: 'web.budgets.conflict',
  remark: 'web.review.remark.title',
} as const;
