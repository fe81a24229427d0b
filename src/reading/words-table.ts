import type { Classification } from '../accounts/tree.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Role, Vocabulary } from '../packs/vocabulary.ts';
import type { Captioned } from './caption.ts';
import { compact } from './head.ts';
import { titlesAbove } from './match-table.ts';
import { narrow, type Phrase, readPhrase } from './phrase.ts';
import type { PrintedColumn } from './place-table.ts';

/** A table read by the words of its own title and headings. */
export interface WordsTable {
  readonly at: Coordinate;
  readonly columns: readonly PrintedColumn[];
  /** The classification its rows are of, where headings or title say so. */
  readonly dimension: Classification | undefined;
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
): WordsTable | undefined {
  const titles = titlesAbove(captioned, entity);
  const read = titles.map((title) => readPhrase(title, {}, vocabulary, space));
  const understood = read.find(
    (phrase) =>
      phrase.unknown.length === 0 && phrase.conflicts.length === 0 && Object.keys(phrase.says).length > 0,
  );
  const silent = read.find((phrase) => phrase.unknown.length === 0);
  const title = understood ?? (titles.length === 0 || silent !== undefined ? silent : undefined);
  if (title === undefined) return undefined;
  const at = title.says;
  const paths = captioned.head.paths;
  const phrases = paths.map((path) => headingPhrase(path, at, vocabulary, space));
  let block = -1;
  let lastWasLabel = false;
  const columns = paths.map((path, index): PrintedColumn => {
    const phrase = phrases[index];
    const heading = path.map(compact).join('/');
    const reading: PrintedColumn['reading'] =
      phrase === undefined ? { type: 'unknown' } : readingOf(phrase, path, at, space);
    const isLabel = reading.type === 'label' || reading.type === 'code' || reading.type === 'name';
    if (isLabel && !lastWasLabel) block += 1;
    lastWasLabel = isLabel || (reading.type === 'ordinal' && lastWasLabel);
    return { reading, block: Math.max(0, block), inner: undefined, heading };
  });
  const withTotals = markTotals(columns, phrases);
  return { at: {}, columns: withTotals, dimension: dimensionOf(phrases, title) };
}

function headingPhrase(
  path: readonly string[],
  at: Coordinate,
  vocabulary: Vocabulary,
  space: Space,
): (Phrase & { readonly leaf: Phrase }) | undefined {
  if (path.length === 0) return undefined;
  let context = at;
  let says: Coordinate = {};
  const unknown: string[] = [];
  const conflicts: string[] = [];
  let leaf: Phrase | undefined;
  for (const heading of path) {
    leaf = readPhrase(heading.replace(/[（(](?:亿元|万元|千元|元)[）)]/u, ''), context, vocabulary, space);
    context = leaf.at;
    says = { ...says, ...leaf.says };
    unknown.push(...leaf.unknown);
    conflicts.push(...leaf.conflicts);
  }
  return leaf === undefined ? undefined : { ...leaf, says, unknown, conflicts, leaf };
}

function readingOf(
  phrase: Phrase & { readonly leaf: Phrase },
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
  return { type: 'words', says: narrow(at, phrase.says, space).at, unit: phrase.unit };
}

/** A total of revenue beside a column of what earlier years left is the total of both. */
function markTotals(
  columns: readonly PrintedColumn[],
  phrases: readonly (Phrase | undefined)[],
): readonly PrintedColumn[] {
  const carried = columns.some(
    ({ reading }) => reading.type === 'words' && reading.says.flow === 'broughtForward',
  );
  if (!carried) return columns;
  return columns.map((column, index) => {
    const { reading } = column;
    const roles = phrases[index]?.roles;
    if (reading.type !== 'words' || roles?.has('total') !== true || column.heading.includes('/'))
      return column;
    if (reading.says.flow !== 'revenue') return column;
    return { ...column, reading: { ...reading, says: { ...reading.says, flow: 'totalIn' } } };
  });
}

function dimensionOf(phrases: readonly (Phrase | undefined)[], title: Phrase): Classification | undefined {
  const has = (...roles: Role[]) =>
    phrases.some((phrase) => roles.some((role) => phrase?.roles.has(role))) ||
    roles.some((role) => title.roles.has(role));
  if (has('functionCode', 'functionName')) return 'function';
  if (has('govEconomicCode', 'govEconomicName') && !has('economicCode', 'economicName')) return 'govEconomic';
  if (has('economicCode', 'economicName')) return 'economic';
  return undefined;
}
