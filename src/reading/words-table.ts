import type { Classification } from '../accounts/tree.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Role, Vocabulary } from '../packs/vocabulary.ts';
import type { Captioned } from './caption.ts';
import { compact } from './head.ts';
import { comparisonIn, timeOf } from './heading-time.ts';
import { titlesAbove } from './match-table.ts';
import { narrow, type Phrase, readPhrase } from './phrase.ts';
import type { PrintedColumn } from './place-table.ts';
import { isCellValue } from './values.ts';

/** A table read by the words of its own title and headings. */
export interface WordsTable {
  readonly at: Coordinate;
  readonly columns: readonly PrintedColumn[];
  /** The classification that the rows of a block are of, where headings or title say so. */
  readonly dimensionOf: (block: number) => Classification | undefined;
}

/** Roles of columns that hold no numbers to place. */
const LABELS: readonly Role[] = [
  'label',
  'name',
  'functionName',
  'economicName',
  'govEconomicName',
  'entityName',
  'projectName',
];
const CODES: readonly Role[] = [
  'code',
  'functionCode',
  'economicCode',
  'govEconomicCode',
  'entityCode',
  'projectCode',
];

const OF: Readonly<Partial<Record<Role, string>>> = {
  functionCode: 'function',
  functionName: 'function',
  economicCode: 'economic',
  economicName: 'economic',
  govEconomicCode: 'govEconomic',
  govEconomicName: 'govEconomic',
  entityCode: 'entity',
  entityName: 'entity',
  projectCode: 'project',
  projectName: 'project',
};

/**
 * Reads the title and headings of a table whose layout nobody knows. A title that holds words nobody knows may narrow
 * the table in ways nobody sees: such a table is not read. So it is with single columns.
 */
export function readWords(
  captioned: Captioned,
  entity: string,
  vocabulary: Vocabulary,
  space: Space,
  time: Time,
): WordsTable | undefined {
  const titles = titlesAbove(captioned, entity);
  const read = titles.map((title) => readPhrase(title, { stage: time.stage }, vocabulary, space));
  const understood = read.find(
    (phrase) =>
      phrase.unknown.length === 0 && phrase.conflicts.length === 0 && Object.keys(phrase.says).length > 0,
  );
  // 收支总表 says nothing that narrows its numbers, and is a title all the same: what stands above it is of others.
  const whole = read.findIndex(
    (phrase, index) => phrase.unknown.length === 0 && WHOLE.test(titles[index] ?? ''),
  );
  const silent = read.find((phrase) => phrase.unknown.length === 0);
  const isWhole = whole >= 0 && (understood === undefined || whole < read.indexOf(understood));
  const title = isWhole
    ? read[whole]
    : (understood ?? (titles.length === 0 || silent !== undefined ? silent : undefined));
  if (title === undefined) return undefined;
  // 收入支出总表 names two flows, “三公”经费、会议费 two classes: the columns say which.
  const at = Object.fromEntries(
    Object.entries(title.says).filter(([dimension]) => !title.conflicts.includes(dimension)),
  );
  const paths = captioned.head.paths;
  const phrases = paths.map((path) => headingPhrase(path, at, vocabulary, space, time));
  let block = -1;
  let lastWasLabel = false;
  const columns = paths.map((path, index): PrintedColumn => {
    const phrase = phrases[index];
    const heading = path.map(compact).join('/');
    const said: PrintedColumn['reading'] =
      phrase === undefined ? { type: 'unknown' } : readingOf(phrase, path, at, space);
    const reading: PrintedColumn['reading'] =
      said.type !== 'words'
        ? said
        : holdsWords(captioned, index)
          ? { type: 'label' }
          : { ...said, needs: title.conflicts };
    const isLabel = reading.type === 'label' || reading.type === 'code' || reading.type === 'name';
    if (isLabel && !lastWasLabel) block += 1;
    lastWasLabel = isLabel || (reading.type === 'ordinal' && lastWasLabel);
    return { reading, block: Math.max(0, block), inner: false, heading };
  });
  const dimensionOf = (of: number) =>
    dimensionIn(
      phrases.filter((_, index) => columns[index]?.block === of),
      title,
    );
  const paid = columns.map((column) => paidFrom(column, dimensionOf(column.block)));
  return { at: {}, columns: withComparisons(markTotals(paid, phrases), paths, time), dimensionOf };
}

/** Economic classes are of what is spent: beside them 事业收入 names what it is paid from. */
function paidFrom(column: PrintedColumn, dimension: Classification | undefined): PrintedColumn {
  const { reading } = column;
  if (reading.type !== 'words' || (dimension !== 'economic' && dimension !== 'govEconomic')) return column;
  const { flow, source } = reading.says;
  return flow !== 'revenue' || source === undefined
    ? column
    : { ...column, reading: { ...reading, says: { ...reading.says, flow: 'expenditure' } } };
}

/** The title of a table of everything: both sides, nothing narrowed. */
const WHOLE = /收支.*表$/u;

/** Whether most cells of a column are words: they label the rows, whatever the heading says. */
function holdsWords({ table, head }: Captioned, column: number): boolean {
  const texts = table.grid.rows.slice(head.rows).flatMap((row) => (row[column]?.text ?? '').trim() || []);
  return texts.filter((text) => !isCellValue(text)).length * 2 > texts.length;
}

/** What the headings above a column say together, and the innermost of them alone. */
export interface HeadingPhrase extends Phrase {
  readonly leaf: Phrase;
  /** Whether the innermost narrows what those above it say. */
  readonly narrows: boolean;
}

/** What the headings above a column say together, the outermost first; undefined without any. */
export function headingPhrase(
  path: readonly string[],
  at: Coordinate,
  vocabulary: Vocabulary,
  space: Space,
  time: Time,
): HeadingPhrase | undefined {
  if (path.length === 0) return undefined;
  // A table of revenue says where all the money comes from, and its columns what is left of other years.
  const { flow, ...rest } = at;
  const isIn = flow === 'revenue' && path.some((heading) => isOfOtherYears(heading, vocabulary, space));
  let context: Coordinate = { ...(isIn ? rest : at), stage: time.stage };
  let says: Coordinate = {};
  const unknown: string[] = [];
  const conflicts: string[] = [];
  let leaf: Phrase | undefined;
  let outer = says;
  for (const heading of path) {
    const { rest, year, stage } = timeOf(withoutUnit(heading), time.year, time.stage);
    // 预算数 alone fills its place: it says something only beside the numbers of another year or stage.
    const said = { ...(year === undefined ? {} : { year }), ...(stage === undefined ? {} : { stage }) };
    leaf = readPhrase(rest, context, vocabulary, space);
    context = leaf.at;
    outer = says;
    says = { ...narrow(says, leaf.says, space).at, ...said };
    unknown.push(...leaf.unknown);
    conflicts.push(...leaf.conflicts);
  }
  const narrows = coordinateKey(says) !== coordinateKey(outer);
  return leaf === undefined ? undefined : { ...leaf, says, unknown, conflicts, leaf, narrows };
}

function readingOf(
  phrase: HeadingPhrase,
  path: readonly string[],
  at: Coordinate,
  space: Space,
): PrintedColumn['reading'] {
  const { roles } = phrase.leaf;
  if (roles.has('ordinal')) return { type: 'ordinal' };
  const own = path.at(-1) ?? '';
  if (
    /^[类款项]$/u.test(compact(own)) ||
    roles.has('codeClass') ||
    roles.has('codeGroup') ||
    roles.has('codeItem')
  ) {
    return { type: 'code', of: undefined };
  }
  const code = CODES.find((role) => roles.has(role));
  if (code !== undefined)
    return { type: 'code', of: code === 'code' || OF[code] !== 'entity' ? undefined : 'entity' };
  const label = LABELS.find((role) => roles.has(role));
  if (label !== undefined && Object.keys(phrase.leaf.says).length === 0) {
    return label === 'label' || label === 'name' ? { type: 'label' } : { type: 'name', of: OF[label] };
  }
  if (roles.has('remark')) return { type: 'unknown' };
  if (phrase.unknown.length > 0 || phrase.conflicts.length > 0) return { type: 'unknown' };
  // 一般公共预算 / 其中：财政拨款 is a part of what stands above it, though the words do not say which.
  if (path.length > 1 && /^其中/u.test(compact(own)) && !phrase.narrows) return { type: 'unknown' };
  // In a table of expenditure 事业收入 names what it is paid from.
  const isPaidFrom =
    at.flow === 'expenditure' && phrase.says.flow === 'revenue' && phrase.says.source !== undefined;
  const flow = isPaidFrom ? at.flow : phrase.says.flow;
  const says = { ...narrow(at, phrase.says, space).at, ...(flow === undefined ? {} : { flow }) };
  return { type: 'words', says, unit: phrase.unit };
}

const IN: ReadonlySet<string> = new Set(['broughtForward', 'carriedForwardIn', 'surplusUsed', 'totalIn']);

function isOfOtherYears(heading: string, vocabulary: Vocabulary, space: Space): boolean {
  return IN.has(readPhrase(heading, {}, vocabulary, space).says.flow ?? '');
}

/** The document's own year and stage. */
export interface Time {
  readonly year: number;
  readonly stage: string;
}

function withoutUnit(heading: string): string {
  return heading.replace(/[（(](?:亿元|万元|千元|元|[%％])[）)]/u, '');
}

/** Columns that compare two others, one of this year and one of the year before or of the plan. */
function withComparisons(
  columns: readonly PrintedColumn[],
  paths: readonly (readonly string[])[],
  { year, stage }: Time,
): readonly PrintedColumn[] {
  const said = columns.flatMap(({ reading }) => (reading.type === 'words' ? [reading.says] : []));
  const isOwn = (at: Coordinate) =>
    (at.year ?? String(year)) === String(year) && (at.stage ?? stage) === stage;
  const isWhole = (at: Coordinate) => at.kind === undefined;
  const of = said.filter(isOwn).find(isWhole);
  const from = said.filter((at) => !isOwn(at)).find(isWhole);
  return columns.map((column, index) => {
    const compares = comparisonIn(paths[index] ?? []);
    if (compares === undefined) return column;
    if (of === undefined || from === undefined || said.filter(isOwn).filter(isWhole).length > 1) {
      return { ...column, reading: { type: 'unknown' } };
    }
    return { ...column, reading: { type: 'compares', kind: compares, of, from } };
  });
}

/** A total of revenue beside a column of what earlier years left is the total of both; so it is with expenditure. */
function markTotals(
  columns: readonly PrintedColumn[],
  phrases: readonly (Phrase | undefined)[],
): readonly PrintedColumn[] {
  const flows = new Set(
    columns.flatMap(({ reading }) => (reading.type === 'words' ? reading.says.flow : [])),
  );
  const whole = new Map<string, string>([
    ...(['broughtForward', 'carriedForwardIn'].some((flow) => flows.has(flow))
      ? [['revenue', 'totalIn'] as const]
      : []),
    ...(['setAside', 'carriedForwardOut'].some((flow) => flows.has(flow))
      ? [['expenditure', 'totalOut'] as const]
      : []),
  ]);
  return columns.map((column, index) => {
    const { reading } = column;
    const phrase = phrases[index];
    if (reading.type !== 'words' || phrase?.roles.has('total') !== true) return column;
    // 本年收入 小计 names its flow itself.
    const flow = phrase.says.flow === undefined ? whole.get(reading.says.flow ?? '') : undefined;
    const isAlone = Object.keys(phrase.says).every((dimension) => dimension === 'source');
    return flow === undefined || !isAlone
      ? column
      : { ...column, reading: { ...reading, says: { ...reading.says, flow } } };
  });
}

function dimensionIn(phrases: readonly (Phrase | undefined)[], title: Phrase): Classification | undefined {
  const has = (...roles: Role[]) =>
    phrases.some((phrase) => roles.some((role) => phrase?.roles.has(role))) ||
    roles.some((role) => title.roles.has(role));
  if (has('functionCode', 'functionName')) return 'function';
  if (has('govEconomicCode', 'govEconomicName') && !has('economicCode', 'economicName')) return 'govEconomic';
  if (has('economicCode', 'economicName')) return 'economic';
  return undefined;
}
