import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import type { SourceBlock } from '../../../src/server/contract/documents.ts';
import type { Remark } from '../../../src/server/contract/review.ts';
import { type Annotation, type Annotations, containerOf } from '../source/annotations.ts';

/** A text of the disclosure as it will be printed, with the words by which a remark finds it again at another revision. */
export interface PrintedText {
  readonly place: ReportedPlace;
  /** The heading above, or table, row and column. */
  readonly part: string;
  readonly text: string;
}

/** What a person points at: a text, or the words of it that they chose. */
export interface Pointed {
  readonly place: ReportedPlace;
  readonly part: string;
  readonly quote: string;
}

/** The blocks with a place at every text, and the texts by their places. */
export function withPlaces(blocks: readonly SourceBlock[]): {
  readonly blocks: readonly SourceBlock[];
  readonly texts: ReadonlyMap<string, PrintedText>;
} {
  const texts = new Map<string, PrintedText>();
  const put = (path: string, part: string, text: string): ReportedPlace => {
    const place: ReportedPlace = { path, from: 0 };
    texts.set(containerOf(place), { place, part, text });
    return place;
  };
  let heading = '';
  const placed = blocks.map((block, index): SourceBlock => {
    if (block.type === 'sheet') return block;
    if (block.type === 'heading') {
      heading = block.text;
      return { ...block, place: put(`b${index}`, heading, block.text) };
    }
    if (block.type === 'paragraph') {
      const { spans: _, ...rest } = block;
      return { ...rest, place: put(`b${index}`, heading, block.text) };
    }
    const { title = heading, head, body } = block;
    const columns = columnNames(head);
    const cellsOf = (rows: typeof body, from: number) =>
      rows.map((cells, row) => {
        let name = '';
        return cells.map((cell, column) => {
          // Two lists may stand beside each other: a number belongs to the name before it.
          if (cell.text.trim() !== '' && !isNumber(cell.text)) name = cell.text.trim();
          const part = [title, name, columns[column] ?? ''].filter((one) => one !== '').join(' › ');
          return { ...cell, place: put(`b${index}/r${from + row}/c${column}`, part, cell.text) };
        });
      });
    return { ...block, head: cellsOf(head, 0), body: cellsOf(body, head.length) };
  });
  return { blocks: placed, texts };
}

/** The names of columns: of several rows of headings the lowest that is more than the numbers of the columns. */
function columnNames(head: Extract<SourceBlock, { type: 'table' }>['head']): readonly string[] {
  const lowest = head.findLast((cells) => cells.filter(({ text }) => !isNumber(text)).length > 1);
  return (lowest ?? []).flatMap(({ text, colspan = 1 }) =>
    Array.from({ length: colspan }, () => text.trim()),
  );
}

function isNumber(text: string): boolean {
  return /^[-−\d.,%\s]+$/u.test(text);
}

/** Where remarks stand in the print, and the one that is being pointed at; what is not printed any more has no place. */
export function remarkAnnotations(
  remarks: readonly Remark[],
  texts: ReadonlyMap<string, PrintedText>,
  pointed: Pointed | undefined,
): Annotations {
  const all: Annotation[] = remarks.flatMap(({ id, part, quote, resolvedBy }, index) => {
    const place = quote === undefined || part === undefined ? undefined : placeOf({ part, quote }, texts);
    if (place === undefined) return [];
    return [
      {
        spot: id,
        place,
        mark: { id, place, severity: 'change' as const, findings: [index], suspected: false },
        isFlagged: true,
        accepted: resolvedBy !== undefined,
        corrected: false,
      },
    ];
  });
  if (pointed !== undefined)
    all.push({ spot: POINTED, place: pointed.place, isFlagged: false, accepted: false, corrected: false });
  const byContainer = new Map<string, Annotation[]>();
  for (const one of all) {
    const container = containerOf(one.place);
    byContainer.set(container, [...(byContainer.get(container) ?? []), one]);
  }
  return { bySpot: new Map(all.map((one) => [one.spot, one])), byContainer };
}

/** The spot of what is being pointed at. */
export const POINTED = 'pointed';

/** Where words stand: in the text of that part. */
export function placeOf(
  { part, quote }: Pick<Pointed, 'part' | 'quote'>,
  texts: ReadonlyMap<string, PrintedText>,
): ReportedPlace | undefined {
  const found = [...texts.values()].find((one) => one.part === part && one.text.includes(quote));
  if (found === undefined) return undefined;
  const from = beginOf(quote, found.text);
  return { ...found.place, from, to: from + quote.length };
}

/** Where words begin in a text that has them; a number is not found inside a longer one, unless it stands nowhere else. */
function beginOf(quote: string, text: string): number {
  const isDigit = (one: string | undefined) => /[\d.,]/u.test(one ?? '');
  for (let from = text.indexOf(quote); from >= 0; from = text.indexOf(quote, from + 1)) {
    const cutsBefore = isDigit(text[from]) && isDigit(text[from - 1]);
    const cutsBehind = isDigit(quote.at(-1)) && /\d/u.test(text[from + quote.length] ?? '');
    if (!cutsBefore && !cutsBehind) return from;
  }
  return text.indexOf(quote);
}

/** What somebody points at in a text: the words they chose of it, or all of it. */
export function pointedIn({ place, part, text }: PrintedText, chosen: string): Pointed | undefined {
  const words = chosen.trim();
  const quote = words !== '' && text.includes(words) ? words : text.trim();
  if (quote === '') return undefined;
  const from = beginOf(quote, text);
  return { place: { ...place, from, to: from + quote.length }, part, quote: quote.slice(0, 2_000) };
}
