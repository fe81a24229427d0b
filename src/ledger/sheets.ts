import type { Classification } from '../accounts/tree.ts';
import type { Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';

/**
 * The sheets and columns of the budget workbook as data: the template, the export and the import all follow this
 * one definition.
 */

/** The sheets that hold a table; `settings` is a list of labels and values and is read on its own. */
export type SheetId =
  | 'units'
  | 'revenue'
  | 'expenditure'
  | 'carryForward'
  | 'lastYear'
  | 'projects'
  | 'indicators'
  | 'plan'
  | 'procurement'
  | 'assets'
  | 'texts'
  | 'localAccounts'
  | 'payments'
  | 'adjustments'
  | 'results'
  | 'performanceWork';

/** The sheets of the year's execution: a workbook without them is whole, and one without entries is written without. */
export const EXECUTION_SHEETS = ['payments', 'adjustments'] as const satisfies readonly SheetId[];

/** Sheets of what became of the budget during the year: nobody misses them before, and empty ones are not written. */
export const LATER_SHEETS: readonly SheetId[] = [...EXECUTION_SHEETS, 'results', 'performanceWork'];

/** What the cells of a column hold, and how they are read. */
export type ColumnContent =
  | { readonly type: 'text' }
  /** Several paragraphs by line breaks. */
  | { readonly type: 'paragraphs' }
  /** Any text, with customary ones to choose from. */
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  /** A unit of the sheet of units; some columns also take the department. */
  | { readonly type: 'unit'; readonly department: boolean }
  /** A classification code; `any` level with named sets where totals may be entered, else the finest. */
  | { readonly type: 'account'; readonly classification: Classification; readonly level: 'finest' | 'any' }
  /** A member of a dimension of the space. */
  | { readonly type: 'member'; readonly dimension: string; readonly members: readonly string[] }
  /** A member of a small list that is no dimension. */
  | { readonly type: 'option'; readonly options: readonly Option[] }
  | { readonly type: 'project' }
  | { readonly type: 'amount' }
  | { readonly type: 'plan'; readonly month: number }
  | { readonly type: 'number' };

/** A member of a list: its id, the label people see, and what else they write for it. */
export interface Option {
  readonly id: string;
  readonly label: string;
  readonly aliases: readonly string[];
}

export interface Column {
  readonly key: string;
  readonly title: string;
  /** Other headings under which the column is recognised. */
  readonly aliases: readonly string[];
  readonly help: string;
  readonly content: ColumnContent;
  /** The column must be there. */
  readonly required: boolean;
  /** Recognised when somebody has it, but not written. */
  readonly importOnly: boolean;
  /** Width in characters. */
  readonly width: number;
}

/** A table that is found in a file by the name of its sheet or by its headings. */
export interface NamedTable {
  readonly id: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly help: string;
  /** Without it the file is of no use. */
  readonly required: boolean;
  readonly columns: readonly Column[];
}

/** A sheet of the budget workbook; without a required one there is no ledger. */
export interface Sheet extends NamedTable {
  readonly id: SheetId;
}

/** The settings at the front of a workbook, in their order. */
export const SETTINGS = [
  'pack',
  'year',
  'departmentCode',
  'departmentName',
  'amountUnit',
  'unitParts',
] as const;
export type Setting = (typeof SETTINGS)[number];

/** Units of money that a cell may be in. */
export const AMOUNT_UNITS = ['元', '万元'] as const;
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

const REVENUE_FLOWS = ['revenue', 'carriedForwardIn', 'surplusUsed'] as const;
const CARRY_FLOWS = ['carriedForwardOut', 'surplusDistributed'] as const;

/** Kinds of expenditure that belong to a project. */
export const PROJECT_KINDS: readonly string[] = ['otherRunning', 'specificTarget'];

/** Assets of the year itself, planned purchases; the other classes are as of the end of last year. */
export const PLANNED_ASSET = 'planned';

/** What an entry of the year's execution is: money paid or come back, a budget raised, lowered or moved. */
export const ENTRY_TYPES = ['payment', 'refund', 'increase', 'decrease', 'transfer'] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** The prefix of the keys of columns for dimensions that a pack adds. */
export const EXTRA = 'extra.';

/** Keys of columns with texts of their own in the catalogue. */
type NamedColumn =
  | 'unit'
  | 'unitCode'
  | 'unitName'
  | 'scope'
  | 'nature'
  | 'rank'
  | 'funding'
  | 'posts'
  | 'staff'
  | 'retired'
  | 'revenueFlow'
  | 'carryFlow'
  | 'flow'
  | 'function'
  | 'functionName'
  | 'economic'
  | 'economicName'
  | 'govEconomic'
  | 'govEconomicName'
  | 'kind'
  | 'source'
  | 'vintage'
  | 'project'
  | 'amount'
  | 'amountUnit'
  | 'note'
  | 'projectCode'
  | 'projectName'
  | 'purpose'
  | 'goals'
  | 'statedBudget'
  | 'specialFund'
  | 'level1'
  | 'level2'
  | 'level3'
  | 'description'
  | 'operator'
  | 'value'
  | 'indicatorUnit'
  | 'basis'
  | 'weight'
  | 'direction'
  | 'evidence'
  | 'keeper'
  | 'frequency'
  | 'measure'
  | 'item'
  | 'catalogueNumber'
  | 'category'
  | 'measureUnit'
  | 'quantity'
  | 'unitPrice'
  | 'procurementAmount'
  | 'smallBusiness'
  | 'procurementActual'
  | 'monitored'
  | 'selfEvaluated'
  | 'keyProject'
  | 'evaluated'
  | 'opinions'
  | 'adopted'
  | 'asset'
  | 'assetQuantity'
  | 'assetValue'
  | 'textKey'
  | 'hint'
  | 'text'
  | 'classification'
  | 'accountCode'
  | 'accountName'
  | 'entry'
  | 'date'
  | 'refund'
  | 'voucher'
  | 'resultDate'
  | 'resultValue'
  | 'resultShare'
  | 'resultSource'
  | 'resultReason';

/**
 * The sheets of a pack's workbook.
 *
 * @param space a space of the pack; only its closed dimensions are asked for their members
 * @param months months of the disbursement plan beside those of the pack, which an exported ledger may hold
 */
export function sheetsOf(pack: Pack, space: Space, months: readonly number[] = []): readonly Sheet[] {
  const { workbook } = pack;
  const member = (dimension: string, members: readonly string[]): ColumnContent => ({
    type: 'member',
    dimension,
    members,
  });
  const all = (dimension: string): ColumnContent => member(dimension, space.get(dimension)?.members() ?? []);
  const leaves = (dimension: string, ...more: readonly string[]): ColumnContent =>
    member(dimension, [...leavesOf(space, dimension), ...more]);
  const account = (classification: Classification, level: 'finest' | 'any'): ColumnContent => ({
    type: 'account',
    classification,
    level,
  });
  const unit: ColumnContent = { type: 'unit', department: false };
  const text: ColumnContent = { type: 'text' };
  const amount: ColumnContent = { type: 'amount' };
  const number: ColumnContent = { type: 'number' };
  const project: ColumnContent = { type: 'project' };
  const choice = (choices: readonly string[]): ColumnContent => ({ type: 'choice', choices });
  const extras = (
    flows: readonly ('revenue' | 'expenditure')[],
    taken: readonly Column[],
  ): readonly Column[] =>
    pack.dimensions
      .filter(({ id, on }) => on.some((flow) => flows.includes(flow)) && taken.every(({ key }) => key !== id))
      .map(({ id, label }) => ({
        key: `${EXTRA}${id}`,
        title: label,
        aliases: [],
        help: say('ledger.help.extra', { label }),
        content: leaves(id),
        required: false,
        importOnly: false,
        width: 16,
      }));
  const unitOfAmounts = column('amountUnit', { type: 'option', options: amountUnitOptions() }, 10);
  const note = column('note', text, 24);
  const revenue = [
    required('unit', unit, 28),
    column('revenueFlow', member('flow', REVENUE_FLOWS), 18),
    column('function', account('function', 'finest'), 34),
    importOnly('functionName', text),
    required('source', leaves('source'), 20),
    column('vintage', leaves('vintage', 'current', 'carriedOver'), 16),
    required('amount', amount, 18),
    unitOfAmounts,
  ];
  const expenditure = [
    required('unit', unit, 28),
    required('function', account('function', 'finest'), 34),
    importOnly('functionName', text),
    required('economic', account('economic', 'finest'), 28),
    importOnly('economicName', text),
    column('govEconomic', account('govEconomic', 'finest'), 28),
    importOnly('govEconomicName', text),
    required('kind', leaves('kind'), 18),
    required('source', leaves('source'), 20),
    column('vintage', leaves('vintage', 'current', 'carriedOver'), 16),
    column('project', project, 34),
    required('amount', amount, 18),
    unitOfAmounts,
  ];
  const lastYear = [
    required('flow', all('flow'), 18),
    column('unit', { type: 'unit', department: true }, 28),
    column('function', account('function', 'any'), 34),
    importOnly('functionName', text),
    column('economic', account('economic', 'any'), 28),
    importOnly('economicName', text),
    column('govEconomic', account('govEconomic', 'any'), 28),
    importOnly('govEconomicName', text),
    column('kind', all('kind'), 18),
    column('source', all('source'), 20),
    column('vintage', all('vintage'), 16),
    column('project', project, 34),
    required('amount', amount, 18),
    unitOfAmounts,
  ];
  const entries = (isAdjustment: boolean) => [
    { ...column('entry', { type: 'option', options: entryOptions() }, 12), required: isAdjustment },
    required('date', text, 14),
    ...expenditure.map((one) => (one.key === 'kind' ? { ...one, required: false } : one)),
    importOnly('refund', { type: 'option', options: optionsOf('yesNo', ['yes', 'no']) }),
    column('voucher', text, 20),
    ...extras(['expenditure'], expenditure),
    note,
  ];
  const planMonths = [...new Set([...workbook.planMonths, ...months])].sort((left, right) => left - right);
  return [
    sheet('units', true, [
      required('unitCode', text, 14),
      required('unitName', text, 36),
      column('scope', { type: 'option', options: optionsOf('scope', ['ownLevel', 'unit']) }, 12),
      column('nature', choice(workbook.natures), 14),
      column('rank', choice(workbook.ranks), 16),
      column('funding', choice(workbook.fundings), 20),
      column('posts', number, 10),
      column('staff', number, 10),
      column('retired', number, 12),
    ]),
    sheet('revenue', true, [...revenue, ...extras(['revenue'], revenue), note]),
    sheet('expenditure', true, [...expenditure, ...extras(['expenditure'], expenditure), note]),
    sheet('carryForward', false, [
      required('unit', unit, 28),
      column('carryFlow', member('flow', CARRY_FLOWS), 18),
      required('source', leaves('source'), 20),
      column('function', account('function', 'finest'), 34),
      importOnly('functionName', text),
      required('amount', amount, 18),
      unitOfAmounts,
      note,
    ]),
    sheet('lastYear', false, [...lastYear, ...extras(['revenue', 'expenditure'], lastYear), note]),
    sheet('projects', false, [
      required('unit', unit, 28),
      column('projectCode', text, 26),
      required('projectName', text, 36),
      column('kind', member('kind', PROJECT_KINDS), 18),
      column('purpose', { type: 'paragraphs' }, 48),
      column('goals', { type: 'paragraphs' }, 48),
      column('statedBudget', amount, 18),
      column('specialFund', { type: 'option', options: optionsOf('yesNo', ['yes', 'no']) }, 14),
    ]),
    sheet('indicators', false, [
      required('project', project, 34),
      required('level1', choice(workbook.indicatorLevels.map(({ level1 }) => level1)), 14),
      required('level2', choice(unique(workbook.indicatorLevels.flatMap(({ level2 }) => level2))), 16),
      required('level3', text, 28),
      column('description', text, 44),
      column('operator', choice(['≥', '≤', '=', '>', '<']), 8),
      required('value', text, 14),
      column('indicatorUnit', text, 12),
      column('basis', text, 24),
      column('weight', text, 8),
      column('direction', text, 10),
      column('evidence', choice(words('ledger.evidence.kinds')), 14),
      column('keeper', text, 16),
      column('frequency', choice(words('ledger.evidence.frequencies')), 12),
      column('measure', text, 26),
    ]),
    sheet('plan', false, [required('project', project, 34), ...planMonths.map(planColumn)]),
    sheet('procurement', false, [
      required('unit', unit, 28),
      column('project', project, 34),
      required('item', text, 28),
      column('catalogueNumber', text, 16),
      column('category', leaves('procurement'), 12),
      column('measureUnit', text, 10),
      column('quantity', number, 10),
      column('unitPrice', amount, 16),
      required('source', leaves('source'), 20),
      column('vintage', leaves('vintage', 'current', 'carriedOver'), 16),
      required('procurementAmount', amount, 18),
      column('smallBusiness', amount, 20),
      column('procurementActual', amount, 18),
    ]),
    sheet('assets', false, [
      required('unit', unit, 28),
      required('asset', { type: 'option', options: assetOptions(pack) }, 32),
      column('assetQuantity', number, 14),
      column('assetValue', amount, 18),
    ]),
    sheet('texts', false, [
      column('unit', { type: 'unit', department: true }, 28),
      required('textKey', { type: 'option', options: textOptions(pack) }, 30),
      required('text', { type: 'paragraphs' }, 80),
      column('hint', { type: 'paragraphs' }, 44),
    ]),
    sheet('localAccounts', false, [
      required(
        'classification',
        { type: 'option', options: optionsOf('classification', ['function', 'economic', 'govEconomic']) },
        16,
      ),
      required('accountCode', text, 16),
      required('accountName', text, 36),
    ]),
    sheet('payments', false, entries(false)),
    sheet('adjustments', false, entries(true)),
    sheet('results', false, [
      required('project', project, 34),
      column('level2', choice(unique(workbook.indicatorLevels.flatMap(({ level2 }) => level2))), 16),
      required('level3', text, 28),
      column('resultDate', text, 14),
      required('resultValue', text, 18),
      column('indicatorUnit', text, 12),
      column('resultShare', text, 12),
      column('resultSource', text, 40),
      column('resultReason', { type: 'paragraphs' }, 48),
    ]),
    sheet('performanceWork', false, [
      required('project', project, 34),
      column('monitored', text, 14),
      column('selfEvaluated', text, 14),
      column('keyProject', { type: 'option', options: optionsOf('yesNo', ['yes', 'no']) }, 14),
      column('evaluated', text, 14),
      column('opinions', number, 14),
      column('adopted', number, 14),
    ]),
  ];
}

/** The finest members of a closed dimension. */
export function leavesOf(space: Space, dimension: string): readonly string[] {
  const found = space.get(dimension);
  if (found === undefined) return [];
  return found
    .members()
    .filter((member) => found.partitions(member).length === 0 && found.ofWhich(member).length === 0);
}

/** What people write for members of a dimension beside their labels, by member. */
export function memberAliases(dimension: string): ReadonlyMap<string, readonly string[]> {
  switch (dimension) {
    case 'flow':
    case 'source':
    case 'vintage':
    case 'kind':
    case 'procurement':
      return parseAliases(say(`ledger.members.${dimension}`));
    default:
      return new Map();
  }
}

/** 元 and 万元, with what else people write. */
export function amountUnitOptions(): readonly Option[] {
  return AMOUNT_UNITS.map((unit) => ({ id: unit, label: unit, aliases: [] }));
}

/** Options whose labels and aliases stand in the catalogue. */
export function optionsOf(
  list: 'scope' | 'yesNo' | 'classification',
  ids: readonly ('ownLevel' | 'unit' | 'yes' | 'no' | 'function' | 'economic' | 'govEconomic')[],
): readonly Option[] {
  const aliases = parseAliases(say(`ledger.members.${list}`));
  return ids.map((id) => ({ id, label: say(`ledger.member.${id}`), aliases: aliases.get(id) ?? [] }));
}

function entryOptions(): readonly Option[] {
  const aliases = parseAliases(say('ledger.members.entry'));
  return ENTRY_TYPES.map((id) => ({ id, label: say(`ledger.entry.${id}`), aliases: aliases.get(id) ?? [] }));
}

function assetOptions(pack: Pack): readonly Option[] {
  const aliases = parseAliases(say('ledger.members.asset'));
  const options = pack.workbook.assets.map(({ asset, label }) => ({
    id: asset,
    label,
    aliases: aliases.get(asset) ?? [],
  }));
  if (options.some(({ id }) => id === PLANNED_ASSET)) return options;
  const label = say('facts.asset.planned');
  return [...options, { id: PLANNED_ASSET, label, aliases: aliases.get(PLANNED_ASSET) ?? [] }];
}

function textOptions(pack: Pack): readonly Option[] {
  return pack.workbook.texts.map(({ key, label }) => ({ id: key, label, aliases: [key] }));
}

/** Reads `id=a,b;id=c`. */
function parseAliases(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    text.split(';').map((entry) => {
      const [id = '', names = ''] = entry.split('=');
      return [id, names.split(',')];
    }),
  );
}

function sheet(id: SheetId, isRequired: boolean, columns: readonly Column[]): Sheet {
  return {
    id,
    title: say(`ledger.sheet.${id}`),
    aliases: say(`ledger.sheetAliases.${id}`).split('|'),
    help: say(`ledger.sheetHelp.${id}`),
    required: isRequired,
    columns,
  };
}

function column(key: NamedColumn, content: ColumnContent, width: number): Column {
  return {
    key,
    title: say(`ledger.column.${key}`),
    aliases: say(`ledger.aliases.${key}`).split('|'),
    help: say(`ledger.help.${key}`),
    content,
    required: false,
    importOnly: false,
    width,
  };
}

function required(key: NamedColumn, content: ColumnContent, width: number): Column {
  return { ...column(key, content, width), required: true };
}

function importOnly(key: NamedColumn, content: ColumnContent): Column {
  return { ...column(key, content, 20), importOnly: true };
}

function planColumn(month: number): Column {
  return {
    key: `plan.${month}`,
    title: say('ledger.planMonth', { month }),
    aliases: [`${month}月末`, `${month}月`, `截至${month}月底`, `${month}月底累计`],
    help: say('ledger.help.planMonth', { month }),
    content: { type: 'plan', month },
    required: false,
    importOnly: false,
    width: 18,
  };
}

/** The words of a list in the catalogue. */
function words(key: 'ledger.evidence.kinds' | 'ledger.evidence.frequencies'): readonly string[] {
  return say(key).split('|');
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
