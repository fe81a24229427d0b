import { propertyOf } from './package-properties.ts';
import { cleanText } from './package-text.ts';
import type { Pdfium } from './pdf-native.ts';
import type { Aside, FileProperty } from './source.ts';

/** Kinds of annotations that carry remarks: a note, and marks on the text. Others are links, fields or drawings. */
const REMARKS: ReadonlySet<number> = new Set([1, 9, 10, 11, 12]);
/** Bytes of a text that is asked for at most. */
const MOST_BYTES = 8_192;
/** More annotations than this on a page are no remarks. */
const MOST_ON_PAGE = 500;

/** Whom a PDF names as its author. */
export function pdfProperties(lib: Pdfium, document: number): readonly FileProperty[] {
  const author = withText(lib, 'Author', (key, buffer) => lib.metaText(document, key, buffer, MOST_BYTES));
  return propertyOf('author', author);
}

/** The remarks that somebody left on a page (批注). */
export function pageRemarks(lib: Pdfium, page: number, number: number): readonly Aside[] {
  const count = Math.min(lib.countAnnotations(page), MOST_ON_PAGE);
  return Array.from({ length: count }, (_, index) => index).flatMap((index): readonly Aside[] => {
    const annotation = lib.annotation(page, index);
    if (annotation === 0) return [];
    const isRemark = REMARKS.has(lib.annotationType(annotation));
    const text = isRemark
      ? withText(lib, 'Contents', (key, buffer) =>
          lib.annotationText(annotation, key, buffer, MOST_BYTES),
        ).trim()
      : '';
    lib.closeAnnotation(annotation);
    if (text === '') return [];
    return [{ kind: 'comment', text, place: { type: 'page', page: number, box: [0, 0, 0, 0] } }];
  });
}

/** Calls for a text by a key: UTF-16 with its end, as long as the number of bytes that comes back. */
function withText(lib: Pdfium, key: string, ask: (key: number, buffer: number) => number): string {
  const address = lib.malloc(key.length + 1 + MOST_BYTES);
  if (address === 0) return '';
  try {
    lib.bytes().set(new TextEncoder().encode(`${key}\0`), address);
    const buffer = address + key.length + 1;
    const length = Math.min(ask(address, buffer), MOST_BYTES);
    if (length <= 2) return '';
    return cleanText(new TextDecoder('utf-16le').decode(lib.bytes().slice(buffer, buffer + length - 2)));
  } finally {
    lib.free(address);
  }
}
