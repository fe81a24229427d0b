import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** What the thread of the embedded database is started with. */
export interface EmbeddedTask {
  /** Where its files are. */
  readonly folder: string;
  /** The path of the socket that it listens on. */
  readonly socket: string;
}

export type EmbeddedMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string };

const { folder, socket }: EmbeddedTask = workerData;
const tell = (message: EmbeddedMessage) => parentPort?.postMessage(message);

try {
  // Whoever was killed while the files of an empty database were laid out left a part of them, which nothing can open.
  const unfinished = `${folder}.unfinished`;
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
  const isNew = !existsSync(join(folder, 'PG_VERSION'));
  if (isNew) writeFileSync(unfinished, '');
  const db = await PGlite.create({ dataDir: folder, ...(isNew ? emptyDatabase() : {}) });
  rmSync(unfinished, { force: true });
  const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 2 });
  await server.start();
  parentPort?.once('message', async () => {
    await server.stop();
    await db.close();
    parentPort?.close();
  });
  tell({ type: 'ready' });
} catch (error) {
  tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
}

/** The files of an empty database, made when the program was built; without them they are made now, which takes longer. */
function emptyDatabase(): { readonly loadDataDir?: Blob } {
  try {
    const files = readFileSync(new URL('./empty-database.tar.gz', import.meta.url));
    return { loadDataDir: new Blob([new Uint8Array(files)]) };
  } catch {
    return {};
  }
}
