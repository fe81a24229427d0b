import { say } from '../messages/say.ts';
import type { CommonOptions } from '../working/environment.ts';
import { prepare } from '../writing/publish.ts';
import { openWorkbook } from './open-workbook.ts';
import { EXIT, print, printFindings, printProblems } from './terminal.ts';

export interface CheckOptions extends CommonOptions {
  readonly json?: boolean;
  readonly allowUnknown?: boolean;
}

/** `mingzhang check`: the laws on a ledger, and everything that would keep it from being published. */
export function check(file: string, options: CheckOptions): number {
  const opened = openWorkbook(file, options);
  // Everything about the workbook goes to one stream, so that `> file` keeps all of it.
  if (options.json !== true) printProblems(opened.problems, print);
  if (!opened.ok) {
    if (options.json === true)
      print(JSON.stringify({ file, problems: opened.problems, findings: [] }, null, 2));
    return EXIT.unusable;
  }
  const { findings, rounding, laws, tables } = prepare({
    ...opened.value,
    allowUnknown: options.allowUnknown === true,
  });
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  if (options.json === true) {
    print(
      JSON.stringify(
        { file, problems: opened.problems, pack: opened.value.pack.id, findings, rounding, laws, tables },
        null,
        2,
      ),
    );
  } else {
    printFindings(findings);
    const summary = { laws, tables, rounding: rounding.length };
    print(
      errors === 0 ? say('cli.checkClean', summary) : say('cli.checkBroken', { ...summary, count: errors }),
    );
  }
  return errors === 0 ? EXIT.clean : EXIT.broken;
}
