import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeBackupFile } from './backup.ts';
import type { Db } from './database.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 14;
/** How often it is looked whether a day has passed. */
const LOOK_MS = 3_600_000;
const NAME = /^mingzhang-\d{8}-\d{6}\.tar\.gz$/u;

interface Source {
  readonly db: Db;
  readonly data: string;
  readonly program: string;
}

/**
 * Keeps a backup of the database in the data folder, and takes away those older than {@link KEPT_DAYS} days. Of the database alone: documents are
 * kept under their hash and never changed, and a copy beside them would help nobody.
 */
export async function keepBackup(source: Source): Promise<string> {
  const folder = join(source.data, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, backupName());
  await writeBackupFile(source, path, false);
  for (const { name, at } of keptIn(folder)) {
    if (Date.now() - at > KEPT_DAYS * DAY_MS) rmSync(join(folder, name), { force: true });
  }
  return path;
}

/** What a backup that is made now is called. */
export function backupName(now = new Date()): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  return `mingzhang-${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}.tar.gz`;
}

/** Keeps a backup every day that the server runs; returns how to end that. */
export function keepDaily(source: Source, onError: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const look = () => {
    const last = Math.max(0, ...keptIn(join(source.data, 'backups')).map(({ at }) => at));
    if (Date.now() - last < DAY_MS) return;
    running = keepBackup(source).then(() => undefined, onError);
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

function keptIn(folder: string): readonly { readonly name: string; readonly at: number }[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  } catch {
    return [];
  }
}
