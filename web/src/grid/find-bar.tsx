import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { GridColumn, GridRow } from './column.ts';
import { foundIn, nextFound } from './find.ts';
import type { Spot } from './selection.ts';

interface Props {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly active: Spot;
  readonly onGo: (spot: Spot) => void;
  readonly onClose: () => void;
}

/** Looks for words in the sheet: Enter goes to the next cell that has them, with Shift to the one before. */
export function FindBar({ rows, columns, active, onGo, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const found = useMemo(() => foundIn(rows, columns, wanted), [rows, columns, wanted]);
  const index = found.findIndex(({ row, column }) => row === active.row && column === active.column);
  useEffect(() => field.current?.focus(), []);
  const go = (step: 1 | -1) => {
    const next = nextFound(found, active, step);
    if (next !== undefined) onGo(next);
  };
  return (
    <search className="grid-find">
      <input
        ref={field}
        type="search"
        value={words}
        aria-label={say('web.grid.find')}
        placeholder={say('web.grid.find')}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            event.preventDefault();
            onClose();
          }
        }}
      />
      <span className="grid-found" role="status">
        {wanted.trim() === ''
          ? ''
          : found.length === 0
            ? say('web.grid.find.none')
            : say('web.grid.find.count', { at: index + 1, count: found.length })}
      </span>
      <button type="button" onClick={() => go(-1)} aria-label={say('web.grid.find.before')}>
        ↑
      </button>
      <button type="button" onClick={() => go(1)} aria-label={say('web.grid.find.next')}>
        ↓
      </button>
      <button type="button" onClick={onClose} aria-label={say('web.grid.find.close')}>
        ✕
      </button>
    </search>
  );
}
