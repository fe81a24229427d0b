import type { ReactNode, Ref } from 'react';
import type { GridColumn, GridRow, Marks } from './column.ts';
import type { GridEdit } from './fill.ts';
import type { Command } from './keys.ts';
import type { Selection } from './selection.ts';

/** What buttons beside the grid do with it. */
export interface GridHandle {
  do(command: Command): void;
  focus(): void;
}

export interface GridProps {
  /** Its name for screen readers. */
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly marks: Marks;
  readonly readOnly: boolean;
  /** Pixels. */
  readonly rowHeight: number;
  /** A cell to go to; another object is another wish. */
  readonly goal?: { readonly row: string; readonly column: string | undefined } | undefined;
  readonly onEdit: (edit: GridEdit) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onSelect: (selection: Selection) => void;
  /** What is shown below the active cell. */
  readonly cardOf?: (row: string, column: string) => ReactNode;
  readonly handle?: Ref<GridHandle>;
}
