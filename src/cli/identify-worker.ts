import { parentPort, workerData } from 'node:worker_threads';
import { entityNode } from '../facts/space.ts';
import { type Result, succeed } from '../messages/problem.ts';
import { roleOf } from '../reading/draft-role.ts';
import { knownOfLedger } from '../reading/known.ts';
import type { Limits } from '../reading/source.ts';
import { loadMeans, type MeansOptions, type ReadingMeans } from '../working/reading-means.ts';
import { type FileWork, serveJobs } from '../working/thread.ts';
import type { Counterpart } from './counterparts.ts';
import { type OtherDocument, openOther } from './other-document.ts';

/** What a thread that tells whose documents are is started with. */
export interface IdentifyTask {
  readonly means: MeansOptions;
  readonly limits: Limits;
}

if (parentPort !== null) serveJobs(parentPort, identifyWork(workerData));

/** Opens a file that others may be held against, and says whose it is. */
function identifyWork({ means, limits }: IdentifyTask): Result<FileWork<Counterpart>> {
  const loaded = loadMeans(means);
  if (!loaded.ok) return loaded;
  return succeed(async (file) => {
    const opened = await openOther(file, loaded.value, limits);
    return opened.ok ? succeed(counterpartOf(file, opened.value, loaded.value), opened.problems) : opened;
  }, loaded.problems);
}

function counterpartOf(file: string, other: OtherDocument, { accounts }: ReadingMeans): Counterpart {
  switch (other.type) {
    case 'check': {
      const { entity, bodies = [], year, stage, sha256 } = other.report;
      return { file, entity, bodies: bodies.map(entityNode), year, stage, sha256, meaning: 'earlier' };
    }
    case 'kept': {
      const { entity, bodies, year, stage, sha256 } = other.kept;
      return { file, entity, bodies: bodies.map(entityNode), year, stage, sha256, meaning: 'approval' };
    }
    case 'ledger': {
      const { entity, bodies, year } = knownOfLedger(file, other.ledger, other.pack, accounts);
      return { file, entity, bodies, year, stage: undefined, sha256: other.sha256, meaning: 'approval' };
    }
    case 'document': {
      const { entity, bodies, year, stage, sha256 } = other.reading;
      const meaning = roleOf(file, other.source) === 'disclosure' ? 'earlier' : 'approval';
      return { file, entity, bodies, year, stage, sha256, meaning };
    }
  }
}
