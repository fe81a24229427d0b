import type { ComponentProps, ReactNode } from 'react';
import { ChoiceList } from './choice-list.tsx';
import type { CellMark } from './column.ts';
import type { Placing } from './frozen.ts';
import { GridHint, HEAD_HEIGHT } from './grid-head.tsx';
import type { Spot } from './selection.ts';

type Choices = ComponentProps<typeof ChoiceList>;

interface Props {
  readonly place: Placing;
  readonly active: Spot;
  readonly rowHeight: number;
  /** Whether there is more room above the active cell. */
  readonly isLow: boolean;
  /** Where what is in sight ends, in pixels from the left edge of everything. */
  readonly inSight: number;
  /** What can be chosen for the active cell, while that is listed. */
  readonly choices: Omit<Choices, 'onPick'> | undefined;
  readonly onPick: Choices['onPick'];
  /** What is shown of the active cell. */
  readonly card: ReactNode;
  /** What is wrong with the cell under the pointer. */
  readonly hint: CellMark | undefined;
  readonly hovered: Spot | undefined;
}

/** So much room is kept for what opens beside a cell. */
const ROOM = 380;

/** What opens below a cell, or above it: the list of choices, a card, a hint. */
export function GridBelow(props: Props) {
  const { place, active, rowHeight, isLow, inSight, choices, onPick, card, hint, hovered } = props;
  const left = place.leftOf(active.column);
  const top = HEAD_HEIGHT + (active.row + (isLow ? 0 : 1)) * rowHeight;
  const name = isLow ? 'grid-below above' : 'grid-below';
  return (
    <>
      {choices !== undefined && (
        <div
          className={name}
          style={{
            left: Math.max(0, Math.min(left, inSight - ROOM)),
            top,
            minWidth: Math.max(place.rightOf(active.column) - left, 220),
          }}
        >
          <ChoiceList {...choices} onPick={onPick} />
        </div>
      )}
      {card !== undefined && card !== null && (
        <div className={name} style={{ left, top }}>
          {card}
        </div>
      )}
      <GridHint
        mark={hint}
        left={Math.min(place.leftOf(hovered?.column ?? 0), inSight - ROOM)}
        top={HEAD_HEIGHT + ((hovered?.row ?? 0) + 1) * rowHeight}
      />
    </>
  );
}
