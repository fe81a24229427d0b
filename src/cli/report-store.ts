import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StoredReport, storedReport, withFindings } from '../reporting/across-report.ts';
import { type CheckReport, checkSchema } from '../reporting/check-schema.ts';
import { REPORT_NAMES } from '../reporting/report-names.ts';

/** The report in a folder of reports, without what an earlier comparison with others found. */
export function loadReport(folder: string): CheckReport | undefined {
  return load(join(folder, REPORT_NAMES.json));
}

function load(path: string): CheckReport | undefined {
  try {
    const parsed = checkSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? withFindings(parsed.data, []) : undefined;
  } catch {
    // What is not there any more is compared with nothing.
    return undefined;
  }
}

/**
 * The reports of a batch, on disk: in memory is only whose each document is. Where reports are written anyway they are
 * taken from there.
 */
export class ReportStore {
  readonly #folders: ReadonlyMap<string, string> | undefined;
  readonly #stored = new Map<string, StoredReport>();
  #place: string | undefined;

  /** @param folders where the reports on each file are written, if they are */
  constructor(folders: ReadonlyMap<string, string> | undefined) {
    this.#folders = folders;
  }

  /** Keeps a report that was made now. */
  add(file: string, report: CheckReport): void {
    const folder = this.#folders?.get(file);
    const path =
      folder === undefined ? this.temporary(`${this.#stored.size}.json`) : join(folder, REPORT_NAMES.json);
    if (folder === undefined) writeFileSync(path, JSON.stringify(report));
    this.#stored.set(file, storedReport(report, file, path));
  }

  /** Takes the report that an earlier run wrote. */
  restore(file: string): void {
    const folder = this.#folders?.get(file);
    const report = folder === undefined ? undefined : loadReport(folder);
    if (folder !== undefined && report !== undefined)
      this.#stored.set(file, storedReport(report, file, join(folder, REPORT_NAMES.json)));
  }

  /** All documents, in the order of the files. */
  documents(files: readonly string[]): readonly StoredReport[] {
    return files.flatMap((file) => this.#stored.get(file) ?? []);
  }

  load({ path }: StoredReport): CheckReport | undefined {
    return load(path);
  }

  /** A path for something that is needed only during the run. */
  temporary(name: string): string {
    this.#place ??= mkdtempSync(join(tmpdir(), 'mingzhang-'));
    return join(this.#place, name);
  }

  close(): void {
    if (this.#place !== undefined) rmSync(this.#place, { recursive: true, force: true });
  }
}
