import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { columnUnder } from './frozen.ts';
import { type Field, only, type Range, type Selection, type Spot, within } from './selection.ts';

interface Parts {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly edges: readonly number[];
  /** How many of the first columns stay in sight. */
  readonly frozen: number;
  readonly rowHeight: number;
  readonly headHeight: number;
  readonly numberWidth: number;
  readonly field: Field;
  readonly range: Range;
  readonly selection: Selection;
  readonly readOnly: boolean;
  /** `isFar`: its other end need not come into sight. */
  readonly onPress: (selection: Selection, isFar: boolean) => void;
  readonly onDrag: (selection: Selection, isFar: boolean) => void;
  readonly onFill: (toRow: number) => void;
  readonly onResize: (column: number, width: number) => void;
  readonly onOpen: () => void;
}

type Drag =
  | { readonly type: 'range' | 'rows' | 'columns' | 'fill' }
  | { readonly type: 'resize'; readonly column: number; readonly from: number; readonly width: number };

/** What the mouse does in a grid: selecting, pulling the fill handle, widening columns. Where it is follows from the layout. */
export function usePointer(parts: Parts) {
  const { scroller, edges, frozen, rowHeight, headHeight, numberWidth, field, range, selection } = parts;
  const drag = useRef<Drag | undefined>(undefined);
  const [fillTo, setFillTo] = useState<number>();
  const [hovered, setHovered] = useState<Spot>();

  /** The cell under the pointer, and whether it is over the titles or the numbers of rows. */
  const at = ({ clientX, clientY }: PointerEvent) => {
    const box = scroller.current;
    const { left, top } = box?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const x = clientX - left;
    const y = clientY - top;
    const spot = within(
      {
        row: Math.floor((y - headHeight + (box?.scrollTop ?? 0)) / rowHeight),
        column: columnUnder(edges, frozen, x - numberWidth, box?.scrollLeft ?? 0),
      },
      field,
    );
    return { spot, inHead: y < headHeight, inNumbers: x < numberWidth };
  };

  const whole = (from: Spot, to: Spot, type: 'rows' | 'columns'): Selection =>
    type === 'rows'
      ? { anchor: { row: from.row, column: 0 }, focus: { row: to.row, column: field.columns - 1 } }
      : { anchor: { row: 0, column: from.column }, focus: { row: field.rows - 1, column: to.column } };

  const onPointerDown = (event: PointerEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest('.grid-below, button, .grid-editor.editing'))
      return;
    const box = scroller.current;
    // The bars for scrolling are part of the element, too.
    if (box !== null && event.clientX > box.getBoundingClientRect().left + box.clientWidth) return;
    if (box !== null && event.clientY > box.getBoundingClientRect().top + box.clientHeight) return;
    const { spot, inHead, inNumbers } = at(event);
    if (event.button === 2) {
      const isIn =
        spot.row >= range.top &&
        spot.row <= range.bottom &&
        spot.column >= range.left &&
        spot.column <= range.right;
      if (!isIn || inNumbers) parts.onPress(inNumbers ? whole(spot, spot, 'rows') : only(spot), false);
      return;
    }
    if (event.button !== 0) return;
    const resize = target.dataset.resize;
    if (resize !== undefined) {
      const column = Number(resize);
      const width = (edges[column + 1] ?? 0) - (edges[column] ?? 0);
      drag.current = { type: 'resize', column, from: event.clientX, width };
    } else if (target.dataset.fill !== undefined && !parts.readOnly) {
      drag.current = { type: 'fill' };
      setFillTo(range.bottom);
    } else if (inHead && inNumbers) {
      parts.onPress(
        {
          anchor: { row: 0, column: 0 },
          focus: { row: field.rows - 1, column: field.columns - 1 },
        },
        true,
      );
      return;
    } else if (inHead || inNumbers) {
      const type = inHead ? 'columns' : 'rows';
      drag.current = { type };
      const from = event.shiftKey ? selection.anchor : spot;
      parts.onPress(whole(from, spot, type), inHead);
    } else {
      drag.current = { type: 'range' };
      parts.onPress(event.shiftKey ? { anchor: selection.anchor, focus: spot } : only(spot), false);
    }
    // A finger scrolls.
    if (event.pointerType === 'touch') drag.current = undefined;
    else event.preventDefault();
    if (drag.current !== undefined) scroller.current?.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent) => {
    const { current } = drag;
    const { spot, inHead, inNumbers } = at(event);
    if (current === undefined) {
      const next = inHead || inNumbers ? undefined : spot;
      if (next?.row !== hovered?.row || next?.column !== hovered?.column) setHovered(next);
      return;
    }
    switch (current.type) {
      case 'resize':
        parts.onResize(current.column, Math.max(48, current.width + event.clientX - current.from));
        return;
      case 'fill':
        setFillTo(spot.row);
        return;
      case 'range':
        if (spot.row !== selection.focus.row || spot.column !== selection.focus.column)
          parts.onDrag({ anchor: selection.anchor, focus: spot }, false);
        return;
      case 'rows':
      case 'columns':
        parts.onDrag(whole(selection.anchor, spot, current.type), true);
    }
  };

  const onPointerUp = () => {
    const { current } = drag;
    drag.current = undefined;
    if (current?.type !== 'fill' || fillTo === undefined) return;
    setFillTo(undefined);
    if (fillTo > range.bottom || fillTo < range.top) parts.onFill(fillTo);
  };

  return {
    fillTo,
    hovered,
    isFilling: fillTo !== undefined,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onPointerLeave: () => setHovered(undefined),
      onDoubleClick: (event: { readonly target: EventTarget }) => {
        const { target } = event;
        if (
          target instanceof HTMLElement &&
          target.closest('.grid-below, button, .grid-head, .grid-number, .grid-editor.editing')
        )
          return;
        parts.onOpen();
      },
    },
  };
}
