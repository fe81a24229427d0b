import { Readable } from 'node:stream';

/** One file of an archive. */
export interface ArchiveEntry {
  /** With slashes, ASCII, at most 100 characters. */
  readonly path: string;
  readonly bytes: number;
  readonly content: Readable | Uint8Array;
}

const BLOCK = 512;

/** An archive in the form of tar, piece by piece, so that its size does not matter; other programs open it too. */
export async function* tarOf(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Uint8Array> {
  for await (const { path, bytes, content } of entries) {
    yield headOf(path, bytes);
    let sent = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      const piece: Uint8Array = chunk;
      sent += piece.length;
      yield piece;
    }
    if (sent !== bytes) throw new Error(`${path}: ${sent} of ${bytes} bytes`);
    yield new Uint8Array(padding(bytes));
  }
  yield new Uint8Array(2 * BLOCK);
}

function headOf(path: string, bytes: number): Uint8Array {
  if (!/^[\w./-]{1,100}$/u.test(path)) throw new Error(`not a path of an archive: ${path}`);
  const head = Buffer.alloc(BLOCK);
  head.write(path, 0);
  head.write('0000600\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write(' '.repeat(8), 148);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  head.write(`${sumOf(head).toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** The sum of a head's bytes, its own field counted as spaces. */
function sumOf(head: Uint8Array): number {
  return head.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

function padding(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

/**
 * Reads an archive, one entry after the other; each must be read to its end before the next.
 *
 * @throws Error where it is damaged or ends too early
 */
export async function* entriesOf(archive: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveEntry> {
  const source = new Pieces(archive);
  for (;;) {
    const head = await source.take(BLOCK);
    if (head.every((byte) => byte === 0)) return;
    const sum = Number.parseInt(textIn(head, 148, 8), 8);
    const bytes = Number.parseInt(textIn(head, 124, 12), 8);
    if (sum !== sumOf(head) || !Number.isSafeInteger(bytes)) throw new Error('damaged');
    const path = textIn(head, 0, 100);
    yield { path, bytes, content: Readable.from(source.stream(bytes), { objectMode: false }) };
    await source.take(padding(bytes));
  }
}

function textIn(head: Uint8Array, from: number, length: number): string {
  return Buffer.from(head.subarray(from, from + length))
    .toString('latin1')
    .replace(/\0.*$/su, '')
    .trim();
}

/** A stream from which a wanted number of bytes is taken. */
class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.stream(count)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async *stream(count: number): AsyncGenerator<Uint8Array> {
    let left = count;
    while (left > 0) {
      if (this.#rest.length === 0) {
        const next = await this.#source.next();
        if (next.done === true) throw new Error('ends too early');
        this.#rest = next.value;
      }
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }
}
