import type { Block, Document, Row, Table } from '../document/document.ts';

/** How a table is written by programs that take the text out of a Word file. */
export type TextStyle = 'cells' | 'rows';

/**
 * A document as plain text: of a table either every cell is a line behind a tab, with a blank line after each row
 * (`cells`), or every row is a line of as many cells with tabs between them (`rows`). Below a merged cell there is an empty
 * one, beside it only in `rows`.
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
  const rows = textsOf([...table.head, ...table.body], style === 'rows');
  const lines =
    style === 'rows'
      ? rows.map((cells) => cells.join('\t'))
      : rows.map((cells) => `${cells.map((text) => `\t${text}`).join('\n')}\n`);
  return [...above, ...lines, ...table.notes, ''].join('\n');
}

/**
 * The texts of rows. Where a cell is merged downwards the rows below have an empty one; beside a merged cell there are empty
 * ones where rows are `even`, else none.
 */
function textsOf(rows: readonly Row[], even: boolean): readonly (readonly string[])[] {
  // By column, the merged cell that reaches down into the next row: for how many rows, over how many columns.
  const covering = new Map<number, { rows: number; readonly columns: number }>();
  return rows.map(({ cells }) => {
    const texts: string[] = [];
    let column = 0;
    const put = (text: string, columns: number): void => {
      texts.push(text, ...(even ? Array.from({ length: columns - 1 }, () => '') : []));
      column += columns;
    };
    const skip = (): void => {
      for (
        let above = covering.get(column);
        above !== undefined && above.rows > 0;
        above = covering.get(column)
      ) {
        above.rows -= 1;
        put('', above.columns);
      }
    };
    for (const { text, colspan = 1, rowspan = 1 } of cells) {
      skip();
      covering.set(column, { rows: rowspan - 1, columns: colspan });
      put(text.replaceAll('\n', ''), colspan);
    }
    skip();
    return texts;
  });
}
