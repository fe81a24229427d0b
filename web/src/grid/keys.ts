import type { Direction } from './selection.ts';

/** What keys and buttons can do with a grid. */
export type Command =
  | {
      readonly type: 'move';
      readonly direction: Direction;
      readonly extend: boolean;
      readonly toEdge: boolean;
    }
  | { readonly type: 'page'; readonly step: 1 | -1; readonly extend: boolean }
  /** To the first or last column; `all`: of the first or last row. */
  | { readonly type: 'edge'; readonly end: boolean; readonly all: boolean; readonly extend: boolean }
  | { readonly type: 'next'; readonly along: 'row' | 'column'; readonly step: 1 | -1 }
  | { readonly type: 'edit'; readonly withList: boolean }
  | { readonly type: 'insertRows'; readonly below: boolean }
  | {
      readonly type:
        | 'copy'
        | 'clear'
        | 'fillDown'
        | 'selectAll'
        | 'selectRow'
        | 'deleteRows'
        | 'undo'
        | 'redo'
        | 'find'
        | 'leave';
    };

/** A key with what is held down with it. */
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What a key does while no cell is being edited, as in Excel and WPS; nothing for what is typed. */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Stroke): Command | undefined {
  const ctrl = ctrlKey || metaKey;
  const direction = ARROWS[key];
  if (direction !== undefined) {
    if (altKey) return direction === 'down' ? { type: 'edit', withList: true } : undefined;
    return { type: 'move', direction, extend: shiftKey, toEdge: ctrl };
  }
  if (ctrl && !altKey) {
    const command = CTRL[key.length === 1 ? key.toLowerCase() : key];
    if (command?.type === 'undo' && shiftKey) return { type: 'redo' };
    if (command !== undefined) return command;
  }
  switch (key) {
    case 'Enter':
      return { type: 'next', along: 'column', step: shiftKey ? -1 : 1 };
    case 'Tab':
      return { type: 'next', along: 'row', step: shiftKey ? -1 : 1 };
    case 'Home':
    case 'End':
      return { type: 'edge', end: key === 'End', all: ctrl, extend: shiftKey };
    case 'PageUp':
    case 'PageDown':
      return { type: 'page', step: key === 'PageDown' ? 1 : -1, extend: shiftKey };
    case 'F2':
      return { type: 'edit', withList: false };
    case 'Delete':
    case 'Backspace':
      return { type: 'clear' };
    case 'Escape':
      return { type: 'leave' };
    case ' ':
      return shiftKey ? { type: 'selectRow' } : undefined;
    default:
      return undefined;
  }
}

const CTRL: Readonly<Record<string, Command>> = {
  a: { type: 'selectAll' },
  d: { type: 'fillDown' },
  f: { type: 'find' },
  z: { type: 'undo' },
  y: { type: 'redo' },
  '-': { type: 'deleteRows' },
  '=': { type: 'insertRows', below: false },
  '+': { type: 'insertRows', below: false },
};
