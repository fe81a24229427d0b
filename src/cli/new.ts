import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Entity } from '../facts/records.ts';
import type { Draft } from '../ledger/from-rows.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { draftFrom } from '../reading/draft.ts';
import { type CommonOptions, type Environment, loadEnvironment } from '../working/environment.ts';
import { writeAll } from '../working/output.ts';
import { writeDraft, writeWorkbook } from '../writing/workbook.ts';
import { printDraft, readFrom } from './new-from.ts';
import { openWorkbook } from './open-workbook.ts';
import { yearsText } from './packs.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface NewOptions extends CommonOptions {
  /** Needed, but where `from` says which. */
  readonly pack?: string;
  /** Code and name with a blank between; needed, but where `from` says whose budget it is. */
  readonly entity?: string;
  readonly year?: string;
  readonly force?: boolean;
  /** Last year's workbook. */
  readonly lastYear?: string;
  /** Documents to draft from: last year's disclosure, this year's exports, the approval. */
  readonly from?: readonly string[];
}

/**
 * `mingzhang new`: a workbook for an entity and a year, empty or with what documents say. Never overwrites a workbook
 * unasked.
 */
export async function newWorkbook(file: string, options: NewOptions): Promise<number> {
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return EXIT.unusable;
  const entity = entityOf(options.entity);
  const { from, year } = options;
  const wrong = [
    ...(from === undefined && options.pack === undefined
      ? [say('cli.missingOption', { name: '--pack' })]
      : []),
    ...(from === undefined && options.entity === undefined
      ? [say('cli.missingOption', { name: '--entity' })]
      : []),
    ...(from !== undefined && options.lastYear !== undefined ? [say('drafting.cli.notWithLastYear')] : []),
    ...(options.entity !== undefined && entity === undefined
      ? [say('cli.entityForm', { given: options.entity })]
      : []),
    ...(year === undefined || isYear(Number(year)) ? [] : [say('cli.yearForm', { given: year })]),
    ...(existsSync(file) && options.force !== true ? [say('cli.exists', { file })] : []),
    ...(file.toLowerCase().endsWith('.xlsx') ? [] : [say('cli.notXlsx', { file })]),
  ];
  if (wrong.length > 0) {
    wrong.forEach(printError);
    return EXIT.unusable;
  }
  if (from !== undefined) return await newFrom(file, options, entity, environment.value);
  const pack = loadPack(options.pack ?? '', environment.value);
  if (pack === undefined || entity === undefined) return EXIT.unusable;
  return await newEmpty(file, options, entity, pack, environment.value);
}

async function newEmpty(
  file: string,
  options: NewOptions,
  department: Entity,
  pack: Pack,
  { accounts }: Environment,
): Promise<number> {
  const year = options.year === undefined ? pack.years[1] : Number(options.year);
  warnOfYear(pack, year);
  const lastYear = options.lastYear === undefined ? undefined : openWorkbook(options.lastYear, options);
  if (lastYear !== undefined) {
    printProblems(lastYear.problems);
    if (!lastYear.ok) return EXIT.unusable;
    const { ledger } = lastYear.value;
    const other = ledger.records.department.code;
    if (ledger.year !== year - 1 || other !== department.code) {
      printError(
        say('cli.lastYearWrong', {
          file: options.lastYear ?? '',
          found: ledger.year,
          other,
          wanted: year - 1,
          code: department.code,
        }),
      );
      return EXIT.unusable;
    }
  }
  const bytes = await writeWorkbook(pack, accounts, {
    department,
    year,
    lastYear: lastYear?.ok === true ? lastYear.value.ledger : undefined,
  });
  return write(file, bytes);
}

async function newFrom(
  file: string,
  options: NewOptions,
  entity: Entity | undefined,
  environment: Environment,
): Promise<number> {
  const read = await readFrom(options, entity);
  printProblems(read.problems);
  if (!read.ok) return EXIT.unusable;
  const { given, department, year, pack: found } = read.value;
  const id = options.pack ?? found;
  if (id === undefined) {
    printError(say('drafting.cli.noPack'));
    return EXIT.unusable;
  }
  const pack = loadPack(id, environment);
  if (pack === undefined) return EXIT.unusable;
  warnOfYear(pack, year);
  const { accounts } = environment;
  const draft: Draft = draftFrom(given, { pack, accounts, department, year });
  const code = write(file, await writeDraft(pack, accounts, draft));
  if (code === EXIT.clean) printDraft(draft);
  return code;
}

function write(file: string, bytes: Uint8Array): number {
  const written = writeAll(dirname(file), [{ path: basename(file), bytes }]);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('cli.created', { file }));
  return EXIT.clean;
}

function loadPack(id: string, { library }: Environment): Pack | undefined {
  const pack = library.load(id);
  printProblems(pack.problems);
  return pack.ok ? pack.value : undefined;
}

function warnOfYear(pack: Pack, year: number): void {
  const [first, last] = pack.years;
  if (year < first || year > last)
    printError(say('cli.yearOutside', { pack: pack.id, year, years: yearsText(pack) }));
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 2000 && year <= 2100;
}

/** Code and name, as in `900 示例局`. */
function entityOf(text: string | undefined): Entity | undefined {
  const found = /^\s*([0-9A-Za-z]+)[\s　]+(\S.*?)\s*$/u.exec(text ?? '');
  const [, code, name] = found ?? [];
  return code === undefined || name === undefined ? undefined : { code, name };
}
