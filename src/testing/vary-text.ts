import type { Block, Document, Row, Table } from '../document/document.ts';

/** How a table is written by programs that take the text out of a file. */
export type TextStyle = 'cells' | 'rows' | 'repeated' | 'pipes';

/**
 * A document as plain text: of a table either every cell is a line behind a tab, with a blank line after each row
 * (`cells`), or every row is a line of as many cells, with tabs between them (`rows`, `repeated`) or as Markdown (`pipes`).
 * Of a merged cell `cells` and `rows` leave those below empty, `rows` those beside it too; the others repeat it in all.
 */
export function plainText(document: Document, style: TextStyle): string {
  return document.sections
    .flatMap(({ blocks }) => blocks)
    .map((block) => blockText(block, style))
    .join('\n');
}

function blockText(block: Block, style: TextStyle): string {
  switch (block.type) {
    case 'heading':
      return `${block.text}\n`;
    case 'paragraph':
      return `${block.runs.map(({ text }) => text).join('')}\n`;
    case 'table':
      return tableText(block, style);
    case 'contents':
    case 'pageBreak':
      return '';
    default:
      throw new TypeError(JSON.stringify(block satisfies never));
  }
}

function tableText(table: Table, style: TextStyle): string {
  const { left = '', middle = '', right = '' } = table.above ?? {};
  const above = [table.title ?? '', left, middle, right].filter((line) => line !== '');
  const rows = textsOf([...table.head, ...table.body], style);
  return [...above, ...linesOf(rows, style), ...table.notes, ''].join('\n');
}

function linesOf(rows: readonly (readonly string[])[], style: TextStyle): readonly string[] {
  if (style === 'cells') return rows.map((cells) => `${cells.map((text) => `\t${text}`).join('\n')}\n`);
  if (style !== 'pipes') return rows.map((cells) => cells.join('\t'));
  const [first = '', ...others] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [first, `|${(rows[0] ?? []).map(() => '---').join('|')}|`, ...others];
}

/** A cell that reaches down: for how many rows more, and over how many columns. */
interface Reaching {
  readonly text: string;
  readonly columns: number;
  rows: number;
}

function textsOf(rows: readonly Row[], style: TextStyle): readonly (readonly string[])[] {
  const isRepeated = style === 'repeated' || style === 'pipes';
  const reaching = new Map<number, Reaching>();
  return rows.map(({ cells }) => {
    const texts: string[] = [];
    let column = 0;
    const put = (text: string, again: string, columns: number): void => {
      texts.push(text, ...Array.from({ length: style === 'cells' ? 0 : columns - 1 }, () => again));
      column += columns;
    };
    const passReaching = (): void => {
      for (let one = reaching.get(column); one !== undefined && one.rows > 0; one = reaching.get(column)) {
        one.rows -= 1;
        const text = isRepeated ? one.text : '';
        put(text, text, one.columns);
      }
    };
    for (const { text: printed, colspan: columns = 1, rowspan = 1 } of cells) {
      passReaching();
      const text = printed.replaceAll('\n', '');
      reaching.set(column, { text, columns, rows: rowspan - 1 });
      put(text, isRepeated ? text : '', columns);
    }
    passReaching();
    return texts;
  });
}
