import type { Block, Cell, Document, Row, Table } from '../document/document.ts';

/** Something that is printed otherwise in a second document than in the first. */
export interface PrintedChange {
  readonly kind: 'cell' | 'row' | 'text';
  /** The title of the table, or the heading above the text. */
  readonly part: string;
  /** The labels of row and column; empty for a text. */
  readonly where: string;
  /** Empty where there was nothing. */
  readonly before: string;
  /** Empty where there is nothing any more. */
  readonly after: string;
}

/** Everything that a reader would find changed between two versions of a document, in the order of the second. */
export function documentChanges(before: Document, after: Document): readonly PrintedChange[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const ids = [...new Set([...now.tables.keys(), ...old.tables.keys()])];
  return [
    ...ids.flatMap((id) => tableChanges(old.tables.get(id), now.tables.get(id))),
    ...[...new Set([...now.texts.keys(), ...old.texts.keys()])].flatMap((part) =>
      textChanges(part, old.texts.get(part) ?? [], now.texts.get(part) ?? []),
    ),
  ];
}

interface Parts {
  readonly tables: ReadonlyMap<string, Table & { readonly title: string }>;
  /** Paragraphs by the headings above them. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

function partsOf({ sections }: Document): Parts {
  const tables = new Map<string, Table & { title: string }>();
  const texts = new Map<string, string[]>();
  const headings: string[] = [];
  for (const block of sections.flatMap(({ blocks }) => blocks)) {
    if (block.type === 'heading') headings.splice(block.level - 1, headings.length, block.text);
    const part = headings.filter((one) => one !== undefined).join(' › ');
    if (block.type === 'table') tables.set(block.id, { ...block, title: block.title ?? part });
    const text = paragraphText(block);
    if (text !== undefined) texts.set(part, [...(texts.get(part) ?? []), text]);
  }
  return { tables, texts };
}

function paragraphText(block: Block): string | undefined {
  return block.type === 'paragraph' ? block.runs.map(({ text }) => text).join('') : undefined;
}

type Titled = Parts['tables'] extends ReadonlyMap<string, infer One> ? One : never;

/** Rows are the same row where their labels are; of several with the same labels the first is the first. */
function tableChanges(before: Titled | undefined, after: Titled | undefined): readonly PrintedChange[] {
  const part = (after ?? before)?.title ?? '';
  const columns = columnLabels((after ?? before)?.head ?? []);
  const [old, now] = [rowsByLabel(before?.body ?? []), rowsByLabel(after?.body ?? [])];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((label): PrintedChange[] => {
    const [was, is] = [old.get(label), now.get(label)];
    const where = label.split('\u0000')[0] ?? '';
    if (was === undefined || is === undefined) {
      return [{ kind: 'row', part, where, before: rowText(was), after: rowText(is) }];
    }
    return is.cells.flatMap((cell, index): PrintedChange[] => {
      const earlier = was.cells[index]?.text ?? '';
      if (cell.text === earlier) return [];
      const column = columns[index] ?? '';
      const place = [where, column].filter((one) => one !== '').join('·');
      return [{ kind: 'cell', part, where: place, before: earlier, after: cell.text }];
    });
  });
}

function rowsByLabel(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const label = row.cells
      .filter(({ number, text }) => number === undefined && !isNumber(text))
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .join(' ');
    let count = 0;
    while (found.has(`${label}\u0000${count}`)) count += 1;
    found.set(`${label}\u0000${count}`, row);
  }
  return found;
}

function isNumber(text: string): boolean {
  return /^[-−\d.,%\s]*\d[-−\d.,%\s]*$/u.test(text);
}

function rowText(row: Row | undefined): string {
  return (row?.cells ?? [])
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

/** The headings above each column, joined; a heading over several columns belongs to each. */
function columnLabels(head: readonly Row[]): readonly string[] {
  const labels: string[][] = [];
  /** Rows that a heading above still covers, by column. */
  const covered: number[] = [];
  for (const { cells } of head) {
    let column = 0;
    const place = ({ text, colspan = 1, rowspan = 1 }: Cell) => {
      while ((covered[column] ?? 0) > 0) column += 1;
      for (let index = column; index < column + colspan; index += 1) {
        const known = labels[index] ?? [];
        labels[index] = known.includes(text) ? known : [...known, text];
        covered[index] = rowspan;
      }
      column += colspan;
    };
    cells.forEach(place);
    for (let index = 0; index < covered.length; index += 1) covered[index] = (covered[index] ?? 1) - 1;
  }
  return labels.map((texts) => texts.filter((text) => text.trim() !== '').join('·'));
}

/** Paragraphs that are in both stay; the others are paired in their order. */
function textChanges(
  part: string,
  before: readonly string[],
  after: readonly string[],
): readonly PrintedChange[] {
  const only = (these: readonly string[], others: readonly string[]) => {
    const rest = [...others];
    return these.filter((text) => {
      const at = rest.indexOf(text);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  const [gone, come] = [only(before, after), only(after, before)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    kind: 'text' as const,
    part,
    where: '',
    before: gone[index] ?? '',
    after: come[index] ?? '',
  }));
}
