import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { say } from '../messages/say.ts';
import { coverageOf, type PartCoverage } from '../reading/coverage.ts';
import type { PrintedNumber, Reading } from '../reading/reading.ts';
import { type LimitOptions, readingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { progressBar } from './progress.ts';
import { readFiles } from './reading-pool.ts';
import { EXIT, print, printProblems } from './terminal.ts';

export interface ReadCommandOptions extends MeansOptions, LimitOptions {
  readonly json?: boolean;
  /** List every number that was not placed, not only the first. */
  readonly all?: boolean;
}

/** `mingzhang read`: what each file says, for people or as data. A file that cannot be read keeps no other back. */
export async function read(inputs: readonly string[], options: ReadCommandOptions): Promise<number> {
  const limits = readingLimits(options);
  printProblems(limits.problems);
  if (!limits.ok) return EXIT.unusable;
  const files = inputs.flatMap(filesIn);
  const isOne = files.length === 1;
  const bar = progressBar();
  let code: number = EXIT.clean;
  let done = 0;
  const read = readFiles(files, {
    means: options,
    limits: limits.value,
    onStart: ({ ok, problems }) => {
      printProblems(problems);
      if (!ok) code = EXIT.unusable;
    },
    // One file is counted in its pages, several in files.
    ...(isOne ? { onPage: bar.update } : {}),
  });
  for await (const { result } of read) {
    done += 1;
    if (isOne) bar.stop();
    else bar.update(done, files.length);
    if (!result.ok) {
      code = EXIT.unusable;
      printProblems(result.problems);
      continue;
    }
    const { reading } = result.value;
    if (options.json === true) {
      const { toJson } = await import('../reading/reading-json.ts');
      print(JSON.stringify(toJson(reading), null, isOne ? 2 : 0));
    } else printReading(reading, options.all === true);
  }
  bar.stop();
  if (files.length > 1 && options.json !== true) print(say('cli.read.files', { count: files.length }));
  return code;
}

/** A file itself, or the files of a folder and those below, without hidden ones and our own data beside them. */
export function filesIn(input: string): readonly string[] {
  if (!isFolder(input)) return [input];
  return readdirSync(input, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.') || part.startsWith('~$')))
    .filter((name) => !/\.(?:facts|corrections)\.json$/u.test(name))
    .map((name) => join(input, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .sort();
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** How many numbers without a place are listed before `--all` is asked for. */
const FEW = 10;

function printReading(reading: Reading, all: boolean): void {
  const { entity, records } = reading;
  print(say('cli.read.file', { file: reading.file, format: reading.format, pages: reading.pages }));
  print(
    say('cli.read.what', {
      entity: `${entity.code}${entity.name}` || say('cli.read.unknown'),
      year: reading.year,
      stage: say(reading.stage === 'final' ? 'cli.read.final' : 'cli.read.budget'),
      scope: say(`cli.read.scope.${entity.scope}`),
    }),
  );
  print(say('cli.read.pack', { id: reading.pack.id, why: reading.pack.why }));
  for (const { layout, title, unit, facts } of reading.tables) {
    const count = facts.filter(({ status }) => status === 'printed' || status === 'zero').length;
    const params = { title, unit: unit === '' ? say('cli.read.noUnit') : unit, count };
    if (layout !== '') print(say('cli.read.table', params));
  }
  const others = reading.tables.filter(({ layout }) => layout === '').length;
  if (others > 0) print(say('cli.read.otherTables', { count: others }));
  if (records.projects.length + records.indicators.length + records.procurement.length > 0) {
    print(
      say('cli.read.records', {
        projects: records.projects.length,
        indicators: records.indicators.length,
        procurement: records.procurement.length,
      }),
    );
  }
  const coverage = coverageOf(reading.numbers);
  print(
    say('cli.read.coverage', {
      tables: percent(coverage.tables),
      sheets: percent(coverage.sheets),
      text: percent(coverage.text),
      left: coverage.leftOut.length,
    }),
  );
  const unread = reading.facts.filter(({ status }) => status === 'unread').length;
  if (unread > 0) print(say('cli.read.unread', { count: unread }));
  if (coverage.unplaced.length > 0) {
    print(say('cli.read.unplaced', { count: coverage.unplaced.length }));
    for (const one of all ? coverage.unplaced : coverage.unplaced.slice(0, FEW)) {
      print(say('cli.read.unplacedNumber', { text: one.text, context: one.context, place: sayPlace(one) }));
    }
    if (!all && coverage.unplaced.length > FEW)
      print(say('cli.read.more', { count: coverage.unplaced.length - FEW }));
  }
  if (reading.corrections.length > 0)
    print(say('cli.read.corrections', { count: reading.corrections.length }));
  printProblems(reading.problems, print);
  print('');
}

/** Placed of printed, with the share; nothing printed has no share. */
function percent({ printed, placed }: PartCoverage): string {
  if (printed === 0) return say('cli.read.nothing');
  const tenths = Math.floor((placed * 1000) / printed);
  return say('cli.read.share', { placed, printed, percent: `${Math.floor(tenths / 10)}.${tenths % 10}` });
}

function sayPlace({ place }: PrintedNumber): string {
  switch (place.type) {
    case 'page':
      return say('where.page', { page: place.page });
    case 'cell':
      return `${place.sheet}!${place.cell}`;
    case 'paragraph':
      return place.path;
    case 'line':
      return say('where.line', { line: place.line });
  }
}
