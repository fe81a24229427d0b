import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readDocx } from './docx.ts';
import { formatOf } from './format.ts';
import { readHtml } from './html.ts';
import { DEFAULT_LIMITS } from './source.ts';
import { readXlsx } from './xlsx.ts';

const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const gbk = (head: string) => Buffer.concat([Buffer.from(head), Buffer.from([0xb2, 0xbf, 0xc3, 0xc5])]);

/** A compound file of one directory sector with these streams. */
function compound(...names: string[]): Uint8Array {
  const bytes = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.fill(0xff, 80, 512);
  bytes.writeUInt32LE(0, 76);
  bytes.fill(0xff, 512, 1024);
  ['Root Entry', ...names].forEach((name, index) => {
    bytes.write(name, 1024 + index * 128, 'utf16le');
    bytes.writeUInt16LE((name.length + 1) * 2, 1024 + index * 128 + 64);
  });
  return bytes;
}

it.each([
  ['a PDF', strToU8('%PDF-1.7\n'), 'pdf'],
  ['a PDF behind other bytes', strToU8('\n\njunk %PDF-1.4'), 'pdf'],
  ['a Word file', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
  ['a Word file with the slashes of Windows', zip('word\\document.xml'), 'docx'],
  ['a workbook', zip('xl/workbook.xml'), 'xlsx'],
  ['an old workbook', compound('Workbook'), 'xls'],
  ['a very old workbook', compound('Book'), 'xls'],
  ['a page', strToU8('<!DOCTYPE html><p>部门'), 'html'],
  ['a page in GBK', gbk('<html><meta charset=gb2312><body>'), 'html'],
  ['a page in UTF-16', utf16('<html><body>部门'), 'html'],
  ['a page behind a comment', strToU8('<!-- saved -->\n<table border=1><tr><td>1'), 'html'],
  [
    'a workbook of Excel 2003 in XML',
    strToU8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    'xls',
  ],
  ['text', strToU8('部门预算\n一、概况'), 'text'],
  ['text in GBK', gbk('2025 '), 'text'],
  ['text in UTF-16', utf16('部门预算'), 'text'],
  ['text with an angle bracket', strToU8('a < b'), 'text'],
])('recognises %s', (_, bytes, format) => {
  expect(formatOf(bytes)).toBe(format);
});

it.each([
  ['nothing', new Uint8Array(0), 'empty'],
  ['blanks', strToU8(' \n '), 'empty'],
  ['an old Word file', compound('WordDocument', 'Workbook'), 'doc'],
  ['another compound file', compound('PowerPoint Document'), 'compound'],
  ['an encrypted file', compound('EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
  ['OFD', zip('OFD.xml', 'Doc_0/Document.xml'), 'ofd'],
  ['a zip', zip('a.docx', 'b.docx'), 'zip'],
  ['OpenDocument', zip('mimetype', 'content.xml'), 'opendocument'],
  ['xlsb', zip('xl/workbook.bin'), 'xlsb'],
  ['pptx', zip('ppt/presentation.xml'), 'pptx'],
  ['half a zip', zip('word/document.xml').subarray(0, 60), 'damaged'],
  ['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'image'],
  ['JPEG', Buffer.from('ffd8ffe0', 'hex'), 'image'],
  ['TIFF', strToU8('II*\u0000rest'), 'image'],
  ['rar', strToU8('Rar!\u001a\u0007\u0000'), 'archive'],
  ['rtf', strToU8('{\\rtf1\\ansi'), 'rtf'],
  ['mht', strToU8('MIME-Version: 1.0\nContent-Type: multipart/related'), 'mhtml'],
  ['noise', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff), 'unknown'],
])('refuses %s by name', (_, bytes, kind) => {
  expect(formatOf(bytes)).toEqual({ unreadable: `reading.file.unreadable.${kind}` });
});

it('never throws, whatever the bytes; nor do the readers', () => {
  const options = { file: 'x', limits: { ...DEFAULT_LIMITS, time: 5_000 } };
  const starts = [
    Buffer.from('PK\u0003\u0004'),
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('<html>'),
  ];
  const whole = zip('word/document.xml', 'xl/workbook.xml');
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom(...starts, Buffer.alloc(0)),
      fc.nat(whole.length - 1),
      fc.nat(255),
      (noise, start, at, byte) => {
        const changed = Uint8Array.from(whole, (one, index) => (index === at ? byte : one));
        for (const bytes of [Buffer.concat([start, noise]), changed]) {
          formatOf(bytes);
          readDocx(bytes, options);
          readHtml(bytes, options);
          readXlsx(bytes, options);
        }
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});
