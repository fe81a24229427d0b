import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { say } from '../messages/say.ts';
import { writeWorkbook } from '../writing/workbook.ts';
import { type CommonOptions, loadEnvironment, openWorkbook } from './environment.ts';
import { writeAll } from './output.ts';
import { yearsText } from './packs.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface NewOptions extends CommonOptions {
  readonly pack: string;
  /** Code and name with a blank between. */
  readonly entity: string;
  readonly year?: string;
  readonly force?: boolean;
  /** Last year's workbook. */
  readonly lastYear?: string;
}

/** `mingzhang new`: an empty workbook for an entity and a year. Never overwrites a workbook unasked. */
export async function newWorkbook(file: string, options: NewOptions): Promise<number> {
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return EXIT.unusable;
  const { accounts, library } = environment.value;
  const pack = library.load(options.pack);
  printProblems(pack.problems);
  if (!pack.ok) return EXIT.unusable;
  const entity = /^\s*([0-9A-Za-z]+)[\s　]+(\S.*?)\s*$/u.exec(options.entity);
  const [first, last] = pack.value.years;
  const year = options.year === undefined ? last : Number(options.year);
  const wrong = [
    ...(entity === null ? [say('cli.entityForm', { given: options.entity })] : []),
    ...(Number.isInteger(year) && year >= 2000 && year <= 2100
      ? []
      : [say('cli.yearForm', { given: options.year ?? '' })]),
    ...(existsSync(file) && options.force !== true ? [say('cli.exists', { file })] : []),
    ...(file.toLowerCase().endsWith('.xlsx') ? [] : [say('cli.notXlsx', { file })]),
  ];
  if (wrong.length > 0 || entity === null) {
    wrong.forEach(printError);
    return EXIT.unusable;
  }
  if (year < first || year > last)
    printError(say('cli.yearOutside', { pack: pack.value.id, year, years: yearsText(pack.value) }));
  const [, code = '', name = ''] = entity;
  const lastYear = options.lastYear === undefined ? undefined : openWorkbook(options.lastYear, options);
  if (lastYear !== undefined) {
    printProblems(lastYear.problems);
    if (!lastYear.ok) return EXIT.unusable;
    const { ledger } = lastYear.value;
    const other = ledger.records.department.code;
    if (ledger.year !== year - 1 || other !== code) {
      printError(
        say('cli.lastYearWrong', {
          file: options.lastYear ?? '',
          found: ledger.year,
          other,
          wanted: year - 1,
          code,
        }),
      );
      return EXIT.unusable;
    }
  }
  const bytes = await writeWorkbook(pack.value, accounts, {
    department: { code, name },
    year,
    lastYear: lastYear?.ok === true ? lastYear.value.ledger : undefined,
  });
  const written = writeAll(dirname(file), [{ path: basename(file), bytes }]);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('cli.created', { file }));
  return EXIT.clean;
}
