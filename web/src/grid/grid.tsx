import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { say } from '../../../src/messages/say.ts';
import { useSize } from '../source/use-size.ts';
import { ChoiceList } from './choice-list.tsx';
import { formatCopied, parsePasted } from './clipboard.ts';
import { entered, type GridColumn, type GridRow, type Marks } from './column.ts';
import { choicesFor, type Editing, opened, retyped, settled, typed } from './editing.ts';
import { type CellEdit, cleared, filled, filledDown, type GridEdit, pasted, textsOf } from './fill.ts';
import './grid.css';
import { GridHead, GridHint, HEAD_HEIGHT } from './grid-head.tsx';
import { cellId, GridRowView, NUMBER_WIDTH } from './grid-row.tsx';
import { type Command, commandOf } from './keys.ts';
import { edgesOf, rowsInSight, scrolledTo } from './layout.ts';
import { sayPlace } from './say-place.ts';
import {
  activeOf,
  isSingle,
  moved,
  nextInRange,
  only,
  rangeOf,
  type Selection,
  type Spot,
  shifted,
  within,
} from './selection.ts';
import { usePointer } from './use-pointer.ts';

/** What buttons beside the grid do with it. */
export interface GridHandle {
  do(command: Command): void;
  focus(): void;
}

interface Props {
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

/** Empty rows below the last one, to be typed into. */
const BLANK_ROWS = 40;

/**
 * A sheet as in a spreadsheet program: of any length, only the rows in sight are drawn. The keyboard is always in one text
 * field that lies over the active cell: what is typed, also by an input method, goes straight into it.
 */
export function Grid(props: Props) {
  const { label, columns, rows, marks, readOnly, rowHeight, goal, onEdit, onSelect, cardOf, handle } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const { width, height } = useSize(scroller);
  const [top, setTop] = useState(0);
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const [selection, setSelection] = useState<Selection>(only({ row: 0, column: 0 }));
  const [editing, setEditing] = useState<Editing>();
  const [isInside, setInside] = useState(false);
  /** After Escape, Tab leaves the grid. */
  const [tabLeaves, setTabLeaves] = useState(false);
  /** Where a run of Tabs began: Enter returns there, one row below. */
  const tabStart = useRef<number | undefined>(undefined);
  const isComposing = useRef(false);
  /** What the cell held when editing began, and in which row: others may change both meanwhile. */
  const seen = useRef<CellEdit['seen']>(undefined);

  const edges = useMemo(
    () => edgesOf(columns.map(({ key, width: own }) => widths.get(key) ?? own)),
    [columns, widths],
  );
  const keys = useMemo(() => columns.map(({ key }) => key), [columns]);
  const count = rows.length + (readOnly ? 0 : BLANK_ROWS);
  const field = useMemo(
    () => ({
      rows: count,
      columns: columns.length,
      isFilled: ({ row, column }: Spot) => (rows[row]?.cells[columns[column]?.key ?? ''] ?? '') !== '',
    }),
    [count, columns, rows],
  );
  const textAt = useCallback((row: number, key: string) => rows[row]?.cells[key] ?? '', [rows]);

  const active = within(activeOf(selection), field);
  const column = columns[active.column];
  const current = rows[active.row];
  const range = rangeOf({ anchor: within(selection.anchor, field), focus: within(selection.focus, field) });
  const { shown, total } = choicesFor(editing, column);

  const reveal = useCallback(
    (spot: Spot) => {
      const box = scroller.current;
      if (box === null) return;
      const left = edges[spot.column] ?? 0;
      const right = edges[spot.column + 1] ?? left;
      box.scrollTo({
        top: scrolledTo(
          spot.row * rowHeight,
          (spot.row + 1) * rowHeight,
          box.scrollTop,
          box.clientHeight - HEAD_HEIGHT,
        ),
        left: scrolledTo(left, right, box.scrollLeft, box.clientWidth - NUMBER_WIDTH),
      });
    },
    [edges, rowHeight],
  );

  const select = useCallback(
    (next: Selection, { isRun = false, isFar = false } = {}) => {
      if (!isRun) tabStart.current = undefined;
      setSelection(next);
      onSelect(next);
      if (!isFar) reveal(next.focus);
    },
    [onSelect, reveal],
  );

  // Only the wish itself moves the selection, not what changes in the rows afterwards.
  const goTo = useRef((_wish: NonNullable<Props['goal']>) => {});
  goTo.current = (wish) => {
    const row = rows.findIndex((one) => one.id === wish.row);
    if (row < 0) return;
    setEditing(undefined);
    select(only({ row, column: Math.max(0, keys.indexOf(wish.column ?? '')) }));
    editor.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (goal !== undefined) goTo.current(goal);
  }, [goal]);

  const write = (cells: readonly CellEdit[]) => {
    if (readOnly || cells.length === 0) return;
    const byKey = new Map(columns.map((one) => [one.key, one]));
    onEdit({
      type: 'cells',
      cells: cells.map((cell) => {
        const own = byKey.get(cell.column);
        return own === undefined ? cell : { ...cell, to: entered(cell.to, own) };
      }),
    });
  };

  const startEditing = (begun: Editing) => {
    seen.current =
      current === undefined ? undefined : { id: current.id, text: current.cells[column?.key ?? ''] ?? '' };
    setEditing(begun);
  };

  const put = (to: string) => {
    setEditing(undefined);
    if (column === undefined) return;
    const { current: before } = seen;
    write([{ row: active.row, column: column.key, to, ...(before === undefined ? {} : { seen: before }) }]);
  };

  const commit = (byKey: boolean) => {
    if (editing !== undefined) put(settled(editing, column, byKey));
  };

  // Rows that others insert or delete above do not move the cell that is chosen to another row.
  const anchored = useRef<{ readonly id: string; readonly row: number } | undefined>(undefined);
  const drawn = useRef(rows);
  useLayoutEffect(() => {
    if (drawn.current === rows) return;
    drawn.current = rows;
    const { current: before } = anchored;
    if (before === undefined || rows[before.row]?.id === before.id) return;
    const now = rows.findIndex(({ id: other }) => other === before.id);
    if (now >= 0) setSelection((old) => shifted(old, now - before.row));
  }, [rows]);
  useEffect(() => {
    anchored.current = current === undefined ? undefined : { id: current.id, row: active.row };
  });

  const begin = (withList: boolean) => {
    if (readOnly || column === undefined) return;
    startEditing(opened(textAt(active.row, column.key), column, withList));
    requestAnimationFrame(() => {
      const { current: field } = editor;
      field?.setSelectionRange(field.value.length, field.value.length);
    });
  };

  const forward = (along: 'row' | 'column', step: 1 | -1) => {
    if (!isSingle(selection)) {
      const next = nextInRange(selection, along, step);
      setSelection({ ...selection, active: next });
      onSelect({ ...selection, active: next });
      reveal(next);
      return;
    }
    if (along === 'row') {
      tabStart.current ??= active.column;
      const atEnd = step === 1 ? active.column === columns.length - 1 : active.column === 0;
      const row = atEnd ? active.row + step : active.row;
      const next = atEnd ? (step === 1 ? 0 : columns.length - 1) : active.column + step;
      select(only(within({ row, column: row < 0 ? 0 : next }, field)), { isRun: true });
      return;
    }
    const start = step === 1 ? (tabStart.current ?? active.column) : active.column;
    select(only(within({ row: active.row + step, column: start }, field)));
  };

  const run = (command: Command) => {
    const { type } = command;
    switch (type) {
      case 'move':
        return select(moved(selection, command.direction, command, field));
      case 'page': {
        const rowsOnPage = Math.max(1, Math.floor((height - HEAD_HEIGHT) / rowHeight) - 1);
        const from = command.extend ? selection.focus : active;
        const to = within({ ...from, row: from.row + command.step * rowsOnPage }, field);
        return select(command.extend ? { anchor: active, focus: to } : only(to));
      }
      case 'edge': {
        const lastRow = Math.max(0, rows.length - 1);
        const from = command.extend ? selection.focus : active;
        const to = {
          row: command.all ? (command.end ? lastRow : 0) : from.row,
          column: command.end ? columns.length - 1 : 0,
        };
        return select(command.extend ? { anchor: active, focus: to } : only(to));
      }
      case 'next':
        return forward(command.along, command.step);
      case 'edit':
        return begin(command.withList);
      case 'copy':
        // The only way that also works without HTTPS; it comes back as the event of the keys.
        editor.current?.focus({ preventScroll: true });
        document.execCommand('copy');
        return;
      case 'clear':
        return write(cleared(range, keys));
      case 'fillDown':
        return write(filledDown(range, keys, textAt));
      case 'selectAll':
        return select(
          {
            anchor: { row: 0, column: 0 },
            focus: { row: Math.max(0, rows.length - 1), column: columns.length - 1 },
          },
          { isFar: true },
        );
      case 'selectRow':
        return select({
          anchor: { row: active.row, column: 0 },
          focus: { row: within(selection.focus, field).row, column: columns.length - 1 },
        });
      case 'insertRows':
        if (readOnly) return;
        // The new rows are chosen, not those that they push down.
        anchored.current = undefined;
        return onEdit({
          type: 'insert',
          at: Math.min(rows.length, command.below ? range.bottom + 1 : range.top),
          count: range.bottom - range.top + 1,
        });
      case 'deleteRows':
        if (readOnly || range.top >= rows.length) return;
        return onEdit({ type: 'delete', from: range.top, to: Math.min(range.bottom, rows.length - 1) });
      case 'undo':
        return props.onUndo();
      case 'redo':
        return props.onRedo();
      case 'leave':
        return setTabLeaves(true);
    }
  };

  useImperativeHandle(handle, () => ({
    do: (command) => {
      commit(false);
      run(command);
      editor.current?.focus({ preventScroll: true });
    },
    focus: () => editor.current?.focus({ preventScroll: true }),
  }));

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // An input method has the keys now. 229 is what browsers say that do not say so.
    if (event.nativeEvent.isComposing || isComposing.current || event.keyCode === 229) return;
    if (editing !== undefined) {
      onEditingKey(event, editing);
      return;
    }
    if (event.key === 'Tab' && tabLeaves) {
      setTabLeaves(false);
      return;
    }
    const command = commandOf(event);
    if (command === undefined) return;
    event.preventDefault();
    if (command.type !== 'leave') setTabLeaves(false);
    run(command);
  };

  const onEditingKey = (event: KeyboardEvent<HTMLTextAreaElement>, now: Editing) => {
    const { key } = event;
    const listed = shown.length > 0;
    if (key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setEditing(undefined);
      return;
    }
    if (key === 'Enter' && (event.altKey || (event.shiftKey && column?.kind === 'paragraphs'))) {
      event.preventDefault();
      const field = event.currentTarget;
      const at = field.selectionStart;
      setEditing({ ...now, text: `${now.text.slice(0, at)}\n${now.text.slice(field.selectionEnd)}` });
      requestAnimationFrame(() => field.setSelectionRange(at + 1, at + 1));
      return;
    }
    if (key === 'Enter' || key === 'Tab') {
      event.preventDefault();
      commit(true);
      forward(key === 'Tab' ? 'row' : 'column', event.shiftKey ? -1 : 1);
      return;
    }
    if (listed && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      setEditing({ ...now, active: Math.max(0, Math.min(shown.length - 1, now.active + step)) });
      return;
    }
    if (key === 'ArrowDown' && event.altKey && column?.choices !== undefined) {
      event.preventDefault();
      setEditing({ ...now, listed: true, searched: false });
      return;
    }
    if (now.byTyping && key.startsWith('Arrow')) {
      const command = commandOf(event);
      if (command?.type !== 'move') return;
      event.preventDefault();
      commit(false);
      run({ ...command, extend: false, toEdge: false });
    }
  };

  const onClipboard = (event: ClipboardEvent<HTMLTextAreaElement>, isCut: boolean) => {
    if (editing !== undefined) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', formatCopied(textsOf(range, keys, textAt)));
    if (isCut) write(cleared(range, keys));
  };

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (editing !== undefined || readOnly) return;
    event.preventDefault();
    const texts = parsePasted(event.clipboardData.getData('text/plain'));
    const cells = pasted(texts, range, keys);
    write(cells);
    const high = Math.max(texts.length, range.bottom - range.top + 1);
    const wide = Math.max(...texts.map((row) => row.length), 1);
    select({
      anchor: { row: range.top, column: range.left },
      focus: {
        row: range.top + (high % texts.length === 0 ? high : texts.length) - 1,
        column: Math.min(columns.length - 1, range.left + Math.max(wide, range.right - range.left + 1) - 1),
      },
    });
  };

  const pointer = usePointer({
    scroller,
    edges,
    rowHeight,
    headHeight: HEAD_HEIGHT,
    numberWidth: NUMBER_WIDTH,
    field,
    range,
    readOnly,
    onPress: (next, isFar) => {
      commit(false);
      select(next, { isFar });
      editor.current?.focus({ preventScroll: true });
    },
    onDrag: (next, isFar) => select(next, { isFar }),
    selection,
    onFill: (to) => {
      write(filled(range, to, keys, textAt));
      select({
        anchor: { row: Math.min(range.top, to), column: range.left },
        focus: { row: Math.max(range.bottom, to), column: range.right },
      });
    },
    onResize: (index, size) => {
      const key = keys[index];
      if (key !== undefined) setWidths((old) => new Map(old).set(key, size));
    },
    onOpen: () => begin(false),
  });

  const { from, to } = rowsInSight(top, height, rowHeight, count);
  const whole = NUMBER_WIDTH + (edges.at(-1) ?? 0);
  const left = (edges[active.column] ?? 0) + NUMBER_WIDTH;
  const cellWidth = (edges[active.column + 1] ?? 0) - (edges[active.column] ?? 0);
  const cellTop = HEAD_HEIGHT + active.row * rowHeight;
  const mark = current === undefined ? undefined : marks.get(current.id)?.get(column?.key ?? '');
  const isLow = (active.row + 1) * rowHeight - top > height * 0.55 && active.row * rowHeight - top > 220;
  const card =
    editing === undefined && current !== undefined && column !== undefined
      ? cardOf?.(current.id, column.key)
      : undefined;
  const isLong = column?.kind === 'paragraphs';

  // The caret of an input method stands where the cell is.
  useLayoutEffect(() => {
    const { current: field } = editor;
    if (field === null) return;
    field.style.height = '';
    if (editing !== undefined && isLong) field.style.height = `${Math.min(320, field.scrollHeight + 4)}px`;
  }, [editing, isLong]);

  const hovered = pointer.hovered;
  const hoveredRow = hovered === undefined ? undefined : rows[hovered.row];
  const hoveredMark =
    hovered === undefined || hoveredRow === undefined
      ? undefined
      : marks.get(hoveredRow.id)?.get(columns[hovered.column]?.key ?? '');

  return (
    <div
      ref={scroller}
      className={`grid${rowHeight > 60 ? ' tall' : ''}${isInside ? ' inside' : ''}${pointer.isFilling ? ' filling' : ''}`}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      {...pointer.handlers}
    >
      <div className="grid-all" style={{ width: whole, height: HEAD_HEIGHT + count * rowHeight }}>
        <div
          role="grid"
          aria-label={label}
          aria-rowcount={count + 1}
          aria-colcount={columns.length + 1}
          aria-readonly={readOnly}
          aria-multiselectable
        >
          <GridHead columns={columns} edges={edges} left={range.left} right={range.right} width={whole} />
          {Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset).map((index) => (
            <GridRowView
              key={rows[index]?.id ?? `blank ${index}`}
              id={id}
              row={rows[index]}
              index={index}
              top={HEAD_HEIGHT + index * rowHeight}
              height={rowHeight}
              columns={columns}
              edges={edges}
              marks={marks.get(rows[index]?.id ?? '')}
            />
          ))}
        </div>
        <div
          className="grid-range"
          style={{
            left: NUMBER_WIDTH + (edges[range.left] ?? 0),
            top: HEAD_HEIGHT + range.top * rowHeight,
            width: (edges[range.right + 1] ?? 0) - (edges[range.left] ?? 0),
            height: (range.bottom - range.top + 1) * rowHeight,
          }}
        >
          {!readOnly && editing === undefined && (
            <i className="grid-fill" data-fill title={say('web.grid.fillHint')} />
          )}
        </div>
        {pointer.fillTo !== undefined && (
          <div
            className="grid-filling"
            style={{
              left: NUMBER_WIDTH + (edges[range.left] ?? 0),
              width: (edges[range.right + 1] ?? 0) - (edges[range.left] ?? 0),
              top: HEAD_HEIGHT + Math.min(range.top, pointer.fillTo) * rowHeight,
              height:
                (Math.max(range.bottom, pointer.fillTo) - Math.min(range.top, pointer.fillTo) + 1) *
                rowHeight,
            }}
          />
        )}
        <div className="grid-active" style={{ left, top: cellTop, width: cellWidth, height: rowHeight }} />
        {!readOnly && editing === undefined && column?.choices !== undefined && (
          <button
            type="button"
            tabIndex={-1}
            className="grid-open"
            aria-label={say('web.grid.open')}
            style={{ left: left + cellWidth - 22, top: cellTop, height: rowHeight }}
            onClick={() => {
              editor.current?.focus({ preventScroll: true });
              begin(true);
            }}
          >
            ▾
          </button>
        )}
        <textarea
          ref={editor}
          className={`grid-editor ${column?.kind ?? 'text'}${editing === undefined ? '' : ' editing'}`}
          style={{
            left,
            top: cellTop,
            width: editing !== undefined && isLong ? Math.max(cellWidth, 320) : cellWidth,
            minHeight: rowHeight,
          }}
          rows={1}
          spellCheck={false}
          autoComplete="off"
          aria-label={sayPlace(active, column, current, mark?.messages)}
          aria-multiline={isLong}
          aria-readonly={readOnly}
          aria-activedescendant={
            editing === undefined
              ? active.row >= from && active.row < to
                ? cellId(id, active.row, active.column)
                : undefined
              : editing.active >= 0 && shown.length > 0
                ? `${id}-list-${editing.active}`
                : undefined
          }
          value={editing?.text ?? ''}
          onFocus={() => setInside(true)}
          onBlur={() => {
            setInside(false);
            setTabLeaves(false);
            commit(false);
          }}
          onCompositionStart={() => {
            isComposing.current = true;
            if (editing === undefined && !readOnly) startEditing({ ...typed('', column), listed: false });
          }}
          onCompositionEnd={() => {
            isComposing.current = false;
          }}
          onChange={({ target: { value } }) => {
            if (readOnly) return;
            if (editing === undefined) startEditing(typed(value, column));
            else setEditing(retyped(editing, value, column));
          }}
          onKeyDown={onKeyDown}
          onCopy={(event) => onClipboard(event, false)}
          onCut={(event) => onClipboard(event, !readOnly)}
          onPaste={onPaste}
        />
        {editing?.listed && column?.choices !== undefined && (
          <div
            className={isLow ? 'grid-below above' : 'grid-below'}
            style={{
              left: Math.max(0, Math.min(left, (scroller.current?.scrollLeft ?? 0) + width - 380)),
              top: isLow ? cellTop : cellTop + rowHeight,
              minWidth: Math.max(cellWidth, 220),
            }}
          >
            <ChoiceList
              id={`${id}-list`}
              choices={shown}
              total={total}
              active={editing.active}
              onPick={(choice) => {
                put(choice.value);
                editor.current?.focus({ preventScroll: true });
              }}
            />
          </div>
        )}
        {card !== undefined && card !== null && (
          <div
            className={isLow ? 'grid-below above' : 'grid-below'}
            style={{ left, top: isLow ? cellTop : cellTop + rowHeight }}
          >
            {card}
          </div>
        )}
        {card === undefined && editing === undefined && (
          <GridHint
            mark={hoveredMark}
            left={Math.min(
              NUMBER_WIDTH + (edges[hovered?.column ?? 0] ?? 0),
              (scroller.current?.scrollLeft ?? 0) + width - 380,
            )}
            top={HEAD_HEIGHT + ((hovered?.row ?? 0) + 1) * rowHeight}
          />
        )}
      </div>
    </div>
  );
}
