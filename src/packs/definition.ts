import { z } from 'zod';
import { performanceOverlaySchema } from './performance.ts';

/**
 * The definition language: what a region's layout may say. A pack is data; the same definition prints, reads
 * and checks. Every object is strict: an unknown key is an error that names the allowed ones.
 */

/**
 * Dimension → member. `year: previous` is the year before the budget's; the member `*` lifts a restriction
 * that the table or row has made, so that a share can speak of the whole.
 */
const coordinate = z
  .record(z.string(), z.union([z.string(), z.number()]).transform(String))
  .describe('坐标：维度 → 成员');

/** Text with `{names}` that are filled in: variables of the context, and the slots of a sentence. */
const template = z.string().min(1).describe('文字模板');

const unit = z.string().min(1).describe('计量单位，如 元、万元、人、%');

const form = {
  unit: unit.optional(),
  decimals: z.int().min(0).max(6).optional(),
  grouped: z.boolean().optional(),
  /** How a zero is printed. */
  zero: z.enum(['blank', 'zero', 'dash']).optional(),
};

const aliases = z.array(z.string().min(1)).optional().describe('别名：阅读文档时也认得的写法');

/** One printed number or text: the six kinds that cells and sentence slots share, and lists of them. */
const coordinateCell = z.strictObject({ at: coordinate, ...form });
const differenceCell = z.strictObject({
  difference: z.strictObject({ of: coordinate, from: coordinate }),
  ...form,
});
const ratioCell = z.strictObject({ ratio: z.strictObject({ of: coordinate, from: coordinate }), ...form });
const shareCell = z.strictObject({ share: z.strictObject({ of: coordinate, in: coordinate }), ...form });
const attributeCell = z.strictObject({
  attribute: z.string().min(1),
  /** Printed where the record says nothing. */
  empty: z.string().min(1).optional(),
  ...form,
});
const textCell = z.strictObject({
  text: z.string().min(1),
  /** Where this difference is printed as zero, nobody need write anything: these words stand there instead. */
  unless: z
    .strictObject({
      unchanged: z.strictObject({ of: coordinate, from: coordinate }),
      words: z.string().min(1),
    })
    .optional(),
});

const cell = z.union([coordinateCell, differenceCell, ratioCell, shareCell, attributeCell, textCell]);

/** Words around a number of a sentence, by its sign; `{}` stands for its magnitude. */
const wording = {
  more: z.string().optional(),
  less: z.string().optional(),
  same: z.string().optional(),
};

const eachMember = z.strictObject({
  dimension: z.string().min(1),
  /** Code lengths to list, coarse to fine; for trees by digits. */
  levels: z.array(z.int().min(1)).optional(),
  /** Just these members, whether used or not. */
  members: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
  /** Only members with amounts at this coordinate, beside the table's own. */
  where: coordinate.optional(),
});

/** Once more for each member of another dimension: two classifications in one row. */
const and = eachMember.optional();

const each = z.union([
  eachMember.extend({ and }),
  z.strictObject({
    /** `department` is the department itself, once, in its own part only. */
    records: z.enum([
      'department',
      'units',
      'allProjects',
      'projects',
      'specialFunds',
      'indicators',
      'procurement',
    ]),
    /** Only records with amounts at this coordinate, beside the row's own. */
    where: coordinate.optional(),
    /** Only indicators of these kinds (一级指标). */
    level1: z.array(z.string().min(1)).min(1).optional(),
    and,
  }),
  z.strictObject({
    /** The key of a text whose every paragraph is a row. */
    lines: z.string().min(1),
    /** The attributes that the parts of a paragraph, between bars, stand for. */
    fields: z.array(z.string().min(1)).min(1),
  }),
]);

const slot = z.union([
  z.strictObject({ ...coordinateCell.shape, ...wording }),
  z.strictObject({ ...differenceCell.shape, ...wording }),
  z.strictObject({ ...ratioCell.shape, ...wording }),
  shareCell,
  attributeCell,
  textCell,
  /** How many there are; a document that was read says it at the coordinate. */
  z.strictObject({ count: z.strictObject({ each, at: coordinate.optional() }) }),
  z.strictObject({
    list: z.strictObject({
      each,
      item: template,
      slots: z.record(z.string(), z.union([coordinateCell, shareCell, attributeCell])).optional(),
      separator: z.string(),
      /** At most so many; the rest is summed up by `more`. */
      most: z.int().min(1).optional(),
      more: z.string().optional(),
      empty: z.string().optional(),
    }),
  }),
]);

const sentence = z.strictObject({
  /** Printed only where this coordinate is not zero (or with `not`, only where it is). */
  when: z.strictObject({ at: coordinate, not: z.boolean().optional() }).optional(),
  text: template,
  slots: z.record(z.string(), slot).optional(),
  aliases,
});

/** Recursive definitions need their types written out; input and output differ only in their cells. */
interface ColumnOf<C, Each> {
  key?: string | undefined;
  title: string;
  aliases?: string[] | undefined;
  width?: number | undefined;
  show?: 'label' | 'code' | 'name' | undefined;
  of?: string | undefined;
  digits?: [number, number] | undefined;
  cell?: C | undefined;
  each?: Each | undefined;
  align?: 'left' | 'center' | 'right' | undefined;
  columns?: ColumnOf<C, Each>[] | undefined;
}
type ColumnInput = ColumnOf<z.input<typeof cell>, z.input<typeof each>>;
type ColumnOutput = ColumnOf<z.output<typeof cell>, z.output<typeof each>>;

const column: z.ZodType<ColumnOutput, ColumnInput> = z.strictObject({
  /** A name by which rows may override the column's cell. */
  key: z.string().min(1).optional(),
  title: z.string(),
  aliases,
  /** Relative width. */
  width: z.number().positive().optional(),
  /** The row's label, or the code or name of its member. */
  show: z.enum(['label', 'code', 'name']).optional(),
  /** Of the code or name: of which dimension, where rows have members of several. */
  of: z.string().min(1).optional(),
  /** Of a code, only the digits from..to (counted from 0, end excluded): 类, 款, 项 in three cells. */
  digits: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
  cell: cell.optional(),
  /** Lists records downwards inside the row; the row's other cells span them. */
  each: each.optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  get columns() {
    return z.array(column).min(1).optional();
  },
});

interface RowOf<At, C, Each> {
  label?: string | undefined;
  aliases?: string[] | undefined;
  at?: At | undefined;
  each?: Each | undefined;
  indent?: number | undefined;
  total?: boolean | undefined;
  blank?: number | undefined;
  printed?: boolean | undefined;
  cells?: Record<string, C | null> | undefined;
  rows?: RowOf<At, C, Each>[] | undefined;
}
type RowInput = RowOf<Record<string, string | number>, z.input<typeof cell>, z.input<typeof each>>;
type RowOutput = RowOf<Record<string, string>, z.output<typeof cell>, z.output<typeof each>>;

const row: z.ZodType<RowOutput, RowInput> = z.strictObject({
  label: z.string().optional(),
  aliases,
  at: coordinate.optional(),
  /** Repeats the row for each member or record; `{name}`, `{code}`, `{n}`, `{cn}` stand in its label. */
  each: each.optional(),
  indent: z.int().min(0).max(6).optional(),
  /** A total: stands out, and is the sum of the rows beside it. */
  total: z.boolean().optional(),
  /** So many empty rows, to bring two sides level. */
  blank: z.int().min(1).optional(),
  /** `false`: documents still have this row, and it is known when they are read; what we print leaves it out. */
  printed: z.boolean().optional(),
  /** Cells of single columns, by the column's key, instead of the column's own; null leaves the cell empty. */
  cells: z.record(z.string(), cell.nullable()).optional(),
  /** Rows nested in each repetition; they inherit its coordinate. */
  get rows() {
    return z.array(row).min(1).optional();
  },
});

const side = z.strictObject({
  columns: z.array(column).min(1),
  rows: z.array(row).min(1),
  /** Rows at the foot, level with the foot of the other side. */
  foot: z.array(row).optional(),
  /** One axis folded into so many column blocks side by side. */
  fold: z.int().min(2).max(4).optional(),
});

const tableFrame = {
  title: template,
  aliases,
  /** Left, middle and right of the line above the table. */
  above: z
    .strictObject({ left: template.optional(), middle: template.optional(), right: template.optional() })
    .optional(),
  at: coordinate.optional(),
  ...form,
  notes: z.array(template).optional(),
};

const gridTable = z.strictObject({
  type: z.literal('grid').default('grid'),
  ...tableFrame,
  /** A first column of running row numbers, with this title. */
  ordinal: z.string().min(1).optional(),
  /** A heading row that numbers the columns; its text stands in the ordinal column. */
  numbering: z.string().min(1).optional(),
  /** Rows of a classification, of units or projects that the table leaves out count as zero. */
  closed: z.boolean().default(true),
  /** Dimensions whose printed members add up to the total although the dimension has others. */
  complete: z.array(z.string().min(1)).optional(),
  /** Printed under a table without any number. */
  emptyStatement: template.optional(),
  sides: z.array(side).min(1).max(2),
});

const formCell = z.strictObject({
  label: template.optional(),
  aliases,
  cell: cell.optional(),
  colspan: z.int().min(1).optional(),
  rowspan: z.int().min(1).optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  /** Equal neighbours below are merged into one cell. */
  merge: z.boolean().optional(),
});

const formTable = z.strictObject({
  type: z.literal('form'),
  ...tableFrame,
  widths: z.array(z.number().positive()).min(1),
  rows: z
    .array(
      z.strictObject({
        each: each.optional(),
        /** A heading of the rows below, such as 一级指标 …. */
        header: z.boolean().optional(),
        cells: z.array(formCell).min(1),
      }),
    )
    .min(1),
});

const table = z.discriminatedUnion('type', [gridTable, formTable]);

type Style = 'title' | 'subtitle' | 'body' | 'note' | 'centred' | undefined;

export type BlockDefinition =
  | { heading: string; level: number }
  | { paragraph: string; style?: Style }
  | { sentence: string }
  | { text: string; style?: Style }
  | { table: string; level?: number | undefined }
  | { contents: string; depth: number }
  | {
      each: 'units' | 'projects' | 'specialFunds' | z.output<typeof eachMember>;
      blocks: BlockDefinition[];
      otherwise?: BlockDefinition[] | undefined;
    };

const style = z.enum(['title', 'subtitle', 'body', 'note', 'centred']).optional();
const level = z.int().min(1).max(4);

const block: z.ZodType<BlockDefinition> = z.union([
  z.strictObject({ heading: template, level }),
  z.strictObject({ paragraph: template, style }),
  z.strictObject({ sentence: z.string().min(1) }),
  z.strictObject({ text: z.string().min(1), style }),
  z.strictObject({ table: z.string().min(1), level: level.optional() }),
  z.strictObject({ contents: template, depth: level }),
  z.strictObject({
    each: z.union([z.enum(['units', 'projects', 'specialFunds']), eachMember]),
    get blocks() {
      return z.array(block).min(1);
    },
    get otherwise() {
      return z.array(block).min(1).optional();
    },
  }),
]);

const section = z.strictObject({
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  cover: z.boolean().optional(),
  blocks: z.array(block).min(1),
});

const part = z.strictObject({
  /** Printed always, or only where the disclosure shows its units. */
  of: z.enum(['department', 'units']).default('department'),
  /** Repeated for each unit, with the unit as the entity. */
  each: z.literal('units').optional(),
  /** Further variables for templates. */
  with: z.record(z.string(), z.string()).optional(),
  sections: z.array(section).min(1),
});

/** A dimension that only this region prints, over a closed list of members. */
const extraDimension = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/u),
  label: z.string().min(1),
  /** Which lines of the workbook may carry it; none where it is only read. */
  on: z.array(z.enum(['revenue', 'expenditure'])),
  members: z.array(z.strictObject({ id: z.string().min(1), label: z.string().min(1) })).min(1),
});

/** A text that people write. It is wanted exactly where the document would print it, unless it has a default. */
const textDefinition = z.strictObject({
  key: z.string().min(1),
  label: z.string().min(1),
  /** Who writes it: the department, or each unit too. */
  of: z.enum(['department', 'unit', 'both']).default('both'),
  /** Printed where nobody wrote anything. */
  default: z.string().min(1).optional(),
  hint: z.string().optional(),
});

const workbook = z.strictObject({
  texts: z.array(textDefinition),
  /** Months by whose ends the disbursement plan is given, cumulative. */
  planMonths: z.array(z.int().min(1).max(12)).min(1),
  natures: z.array(z.string().min(1)).min(1),
  ranks: z.array(z.string().min(1)),
  fundings: z.array(z.string().min(1)),
  assets: z.array(
    z.strictObject({
      asset: z.string().min(1),
      label: z.string().min(1),
      quantity: z.enum(['count', 'area']).optional(),
    }),
  ),
  indicatorLevels: z
    .array(z.strictObject({ level1: z.string().min(1), level2: z.array(z.string().min(1)).min(1) }))
    .min(1),
});

/** An amount or number computed from facts: there is nothing else to compute with. */
export type ExpressionDefinition =
  /** The value at a coordinate. */
  | { at: Record<string, string> }
  /** What changes of the budget moved, however they cancel out: raised, lowered and transferred. */
  | { changes: Record<string, string> }
  | { plus: ExpressionDefinition[] }
  | { minus: [ExpressionDefinition, ExpressionDefinition] };

type ExpressionInput =
  | { at: Record<string, string | number> }
  | { changes: Record<string, string | number> }
  | { plus: ExpressionInput[] }
  | { minus: [ExpressionInput, ExpressionInput] };

const expression: z.ZodType<ExpressionDefinition, ExpressionInput> = z.union([
  z.strictObject({ at: coordinate }),
  z.strictObject({ changes: coordinate }),
  z.strictObject({
    get plus() {
      return z.array(expression).min(2);
    },
  }),
  z.strictObject({
    get minus() {
      return z.tuple([expression, expression]);
    },
  }),
]);

/** A rate that is computed from facts. Where the form contradicts itself, each way to read it is a reading. */
const formula = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/u),
  name: z.string().min(1),
  /** The key of the text that holds its target. */
  target: z.string().min(1).optional(),
  readings: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][A-Za-z0-9]*$/u),
        label: z.string().min(1).describe('公式，用文字写'),
        basis: z.string().min(1).describe('这样算的依据'),
        numerator: expression,
        denominator: expression,
      }),
    )
    .min(1),
  /** The reading that counts: the first, unless this says another. */
  choice: z.string().min(1).optional(),
  /** Why that one. */
  why: z.string().min(1).optional(),
});

export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u),
  title: z.string().min(1),
  /** The official documents that prescribe the layout. */
  sources: z.array(z.string().min(1)).min(1),
  /** Of which stage its amounts are where nothing nearer says otherwise: `final` for final accounts. */
  stage: z.enum(['budget', 'final']).default('budget'),
  /** First and last year it is for. */
  years: z.tuple([z.int().min(2000).max(2100), z.int().min(2000).max(2100)]),
  /** The pack whose differences this one states. */
  extends: z.string().optional(),
  unit: z.enum(['元', '万元', '亿元']),
  decimals: z.int().min(0).max(6),
  grouped: z.boolean().default(false),
  zero: z.enum(['blank', 'zero', 'dash']),
  /** Natures of units whose running costs are 机关运行经费: the member `agency` of the dimension `nature`. */
  agencyNatures: z.array(z.string().min(1)),
  dimensions: z.array(extraDimension).default([]),
  /** Rows of official forms that no classification knows: local codes with the printed names. */
  localMembers: z
    .array(
      z.strictObject({
        classification: z.enum(['function', 'economic', 'govEconomic']),
        code: z.string().min(1),
        name: z.string().min(1),
      }),
    )
    .default([]),
  workbook,
  tables: z.record(z.string(), table),
  sentences: z.record(z.string(), sentence).default({}),
  formulas: z.array(formula).default([]),
  document: z.strictObject({
    title: template,
    parts: z.array(part).min(1),
  }),
  /** Rules and forms of performance work that differ from the national ones. */
  performance: performanceOverlaySchema.optional(),
});

/** A region's layout, validated. */
export type Pack = z.output<typeof packSchema>;
export type TableDefinition = z.output<typeof table>;
export type GridDefinition = z.output<typeof gridTable>;
export type FormDefinition = z.output<typeof formTable>;
export type SideDefinition = z.output<typeof side>;
export type ColumnDefinition = ColumnOutput;
export type RowDefinition = RowOutput;
export type CellDefinition = z.output<typeof cell>;
export type EachDefinition = z.output<typeof each>;
export type SlotDefinition = z.output<typeof slot>;
export type SentenceDefinition = z.output<typeof sentence>;
export type SectionDefinition = z.output<typeof section>;
export type PartDefinition = z.output<typeof part>;
export type FormulaDefinition = z.output<typeof formula>;
export type TextDefinition = z.output<typeof textDefinition>;
