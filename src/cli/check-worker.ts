import { parentPort, workerData } from 'node:worker_threads';
import { type Problem, type Result, succeed } from '../messages/problem.ts';
import type { Limits } from '../reading/source.ts';
import { loadAcknowledgements } from '../reporting/acknowledge.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import { reportOf } from '../reporting/report.ts';
import { checkReading } from '../working/check-reading.ts';
import { writeAll } from '../working/output.ts';
import { readOne } from '../working/read-one.ts';
import { loadMeans, type MeansOptions } from '../working/reading-means.ts';
import { type FileWork, serveJobs } from '../working/thread.ts';
import type { AgainstFolder, AgainstTask } from './against.ts';
import { loadProfile } from './check-settings.ts';

/** What a checking thread is started with. */
export interface CheckTask {
  readonly means: MeansOptions;
  readonly limits: Limits;
  /** The file of the profile, if any. */
  readonly profile?: string;
  /** Where the reports on each file go; none are written without. */
  readonly folders?: Readonly<Record<string, string>>;
  /** The document that the file is held against, or those among which its counterpart is; if any. */
  readonly against?: AgainstTask | AgainstFolder;
}

if (parentPort !== null) serveJobs(parentPort, checkWork(workerData));

/** Reads a file, checks it, and writes its reports. */
function checkWork({ means, limits, profile, folders, against }: CheckTask): Result<FileWork<CheckReport>> {
  const loaded = loadMeans(means);
  const set = loadProfile(profile);
  if (!loaded.ok) return loaded;
  if (!set.ok) return set;
  return succeed(async (file, onPage) => {
    const read = await readOne(file, loaded.value, limits, onPage);
    if (!read.ok) return read;
    const accepted = loadAcknowledgements(file);
    if (!accepted.ok) return accepted;
    const { bytes, source, reading } = read.value;
    const { check, pack } = checkReading(reading, loaded.value);
    const options = { profile: set.value, acknowledgements: accepted.value };
    const folder = folders?.[file];
    const problems: Problem[] = [...read.problems];
    let report: CheckReport;
    if (against === undefined) report = reportOf(reading, check, pack, options);
    else {
      const { holdAgainst, holdAgainstFolder } = await import('./against.ts');
      const checked = { source, reading, check, pack };
      const settings = { means: loaded.value, limits, options };
      const held =
        'among' in against
          ? await holdAgainstFolder(checked, against, settings)
          : await holdAgainst(checked, against, settings);
      problems.push(...held.problems);
      if (!held.ok) return { ok: false, problems };
      report = held.value;
    }
    if (folder !== undefined) {
      const { reportFiles } = await import('../reporting/report-files.ts');
      const made = await reportFiles(report, bytes, source);
      const written = writeAll(folder, made.files);
      problems.push(...made.problems, ...written.problems);
      if (!written.ok) return { ok: false, problems };
    }
    return succeed(report, problems);
  }, loaded.problems);
}
