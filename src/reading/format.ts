import type { MessageKey } from '../messages/say.ts';
import { compoundStreams, isCompound } from './format-compound.ts';
import { decodeMarkup } from './html-charset.ts';
import type { Format } from './source.ts';
import { zipDirectory } from './zip.ts';

/** Says what a file is that cannot be read, and what to do: the key of a message without parameters. */
export type UnreadableKey = Extract<MessageKey, `reading.file.unreadable.${string}`>;

/** A file that cannot be read. */
export interface Unreadable {
  readonly unreadable: UnreadableKey;
}

/** How far into a file the beginning is looked at. */
const BEGINNING = 65_536;

/**
 * What a file is, by its content alone: names lie, above all .xls and .doc.
 *
 * @example
 * const format = formatOf(bytes);
 * if (typeof format !== 'string') problem(format.unreadable, 'error', { file });
 */
export function formatOf(bytes: Uint8Array): Format | Unreadable {
  if (bytes.length === 0) return { unreadable: 'reading.file.unreadable.empty' };
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) return formatOfZip(bytes);
  if (isCompound(bytes)) return formatOfCompound(bytes);
  const known = SIGNATURES.find(([beginning]) => startsWith(bytes, beginning));
  if (known !== undefined) return { unreadable: `reading.file.unreadable.${known[1]}` };
  if (/%PDF-\d/u.test(latin(bytes.subarray(0, 1024)))) return 'pdf';
  return formatOfText(bytes);
}

const SIGNATURES = [
  ['\u0089PNG', 'image'],
  ['\u00ff\u00d8\u00ff', 'image'],
  ['GIF8', 'image'],
  ['II*\u0000', 'image'],
  ['MM\u0000*', 'image'],
  ['Rar!\u001a\u0007', 'archive'],
  ["7z\u00bc\u00af'\u001c", 'archive'],
  ['\u001f\u008b', 'archive'],
  ['{\\rtf', 'rtf'],
] as const;

/** By the parts that make it what it is; the first that is there. */
const PARTS: readonly (readonly [part: string, format: Format | Unreadable])[] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['xl/workbook.bin', { unreadable: 'reading.file.unreadable.xlsb' }],
  ['ppt/presentation.xml', { unreadable: 'reading.file.unreadable.pptx' }],
  ['ofd.xml', { unreadable: 'reading.file.unreadable.ofd' }],
];

function formatOfZip(bytes: Uint8Array): Format | Unreadable {
  const directory = zipDirectory(bytes);
  if (directory === undefined) return { unreadable: 'reading.file.unreadable.damaged' };
  if (directory.size === 0) return { unreadable: 'reading.file.unreadable.empty' };
  const part = PARTS.find(([name]) => directory.has(name));
  if (part !== undefined) return part[1];
  const isOpenDocument = directory.has('mimetype') && directory.has('content.xml');
  return { unreadable: `reading.file.unreadable.${isOpenDocument ? 'opendocument' : 'zip'}` };
}

function formatOfCompound(bytes: Uint8Array): Format | Unreadable {
  const streams = compoundStreams(bytes);
  if (streams.has('EncryptedPackage') || streams.has('EncryptionInfo')) {
    return { unreadable: 'reading.file.unreadable.encrypted' };
  }
  // A Word file with a sheet inside has both; what it is itself stands first.
  if (streams.has('WordDocument')) return { unreadable: 'reading.file.unreadable.doc' };
  if (streams.has('Workbook') || streams.has('Book')) return 'xls';
  return {
    unreadable: streams.size === 0 ? 'reading.file.unreadable.damaged' : 'reading.file.unreadable.compound',
  };
}

const HTML =
  /^(?:\s|<\?xml[^>]*>|<!--(?:(?!-->)[\s\S])*-->)*<(?:!doctype\s+html|(?:html|head|body|meta|title|style|link|base|table|tbody|tr|td|div|span|p|h[1-6]|center|font|ul|ol|br|section|article|main)[\s/>])/iu;

function formatOfText(bytes: Uint8Array): Format | Unreadable {
  const text = decodeMarkup(bytes.subarray(0, BEGINNING)).text;
  if (text.trim() === '') return { unreadable: 'reading.file.unreadable.empty' };
  if (!isText(text)) return { unreadable: 'reading.file.unreadable.unknown' };
  if (/^MIME-Version:|^From:.*\nSubject:/iu.test(text.trimStart())) {
    return { unreadable: 'reading.file.unreadable.mhtml' };
  }
  if (HTML.test(text) || /<html[\s>]/iu.test(text.slice(0, 4096))) return 'html';
  if (/^\s*<\?xml/u.test(text)) {
    // The XML workbook of Excel 2003 goes the way of .xls: the same library reads it.
    if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xls';
    if (/schemas\.microsoft\.com\/office\/(?:word\/2003|2006\/xmlPackage)/u.test(text)) {
      return { unreadable: 'reading.file.unreadable.wordXml' };
    }
  }
  return 'text';
}

/** Whether what was decoded is text: hardly a control character, hardly a byte that fits no encoding. */
function isText(text: string): boolean {
  const odd = text.match(/(?![\t\n\v\f\r\u0085])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return odd * 100 <= text.length;
}

function startsWith(bytes: Uint8Array, beginning: string): boolean {
  for (let index = 0; index < beginning.length; index += 1) {
    if (bytes[index] !== beginning.charCodeAt(index)) return false;
  }
  return true;
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
