import type { Anchor, Zoom } from './page-layout.ts';

/** Where somebody was in a document when they left it. */
export interface Remembered {
  readonly zoom: Zoom;
  readonly anchor: Anchor;
}

/** For as long as the tab lives: another day one begins at the top. */
export function recall(documentId: string): Remembered | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(documentId)) ?? 'null');
    return isRemembered(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function remember(documentId: string, where: Remembered): void {
  try {
    sessionStorage.setItem(nameOf(documentId), JSON.stringify(where));
  } catch {
    // A browser that keeps nothing begins at the top.
  }
}

function nameOf(documentId: string): string {
  return `mingzhang.where.${documentId}`;
}

function isRemembered(kept: unknown): kept is Remembered {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'zoom' in kept &&
    (kept.zoom === 'fit' || typeof kept.zoom === 'number') &&
    'anchor' in kept &&
    typeof kept.anchor === 'object'
  );
}
