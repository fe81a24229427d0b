/** Where columns begin, in pixels from the first; the last entry is where they end. */
export function edgesOf(widths: readonly number[]): readonly number[] {
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
}

/** The column at a distance from the first. */
export function columnAt(edges: readonly number[], x: number): number {
  const found = edges.findIndex((edge) => edge > x) - 1;
  return found === -2 ? edges.length - 2 : Math.max(0, found);
}

/** The rows to draw: those in sight and some around them, so that scrolling shows no gap. */
export function rowsInSight(
  top: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly from: number; readonly to: number } {
  const around = 8;
  return {
    from: Math.max(0, Math.floor(top / rowHeight) - around),
    to: Math.min(count, Math.ceil((top + height) / rowHeight) + around),
  };
}

/** How far to scroll so that a stretch is in sight; as it is where it is already. */
export function scrolledTo(start: number, end: number, shown: number, size: number): number {
  if (start < shown) return start;
  if (end > shown + size) return Math.min(start, end - size);
  return shown;
}
