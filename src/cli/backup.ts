import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { say } from '../messages/say.ts';
import { addressOf } from '../server/contract/routes.ts';
import { writeBackupFile } from '../store/backup.ts';
import { backupName } from '../store/kept-backups.ts';
import { programVersion } from '../working/version.ts';
import { askServer, type RunningOwner, withDatabase } from './installation.ts';
import { EXIT, print, printError, printProblems, sizeText } from './terminal.ts';

/** `mingzhang backup [FILE]`: everything of an installation in one file; of a running server, it asks that. */
export async function backup(given: string | undefined): Promise<number> {
  const file = resolve(given ?? backupName());
  if (existsSync(file)) {
    printError(say('cli.backup.exists', { file }));
    return EXIT.unusable;
  }
  const done = await withDatabase<unknown>({
    running: (owner) => fetchBackup(owner, file),
    alone: ({ db }, data) => writeBackupFile({ db, data, program: programVersion() }, file),
  });
  printProblems(done.problems);
  if (!done.ok) return EXIT.unusable;
  print(say('cli.backup.done', { file, size: sizeText(statSync(file).size) }));
  return EXIT.clean;
}

async function fetchBackup(owner: RunningOwner, file: string): Promise<void> {
  const draft = `${file}.part`;
  try {
    const { body } = await askServer(owner, addressOf('backup'));
    if (body === null) throw new Error(say('cli.backup.nothing'));
    // What breaks off is seen here: the stream of a broken answer fails.
    await pipeline(Readable.fromWeb(body), createWriteStream(draft, { mode: 0o600 }));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
