import { writeFileSync } from 'node:fs';
import type { Profile } from '../checking/profile.ts';
import type { Problem } from '../messages/problem.ts';
import { loadAcknowledgements } from '../reporting/acknowledge.ts';
import { reportTogether, type Together, withFindings } from '../reporting/across-report.ts';
import { type BatchRow, rowOf } from '../reporting/batch.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import { filesInThreads } from '../working/thread-pool.ts';
import type { ReportStore } from './report-store.ts';
import type { ReportTask } from './report-worker.ts';

export interface TogetherOptions {
  readonly profile: Profile;
  readonly limits: ReadingLimits;
  /** Where the reports on each file are; none are written without. */
  readonly folders: ReadonlyMap<string, string> | undefined;
  readonly onProblems: (problems: readonly Problem[]) => void;
}

const SCRIPT = new URL('./report-worker.js', import.meta.url);

/**
 * Holds the documents of a batch against each other: what is found is added to the rows, and to the reports that were
 * written. Takes one pass over the documents, and only the numbers of those that speak of each other.
 */
export async function checkTogether(
  files: readonly string[],
  store: ReportStore,
  rows: Map<string, BatchRow>,
  { profile, limits, folders, onProblems }: TogetherOptions,
): Promise<Together> {
  const documents = store.documents(files);
  const together = reportTogether(
    documents,
    (document) => store.load(document),
    (file) => {
      const accepted = loadAcknowledgements(file);
      return { profile, acknowledgements: accepted.ok ? accepted.value : [] };
    },
  );
  const { findings } = together;
  for (const document of documents) {
    const report = findings.has(document.file) ? store.load(document) : undefined;
    const row = rows.get(document.file);
    if (report === undefined || row === undefined) continue;
    const found = withFindings(report, findings.get(document.file) ?? []);
    rows.set(document.file, { ...rowOf(found, row.folder), file: row.file });
  }
  if (folders === undefined || findings.size === 0) return together;
  const added = store.temporary('findings.json');
  writeFileSync(added, JSON.stringify(Object.fromEntries(findings)));
  const task: ReportTask = {
    limits: limits.limits,
    folders: Object.fromEntries(folders),
    findings: added,
  };
  const written = filesInThreads<undefined>([...findings.keys()], {
    script: SCRIPT,
    task,
    limits,
    onStart: ({ problems }) => onProblems(problems),
  });
  for await (const { result } of written) onProblems(result.problems);
  return together;
}
