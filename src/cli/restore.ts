import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, problem, type Result } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Manifest } from '../store/backup.ts';
import { lockFolder } from '../store/lock.ts';
import { restoreBackup } from '../store/restore.ts';
import { dataFolder } from '../working/environment.ts';
import { EXIT, print, printProblems } from './terminal.ts';

/** `mingzhang restore FILE`: puts a backup into an empty data folder. */
export async function restore(file: string): Promise<number> {
  const restored = await restoredFrom(file);
  printProblems(restored.problems);
  if (!restored.ok) return EXIT.unusable;
  const { tables, files, madeAt } = restored.value;
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  print(say('cli.restore.done', { rows, files: files.length, time: madeAt, folder: resolve(dataFolder()) }));
  return EXIT.clean;
}

async function restoredFrom(file: string): Promise<Result<Manifest>> {
  if (!existsSync(file)) return fail([problem('file.notFound', 'error', {}, { file })]);
  const data = resolve(dataFolder());
  const lock = lockFolder(data);
  if (!lock.ok) return lock;
  try {
    return await restoreBackup(file, { data, url: process.env.DATABASE_URL || undefined });
  } finally {
    lock.value.release();
  }
}
