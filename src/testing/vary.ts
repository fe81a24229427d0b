import type { Block, Cell, Document, Table } from '../document/document.ts';
import { parseDecimal, printDecimal } from '../money/decimal.ts';
import {
  bodyOf,
  mapCells,
  type Pieces,
  piecesOf,
  tableWith,
  withEmptyColumn,
  withEmptyRow,
  withoutColumn,
  withRowLast,
  withRowsAbove,
  withSplitColumn,
} from './vary-grid.ts';

/**
 * Ways in which real disclosures differ from those that a pack prints: the same facts, in other clothes. Every
 * variation keeps the annotations of the cells, so that what should be read stays known.
 */
export type Variation = (document: Document) => Document;

/** The blocks of a document changed, each by itself. */
function mapBlocks(document: Document, change: (block: Block) => readonly Block[]): Document {
  return {
    ...document,
    sections: document.sections.map((section) => ({ ...section, blocks: section.blocks.flatMap(change) })),
  };
}

function mapTables(document: Document, change: (table: Table, index: number) => Table): Document {
  let index = 0;
  return mapBlocks(document, (block) => {
    if (block.type !== 'table') return [block];
    index += 1;
    return [change(block, index)];
  });
}

const isGrid = ({ head, body }: Table) => head.length > 0 && body.some(({ cells }) => cells.some(isStated));
const isStated = ({ data }: Cell) => data?.role === 'coordinate';

/** Title and unit as the first rows of the table, as spreadsheets have them. */
const titleInTable: Variation = (document) =>
  mapTables(document, (table) => {
    if (!isGrid(table) || table.title === undefined) return table;
    const { heading: _, title, above, ...rest } = table;
    const width = table.widths.length;
    const { left = '', right = '' } = above ?? {};
    const half = Math.ceil(width / 2);
    const labels: readonly Cell[] =
      width < 2
        ? [{ text: right, colspan: width }]
        : [
            { text: left, colspan: half },
            { text: right, colspan: width - half, align: 'right' },
          ];
    const rows = [[{ text: title, colspan: width, align: 'center' as const }], labels];
    return tableWith(rest, withRowsAbove(piecesOf(table), rows));
  });

/** The unit of measure alone in the table's first row. */
const unitInTable: Variation = (document) =>
  mapTables(document, (table) => {
    const { right = '', ...others } = table.above ?? {};
    if (!isGrid(table) || right === '') return table;
    const row: readonly Cell[] = [{ text: right, colspan: table.widths.length, align: 'right' }];
    return { ...tableWith(table, withRowsAbove(piecesOf(table), [row])), above: others };
  });

/** An empty row in the middle of the body, and some at the end. */
const blankRows: Variation = (document) =>
  mapTables(document, (table) => {
    if (!isGrid(table)) return table;
    const pieces = piecesOf(table);
    const middle = pieces.head + Math.ceil((pieces.rows - pieces.head) / 2);
    const first = withEmptyRow(pieces, middle) ?? pieces;
    return tableWith(table, withEmptyRow(first, first.rows) ?? first);
  });

/** An empty column before all others, and one behind them. */
const blankColumns: Variation = (document) =>
  mapTables(document, (table) => {
    if (!isGrid(table)) return table;
    const pieces = piecesOf(table);
    return tableWith(table, withEmptyColumn(withEmptyColumn(pieces, pieces.width), 0));
  });

const plainNumbers: Variation = (document) =>
  mapTables(document, (table) =>
    mapCells(table, (cell) =>
      cell.number === undefined ? cell : changed(cell, (text) => text.replace(/,/gu, '')),
    ),
  );

const groupedNumbers: Variation = (document) =>
  mapTables(document, (table) =>
    mapCells(table, (cell) =>
      cell.number === undefined ? cell : changed(cell, (text) => printed(text, cell.number?.decimals)),
    ),
  );

function printed(text: string, decimals = 2): string {
  const value = parseDecimal(text.replace(/,/gu, ''));
  return value === undefined ? text : printDecimal({ ...value, decimals: value.decimals || decimals }, true);
}

function changed(cell: Cell, change: (text: string) => string): Cell {
  const { number, ...rest } = cell;
  return { ...rest, ...(number === undefined ? {} : { number }), text: change(cell.text) };
}

/** Full-width digits, as some typists leave them. */
const wideDigits: Variation = (document) =>
  mapTables(document, (table) =>
    mapCells(table, (cell, isHead) => {
      if (isHead || cell.number === undefined) return cell;
      const { number: _, ...rest } = cell;
      const text = cell.text.replace(/[0-9.,]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
      return { ...rest, text };
    }),
  );

/** 万元 as 元: the same numbers, ten thousand times as many. */
const inYuan: Variation = (document) =>
  mapTables(document, (table) => {
    const { above } = table;
    if (above?.right === undefined || !above.right.includes('万元') || !isGrid(table)) return table;
    const yuan = mapCells(table, (cell, isHead) => {
      if (isHead) return { ...cell, text: cell.text.replace(/万元/gu, '元') };
      if (cell.data?.unit !== '万元') return cell;
      const value = parseDecimal(cell.text.replace(/[,\s]/gu, ''));
      if (value === undefined) return cell;
      const text = printDecimal({ digits: value.digits * 10_000n, decimals: value.decimals }, true);
      const number = { value: text.replace(/,/gu, ''), decimals: value.decimals, grouped: true };
      return { ...cell, text, number, data: { ...cell.data, unit: '元' } };
    });
    return { ...yuan, above: { ...above, right: above.right.replace('万元', '元') } };
  });

const CODES = /^(?:\d{3}|\d{5}|\d{7})$/u;

/** The column whose cells are codes of a classification, and that of their names beside it. */
function codeColumn(pieces: Pieces): number | undefined {
  for (let column = 0; column + 1 < pieces.width; column += 1) {
    const texts = bodyOf(pieces, column).map(({ cell }) => cell.text.trim());
    const codes = texts.filter((text) => CODES.test(text));
    const names = bodyOf(pieces, column + 1).filter(({ cell }) => /\p{Script=Han}/u.test(cell.text));
    if (codes.length > 0 && codes.length * 2 > texts.length && names.length >= codes.length) return column;
  }
  return undefined;
}

/** 类款项 in columns of their own. */
const codesInThree: Variation = (document) =>
  mapTables(document, (table) => {
    if (!isGrid(table)) return table;
    const pieces = piecesOf(table);
    const column = codeColumn(pieces);
    if (column === undefined) return table;
    const isEconomic = bodyOf(pieces, column).every(({ cell }) => !/^\d{7}$/u.test(cell.text.trim()));
    const headings = isEconomic ? ['类', '款'] : ['类', '款', '项'];
    const split = (text: string): readonly string[] =>
      CODES.test(text.trim()) ? [text.slice(0, 3), text.slice(3, 5), text.slice(5, 7)] : [text];
    return tableWith(table, withSplitColumn(pieces, column, headings, split));
  });

/** Code and name in one cell. */
const codeWithName =
  (joint: string): Variation =>
  (document) =>
    mapTables(document, (table) => {
      if (!isGrid(table)) return table;
      const pieces = piecesOf(table);
      const column = codeColumn(pieces);
      if (column === undefined) return table;
      const codes = new Map(bodyOf(pieces, column).map(({ row, cell }) => [row, cell.text.trim()]));
      const joined = pieces.pieces.map((piece) => {
        const code = codes.get(piece.row) ?? '';
        if (piece.column !== column + 1 || piece.row < pieces.head || !CODES.test(code)) return piece;
        const name = piece.cell.text.trim();
        return { ...piece, cell: { ...piece.cell, text: code === '' ? name : `${code}${joint}${name}` } };
      });
      const kept = joined.map((piece) => {
        // A total that stood in the column of codes keeps its word.
        const lost = codes.get(piece.row) ?? '';
        const isEmpty =
          piece.column === column + 1 && piece.row >= pieces.head && piece.cell.text.trim() === '';
        return isEmpty && lost !== '' ? { ...piece, cell: { ...piece.cell, text: lost } } : piece;
      });
      return tableWith(table, withoutColumn({ ...pieces, pieces: kept }, column));
    });

/** Names set in by blanks, as deep as their codes are long. */
const indented =
  (blank: string): Variation =>
  (document) =>
    mapTables(document, (table) => {
      if (!isGrid(table)) return table;
      const pieces = piecesOf(table);
      const column = codeColumn(pieces);
      if (column === undefined) return table;
      const depth = new Map(
        bodyOf(pieces, column).map(({ row, cell }) => [row, Math.max(0, (cell.text.trim().length - 3) / 2)]),
      );
      const moved = pieces.pieces.map((piece) => {
        const isName = piece.column === column + 1 && piece.row >= pieces.head;
        const steps = isName ? (depth.get(piece.row) ?? 0) : 0;
        const { indent: _, ...cell } = piece.cell;
        return isName
          ? { ...piece, cell: { ...cell, text: blank.repeat(steps) + piece.cell.text.trim() } }
          : piece;
      });
      return tableWith(table, { ...pieces, pieces: moved });
    });

/** （类）（款）（项） behind the names of functions. */
const levelWords: Variation = (document) =>
  mapTables(document, (table) => {
    if (!isGrid(table)) return table;
    const pieces = piecesOf(table);
    const column = codeColumn(pieces);
    if (column === undefined) return table;
    const codes = new Map(bodyOf(pieces, column).map(({ row, cell }) => [row, cell.text.trim()]));
    const isFunction = [...codes.values()].some((code) => code.length === 7);
    if (!isFunction) return table;
    const WORDS: Readonly<Record<number, string>> = { 3: '（类）', 5: '（款）', 7: '（项）' };
    const moved = pieces.pieces.map((piece) => {
      const isName = piece.column === column + 1 && piece.row >= pieces.head;
      const word = isName ? (WORDS[(codes.get(piece.row) ?? '').length] ?? '') : '';
      return { ...piece, cell: { ...piece.cell, text: piece.cell.text + word } };
    });
    return tableWith(table, { ...pieces, pieces: moved });
  });

const TOTAL = /^(?:合\s*计|总\s*计)$/u;

/** The line of the total below all others. */
const totalLast: Variation = (document) =>
  mapTables(document, (table) => {
    if (!isGrid(table)) return table;
    const pieces = piecesOf(table);
    const total = pieces.pieces.find(({ row, cell }) => row === pieces.head && TOTAL.test(cell.text.trim()));
    return total === undefined ? table : tableWith(table, withRowLast(pieces, total.row) ?? pieces);
  });

/** Other words before the title. */
const titled =
  (prefix: (index: number, document: Document, table: Table) => string): Variation =>
  (document) =>
    mapTables(document, (table, index) =>
      table.title === undefined ? table : { ...table, title: prefix(index, document, table) + table.title },
    );

/** The name in 部门：900 某局. */
function nameAbove(left = ''): string {
  return left.replace(/^[^：:]*[：:]\s*|^\d+\s*/gu, '');
}

const CHINESE = '一二三四五六七八九十';

/** Long labels broken over lines inside their cells. */
const brokenLabels: Variation = (document) =>
  mapTables(document, (table) =>
    mapCells(table, (cell) => {
      const { text } = cell;
      if (cell.number !== undefined || text.length < 7 || text.includes('\n')) return cell;
      const middle = Math.ceil(text.length / 2);
      return /\d/u.test(text.slice(middle - 1, middle + 1))
        ? cell
        : { ...cell, text: `${text.slice(0, middle)}\n${text.slice(middle)}` };
    }),
  );

/** Two characters of a word set apart by blanks, as titles in forms often are. */
const spacedWords: Variation = (document) =>
  mapTables(document, (table) =>
    mapCells(table, (cell) =>
      /^\p{Script=Han}{2}$/u.test(cell.text) ? { ...cell, text: [...cell.text].join('　') } : cell,
    ),
  );

/** The tables in the reverse order, each kind of table still once. */
const reversed: Variation = (document) => {
  const tables = document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'table' && isGrid(block) ? [block] : [])),
  );
  const order = [...tables].reverse();
  return mapBlocks(document, (block) =>
    block.type === 'table' && isGrid(block) ? [order.shift() ?? block] : [block],
  );
};

/** The text before the tables or behind them. */
const narrativeLast: Variation = (document) => {
  const isTable = (block: Block) => block.type === 'table';
  const [opening, ...rest] = document.sections;
  if (opening === undefined) return document;
  const tables = rest.flatMap(({ blocks }) => blocks.filter(isTable));
  const text = rest.flatMap(({ blocks }) => blocks.filter((block) => !isTable(block)));
  return {
    ...document,
    sections: [
      opening,
      { orientation: 'landscape', blocks: tables },
      { orientation: 'portrait', blocks: text },
    ],
  };
};

/** All pages lie on their side, or stand. */
const turned =
  (orientation: 'portrait' | 'landscape'): Variation =>
  (document) => ({
    ...document,
    sections: document.sections.map((section) => ({ ...section, orientation })),
  });

/** 部门：… only on the first table, or on none; the unit stays. */
const bodyOnce: Variation = (document) => {
  const named = new Set<string>();
  return mapTables(document, (table, index) => {
    const { left = '', ...above } = table.above ?? {};
    const isFirst = index === 1 || !named.has(left);
    named.add(left);
    return isFirst || left === '' ? table : { ...table, above };
  });
};

/** Zeros and blanks printed in the other way. */
const zerosBlank: Variation = (document) =>
  mapTables(document, (table) =>
    mapCells(table, (cell) => {
      if (cell.data?.status !== 'zero' || !/^0(?:\.0+)?$/u.test(cell.text)) return cell;
      const { number: _, data: __, ...rest } = cell;
      return { ...rest, text: '' };
    }),
  );

/** All variations by name. */
export const VARIATIONS: Readonly<Record<string, Variation>> = {
  titleInTable,
  unitInTable,
  blankRows,
  blankColumns,
  plainNumbers,
  groupedNumbers,
  wideDigits,
  inYuan,
  codesInThree,
  codeSpaceName: codeWithName(' '),
  codeDashName: codeWithName('-'),
  codeName: codeWithName(''),
  indentedWide: indented('　'),
  indentedNarrow: indented('  '),
  levelWords,
  totalLast,
  numberedTitles: titled((index) => `表${CHINESE[(index - 1) % 10] ?? ''} `),
  attachedTitles: titled((index) => `附表${index} `),
  publishedTitles: titled((index) => `公开${String(index).padStart(2, '0')}表\n`),
  yearInTitles: titled((_, { year }, { title = '' }) => (title.includes(String(year)) ? '' : `${year}年`)),
  fullTitles: titled(
    (_, { year }, { title = '', above }) =>
      `${nameAbove(above?.left)}${title.includes(String(year)) ? '' : `${year}年`}`,
  ),
  brokenLabels,
  spacedWords,
  reversed,
  narrativeLast,
  landscape: turned('landscape'),
  portrait: turned('portrait'),
  bodyOnce,
  zerosBlank,
};

/** Applies variations one after the other. */
export function vary(document: Document, names: readonly string[]): Document {
  return names.reduce((varied, name) => {
    const variation = VARIATIONS[name];
    if (variation === undefined) throw new RangeError(name);
    return variation(varied);
  }, document);
}
