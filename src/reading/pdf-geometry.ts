/** Left, top, right, bottom in points; the origin is the top left corner, y grows downwards. */
export type Box = readonly [number, number, number, number];

/** a b c d e f: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function compose(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function applyX(matrix: Matrix, x: number, y: number): number {
  return matrix[0] * x + matrix[2] * y + matrix[4];
}

export function applyY(matrix: Matrix, x: number, y: number): number {
  return matrix[1] * x + matrix[3] * y + matrix[5];
}

/** The upright box around a box that was turned, moved or mirrored. */
export function applyBox(matrix: Matrix, [x0, y0, x1, y1]: Box): Box {
  const ax = applyX(matrix, x0, y0);
  const ay = applyY(matrix, x0, y0);
  const bx = applyX(matrix, x1, y1);
  const by = applyY(matrix, x1, y1);
  const cx = applyX(matrix, x0, y1);
  const cy = applyY(matrix, x0, y1);
  const dx = applyX(matrix, x1, y0);
  const dy = applyY(matrix, x1, y0);
  return [
    Math.min(ax, bx, cx, dx),
    Math.min(ay, by, cy, dy),
    Math.max(ax, bx, cx, dx),
    Math.max(ay, by, cy, dy),
  ];
}

export function intersect(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}

/** The box around all of them; all zero for none. */
export function around(boxes: readonly Box[]): Box {
  let [x0, y0, x1, y1]: Box = boxes[0] ?? [0, 0, 0, 0];
  for (const box of boxes) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return [x0, y0, x1, y1];
}

export function holds(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** Turns by quarters, clockwise, a page of this size into one whose top left corner is the origin again. */
export function quarterTurn(quarters: number, width: number, height: number): Matrix {
  if (quarters === 1) return [0, 1, -1, 0, height, 0];
  if (quarters === 2) return [-1, 0, 0, -1, width, height];
  if (quarters === 3) return [0, -1, 1, 0, 0, width];
  return IDENTITY;
}
