import {
  applyBox,
  applyX,
  applyY,
  type Box,
  compose,
  holds,
  IDENTITY,
  intersect,
  type Matrix,
} from './pdf-geometry.ts';
import type { Pdfium } from './pdf-native.ts';

/** A character on the page as shown: upright pages have their baseline at `y`, with `x0` to `x1` the advance. */
export interface Glyph {
  readonly text: string;
  readonly box: Box;
  /** Height of the font in points. */
  readonly em: number;
  /** Quarters by which the text is turned clockwise from reading upright; undefined when it stands askew. */
  readonly turn: 0 | 1 | 2 | 3 | undefined;
  /** The text object that it belongs to: characters of one object were written in one go. */
  readonly object: number;
  /** Whether a blank stands before it. */
  readonly spaced: boolean;
}

/** What a page shows, in the coordinates of the page as shown. */
export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Characters that are in the file and cannot be seen. */
  readonly hidden: readonly Glyph[];
  /** Ruling lines: boxes that are long and thin. */
  readonly rules: readonly Box[];
  /** The part of the page that images cover, 0 to 1. */
  readonly pictured: number;
  /** True when the text is an invisible layer over a picture, as text recognition makes it. */
  readonly recognised: boolean;
}

const TEXT = 1;
const PATH = 2;
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;

/** Thickest that a ruling line is, in points. */
const THICK = 3;
/** Paths of more segments are drawings, not rules. */
const DRAWING = 4_000;
const MOST_COVERS = 2_000;
const DEEPEST_FORM = 12;

/** A text object: what its characters have in common. */
interface TextObject {
  readonly order: number;
  readonly clip: Box;
  readonly invisible: boolean;
  /** Painted so that only a look at the picture tells whether it can be seen. */
  readonly suspect: boolean;
}

interface Shape {
  readonly order: number;
  readonly box: Box;
}

interface Walk {
  readonly texts: Map<number, TextObject>;
  readonly rules: Box[];
  /** Opaque things that may cover what was painted before. */
  readonly covers: Shape[];
  order: number;
  imageArea: number;
}

/**
 * Everything that one page shows.
 *
 * @param page the handle of a loaded page
 * @param scratch the address of 128 free bytes
 * @param most the most characters to read; more are left unread
 */
export function readPage(lib: Pdfium, page: number, scratch: number, most: number): PageContent {
  const { shown, width, height } = shownMatrix(lib, page, scratch);
  const sheet: Box = [0, 0, width, height];
  const walk: Walk = { texts: new Map(), rules: [], covers: [], order: 0, imageArea: 0 };
  const count = lib.countObjects(page);
  const objectOf = (index: number): number => lib.object(page, index);
  walkObjects(lib, scratch, walk, count, objectOf, shown, sheet, 0);

  const text = lib.loadText(page);
  const raw = text === 0 ? [] : readGlyphs(lib, text, scratch, shown, most);
  if (text !== 0) lib.closeText(text);

  const verdicts = raw.map((glyph) => verdict(glyph, walk, sheet));
  if (verdicts.includes('suspect')) {
    const visible = looker(lib, page, width, height);
    raw.forEach((glyph, at) => {
      if (verdicts[at] === 'suspect') verdicts[at] = visible(glyph.box) ? 'seen' : 'hidden';
    });
  }
  keepWhole(raw, verdicts);
  const seen = raw.filter((_, at) => verdicts[at] === 'seen');
  const hidden = raw.filter((_, at) => verdicts[at] !== 'seen');
  const pictured = Math.min(1, walk.imageArea / (width * height));
  const recognised = seen.length === 0 && hidden.length > 0 && pictured > MOSTLY;
  return {
    width,
    height,
    glyphs: once(recognised ? hidden : seen),
    hidden: recognised ? [] : once(hidden),
    rules: walk.rules,
    pictured,
    recognised,
  };
}

/** Pages of which pictures cover more are pictures of pages. */
export const MOSTLY = 0.4;

/** `cut` is out of sight because a clip or the page ends before it. */
type Verdict = 'seen' | 'hidden' | 'cut' | 'suspect';

function verdict(glyph: Glyph, walk: Walk, sheet: Box): Verdict {
  const x = (glyph.box[0] + glyph.box[2]) / 2;
  const y = (glyph.box[1] + glyph.box[3]) / 2;
  if (!holds(sheet, x, y)) return 'cut';
  const object = walk.texts.get(glyph.object);
  if (object === undefined) return 'seen';
  if (object.invisible) return 'hidden';
  if (!holds(object.clip, x, y)) return 'cut';
  return object.suspect || isCovered(walk.covers, object.order, x, y) ? 'suspect' : 'seen';
}

/** Spreadsheets cut a text that is too long for its cell: what begins in sight is read to its end. */
function keepWhole(glyphs: readonly Glyph[], verdicts: Verdict[]): void {
  const keep = (at: number, beside: number): void => {
    const [glyph, neighbour] = [glyphs[at], glyphs[beside]];
    if (verdicts[at] !== 'cut' || verdicts[beside] !== 'seen') return;
    if (glyph !== undefined && neighbour !== undefined && adjoin(glyph, neighbour)) verdicts[at] = 'seen';
  };
  for (let at = 1; at < glyphs.length; at += 1) keep(at, at - 1);
  for (let at = glyphs.length - 2; at >= 0; at -= 1) keep(at, at + 1);
}

function adjoin({ box, em, turn }: Glyph, other: Glyph): boolean {
  const reach = 0.3 * em;
  const level = turn === 0 || turn === 2;
  const [start, end, side] = level ? [0, 2, 3] : [1, 3, 2];
  const gap = Math.max(box[start] ?? 0, other.box[start] ?? 0) - Math.min(box[end] ?? 0, other.box[end] ?? 0);
  return turn === other.turn && gap < reach && Math.abs((box[side] ?? 0) - (other.box[side] ?? 0)) < reach;
}

/** From the page's own space (y upwards, unturned) to the page as shown, and its size, in points. */
export function shownMatrix(lib: Pdfium, page: number, scratch: number) {
  lib.pageBox(page, scratch);
  const [left, top, right, bottom] = readBox(lib, scratch);
  const across = Math.max(1, right - left);
  const along = Math.max(1, top - bottom);
  const quarters = lib.pageRotation(page);
  const turned = quarters % 2 === 1;
  const turns: readonly Matrix[] = [
    [1, 0, 0, -1, -left, top],
    [0, 1, 1, 0, -bottom, -left],
    [-1, 0, 0, 1, right, -bottom],
    [0, -1, -1, 0, top, right],
  ];
  const shown = turns[quarters] ?? IDENTITY;
  return { shown, width: turned ? along : across, height: turned ? across : along };
}

function readMatrix(lib: Pdfium, scratch: number): Matrix {
  const at = (index: number): number => lib.f32(scratch + 4 * index);
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

function readBox(lib: Pdfium, scratch: number): Box {
  return [lib.f32(scratch), lib.f32(scratch + 4), lib.f32(scratch + 8), lib.f32(scratch + 12)];
}

function walkObjects(
  lib: Pdfium,
  scratch: number,
  walk: Walk,
  count: number,
  objectOf: (index: number) => number,
  toShown: Matrix,
  clip: Box,
  depth: number,
): void {
  for (let index = 0; index < count; index += 1) {
    const object = objectOf(index);
    if (object === 0) continue;
    const type = lib.objectType(object);
    walk.order += 1;
    const visible = clipOf(lib, scratch, object, toShown, clip);
    if (type === TEXT) {
      const mode = lib.textRenderMode(object);
      const fill = fillOf(lib, scratch, object);
      const painted = mode === 0 || mode === 2 || mode === 4 || mode === 6;
      walk.texts.set(object, {
        order: walk.order,
        clip: visible,
        invisible: mode === 3 || mode === 7 || (mode === 0 && fill.alpha < 8),
        suspect: (painted && fill.light) || isOptional(lib, scratch, object),
      });
    } else if (type === PATH) {
      walkPath(lib, scratch, walk, object, toShown, visible);
    } else if (type === IMAGE || type === SHADING) {
      const box = boundsOf(lib, scratch, object, toShown, visible);
      if (box === undefined) continue;
      if (isThin(box)) walk.rules.push(box);
      else if (mayCover(walk, box)) walk.covers.push({ order: walk.order, box });
      if (type === IMAGE) walk.imageArea += Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
    } else if (type === FORM && depth < DEEPEST_FORM) {
      const own = lib.objectMatrix(object, scratch) === 0 ? IDENTITY : readMatrix(lib, scratch);
      const inside = (at: number): number => lib.formObject(object, at);
      const inner = compose(own, toShown);
      walkObjects(lib, scratch, walk, lib.countFormObjects(object), inside, inner, visible, depth + 1);
    }
  }
}

function fillOf(lib: Pdfium, scratch: number, object: number): { light: boolean; alpha: number } {
  if (lib.objectFill(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0)
    return { light: false, alpha: 255 };
  const [red, green, blue] = [lib.u32(scratch), lib.u32(scratch + 4), lib.u32(scratch + 8)];
  return { light: Math.min(red, green, blue) > 224, alpha: lib.u32(scratch + 12) };
}

/** Whether the object belongs to optional content: the raw functions do not say whether that is switched on. */
function isOptional(lib: Pdfium, scratch: number, object: number): boolean {
  const marks = lib.countMarks(object);
  for (let index = 0; index < marks; index += 1) {
    if (lib.markName(lib.mark(object, index), scratch, 48, scratch + 48) === 0) continue;
    // UTF-16: O, C, end.
    if (lib.u32(scratch) === 0x0043_004f && (lib.u32(scratch + 4) & 0xffff) === 0) return true;
  }
  return false;
}

/** The box that the object's clip leaves of `clip`. */
function clipOf(lib: Pdfium, scratch: number, object: number, toShown: Matrix, clip: Box): Box {
  const path = lib.clipPath(object);
  if (path === 0) return clip;
  const paths = lib.countClipPaths(path);
  let visible = clip;
  for (let index = 0; index < paths; index += 1) {
    const segments = lib.countClipSegments(path, index);
    if (segments <= 0 || segments > DRAWING) continue;
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < segments; at += 1) {
      lib.segmentPoint(lib.clipSegment(path, index, at), scratch, scratch + 4);
      const x = lib.f32(scratch);
      const y = lib.f32(scratch + 4);
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
    visible = intersect(visible, applyBox(toShown, [x0, y0, x1, y1]));
  }
  return visible;
}

function boundsOf(lib: Pdfium, scratch: number, object: number, toShown: Matrix, clip: Box): Box | undefined {
  if (lib.objectBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return undefined;
  return intersect(applyBox(toShown, readBox(lib, scratch)), clip);
}

/** Pages of drawings have any number of faces; those of a few points hide nothing. */
function mayCover({ covers }: Walk, [x0, y0, x1, y1]: Box): boolean {
  return x1 - x0 > 4 && y1 - y0 > 4 && covers.length < MOST_COVERS;
}

function isThin([x0, y0, x1, y1]: Box): boolean {
  const [short, long] = x1 - x0 < y1 - y0 ? [x1 - x0, y1 - y0] : [y1 - y0, x1 - x0];
  return short > -0.5 && short <= THICK && long >= 1 && long >= 2 * short;
}

/** Notes the rules and the opaque faces of a path. */
function walkPath(lib: Pdfium, scratch: number, walk: Walk, path: number, toShown: Matrix, clip: Box): void {
  const segments = lib.countSegments(path);
  if (segments < 2 || segments > DRAWING) return;
  if (lib.drawMode(path, scratch, scratch + 4) === 0) return;
  const fillMode = lib.u32(scratch);
  const stroked = lib.u32(scratch + 4);
  if (fillMode === 0 && stroked === 0) return;
  const own = lib.objectMatrix(path, scratch) === 0 ? IDENTITY : readMatrix(lib, scratch);
  const matrix = compose(own, toShown);
  lib.strokeWidth(path, scratch);
  const half = stroked === 0 ? 0 : (lib.f32(scratch) * Math.hypot(matrix[0], matrix[1])) / 2;
  const opaque = fillMode !== 0 && fillOf(lib, scratch, path).alpha > 250;

  let outline: [number, number][] = [];
  let straight = true;
  const finish = (): void => {
    const box = boxAround(outline);
    if (fillMode !== 0 && outline.length > 2) {
      const shown = intersect(box, clip);
      if (straight && isThin(shown)) walk.rules.push(shown);
      else if (opaque && mayCover(walk, shown)) walk.covers.push({ order: walk.order, box: shown });
    }
    if (stroked !== 0 && straight) {
      outline.forEach(([x, y], at) => {
        // The last side closes a rectangle even where the path does not say so; an open line has one side only.
        const [u, v] = outline[at + 1] ?? (outline.length === 4 ? outline[0] : undefined) ?? [x, y];
        if (Math.abs(x - u) > 0.5 && Math.abs(y - v) > 0.5) return;
        const side: Box = [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
        const wide = Math.max(side[2] - side[0], side[3] - side[1]);
        // A rule may also be a very short line drawn with a very broad pen.
        const broad = half * 2 > wide && half * 2 > THICK;
        const flat = side[2] - side[0] >= side[3] - side[1];
        const [dx, dy] = broad === flat ? [0, half] : [half, 0];
        const drawn: Box = broad ? [side[0] - dx, side[1] - dy, side[2] + dx, side[3] + dy] : side;
        const shown = intersect(drawn, clip);
        if (isThin(shown)) walk.rules.push(shown);
      });
    }
  };
  for (let index = 0; index < segments; index += 1) {
    const segment = lib.segment(path, index);
    lib.segmentPoint(segment, scratch, scratch + 4);
    const x = lib.f32(scratch);
    const y = lib.f32(scratch + 4);
    const type = lib.segmentType(segment);
    if (type === 2) {
      if (outline.length > 0) finish();
      outline = [];
      straight = true;
    } else if (type === 1) straight = false;
    outline.push([applyX(matrix, x, y), applyY(matrix, x, y)]);
  }
  if (outline.length > 0) finish();
}

/** What the characters of one text object share; worked out at its first. */
interface Style {
  readonly em: number;
  readonly turn: Glyph['turn'];
}

function readGlyphs(lib: Pdfium, text: number, scratch: number, shown: Matrix, most: number): Glyph[] {
  const glyphs: Glyph[] = [];
  const count = Math.min(lib.countChars(text), most);
  const styles = new Map<number, Style>();
  let spaced = false;
  for (let index = 0; index < count; index += 1) {
    const object = lib.charObject(text, index);
    // PDFium puts in blanks and line ends where it supposes them.
    if (object === 0 || lib.isGenerated(text, index) === 1) continue;
    const code = lib.unicode(text, index);
    const character = plain(code);
    if (character === '') continue;
    if (character === ' ') {
      spaced = true;
      continue;
    }
    let style = styles.get(object);
    if (style === undefined) {
      style = styleOf(lib, text, index, scratch, shown);
      styles.set(object, style);
    }
    glyphs.push({
      text: character,
      box: boxOf(lib, text, index, scratch, shown, style),
      em: style.em,
      turn: style.turn,
      object,
      spaced,
    });
    spaced = false;
  }
  return glyphs;
}

function styleOf(lib: Pdfium, text: number, index: number, scratch: number, shown: Matrix): Style {
  lib.charMatrix(text, index, scratch);
  const [a, b, c, d] = compose(readMatrix(lib, scratch), shown);
  const em = Math.max(0.5, Math.abs(lib.fontSize(text, index)) * (Math.hypot(c, d) || 1));
  const quarters = (Math.atan2(b, a) / Math.PI) * 2;
  const nearest = Math.round(quarters);
  const turn = Math.abs(quarters - nearest) > 0.06 ? undefined : TURNS[(nearest + 4) % 4];
  return { em, turn };
}

const TURNS = [0, 1, 2, 3] as const;

/**
 * A box of the advance along the text and of the font's height across it. The font's own ascent and descent are
 * often nonsense, and the ink of 一 or of a point says nothing of the line: so baseline and size are used.
 */
function boxOf(
  lib: Pdfium,
  text: number,
  index: number,
  scratch: number,
  shown: Matrix,
  { em, turn }: Style,
): Box {
  lib.looseBox(text, index, scratch);
  const [left, top, right, bottom] = readBox(lib, scratch);
  const [x0, y0, x1, y1] = applyBox(shown, [left, bottom, right, top]);
  lib.charOrigin(text, index, scratch, scratch + 8);
  const ox = lib.f64(scratch);
  const oy = lib.f64(scratch + 8);
  const x = applyX(shown, ox, oy);
  const y = applyY(shown, ox, oy);
  const up = 0.86 * em;
  const down = 0.14 * em;
  if (turn === 1) return [x - down, y0, x + up, Math.max(y1, y0 + 0.1)];
  if (turn === 3) return [x - up, y0, x + down, Math.max(y1, y0 + 0.1)];
  if (turn === 2) return [x0, y - down, Math.max(x1, x0 + 0.1), y + up];
  if (turn === 0) return [x0, y - up, Math.max(x1, x0 + 0.1), y + down];
  return [x0, y0, Math.max(x1, x0 + 0.1), Math.max(y1, y0 + 0.1)];
}

/** The character to keep for a code: '' for none, a blank for every kind of blank, U+FFFD for what has no meaning. */
function plain(code: number): string {
  if (code === 0x20 || code === 0xa0 || code === 0x3000 || code === 0x09) return ' ';
  if (code >= 0x21 && code < 0x7f) return String.fromCharCode(code);
  if (code === 0x0a || code === 0x0d) return '';
  if (code === 0 || code === 0xfffd || code > 0x10ffff) return '\uFFFD';
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return '';
  if (code >= 0x2000 && code <= 0x200a) return ' ';
  if ((code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e)) return '';
  if ((code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code === 0xad || code === 0xfffe) return '';
  if ((code >= 0xe000 && code <= 0xf8ff) || code >= 0xf_0000) return '\uFFFD';
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
  // Radicals and compatibility ideographs look like the ordinary character and are meant as it.
  const stands = (code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff);
  const character = String.fromCodePoint(code);
  return stands ? character.normalize('NFKC') : character;
}

function isCovered(covers: readonly Shape[], order: number, x: number, y: number): boolean {
  for (let index = covers.length - 1; index >= 0; index -= 1) {
    const cover = covers[index];
    if (cover === undefined || cover.order <= order) return false;
    if (holds(cover.box, x, y)) return true;
  }
  return false;
}

/** Paints the page and says of a box whether anything can be told apart in it. */
function looker(lib: Pdfium, page: number, width: number, height: number): (box: Box) => boolean {
  const scale = Math.min(2, 3000 / Math.max(width, height));
  const across = Math.max(1, Math.round(width * scale));
  const along = Math.max(1, Math.round(height * scale));
  const bitmap = lib.createBitmap(across, along, 4, 0, 0);
  if (bitmap === 0) return () => true;
  lib.fillBitmap(bitmap, 0, 0, across, along, 0xffff_ffff);
  lib.renderPage(bitmap, page, 0, 0, across, along, 0, 0);
  const stride = lib.bitmapStride(bitmap);
  const start = lib.bitmapBuffer(bitmap);
  const pixels = lib.bytes().slice(start, start + stride * along);
  lib.destroyBitmap(bitmap);
  return ([x0, y0, x1, y1]) => {
    let least = 255;
    let most = 0;
    for (let y = Math.max(0, Math.floor(y0 * scale)); y < Math.min(along, y1 * scale); y += 1)
      for (let x = Math.max(0, Math.floor(x0 * scale)); x < Math.min(across, x1 * scale); x += 1)
        for (let channel = 0; channel < 3; channel += 1) {
          const value = pixels[y * stride + x * 4 + channel] ?? 255;
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
    return most - least > 12;
  };
}

/** Points a side of the squares in which a double is looked for. */
const SQUARE = 4;

/** Leaves out characters printed twice at the same place, as bold type is faked. */
function once(glyphs: readonly Glyph[]): readonly Glyph[] {
  const places = new Map<number, Glyph[]>();
  return glyphs.filter((glyph) => {
    const code = glyph.text.codePointAt(0) ?? 0;
    const [left, top] = glyph.box;
    const reach = Math.min(1, 0.2 * glyph.em);
    const last = { column: Math.floor((left + reach) / SQUARE), row: Math.floor((top + reach) / SQUARE) };
    for (let column = Math.floor((left - reach) / SQUARE); column <= last.column; column += 1)
      for (let row = Math.floor((top - reach) / SQUARE); row <= last.row; row += 1)
        for (const other of places.get(squareOf(code, column, row)) ?? [])
          if (other.text === glyph.text && isDouble(glyph, other, reach)) return false;
    const key = squareOf(code, Math.floor(left / SQUARE), Math.floor(top / SQUARE));
    const here = places.get(key);
    if (here === undefined) places.set(key, [glyph]);
    else here.push(glyph);
    return true;
  });
}

/** A number for a character in a square; squares very far apart may share one. */
function squareOf(code: number, column: number, row: number): number {
  return (code * 0x1_0000 + (column & 0xffff)) * 0x1_0000 + (row & 0xffff);
}

function isDouble(glyph: Glyph, other: Glyph, reach: number): boolean {
  const apart = Math.max(Math.abs(other.box[0] - glyph.box[0]), Math.abs(other.box[1] - glyph.box[1]));
  // Within one object, one place means that one glyph stands for several characters.
  return apart < reach && !(apart === 0 && other.object === glyph.object);
}

/** The box around points; a path of a map has more of them than a call can have arguments. */
function boxAround(points: readonly (readonly [number, number])[]): Box {
  let box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  }
  return box;
}
