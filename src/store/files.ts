import { createHash, randomUUID } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What folders of results that are not whole yet begin with; see Staging. */
const STAGED = '.mingzhang-';
const ID = /^[0-9a-f-]{36}$/u;

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
    if (!ID.test(document)) throw new Error(`not an id: ${document}`);
    return join(this.#folder, 'results', document);
  }

  /** Something made earlier, as JSON text; undefined where it is not there. */
  result(document: string, name: 'report' | 'numbers' | 'source' | 'pictures'): string | undefined {
    try {
      return readFileSync(join(this.results(document), `${name}.json`), 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Keeps the files of a publication, each by its number: no name from outside becomes a path. All of them, or none. */
  publish(publication: string, files: readonly { readonly bytes: Uint8Array }[]): void {
    const folder = this.#publication(publication);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      files.forEach(({ bytes }, index) => {
        writeFileSync(join(folder, String(index)), bytes, { flush: true, mode: 0o600 });
      });
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A published file, by its number; undefined where it is not there. */
  published(publication: string, file: number): Uint8Array | undefined {
    try {
      return readFileSync(join(this.#publication(publication), String(file)));
    } catch {
      return undefined;
    }
  }

  /**
   * Takes away what a process left in the middle of its work that was killed: drafts of uploads, publications that were never
   * entered, results of checks that did not end. Only for the owner of the folder, before it begins to work.
   *
   * @param entered the ids of the publications that are
   * @param unfinished the ids of documents whose check did not end
   */
  clearLeftovers(entered: ReadonlySet<string>, unfinished: readonly string[]): void {
    rmSync(join(this.#folder, 'drafts'), { recursive: true, force: true });
    for (const one of namesIn(join(this.#folder, 'published')))
      if (ID.test(one) && !entered.has(one)) rmSync(this.#publication(one), { recursive: true, force: true });
    for (const id of unfinished) {
      const folder = this.results(id);
      for (const one of namesIn(folder))
        if (one.startsWith(STAGED)) rmSync(join(folder, one), { recursive: true, force: true });
    }
  }

  #publication(id: string): string {
    if (!ID.test(id)) throw new Error(`not an id: ${id}`);
    return join(this.#folder, 'published', id);
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
