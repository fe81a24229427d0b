import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { readSourceOf } from '../reading/read-file.ts';
import type { Limits } from '../reading/source.ts';
import { withFindings } from '../reporting/across-report.ts';
import type { ReportedFinding } from '../reporting/check-schema.ts';
import { reportFiles } from '../reporting/report-files.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { type FileWork, serveJobs } from '../working/thread.ts';
import { loadReport } from './report-store.ts';

/** What a thread that writes reports again is started with. */
export interface ReportTask {
  readonly limits: Limits;
  /** Where the reports on each file are. */
  readonly folders: Readonly<Record<string, string>>;
  /** The file of the findings to add, by file. */
  readonly findings: string;
}

if (parentPort !== null) serveJobs(parentPort, reportWork(workerData));

/** Writes the reports on a file again, with what other documents say against it. */
function reportWork({ limits, folders, findings }: ReportTask): Result<FileWork<undefined>> {
  const added: Readonly<Record<string, readonly ReportedFinding[]>> = JSON.parse(
    readFileSync(findings, 'utf8'),
  );
  return succeed(async (file, onPage) => {
    const folder = folders[file] ?? '';
    const report = loadReport(folder);
    const input = readInput(file);
    if (!input.ok) return input;
    if (report === undefined) return fail([problem('file.notReadable', 'error', { file }, { file: folder })]);
    const source = await readSourceOf(input.value, { file, limits, onPage });
    if (!source.ok) return source;
    const made = await reportFiles(withFindings(report, added[file] ?? []), input.value, source.value);
    const written = writeAll(folder, made.files);
    const problems = [...made.problems, ...written.problems];
    return written.ok ? succeed(undefined, problems) : fail(problems);
  });
}
