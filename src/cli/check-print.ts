import { SEVERITY_LABELS } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { wholeOf } from '../reading/coverage.ts';
import type { Together } from '../reporting/across-report.ts';
import type { Against } from '../reporting/against-schema.ts';
import type { BatchRow } from '../reporting/batch.ts';
import { outcomeOf, RELATIONS } from '../reporting/batch-report.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import { againstTexts, changeText, statusesOf, unmatchedText } from '../reporting/html-against.ts';
import { changesOf } from '../reporting/marks.ts';
import { repairsOf, sayChecked, shareOf, verdictOf } from '../reporting/words.ts';
import { print } from './terminal.ts';

/** How many reasons for what was not checked are told; `--json` and the report list all of it. */
const FEW = 3;

/** A check for people: what was found, the gravest first, and what was not checked. */
export function printReport(report: CheckReport): void {
  const { summary, coverage } = report;
  print(say('cli.check.file', { file: report.file, entity: report.entity.name, year: report.year }));
  const statuses = statusesOf(report);
  for (const one of report.findings) {
    if (one.acknowledged !== undefined) continue;
    const status = statuses.get(one.id);
    const mark = status === undefined ? '' : `〔${status}〕`;
    print(`${say(SEVERITY_LABELS[one.severity])} ${mark}[${one.rule}] ${one.message}`);
    const repairs = repairsOf(one);
    if (repairs.length > SAID_ALREADY) print(say('cli.check.repairs', { count: repairs.length }));
    if (one.under.length > 1) print(say('cli.check.under', { count: one.under.length }));
  }
  const { printed, placed } = wholeOf(coverage);
  print(say('cli.check.verdict', { verdict: verdictOf(report) }));
  print(`  ${say('reporting.count.laws', { laws: summary.laws, rounding: summary.rounding })}`);
  print(`  ${say('reporting.count.coverage', { printed, placed, share: shareOf(placed, printed) })}`);
  print(`  ${sayChecked(report)}`);
  if (summary.acknowledged > 0)
    print(`  ${say('reporting.count.acknowledged', { count: summary.acknowledged })}`);
  if (report.corrections > 0) print(`  ${say('reporting.count.corrections', { count: report.corrections })}`);
  // Not checked is not passed.
  if (summary.not_checked > 0) {
    print(`  ${say('reporting.count.notChecked', { count: summary.not_checked })}`);
    for (const { message } of report.not_checked.slice(0, FEW)) print(`    ${message}`);
    if (summary.not_checked > FEW)
      print(`    ${say('cli.check.more', { count: summary.not_checked - FEW })}`);
  }
  if (report.against !== undefined) printAgainst(report, report.against);
  print('');
}

/** So many changed numbers are told; `--json` and the report list all of them. */
const MOST_CHANGES = 20;

/** What comes of the comparison with another document. */
function printAgainst(report: CheckReport, against: Against): void {
  for (const text of againstTexts(against)) print(`  ${text}`);
  if (against.as === 'approval') {
    for (const one of against.lacking.slice(0, MOST_CHANGES)) print(`    ${unmatchedText(one)}`);
    if (against.lacking.length > MOST_CHANGES)
      print(`    ${say('cli.check.more', { count: against.lacking.length - MOST_CHANGES })}`);
    return;
  }
  if (against.as === 'none') return;
  for (const one of against.findings) {
    if (one.status === 'gone')
      print(`    ${say('reporting.against.status.gone')} [${one.rule}] ${one.message}`);
  }
  const changes = changesOf(report);
  for (const one of changes.slice(0, MOST_CHANGES)) {
    const table = one.table === '' ? say('reporting.against.text') : one.table;
    print(`    ${table} ${changeText(one)}`);
  }
  if (changes.length > MOST_CHANGES)
    print(`    ${say('cli.check.more', { count: changes.length - MOST_CHANGES })}`);
}

/** Repairs that the message of a finding names itself. */
const SAID_ALREADY = 3;

/** So many comparisons and differences are told; the summary of `--report` and `--json` list all. */
const MOST_ACROSS = 30;

/** What the documents of a batch say of each other. */
export function printTogether({ rows, findings }: Together): void {
  if (rows.length === 0) return;
  print(say('cli.across.title'));
  for (const { ambiguous, relation, others, ...row } of rows.slice(0, MOST_ACROSS)) {
    const params = { ...row, relation: say(RELATIONS[relation]), others: others.join('、') };
    print(`  ${say(ambiguous === true ? 'cli.across.ambiguous' : 'cli.across.row', params)}`);
  }
  if (rows.length > MOST_ACROSS) print(`  ${say('cli.check.more', { count: rows.length - MOST_ACROSS })}`);
  const open = [...findings].flatMap(([file, found]) =>
    found.filter((one) => one.acknowledged === undefined).map((one) => ({ file, ...one })),
  );
  for (const { severity, rule, file, message } of open.slice(0, MOST_ACROSS))
    print(
      `  ${say('cli.across.finding', { severity: say(SEVERITY_LABELS[severity]), rule, file, message })}`,
    );
  if (open.length > MOST_ACROSS) print(`  ${say('cli.check.more', { count: open.length - MOST_ACROSS })}`);
}

/**
 * Which document of a folder each was held against, and what has no counterpart on either side.
 * @param tell where it goes: to the user, or beside the data of `--json`
 */
export function printAgainstFolder(
  rows: readonly BatchRow[],
  folder: string,
  left: readonly string[],
  tell: (text: string) => void,
): void {
  tell(say('cli.against.title', { folder }));
  for (const { file, against } of rows) {
    if (against === undefined) continue;
    const { as, file: other, differences: count } = against;
    if (as === 'none') tell(say('cli.against.unpaired', { file }));
    else tell(say('cli.against.paired', { file, other, what: say(`cli.against.paired.${as}`, { count }) }));
  }
  if (left.length > 0) tell(say('cli.against.left', { folder, count: left.length, files: left.join('、') }));
}

/** A document of a batch in one line. */
export function printRow(row: BatchRow): void {
  const { errors, warnings, notices } = row.summary;
  print(say('cli.check.row', { file: row.file, outcome: outcomeOf(row), errors, warnings, notices }));
}
