import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';

const holderSchema = z.object({
  pid: z.int().min(1),
  /** When the process began, as the system counts it: another process of the same number began later. */
  began: z.string(),
  token: z.string(),
  /** Where its server answers, once it does. */
  url: z.string().optional(),
});

/** The process that owns a data folder. */
export type LockHolder = z.output<typeof holderSchema>;

/** A data folder that this process owns until it releases it. */
export interface FolderLock {
  /** Known to whoever may read the folder: by it the server knows commands of its owner. */
  readonly token: string;
  /** Says where the server of this process answers, so that commands can talk to it. */
  announce(url: string): void;
  release(): void;
}

const NAME = 'owner.json';

/**
 * Makes this process the one owner of a data folder. Fails, naming the owner, where another process that lives has it; what a
 * process left that was killed is taken over at once.
 */
export function lockFolder(folder: string): Result<FolderLock> {
  const path = join(folder, NAME);
  const own: LockHolder = { pid: process.pid, began: beganOf(process.pid), token: randomUUID() };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Whole at the moment it appears: nobody ever reads half a lock.
    const draft = `${path}.${own.token}`;
    writeFileSync(draft, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    try {
      for (;;) {
        try {
          linkSync(draft, path);
          break;
        } catch (error) {
          if (!isCode(error, 'EEXIST')) throw error;
        }
        const holder = holderOf(folder);
        if (holder !== undefined && isAlive(holder)) {
          const { pid, url = '' } = holder;
          return fail([problem('store.folderTaken', 'error', { file: folder }, { folder, pid, url })]);
        }
        takeAway(path, holder, own.token);
      }
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail([problem('store.cannotLock', 'error', { file: folder }, { folder, reason })]);
  }
  return succeed({
    token: own.token,
    announce: (url) => {
      const draft = `${path}.${own.token}`;
      writeFileSync(draft, JSON.stringify({ ...own, url }), { mode: 0o600 });
      renameSync(draft, path);
    },
    release: () => {
      if (holderOf(folder)?.token === own.token) rmSync(path, { force: true });
    },
  });
}

/** The process that owns a data folder and lives; none where nobody does. */
export function ownerOf(folder: string): LockHolder | undefined {
  const holder = holderOf(folder);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

function holderOf(folder: string): LockHolder | undefined {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(join(folder, NAME), 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Takes away the lock of a dead process; one that another process has just made instead is put back. */
function takeAway(path: string, dead: LockHolder | undefined, token: string): void {
  const aside = `${path}.dead-${token}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const taken = holderSchema.safeParse(parseJson(readFileSync(aside, 'utf8')));
  if (taken.success && taken.data.token !== dead?.token) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive({ pid, began }: LockHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Without the right to ask, somebody else's process of that number lives.
    if (!isCode(error, 'EPERM')) return false;
  }
  const now = beganOf(pid);
  // Where the system does not tell, the number decides; but our own number with another token is of an earlier life.
  return now === '' || began === '' ? pid !== process.pid : now === began;
}

/** When a process began, in ticks since the system did; empty where the system does not say. */
function beganOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the start is the twentieth field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
