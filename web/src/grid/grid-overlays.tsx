import { say } from '../../../src/messages/say.ts';
import type { Placing } from './frozen.ts';
import { HEAD_HEIGHT } from './grid-head.tsx';
import type { Range, Spot } from './selection.ts';

interface Props {
  readonly range: Range;
  readonly active: Spot;
  readonly rowHeight: number;
  readonly place: Placing;
  /** The row that the fill handle has been pulled to. */
  readonly fillTo: number | undefined;
  /** Whether there is a fill handle. */
  readonly canFill: boolean;
}

/** What is drawn over the cells: the chosen range with its fill handle, how far that was pulled, and the active cell. */
export function GridOverlays({ range, active, rowHeight, place, fillTo, canFill }: Props) {
  const { top, bottom, left, right } = range;
  const from = place.leftOf(left);
  const across = { left: from, width: place.rightOf(right) - from };
  const cell = place.leftOf(active.column);
  return (
    <>
      <div
        className="grid-range"
        style={{ ...across, top: HEAD_HEIGHT + top * rowHeight, height: (bottom - top + 1) * rowHeight }}
      >
        {canFill && <i className="grid-fill" data-fill title={say('web.grid.fillHint')} />}
      </div>
      {fillTo !== undefined && (
        <div
          className="grid-filling"
          style={{
            ...across,
            top: HEAD_HEIGHT + Math.min(top, fillTo) * rowHeight,
            height: (Math.max(bottom, fillTo) - Math.min(top, fillTo) + 1) * rowHeight,
          }}
        />
      )}
      <div
        className="grid-active"
        style={{
          left: cell,
          top: HEAD_HEIGHT + active.row * rowHeight,
          width: place.rightOf(active.column) - cell,
          height: rowHeight,
        }}
      />
    </>
  );
}
