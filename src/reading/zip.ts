import { inflateRawSync } from 'node:zlib';
import type { Meter } from './package-limits.ts';

/** A file inside a zip: its name (never used as a path) and where its bytes lie. */
export interface ZipEntry {
  readonly name: string;
  readonly packedSize: number;
  readonly method: number;
  readonly encrypted: boolean;
  /** Where its local header starts. */
  readonly offset: number;
}

/** A zip's directory by name, in lower case and with forward slashes. Of two entries of a name the first counts. */
export type ZipDirectory = ReadonlyMap<string, ZipEntry>;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 100_000;

/** The directory at the end of a zip; undefined where it is not there or does not hold together. */
export function zipDirectory(bytes: Uint8Array): ZipDirectory | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return undefined;
  const entries = new Map<string, ZipEntry>();
  let at = end.offset;
  for (let index = 0; index < Math.min(end.count, MOST_ENTRIES); index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > view.byteLength) return undefined;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const key = name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();
    const sizes = wideSizes(view, at, at + 46 + nameLength, extraLength);
    if (!entries.has(key)) {
      entries.set(key, {
        name,
        ...sizes,
        method: view.getUint16(at + 10, true),
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      });
    }
    at = next;
  }
  return entries;
}

function findEnd(view: DataView): { readonly offset: number; readonly count: number } | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { offset, count };
    return findWideEnd(view, at) ?? { offset, count };
  }
  return undefined;
}

function findWideEnd(
  view: DataView,
  end: number,
): { readonly offset: number; readonly count: number } | undefined {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== END_64) return undefined;
  return {
    count: Number(view.getBigUint64(at + 32, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
  };
}

/** Packed size and offset of an entry, from its extra field where they do not fit into 32 bits (Zip64). */
function wideSizes(
  view: DataView,
  entry: number,
  extra: number,
  extraLength: number,
): { readonly packedSize: number; readonly offset: number } {
  const size = view.getUint32(entry + 24, true);
  let packedSize = view.getUint32(entry + 20, true);
  let offset = view.getUint32(entry + 42, true);
  const end = extra + extraLength;
  for (let at = extra; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    const next = (): number | undefined => {
      if (field + 8 > end) return undefined;
      field += 8;
      return Number(view.getBigUint64(field - 8, true));
    };
    if (size === 0xffffffff) next();
    if (packedSize === 0xffffffff) packedSize = next() ?? packedSize;
    if (offset === 0xffffffff) offset = next() ?? offset;
    break;
  }
  return { packedSize, offset };
}

/**
 * Unpacks one file of a zip. What it unpacks to is counted as it is, not as the directory says, and never grows
 * beyond what the meter has left: a bomb costs no more than the limit.
 *
 * @returns undefined where the entry is damaged or encrypted, or the meter refuses
 */
export function unzip(bytes: Uint8Array, entry: ZipEntry, meter: Meter): Uint8Array | undefined {
  const { offset, packedSize, method, encrypted } = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encrypted || offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) return undefined;
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > view.byteLength) return undefined;
  const packed = bytes.subarray(start, start + packedSize);
  if (method === 0) return meter.spend('unpackedBytes', packedSize) ? packed : undefined;
  if (method !== 8) return undefined;
  const most = meter.left('unpackedBytes');
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
    return meter.spend('unpackedBytes', content.length) ? content : undefined;
  } catch (error) {
    if (error instanceof RangeError) meter.spend('unpackedBytes', most + 1);
    return undefined;
  }
}
