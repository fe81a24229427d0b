import type { Command } from './keys.ts';
import { activeOf, type Field, moved, only, type Selection, within } from './selection.ts';

/** A sheet as far as it decides where a command leads. */
export interface Reach extends Field {
  readonly rowsOnPage: number;
  /** The last row that holds something. */
  readonly lastRow: number;
}

/** What is chosen after a command that chooses; nothing for the others. */
export function selectionAfter(command: Command, selection: Selection, field: Reach): Selection | undefined {
  const active = within(activeOf(selection), field);
  switch (command.type) {
    case 'move':
      return moved(selection, command.direction, command, field);
    case 'page': {
      const from = command.extend ? selection.focus : active;
      const to = within({ ...from, row: from.row + command.step * field.rowsOnPage }, field);
      return command.extend ? { anchor: active, focus: to } : only(to);
    }
    case 'edge': {
      const from = command.extend ? selection.focus : active;
      const to = {
        row: command.all ? (command.end ? field.lastRow : 0) : from.row,
        column: command.end ? field.columns - 1 : 0,
      };
      return command.extend ? { anchor: active, focus: to } : only(to);
    }
    case 'selectAll':
      return { anchor: { row: 0, column: 0 }, focus: { row: field.lastRow, column: field.columns - 1 } };
    case 'selectRow':
      return {
        anchor: { row: active.row, column: 0 },
        focus: { row: within(selection.focus, field).row, column: field.columns - 1 },
      };
    default:
      return undefined;
  }
}
