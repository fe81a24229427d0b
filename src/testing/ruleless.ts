import type { Document } from '../document/document.ts';
import { layOut, viewOf } from '../reading/pdf-layout.ts';
import { pdfium } from '../reading/pdf-native.ts';
import { readPage } from '../reading/pdf-page.ts';
import type { Source } from '../reading/source.ts';

/** What a PDF would be read as if its tables had no rules: its pages with all lines taken away. */
export async function withoutRules(bytes: Uint8Array): Promise<Source> {
  const lib = await pdfium();
  const address = lib.malloc(bytes.length);
  lib.bytes().set(bytes, address);
  const file = lib.loadDocument(address, bytes.length, 0);
  const scratch = lib.malloc(128);
  const views = Array.from({ length: lib.pageCount(file) }, (_, index) => {
    const page = lib.loadPage(file, index);
    const content = readPage(lib, page, scratch, 1_000_000);
    lib.closePage(page);
    return viewOf({ ...content, rules: [] }, index + 1);
  });
  lib.free(scratch);
  lib.closeDocument(file);
  lib.free(address);
  const { sections, asides } = layOut(views);
  const document: Document = { title: '', language: 'zh-CN', author: '', year: 0, sections };
  return { format: 'pdf', pages: views.length, document, asides, properties: [], problems: [] };
}
