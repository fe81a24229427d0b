import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';

/** A function of the WebAssembly module: numbers and addresses in, one number out. */
type Native = (...args: number[]) => number;

/** PDFium's raw functions, and its memory. Addresses count bytes.. */
export type Pdfium = Awaited<ReturnType<typeof instantiate>>;

let shared: Promise<Pdfium> | undefined;

/** The one instance, made at first use and reused for every document: making one takes longer than a document. */
export function pdfium(): Promise<Pdfium> {
  shared ??= instantiate();
  return shared;
}

/** Forgets the instance: after a crash inside, when its memory cannot be trusted, or when it has grown large. */
export function forgetPdfium(): void {
  shared = undefined;
}

async function instantiate() {
  const binary = await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
  const wasmBinary = new ArrayBuffer(binary.length);
  new Uint8Array(wasmBinary).set(binary);
  limitMemory(new Uint8Array(wasmBinary));
  // The package's types know fewer options than the module.
  const options = { wasmBinary, locateFile: () => '', printErr: silent };
  const module = await PDFiumModule(options);
  // The exports of the module itself: the package's own wrappers check every call and cost more than the calls.
  const native = (name: string): Native => {
    const found: unknown = Reflect.get(module.wasmExports, name);
    if (!isNative(found)) throw new Error(`PDFium has no ${name}`);
    return found;
  };
  native('FPDF_InitLibrary')();
  let known = viewsOf(module.HEAPU8);
  // Memory that has grown is seen through other views.
  const views = () => {
    if (known.bytes !== module.HEAPU8) known = viewsOf(module.HEAPU8);
    return known;
  };
  return {
    /** The memory; to be asked for again after every call that may have allocated. */
    bytes: () => module.HEAPU8,
    /** The numbers at an address that is a multiple of their size. */
    f32: (address: number): number => views().f32[address >> 2] ?? 0,
    f64: (address: number): number => views().f64[address >> 3] ?? 0,
    u32: (address: number): number => views().u32[address >> 2] ?? 0,
    malloc: native('malloc'),
    free: native('free'),
    loadDocument: native('FPDF_LoadMemDocument'),
    lastError: native('FPDF_GetLastError'),
    closeDocument: native('FPDF_CloseDocument'),
    hasIndex: native('FPDF_DocumentHasValidCrossReferenceTable'),
    pageCount: native('FPDF_GetPageCount'),
    metaText: native('FPDF_GetMetaText'),
    countAnnotations: native('FPDFPage_GetAnnotCount'),
    annotation: native('FPDFPage_GetAnnot'),
    annotationType: native('FPDFAnnot_GetSubtype'),
    annotationText: native('FPDFAnnot_GetStringValue'),
    closeAnnotation: native('FPDFPage_CloseAnnot'),
    loadPage: native('FPDF_LoadPage'),
    closePage: native('FPDF_ClosePage'),
    pageRotation: native('FPDFPage_GetRotation'),
    pageBox: native('FPDF_GetPageBoundingBox'),
    countObjects: native('FPDFPage_CountObjects'),
    object: native('FPDFPage_GetObject'),
    objectType: native('FPDFPageObj_GetType'),
    objectMatrix: native('FPDFPageObj_GetMatrix'),
    objectBounds: native('FPDFPageObj_GetBounds'),
    objectFill: native('FPDFPageObj_GetFillColor'),
    strokeWidth: native('FPDFPageObj_GetStrokeWidth'),
    countMarks: native('FPDFPageObj_CountMarks'),
    mark: native('FPDFPageObj_GetMark'),
    markName: native('FPDFPageObjMark_GetName'),
    countFormObjects: native('FPDFFormObj_CountObjects'),
    formObject: native('FPDFFormObj_GetObject'),
    clipPath: native('FPDFPageObj_GetClipPath'),
    countClipPaths: native('FPDFClipPath_CountPaths'),
    countClipSegments: native('FPDFClipPath_CountPathSegments'),
    clipSegment: native('FPDFClipPath_GetPathSegment'),
    drawMode: native('FPDFPath_GetDrawMode'),
    countSegments: native('FPDFPath_CountSegments'),
    segment: native('FPDFPath_GetPathSegment'),
    segmentPoint: native('FPDFPathSegment_GetPoint'),
    segmentType: native('FPDFPathSegment_GetType'),
    textRenderMode: native('FPDFTextObj_GetTextRenderMode'),
    loadText: native('FPDFText_LoadPage'),
    closeText: native('FPDFText_ClosePage'),
    countChars: native('FPDFText_CountChars'),
    unicode: native('FPDFText_GetUnicode'),
    isGenerated: native('FPDFText_IsGenerated'),
    looseBox: native('FPDFText_GetLooseCharBox'),
    charOrigin: native('FPDFText_GetCharOrigin'),
    charObject: native('FPDFText_GetTextObject'),
    charMatrix: native('FPDFText_GetMatrix'),
    fontSize: native('FPDFText_GetFontSize'),
    createBitmap: native('FPDFBitmap_CreateEx'),
    fillBitmap: native('FPDFBitmap_FillRect'),
    bitmapBuffer: native('FPDFBitmap_GetBuffer'),
    bitmapStride: native('FPDFBitmap_GetStride'),
    destroyBitmap: native('FPDFBitmap_Destroy'),
    renderPage: native('FPDF_RenderPageBitmap'),
  };
}

function viewsOf(bytes: Uint8Array) {
  return {
    bytes,
    f32: new Float32Array(bytes.buffer),
    f64: new Float64Array(bytes.buffer),
    u32: new Uint32Array(bytes.buffer),
  };
}

/** What PDFium has to say about a file is said in our words, or not at all. */
function silent(): void {
  // Nothing.
}

function isNative(value: unknown): value is Native {
  return typeof value === 'function';
}

/** What PDFium may take at most, in pages of 64 KB: 1 GB of the 2 that it is built for. A limit on a thread's heap does not hold it. */
const MOST_PAGES = 16_384;
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/** Lowers the maximum in a module's memory section, in place: beyond it an allocation fails, and PDFium gives up. */
function limitMemory(module: Uint8Array): void {
  let at = 8;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < module.length) {
    const section = next();
    const end = next() + at;
    if (section === MEMORY_SECTION && next() === 1 && next() === HAS_MAXIMUM) {
      next();
      // The number keeps its length; groups of seven bits, the lowest first, all but the last marked.
      const start = at;
      if (next() <= MOST_PAGES) return;
      for (let byte = start; byte < at; byte += 1) {
        const bits = Math.floor(MOST_PAGES / 2 ** (7 * (byte - start))) & 0x7f;
        module[byte] = byte === at - 1 ? bits : bits | 0x80;
      }
      return;
    }
    at = end;
  }
}
