import type { GridColumn } from './column.ts';
import type { Editing } from './editing.ts';
import { type Command, commandOf, type Stroke } from './keys.ts';

/** What a key does in a cell that is being edited; nothing where the text field knows itself. */
export type EditingAction =
  | { readonly type: 'cancel' | 'newLine' | 'openList' }
  /** Takes what was typed and goes on. */
  | { readonly type: 'take'; readonly along: 'row' | 'column'; readonly step: 1 | -1 }
  | { readonly type: 'choose'; readonly active: number }
  /** Takes what was typed and moves as outside of editing. */
  | { readonly type: 'move'; readonly command: Command };

/**
 * @param choices how many are listed
 * @param column the one that is edited
 */
export function editingKey(
  stroke: Stroke,
  { active, byTyping }: Editing,
  choices: number,
  column: GridColumn | undefined,
): EditingAction | undefined {
  const { key, altKey, shiftKey } = stroke;
  if (key === 'Escape') return { type: 'cancel' };
  if (key === 'Enter' && (altKey || (shiftKey && column?.kind === 'paragraphs'))) return { type: 'newLine' };
  if (key === 'Enter' || key === 'Tab')
    return { type: 'take', along: key === 'Tab' ? 'row' : 'column', step: shiftKey ? -1 : 1 };
  if (choices > 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
    const step = key === 'ArrowDown' ? 1 : -1;
    return { type: 'choose', active: Math.max(0, Math.min(choices - 1, active + step)) };
  }
  if (key === 'ArrowDown' && altKey && column?.choices !== undefined) return { type: 'openList' };
  if (!byTyping || !key.startsWith('Arrow')) return undefined;
  const command = commandOf(stroke);
  return command?.type === 'move'
    ? { type: 'move', command: { ...command, extend: false, toEdge: false } }
    : undefined;
}
