import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A document whose bytes are kept. */
export interface KeptFile {
  /** Its name: the same bytes are kept once. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * The files of a data folder: documents by their hash, never changed; and what was made from each, which can be made again. No
 * path ever comes from a file's name or content.
 */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a stream under its hash, on disk before it returns. Throws what the stream or the disk throws; then nothing is kept. */
  async keep(stream: Readable): Promise<KeptFile> {
    const draft = this.#path('drafts', randomUUID());
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      await pipeline(
        stream,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            bytes += chunk.length;
            yield chunk;
          }
        },
        createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
      );
      const file = await open(draft, 'r+');
      await file.sync();
      await file.close();
      const sha256 = hash.digest('hex');
      const target = this.document(sha256);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      renameSync(draft, target);
      return { sha256, bytes };
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Where the document of that hash is. */
  document(sha256: string): string {
    if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new Error(`not a hash: ${sha256}`);
    return join(this.#folder, 'documents', sha256.slice(0, 2), sha256);
  }

  /** The folder of what was made from a document's check. */
  results(document: string): string {
    if (!/^[0-9a-f-]{36}$/u.test(document)) throw new Error(`not an id: ${document}`);
    return join(this.#folder, 'results', document);
  }

  /** Something made earlier, as JSON text; undefined where it is not there. */
  result(document: string, name: 'report' | 'numbers' | 'source'): string | undefined {
    try {
      return readFileSync(join(this.results(document), `${name}.json`), 'utf8');
    } catch {
      return undefined;
    }
  }

  has(sha256: string): boolean {
    return statSync(this.document(sha256), { throwIfNoEntry: false })?.isFile() === true;
  }

  #path(...parts: readonly string[]): string {
    const path = join(this.#folder, ...parts);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }
}
