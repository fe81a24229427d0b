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
  const db = await PGlite.create({ dataDir: folder });
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
