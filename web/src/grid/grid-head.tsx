import { memo } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { CellMark, GridColumn } from './column.ts';
import { NUMBER_WIDTH } from './grid-row.tsx';

interface Props {
  readonly columns: readonly GridColumn[];
  readonly edges: readonly number[];
  /** How many of the first columns stay in sight. */
  readonly frozen: number;
  /** The columns of the chosen range, whose titles are lit. */
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

export const HEAD_HEIGHT = 34;

/** The titles of the columns; their right edges are pulled to widen them. */
export const GridHead = memo(function GridHead({ columns, edges, frozen, left, right, width }: Props) {
  return (
    <div role="row" aria-rowindex={1} className="grid-head" style={{ height: HEAD_HEIGHT, width }}>
      <div role="columnheader" className="grid-corner" aria-label={say('web.grid.rowNumber')} />
      {columns.map(({ key, title, help, kind, required }, index) => (
        <div
          key={key}
          role="columnheader"
          aria-colindex={index + 2}
          title={help}
          className={`grid-title ${kind}${index < frozen ? ' frozen' : ''}${index >= left && index <= right ? ' lit' : ''}`}
          style={{
            left: (edges[index] ?? 0) + NUMBER_WIDTH,
            width: (edges[index + 1] ?? 0) - (edges[index] ?? 0),
          }}
        >
          <span>{title}</span>
          {required && <b title={say('web.grid.required')}>*</b>}
          <i data-resize={index} />
        </div>
      ))}
    </div>
  );
});

interface HintProps {
  readonly mark: CellMark | undefined;
  readonly left: number;
  readonly top: number;
}

/** What is wrong with the cell under the pointer. */
export function GridHint({ mark, left, top }: HintProps) {
  if (mark === undefined) return null;
  return (
    <div className={`grid-below grid-hint ${mark.severity}`} style={{ left: Math.max(0, left), top }}>
      {mark.messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
