import {
  type ClipboardEvent,
  type KeyboardEvent,
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
import { formatCopied, parsePasted } from './clipboard.ts';
import { entered } from './column.ts';
import { choicesFor, type Editing, opened, retyped, settled, typed } from './editing.ts';
import { editingKey } from './editing-keys.ts';
import { type CellEdit, cleared, filled, filledDown, pasted, selectionOfPasted, textsOf } from './fill.ts';
import './grid.css';
import { FindBar } from './find-bar.tsx';
import { frozenCount, placing } from './frozen.ts';
import { GridBelow } from './grid-below.tsx';
import { GridHead, HEAD_HEIGHT } from './grid-head.tsx';
import { GridOverlays } from './grid-overlays.tsx';
import type { GridProps } from './grid-props.ts';
import { cellId, GridRowView, NUMBER_WIDTH } from './grid-row.tsx';
import { type Command, commandOf } from './keys.ts';
import { edgesOf, rowsInSight, scrolledTo } from './layout.ts';
import { sayPlace } from './say-place.ts';
import {
  activeOf,
  isSingle,
  nextInRange,
  only,
  rangeOf,
  type Selection,
  type Spot,
  shifted,
  walked,
  within,
} from './selection.ts';
import { selectionAfter } from './selection-commands.ts';
import { usePointer } from './use-pointer.ts';

/** Empty rows below the last one, to be typed into. */
const BLANK_ROWS = 40;

/**
 * A sheet as in a spreadsheet program: of any length, only the rows in sight are drawn. The keyboard is always in one text
 * field that lies over the active cell: what is typed, also by an input method, goes straight into it.
 */
export function Grid(props: GridProps) {
  const { label, columns, rows, marks, readOnly, rowHeight, goal, onEdit, onSelect, cardOf, handle } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const { width, height } = useSize(scroller);
  const [top, setTop] = useState(0);
  const [scrolled, setScrolled] = useState(0);
  const [isFinding, setFinding] = useState(false);
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
  const frozen = frozenCount(edges, width);
  const place = placing(edges, frozen, scrolled, NUMBER_WIDTH);
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
      // Columns that stay take their room from the others.
      const staying = edges[frozen] ?? 0;
      const left = (edges[spot.column] ?? 0) - staying;
      const right = (edges[spot.column + 1] ?? 0) - staying;
      box.scrollTo({
        top: scrolledTo(
          spot.row * rowHeight,
          (spot.row + 1) * rowHeight,
          box.scrollTop,
          box.clientHeight - HEAD_HEIGHT,
        ),
        left:
          spot.column < frozen
            ? box.scrollLeft
            : scrolledTo(left, right, box.scrollLeft, box.clientWidth - NUMBER_WIDTH - staying),
      });
    },
    [edges, frozen, rowHeight],
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
  const goTo = useRef((_wish: NonNullable<GridProps['goal']>) => {});
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
    if (along === 'row') tabStart.current ??= active.column;
    const start = step === 1 ? (tabStart.current ?? active.column) : active.column;
    select(only(walked(active, along, step, start, field)), { isRun: along === 'row' });
  };

  const run = (command: Command) => {
    const rowsOnPage = Math.max(1, Math.floor((height - HEAD_HEIGHT) / rowHeight) - 1);
    const lastRow = Math.max(0, rows.length - 1);
    const next = selectionAfter(command, selection, { ...field, rowsOnPage, lastRow });
    if (next !== undefined) return select(next, { isFar: command.type === 'selectAll' });
    switch (command.type) {
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
      case 'find':
        return setFinding(true);
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
    const action = editingKey(event, now, shown.length, column);
    if (action === undefined) return;
    event.preventDefault();
    switch (action.type) {
      case 'cancel':
        event.stopPropagation();
        return setEditing(undefined);
      case 'newLine': {
        const field = event.currentTarget;
        const at = field.selectionStart;
        setEditing({ ...now, text: `${now.text.slice(0, at)}\n${now.text.slice(field.selectionEnd)}` });
        requestAnimationFrame(() => field.setSelectionRange(at + 1, at + 1));
        return;
      }
      case 'take':
        commit(true);
        return forward(action.along, action.step);
      case 'choose':
        return setEditing({ ...now, active: action.active });
      case 'openList':
        return setEditing({ ...now, listed: true, searched: false });
      case 'move':
        commit(false);
        return run(action.command);
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
    select(selectionOfPasted(texts, range, columns.length));
  };

  const pointer = usePointer({
    scroller,
    edges,
    frozen,
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
  const left = place.leftOf(active.column);
  const cellWidth = place.rightOf(active.column) - left;
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
    <div className="grid-frame">
      {isFinding && (
        <FindBar
          rows={rows}
          columns={columns}
          active={active}
          onGo={(spot) => select(only(spot))}
          onClose={() => {
            setFinding(false);
            editor.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <div
        ref={scroller}
        className={`grid${rowHeight > 60 ? ' tall' : ''}${isInside ? ' inside' : ''}${pointer.isFilling ? ' filling' : ''}`}
        onScroll={({ currentTarget }) => {
          setTop(currentTarget.scrollTop);
          setScrolled(currentTarget.scrollLeft);
        }}
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
            <GridHead
              columns={columns}
              edges={edges}
              frozen={frozen}
              left={range.left}
              right={range.right}
              width={whole}
            />
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
                frozen={frozen}
                marks={marks.get(rows[index]?.id ?? '')}
              />
            ))}
          </div>
          <GridOverlays
            range={range}
            active={active}
            rowHeight={rowHeight}
            place={place}
            fillTo={pointer.fillTo}
            canFill={!readOnly && editing === undefined}
          />
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
          <GridBelow
            place={place}
            active={active}
            rowHeight={rowHeight}
            isLow={isLow}
            inSight={(scroller.current?.scrollLeft ?? 0) + width}
            choices={
              editing?.listed && column?.choices !== undefined
                ? { id: `${id}-list`, choices: shown, total, active: editing.active }
                : undefined
            }
            onPick={(choice) => {
              put(choice.value);
              editor.current?.focus({ preventScroll: true });
            }}
            card={card}
            hint={card === undefined && editing === undefined ? hoveredMark : undefined}
            hovered={hovered}
          />
        </div>
      </div>
    </div>
  );
}
