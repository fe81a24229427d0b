import { read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Block } from '../document/document.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { Meter } from './package-limits.ts';
import { packageProperties, propertyOf } from './package-properties.ts';
import type { Aside, FileProperty, Format, Limits, Source } from './source.ts';
import { sheetBlocks } from './xlsx-blocks.ts';
import { workbookComments } from './xlsx-comments.ts';
import { repackWorkbook } from './xlsx-package.ts';
import { type SheetView, viewSheet } from './xlsx-sheet.ts';
import { zipDirectory } from './zip.ts';

// Workbooks of Excel 95 hold their texts in GBK.
set_cptable(codepages);

/**
 * Reads a workbook, .xlsx or .xls (and .et, which is the same inside): every visible sheet as it is shown. Hidden
 * sheets, rows and columns are asides, with a warning for each sheet.
 *
 * @returns the source, or why the file cannot be read: damaged, or beyond the limits. Never throws.
 */
export function readXlsx(
  bytes: Uint8Array,
  { file, limits }: { readonly file: string; readonly limits: Limits },
): Result<Source> {
  const meter = new Meter(file, limits);
  if (!meter.spend('bytes', bytes.length)) return refused(meter, 'xlsx');
  let content = bytes;
  let format: Format = 'xls';
  let beside: Pick<Source, 'asides' | 'properties'> = { asides: [] };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    format = 'xlsx';
    const directory = zipDirectory(bytes);
    if (directory === undefined) return refused(meter, 'zip');
    const comments = workbookComments(bytes, directory, meter);
    const properties = [...packageProperties(bytes, directory, meter), ...comments.authors];
    beside = { asides: comments.asides, properties };
    const repacked = repackWorkbook(bytes, directory, meter);
    if ('refused' in repacked) return refused(meter, repacked.part, repacked.refused === 'doctype');
    content = repacked.bytes;
  }
  const workbook = parse(content);
  if (workbook === undefined || workbook.SheetNames.length === 0) return refused(meter, 'workbook');
  return succeedOrRefuse(workbook, format, meter, beside);
}

/** The parser throws on whatever it does not understand. */
function parse(bytes: Uint8Array): WorkBook | undefined {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellStyles: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
    });
  } catch {
    return undefined;
  }
}

function succeedOrRefuse(
  workbook: WorkBook,
  format: Format,
  meter: Meter,
  beside: Pick<Source, 'asides' | 'properties'>,
): Result<Source> {
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const blocks: Block[] = [];
  const asides: Aside[] = [...beside.asides];
  const problems: Problem[] = [];
  let pages = 0;
  let tables = 0;
  const nextId = () => {
    tables += 1;
    return `t${tables}`;
  };
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    if (!meter.spend('pages')) break;
    if (sheet === undefined) continue;
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const view = viewSheet(name, sheet, date1904, isHidden, meter);
    if (view === undefined) break;
    for (const one of view.hidden) asides.push({ kind: 'hidden', ...one });
    for (const one of view.navigation) asides.push({ kind: 'running', ...one });
    problems.push(...sheetProblems(name, view, isHidden, meter.file));
    if (isHidden) continue;
    pages += 1;
    const own = sheetBlocks(view, nextId, meter);
    const place = { type: 'cell', sheet: name, cell: 'A1' } as const;
    // A sheet without a title of its own is known by its tab.
    if (own[0]?.type === 'table') blocks.push({ type: 'heading', level: 2, text: name, place });
    for (const block of own) blocks.push(block);
  }
  if (meter.refusal !== undefined) return fail([meter.refusal]);
  const { file } = meter;
  if (blocks.length === 0) problems.push(problem('reading.file.noText', 'warning', { file }, { file }));
  return succeed({
    format,
    pages,
    document: {
      title: '',
      language: 'zh-CN',
      author: '',
      year: 0,
      sections: [{ orientation: 'portrait', blocks }],
    },
    asides,
    properties: beside.properties ?? ownProperties(workbook),
    problems,
  });
}

/** Whom an old workbook names, which is no package of parts. */
function ownProperties({ Props }: WorkBook): readonly FileProperty[] {
  return [
    ...propertyOf('author', Props?.Author ?? ''),
    ...propertyOf('lastModifiedBy', Props?.LastAuthor ?? ''),
    ...propertyOf('manager', Props?.Manager ?? ''),
  ];
}

function sheetProblems(sheet: string, view: SheetView, isHidden: boolean, file: string): Problem[] {
  const where = { file, sheet };
  if (isHidden) {
    return view.hidden.length === 0 ? [] : [problem('reading.file.hiddenSheet', 'warning', where, { sheet })];
  }
  const problems: Problem[] = [];
  const rows = view.hiddenRows;
  const columns = view.hiddenColumns;
  if (rows.length + columns.length > 0) {
    const what = [
      ...(rows.length === 0 ? [] : [say('reading.file.hiddenRows', { rows: list(ranges(rows)) })]),
      ...(columns.length === 0 ? [] : [say('reading.file.hiddenColumns', { columns: list(columns) })]),
    ].join('、');
    problems.push(problem('reading.file.hiddenCells', 'warning', where, { sheet, what }));
  }
  const [first] = view.uncalculated;
  if (first !== undefined) {
    const cells = list(view.uncalculated);
    problems.push(
      problem('reading.file.uncalculated', 'warning', { ...where, cell: first }, { sheet, cells }),
    );
  }
  return problems;
}

/** Numbers in order, with runs drawn together. @example ranges([3, 5, 6, 7]) // ['3', '5-7'] */
function ranges(numbers: readonly number[]): string[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
}

const MOST_NAMED = 8;

function list(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).join('、');
  return names.length <= MOST_NAMED
    ? named
    : say('reading.file.andMore', { list: named, count: names.length });
}

function refused(meter: Meter, part: string, doctype = false): Result<Source> {
  const { file, refusal } = meter;
  if (refusal !== undefined) return fail([refusal]);
  const key = doctype ? 'reading.file.doctype' : 'reading.file.damaged';
  return fail([problem(key, 'error', { file }, { file, part })]);
}
