import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { type Pdfium, pdfium } from './pdf-native.ts';
import { shownMatrix } from './pdf-page.ts';

/** A page as a picture: rows from the top, and of each pixel red, green, blue. */
export interface PagePicture {
  /** Counted from 1. */
  readonly page: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the page as shown, in points: what places are counted in. */
  readonly pointsWide: number;
  readonly pointsHigh: number;
  readonly pixels: Uint8Array;
}

/** Longest side of a picture in pixels, however large a page says that it is. */
const MOST_PIXELS = 4_000;
const POINTS_PER_INCH = 72;
/** Draws what stands over the page too, such as stamps and filled fields. */
const ANNOTATIONS = 1;
const OPAQUE = 0xffff_ffff;
const BYTES = 4;

/** The size of a page as shown, in points; places are counted in them. */
export interface PageSize {
  /** Counted from 1. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

/** The sizes of all pages of a PDF. Fails where the file cannot be opened. */
export async function pageSizesOf(
  bytes: Uint8Array,
  file: string,
  pages: number,
): Promise<Result<readonly PageSize[]>> {
  return withDocument(bytes, file, (lib, document, scratch) =>
    Array.from({ length: pages }, (_, index) => index + 1).flatMap((page): PageSize[] => {
      const handle = lib.loadPage(document, page - 1);
      if (handle === 0) return [];
      const { width, height } = shownMatrix(lib, handle, scratch);
      lib.closePage(handle);
      return [{ page, width, height }];
    }),
  );
}

/**
 * Pictures of pages of a PDF, one at a time so that memory stays flat. Fails where the file cannot be opened; a page that
 * cannot be drawn is left out.
 *
 * @param pages which, counted from 1
 * @param dpi pixels an inch
 */
export async function picturesOf(
  bytes: Uint8Array,
  file: string,
  pages: readonly number[],
  dpi: number,
  onPicture: (picture: PagePicture) => void,
): Promise<Result<undefined>> {
  return withDocument(bytes, file, (lib, document, scratch) => {
    for (const page of pages) {
      const picture = pictureOf(lib, document, scratch, page, dpi);
      if (picture !== undefined) onPicture(picture);
    }
    return undefined;
  });
}

/** Does something with an open PDF; `scratch` has room for a matrix. */
async function withDocument<Value>(
  bytes: Uint8Array,
  file: string,
  use: (lib: Pdfium, document: number, scratch: number) => Value,
): Promise<Result<Value>> {
  const lib = await pdfium();
  const address = lib.malloc(bytes.length);
  if (address === 0) return fail([problem('reading.pdf.noMemory', 'error', { file })]);
  lib.bytes().set(bytes, address);
  const document = lib.loadDocument(address, bytes.length, 0);
  const scratch = lib.malloc(32);
  try {
    if (document === 0) return fail([problem('reading.pdf.damaged', 'error', { file })]);
    return succeed(use(lib, document, scratch));
  } finally {
    if (document !== 0) lib.closeDocument(document);
    lib.free(scratch);
    lib.free(address);
  }
}

function pictureOf(
  lib: Pdfium,
  document: number,
  scratch: number,
  page: number,
  dpi: number,
): PagePicture | undefined {
  const handle = lib.loadPage(document, page - 1);
  if (handle === 0) return undefined;
  try {
    const { width: pointsWide, height: pointsHigh } = shownMatrix(lib, handle, scratch);
    const scale = Math.min(dpi / POINTS_PER_INCH, MOST_PIXELS / Math.max(pointsWide, pointsHigh));
    const width = Math.max(1, Math.round(pointsWide * scale));
    const height = Math.max(1, Math.round(pointsHigh * scale));
    const bitmap = lib.createBitmap(width, height, BYTES, 0, 0);
    if (bitmap === 0) return undefined;
    lib.fillBitmap(bitmap, 0, 0, width, height, OPAQUE);
    lib.renderPage(bitmap, handle, 0, 0, width, height, 0, ANNOTATIONS);
    const start = lib.bitmapBuffer(bitmap);
    const stride = lib.bitmapStride(bitmap);
    const native = lib.bytes();
    const pixels = new Uint8Array(width * height * 3);
    for (let y = 0, to = 0; y < height; y += 1) {
      // PDFium has blue first, and a fourth byte that says nothing here.
      for (let from = start + y * stride, end = from + width * BYTES; from < end; from += BYTES, to += 3) {
        pixels[to] = native[from + 2] ?? 0;
        pixels[to + 1] = native[from + 1] ?? 0;
        pixels[to + 2] = native[from] ?? 0;
      }
    }
    lib.destroyBitmap(bitmap);
    return { page, width, height, pointsWide, pointsHigh, pixels };
  } finally {
    lib.closePage(handle);
  }
}
