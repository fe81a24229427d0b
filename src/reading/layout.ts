import { remembering } from '../document/remember.ts';
import type { Coordinate } from '../facts/fact.ts';
import type {
  ColumnDefinition,
  EachDefinition,
  FormDefinition,
  GridDefinition,
  Pack,
  RowDefinition,
  SideDefinition,
  TableDefinition,
} from '../packs/definition.ts';
import { compact } from './head.ts';
import { normalPhrase } from './phrase.ts';
import { normalTitle } from './similarity.ts';

/** A table definition in the form in which printed tables are matched with it. */
export interface Layout {
  readonly table: string;
  readonly definition: GridDefinition;
  /** Its title and aliases, in normal form. */
  readonly titles: readonly string[];
  readonly columns: readonly LayoutColumn[];
  /** Rows of each side, in printed order. */
  readonly sides: readonly (readonly LayoutRow[])[];
  readonly sources: readonly SideDefinition[];
}

/** A form definition with the titles by which it is recognised. */
export interface FormLayout {
  readonly table: string;
  readonly definition: FormDefinition;
  readonly titles: readonly string[];
}

export interface LayoutColumn {
  /** Ways to print its own heading, in normal form. */
  readonly titles: readonly string[];
  /** Ways to print each heading above it, the outermost first. */
  readonly above: readonly (readonly string[])[];
  /** The heading right above and its own as one text. */
  readonly joined: readonly string[];
  /** Undefined for the column of row numbers. */
  readonly definition: ColumnDefinition | undefined;
  readonly side: number;
  /** Which repetition of a folded side. */
  readonly block: number;
  /** The column or a heading above it lists records downwards inside the row. */
  readonly each: EachDefinition | undefined;
}

export interface LayoutRow {
  /** Ways to print its label, in normal form; empty where the label is the member's or record's name. */
  readonly labels: readonly string[];
  readonly definition: RowDefinition;
  /** What its ancestors say, then itself. */
  readonly at: Coordinate;
  /** The repetition it stands in: its own or an ancestor's. */
  readonly each: EachDefinition | undefined;
  readonly depth: number;
}

export interface Layouts {
  readonly pack: Pack;
  readonly grids: readonly Layout[];
  readonly forms: readonly FormLayout[];
}

const compiled = new WeakMap<Pack, Layouts>();

/** All tables of a pack, ready to be matched. */
export function layoutsOf(pack: Pack): Layouts {
  const known = compiled.get(pack);
  if (known !== undefined) return known;
  const grids: Layout[] = [];
  const forms: FormLayout[] = [];
  for (const [table, definition] of Object.entries(pack.tables)) {
    const titles = titlesOf(definition);
    if (definition.type === 'form') forms.push({ table, definition, titles });
    else grids.push(layoutOf(table, definition, titles));
  }
  const layouts = { pack, grids, forms };
  compiled.set(pack, layouts);
  return layouts;
}

function titlesOf({ title, aliases = [] }: TableDefinition): readonly string[] {
  return [...new Set([title, ...aliases].map((one) => normalTitle(one)).filter((one) => one !== ''))];
}

function layoutOf(table: string, definition: GridDefinition, titles: readonly string[]): Layout {
  const ordinal: LayoutColumn[] =
    definition.ordinal === undefined
      ? []
      : [
          {
            titles: [normalHeading(definition.ordinal)],
            above: [],
            joined: [],
            definition: undefined,
            side: 0,
            block: 0,
            each: undefined,
          },
        ];
  return {
    table,
    definition,
    titles,
    columns: [...ordinal, ...definition.sides.flatMap((side, index) => columnsOf(side, index))],
    sides: definition.sides.map((side) =>
      [...side.rows, ...(side.foot ?? [])].flatMap((row) => rowsOf(row, {}, undefined, 0)),
    ),
    sources: definition.sides,
  };
}

function columnsOf(side: SideDefinition, index: number): readonly LayoutColumn[] {
  const leaves = (
    columns: readonly ColumnDefinition[],
    above: readonly (readonly string[])[],
    block: number,
    each: EachDefinition | undefined,
  ): LayoutColumn[] =>
    columns.flatMap((column) => {
      const titles = headingsOf(column);
      const inner = column.each ?? each;
      return column.columns === undefined
        ? [
            {
              titles,
              above,
              joined: joinedOf(above.at(-1), titles),
              definition: column,
              side: index,
              block,
              each: inner,
            },
          ]
        : leaves(column.columns, [...above, titles], block, inner);
    });
  return Array.from({ length: side.fold ?? 1 }, (_, block) =>
    leaves(side.columns, [], block, undefined),
  ).flat();
}

function joinedOf(upper: readonly string[] = [''], titles: readonly string[]): readonly string[] {
  return titles.flatMap((title) => upper.map((one) => one + title));
}

function headingsOf({ title, aliases = [] }: ColumnDefinition): readonly string[] {
  return [...new Set([title, ...aliases].map(normalHeading))];
}

/** A heading in the form in which headings are compared: no blanks, quotation marks, units, years, 其中. */
export const normalHeading: (text: string) => string = remembering((text) =>
  normalPhrase(compact(text.replace(/\{[^{}]*\}/gu, '')))
    .replace(/\((?:亿元|万元|千元|元|%)\)/gu, '')
    .replace(/^其中:?/u, '')
    .replace(/(?:19|20)\d{2}年?度?/gu, '')
    .replace(/[:：、,，]/gu, ''),
);

/** A label of a row in the form in which labels are compared: no enumeration, 其中, 注. */
export function normalLabel(text: string): string {
  return normalHeading(text).replace(/[*#]/gu, '');
}

function rowsOf(
  row: RowDefinition,
  outer: Coordinate,
  each: EachDefinition | undefined,
  depth: number,
): readonly LayoutRow[] {
  if (row.blank !== undefined) return [];
  const at = { ...outer, ...row.at };
  const inner = row.each ?? each;
  const named = row.label === undefined || /\{(?:name|[a-z]+\.name|procurement\.project)\}/u.test(row.label);
  const labels =
    row.each !== undefined && named
      ? (row.aliases ?? []).map(normalLabel)
      : [row.label ?? '', ...(row.aliases ?? [])].map(normalLabel);
  return [
    { labels, definition: row, at, each: inner, depth },
    ...(row.rows ?? []).flatMap((nested) => rowsOf(nested, at, inner, depth + 1)),
  ];
}
