import type { Block, Cell, Document, Place, Span, Table } from '../document/document.ts';
import { escapeXml } from '../writing/text.ts';
import type { ReportedPlace } from './check-schema.ts';
import type { Mark } from './marks.ts';
import { sheetOf } from './source-blocks.ts';

/** A stretch of a text with its mark: characters from..to (excluded) of the text. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
}

/**
 * A document drawn again from its blocks, with a frame around every mark that is found in it. It is not the file's own
 * layout: that is for formats without pages. Says which marks it holds.
 */
export function drawSource(
  document: Document,
  marks: readonly Mark[],
): { readonly html: string; readonly found: ReadonlySet<Mark> } {
  const byContainer = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = containerOf(mark.place);
    const known = byContainer.get(key);
    if (known === undefined) byContainer.set(key, [mark]);
    else known.push(mark);
  }
  const drawer = new Drawer(byContainer);
  let sheet: string | undefined;
  const parts: string[] = [];
  for (const { blocks } of document.sections) {
    for (const block of blocks) {
      const own = sheetOf(block);
      if (own !== undefined && own !== sheet) {
        sheet = own;
        parts.push(`<h3 class="sheet">${escapeXml(own)}</h3>\n`);
      }
      parts.push(drawer.block(block));
    }
  }
  return { html: parts.join(''), found: drawer.found };
}

/** What a place is part of: a mark is drawn where its container is. */
function containerOf(place: ReportedPlace | Place): string {
  if ('cell' in place && place.cell !== undefined) return `cell ${place.sheet ?? ''}!${place.cell}`;
  if ('path' in place && place.path !== undefined) return `path ${place.path}`;
  if ('line' in place && place.line !== undefined) return `line ${place.line}`;
  return 'page';
}

class Drawer {
  readonly found = new Set<Mark>();
  readonly #marks: ReadonlyMap<string, readonly Mark[]>;

  constructor(marks: ReadonlyMap<string, readonly Mark[]>) {
    this.#marks = marks;
  }

  block(block: Block): string {
    switch (block.type) {
      case 'heading':
        return `<h3>${this.#text(block.text, block.place, undefined)}</h3>\n`;
      case 'paragraph': {
        const text = block.runs.map((run) => run.text).join('');
        return `<p>${this.#text(text, block.place, block.spans)}</p>\n`;
      }
      case 'table':
        return this.#table(block);
      case 'contents':
      case 'pageBreak':
        return '';
    }
  }

  #table({ head, body }: Table): string {
    const rows = [...head, ...body].map(
      ({ cells }) => `<tr>${cells.map((cell) => this.#cell(cell)).join('')}</tr>\n`,
    );
    return `<div class="scroll"><table>\n${rows.join('')}</table></div>\n`;
  }

  #cell({ text, colspan = 1, rowspan = 1, place, number }: Cell): string {
    const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
    const isNumber = number !== undefined || /^[-−\d.,%\s]+$/u.test(text);
    return `<td${spans}${isNumber ? ' class="n"' : ''}>${this.#text(text, place, undefined)}</td>`;
  }

  #text(text: string, place: Place | undefined, spans: readonly Span[] | undefined): string {
    if (place === undefined) return inline(text);
    const parts = spans ?? [{ from: 0, to: text.length, place }];
    const stretches = parts.flatMap((part) => this.#stretches(part, text.length));
    return marked(text, stretches);
  }

  /** The marks within a part of a text. What begins beyond it, or has no extent, is all of it. */
  #stretches({ from, to, place }: Span, length: number): readonly Stretch[] {
    return (this.#marks.get(containerOf(place)) ?? []).flatMap((mark) => {
      this.found.add(mark);
      const whole = { from, to, mark };
      const start = 'from' in place ? place.from : undefined;
      const { from: markFrom, to: markTo } = mark.place;
      if (start === undefined || markFrom === undefined || markTo === undefined) return [whole];
      // Another cell or sentence of the same line.
      if (markTo <= start || markFrom >= start + (to - from)) return markFrom === markTo ? [whole] : [];
      const first = Math.max(from, from + markFrom - start);
      const last = Math.min(to, from + markTo - start, length);
      return first < last ? [{ from: first, to: last, mark }] : [whole];
    });
  }
}

/** A text with its stretches marked; where they overlap the one that begins first is drawn, with the others inside. */
function marked(text: string, stretches: readonly Stretch[]): string {
  const sorted = [...stretches].sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: string[] = [];
  let at = 0;
  for (const [index, { from, to }] of sorted.entries()) {
    if (from < at) continue;
    const inside = sorted.slice(index).filter((one) => one.from < to);
    const [first] = inside;
    if (first === undefined) continue;
    parts.push(
      inline(text.slice(at, from)),
      frame(
        inside.map(({ mark }) => mark),
        inline(text.slice(from, to)),
      ),
    );
    at = to;
  }
  parts.push(inline(text.slice(at)));
  return parts.join('');
}

/** Each mark keeps its anchor, however many share a frame. */
function frame(marks: readonly Mark[], content: string): string {
  const [first, ...others] = [...new Set(marks)];
  if (first === undefined) return content;
  const anchors = others.map(({ id }) => `<span id="${id}"></span>`).join('');
  const findings = [...new Set([first, ...others].flatMap((mark) => mark.findings))];
  const suspected = [first, ...others].some((mark) => mark.suspected) ? ' suspected' : '';
  return `${anchors}<a class="mark ${first.severity}${suspected}" id="${first.id}" href="#f${findings[0]}" data-f="${findings.join(' ')}">${content}</a>`;
}

function inline(text: string): string {
  return escapeXml(text).replaceAll('\n', '<br>');
}
