import { useEffect, useRef } from 'react';

export interface Keys {
  readonly onStep: (step: 1 | -1) => void;
  /** To the number before or after the one that is shown. */
  readonly onNeighbour: ((step: 1 | -1) => void) | undefined;
  readonly onClose: () => void;
}

/** The keys of the result page; where somebody types, or a dialog is open, they are letters. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const { onStep, onNeighbour, onClose } = latest.current;
      switch (event.key) {
        case 'j':
        case 'J':
          return onStep(1);
        case 'k':
        case 'K':
          return onStep(-1);
        case 'Escape':
          return onClose();
        case 'ArrowLeft':
        case 'ArrowRight':
          if (onNeighbour === undefined) return;
          event.preventDefault();
          return onNeighbour(event.key === 'ArrowRight' ? 1 : -1);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=tab], [role=listbox]',
    ) !== null
  );
}
