import { strToU8, Zip, ZipDeflate } from 'fflate';

/** A part of an Office file: its path and its text, whole or in pieces. */
export interface Part {
  readonly path: string;
  readonly content: Iterable<string> | Uint8Array;
}

/**
 * Packs parts in the order given. The same parts give the same bytes on every machine: no clock, and a
 * deflate written in JavaScript rather than the zlib of the Node at hand.
 *
 * @param level of compression: 1 takes about half the time of 6 on a sheet of a million cells, for a file a fifth larger
 */
export function zipParts(parts: Iterable<Part>, level: 1 | 6 = 6): Uint8Array {
  const chunks: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else chunks.push(chunk);
  });
  for (const { path, content } of parts) {
    const file = new ZipDeflate(path, { level });
    file.mtime = DOS_EPOCH;
    zip.add(file);
    if (content instanceof Uint8Array) file.push(content, true);
    else {
      for (const piece of batches(content)) file.push(strToU8(piece));
      file.push(new Uint8Array(0), true);
    }
  }
  zip.end();
  if (failure !== null) throw failure;
  return concat(chunks);
}

/** The first day a zip can hold. Built from parts: a zip stores local time, whatever the time zone. */
const DOS_EPOCH = new Date(1980, 0, 1);

const BATCH = 65_536;

/** Joins small pieces, so that each call of the compressor is worth its while. */
function* batches(pieces: Iterable<string>): Iterable<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
