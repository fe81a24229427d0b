import { zipSync } from 'fflate';
import type { Meter } from './package-limits.ts';
import { unzip, type ZipDirectory } from './zip.ts';

/** What is needed of a workbook, wherever its sheets lie; pictures, drawings, macros and the like stay packed. */
const NEEDED =
  /^(?:\[content_types\]\.xml|_rels\/|xl\/(?!(?:drawings|media|charts|chartsheets|theme|pivot\w*|comments|threadedcomments|persons|externallinks|ctrlprops|querytables|slicer\w*|richdata|activex|printersettings|customproperty|model)[/\d.]|calcchain|vba|connections|comments))/u;
const XML = /\.(?:xml|rels)$/u;

/** Stands in a formula cell without a result: programs write such cells, and the parser reads them as zero. */
export const UNCALCULATED = '\u2205uncalculated';

/** `doctype` and `malformed` name the part. */
export type Repacked =
  | { readonly bytes: Uint8Array }
  | { readonly refused: 'doctype' | 'malformed' | 'limit'; readonly part: string };

/**
 * Packs anew, unpacked and disarmed, what the parser needs of a workbook: the parser itself knows no limits. What
 * would make it build millions of objects (columns up to any number, links over whole sheets) is left out.
 */
export function repackWorkbook(bytes: Uint8Array, directory: ZipDirectory, meter: Meter): Repacked {
  const parts: Record<string, Uint8Array> = {};
  for (const [key, entry] of directory) {
    if (!NEEDED.test(key) || !XML.test(key)) continue;
    const content = unzip(bytes, entry, meter);
    if (content === undefined) {
      return { refused: meter.refusal === undefined ? 'malformed' : 'limit', part: entry.name };
    }
    if (hasDoctype(content)) return { refused: 'doctype', part: entry.name };
    const cells = countCells(content);
    // Only a first look: what is shown of them is counted when it is laid out.
    if ((cells > meter.left('cells') && !meter.spend('cells', cells)) || !meter.onTime()) {
      return { refused: 'limit', part: entry.name };
    }
    try {
      const name = entry.name.replaceAll('\\', '/').replace(/^\/+/u, '');
      parts[name] = isSheet(content) ? disarmed(content) : content;
    } catch {
      // Longer than a string can be.
      return { refused: 'malformed', part: entry.name };
    }
  }
  return { bytes: zipSync(parts, { level: 0 }) };
}

/** No Office program writes one, in no encoding we take. */
function hasDoctype(content: Uint8Array): boolean {
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 1 << 16));
  return start.includes('<!DOCTYPE') || start.includes(Buffer.from('<!DOCTYPE', 'utf16le'));
}

function isSheet(content: Uint8Array): boolean {
  const whole = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return whole.includes('sheetData') || whole.includes(Buffer.from('sheetData', 'utf16le'));
}

const OPEN = 0x3c;
const SLASH = 0x2f;
const CLOSE = 0x3e;
const COLON = 0x3a;
const C = 0x63;

/** Cells that are not empty: a formatted sheet has millions of `<c s="1"/>`, which cost nothing. */
function countCells(xml: Uint8Array): number {
  let cells = 0;
  for (let at = xml.indexOf(OPEN); at >= 0; at = xml.indexOf(OPEN, at + 1)) {
    let name = at + 1;
    for (let ahead = name; ahead < name + 12; ahead += 1) if (xml[ahead] === COLON) name = ahead + 1;
    const next = xml[name + 1];
    if (xml[name] !== C || (next !== 0x20 && next !== CLOSE && next !== 0x0a && next !== 0x09)) continue;
    const end = xml.indexOf(CLOSE, name);
    if (end >= 0 && xml[end - 1] !== SLASH) cells += 1;
  }
  return cells;
}

const WITHOUT_RESULT =
  /<((?:\w+:)?)c\b([^<>]*)>(\s*<(?:\w+:)?f\b[^<>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*)(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/gu;
const LAST_COLUMN = 16_384;

function disarmed(sheet: Uint8Array): Uint8Array {
  const xml = new TextDecoder(sheet[0] === 0xff && sheet[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(sheet);
  const marked = xml.replace(
    WITHOUT_RESULT,
    (_, prefix: string, attributes: string) =>
      `<${prefix}c${attributes.replace(/\st="[^"]*"/u, '')} t="str"><${prefix}v>${UNCALCULATED}</${prefix}v></${prefix}c>`,
  );
  let columns = 0;
  const clean = marked
    .replace(/<(?:\w+:)?hyperlink\b[^<>]*>/gu, '')
    .replace(/<(?:\w+:)?col\b([^<>]*?)\/?>/gu, (_, attributes: string) => {
      const min = Number(/\bmin="(\d{1,5})"/u.exec(attributes)?.[1] ?? 0);
      const max = Number(/\bmax="(\d{1,9})"/u.exec(attributes)?.[1] ?? 0);
      const isHidden = /\bhidden="(?:1|true)"/u.test(attributes) || /\bwidth="0(?:\.0+)?"/u.test(attributes);
      const last = Math.min(max, LAST_COLUMN);
      if (!isHidden || min < 1 || last < min) return '';
      columns += last - min + 1;
      return columns > LAST_COLUMN ? '' : `<col min="${min}" max="${last}" hidden="1"/>`;
    });
  return new TextEncoder().encode(clean);
}
