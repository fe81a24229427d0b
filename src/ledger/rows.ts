import type { AccountBook } from '../accounts/book.ts';
import { type AccountTree, type Classification, normalName } from '../accounts/tree.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { fromBase } from '../facts/measure.ts';
import type { Entity, Indicator, Project, Records, Unit } from '../facts/records.ts';
import { NO_PROJECT, type Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import { inUnit } from '../money/amount.ts';
import type { Pack, TextDefinition } from '../packs/definition.ts';
import { questionsOfLastYear } from '../packs/questions.ts';
import { packSpace } from '../packs/space.ts';
import { type CellContent, codeAndName, plainDecimal } from './cells.ts';
import { type Choices, choicesOf } from './choices.ts';
import { type Entry, isPayment } from './entries.ts';
import type { Ledger } from './ledger.ts';
import {
  EXTRA,
  LATER_SHEETS,
  PROJECT_KINDS,
  type Setting,
  type Sheet,
  type SheetId,
  sheetsOf,
} from './sheets.ts';
import { entitiesOf, ledgerCube, ledgerSpace } from './statements.ts';

/** What to fill a workbook with: nothing but the entity and the year, or a whole ledger. */
export type WorkbookContent = NewWorkbook | Ledger;

/** A workbook still to be filled in. */
export interface NewWorkbook {
  readonly department: Entity;
  readonly year: number;
  /** Last year's own workbook: its units, and the figures this year's comparisons need. */
  readonly lastYear?: Ledger | undefined;
}

/** Cells by the key of their column; what is left out stays empty. */
export type RowContent = Readonly<Record<string, CellContent>>;

/** A workbook's content, sheet by sheet, before any format decides how it looks. */
export interface WorkbookRows {
  readonly pack: Pack;
  readonly year: number;
  readonly settings: Readonly<Record<Setting, string>>;
  readonly space: Space;
  readonly sheets: readonly Sheet[];
  readonly rows: ReadonlyMap<SheetId, readonly RowContent[]>;
  /** The classification trees, with the local codes of pack and ledger. */
  readonly trees: Readonly<Record<Classification, AccountTree>>;
}

/** Lays out what goes into a workbook. */
export function workbookRows(pack: Pack, accounts: AccountBook, content: WorkbookContent): WorkbookRows {
  return 'records' in content ? ledgerRows(pack, accounts, content) : newRows(pack, accounts, content);
}

/**
 * The code of a project that has none: made of its unit and its name as it is compared, so that the same
 * project gets the same code every time.
 */
export function madeProjectCode(unit: string, name: string): string {
  return `${unit}/${normalName(name)}`;
}

/**
 * What people see for each project in drop-downs, by code: code and name, or the name alone where the code was made
 * of it and no other project has that name.
 */
export function projectLabels(projects: readonly Project[]): ReadonlyMap<string, string> {
  const names = new Map<string, number>();
  for (const { name } of projects) names.set(normalName(name), (names.get(normalName(name)) ?? 0) + 1);
  return new Map(
    projects.map(({ entity, code, name }) => {
      const isAlone = names.get(normalName(name)) === 1;
      return [code, isAlone && code === madeProjectCode(entity, name) ? name : codeAndName(code, name)];
    }),
  );
}

/** The row of an indicator, under its project as the workbook names it. */
export function indicatorRow(project: string, indicator: Indicator): RowContent {
  const { unit, weight = '', direction = '', level1, level2, level3, ...rest } = indicator;
  const {
    description,
    operator,
    value,
    basis,
    evidence = '',
    keeper = '',
    frequency = '',
    measure = '',
  } = rest;
  const target = { operator, value, indicatorUnit: unit };
  const said = { evidence, keeper, frequency, measure };
  return { project, level1, level2, level3, description, ...target, basis, weight, direction, ...said };
}

function newRows(
  pack: Pack,
  accounts: AccountBook,
  { department, year, lastYear }: NewWorkbook,
): WorkbookRows {
  const own: Unit = {
    code: `${department.code}001`,
    name: department.name,
    scope: 'ownLevel',
    nature: '',
    rank: '',
    funding: '',
  };
  const units = lastYear?.records.units ?? [own];
  const space = packSpace(pack, accounts, { year, entities: entitiesOf({ department, units }) });
  const sheets = sheetsOf(pack, space);
  const trees = treesOf(pack, accounts, year, []);
  const label = codeAndName((units[0] ?? own).code, (units[0] ?? own).name);
  const entities = new Map<string, Entity>([department, ...units].map((entity) => [entity.code, entity]));
  const write = rowWriter(sheets, space, trees, entities);
  return {
    pack,
    year,
    settings: settingsOf(pack.id, year, department, lastYear?.unitParts ?? false),
    space,
    sheets: withoutEmptyExecution(sheets, new Map()),
    trees,
    rows: new Map<SheetId, readonly RowContent[]>([
      ['units', units.map(unitRow)],
      [
        'lastYear',
        lastYearRows(pack, space, { department, year, lastYear }, accounts).map(({ at, value }) => ({
          ...write('lastYear', at),
          ...(value === undefined ? {} : { amount: yuan(value) }),
        })),
      ],
      [
        'assets',
        choiceFinder(sheets, space)('assets', 'asset').options.map((asset) => ({
          unit: label,
          asset: asset.label,
        })),
      ],
      [
        'texts',
        pack.workbook.texts.map((text) => ({
          unit: text.of === 'unit' ? label : codeAndName(department.code, department.name),
          textKey: text.label,
          hint: hintOf(text),
        })),
      ],
    ]),
  };
}

/** What to write, and what is printed where nothing is written. */
function hintOf(text: TextDefinition | undefined): string {
  const printed =
    text?.default === undefined ? [] : [say('ledger.workbook.textDefault', { text: text.default })];
  return [...(text?.hint === undefined ? [] : [text.hint]), ...printed].join('\n');
}

function ledgerRows(pack: Pack, accounts: AccountBook, ledger: Ledger): WorkbookRows {
  const { records } = ledger;
  const space = ledgerSpace(ledger, pack, accounts);
  const months = records.projects.flatMap(({ plan }) => plan.map(({ month }) => month));
  const sheets = sheetsOf(pack, space, months);
  const trees = treesOf(pack, accounts, ledger.year, ledger.localNames);
  const entities = new Map<string, Entity>(
    [records.department, ...records.units].map((entity) => [entity.code, entity]),
  );
  const labels = projectLabels(records.projects);
  const projectLabel = (code: string) => labels.get(code) ?? code;
  const write = rowWriter(sheets, space, trees, entities, labels);
  const rows = new Map<SheetId, RowContent[]>(sheets.map(({ id }) => [id, []]));
  for (const fact of ledger.facts) {
    const sheet = sheetOfLine(fact.at);
    if (sheet !== undefined) rows.get(sheet)?.push({ ...write(sheet, fact.at), amount: yuan(fact.value) });
  }
  for (const fact of ledger.lastYear ?? []) {
    rows.get('lastYear')?.push({ ...write('lastYear', fact.at), amount: yuan(fact.value) });
  }
  const unitLabel = (code: string) => codeAndName(code, entities.get(code)?.name);
  const choices = choiceFinder(sheets, space);
  rows.set('units', unitRows(ledger));
  rows.set('projects', projectRows(ledger, choices('projects', 'kind'), unitLabel, labels));
  rows.set(
    'indicators',
    records.projects.flatMap((project) =>
      project.indicators.map((indicator) => indicatorRow(projectLabel(project.code), indicator)),
    ),
  );
  rows.set(
    'plan',
    records.projects
      .filter(({ plan }) => plan.length > 0)
      .map((project) => ({
        project: projectLabel(project.code),
        ...Object.fromEntries(project.plan.map((step) => [`plan.${step.month}`, yuan(step.cumulative)])),
      })),
  );
  rows.set('procurement', procurementRows(records, choices, unitLabel, projectLabel));
  rows.set('assets', assetRows(ledger, choices('assets', 'asset'), unitLabel));
  rows.set(
    'texts',
    records.texts.map(({ entity, key, paragraphs }) => ({
      unit: unitLabel(entity),
      textKey: choices('texts', 'textKey').labelOf(key),
      text: paragraphs.join('\n'),
      hint: hintOf(pack.workbook.texts.find((text) => text.key === key)),
    })),
  );
  rows.set(
    'localAccounts',
    ledger.localNames.map(({ classification, code, name }) => ({
      classification: choices('localAccounts', 'classification').labelOf(classification),
      accountCode: code,
      accountName: name,
    })),
  );
  const entryLabel = choices('payments', 'entry');
  for (const entry of ledger.execution) {
    const sheet = isPayment(entry) ? 'payments' : 'adjustments';
    rows.get(sheet)?.push({ ...write(sheet, entry.at), ...entryCells(entry, entryLabel) });
  }
  rows.set(
    'results',
    (ledger.results ?? []).map(
      ({ project, level2, level3, date, value, unit, share, reason, source = '' }) => ({
        project: projectLabel(project),
        level2,
        level3: level3 === '' ? say('ledger.results.goal') : level3,
        resultDate: date,
        resultValue: value,
        indicatorUnit: unit,
        resultShare: share,
        resultSource: source,
        resultReason: reason,
      }),
    ),
  );
  rows.set(
    'performanceWork',
    (ledger.performanceWork ?? []).map((work) => ({
      project: projectLabel(work.project),
      monitored: work.monitored ?? '',
      selfEvaluated: work.selfEvaluated ?? '',
      keyProject: say(work.isKey ? 'ledger.member.yes' : 'ledger.member.no'),
      evaluated: work.evaluated ?? '',
      opinions: work.opinions === undefined ? '' : { number: String(work.opinions) },
      adopted: work.adopted === undefined ? '' : { number: String(work.adopted) },
    })),
  );
  const settings = settingsOf(pack.id, ledger.year, records.department, ledger.unitParts);
  return {
    pack,
    year: ledger.year,
    settings,
    space,
    sheets: withoutEmptyExecution(sheets, rows),
    rows,
    trees,
  };
}

/** Whoever compiles a budget has nothing to enter of its execution yet. */
function withoutEmptyExecution(
  sheets: readonly Sheet[],
  rows: ReadonlyMap<SheetId, readonly RowContent[]>,
): readonly Sheet[] {
  const isEmpty = ({ id }: Sheet) => (rows.get(id) ?? []).length === 0;
  return sheets.filter((sheet) => !LATER_SHEETS.includes(sheet.id) || !isEmpty(sheet));
}

/** The cells of an entry beside those of its coordinate. */
export function entryCells(
  { type, date, value, voucher, note }: Omit<Entry, 'at'>,
  types: Choices,
): RowContent {
  // A decrease is entered as what it takes away.
  const amount = yuan(type === 'decrease' ? -value : value);
  return { entry: types.labelOf(type), date, amount, voucher, note };
}

function settingsOf(
  pack: string,
  year: number,
  department: Entity,
  unitParts: boolean,
): Readonly<Record<Setting, string>> {
  return {
    pack,
    year: String(year),
    departmentCode: department.code,
    departmentName: department.name,
    amountUnit: '元',
    unitParts: say(unitParts ? 'ledger.member.yes' : 'ledger.member.no'),
  };
}

/** The trees of a year with the codes that only the pack or the ledger knows. */
export function treesOf(
  pack: Pack,
  accounts: AccountBook,
  year: number,
  localNames: Ledger['localNames'],
): Readonly<Record<Classification, AccountTree>> {
  const names = [...pack.localMembers, ...localNames];
  const tree = (classification: Classification) =>
    accounts
      .tree(classification, year)
      .withLocal(names.filter((name) => name.classification === classification));
  return { function: tree('function'), economic: tree('economic'), govEconomic: tree('govEconomic') };
}

/** The sheet that holds a fact as a line; undefined for facts that come from records or quantities. */
function sheetOfLine(at: Coordinate): 'revenue' | 'expenditure' | 'carryForward' | undefined {
  if (at.procurement !== undefined || at.asset !== undefined) return undefined;
  switch (at.flow) {
    case 'revenue':
    case 'carriedForwardIn':
    case 'surplusUsed':
      return 'revenue';
    case 'expenditure':
      return 'expenditure';
    case 'carriedForwardOut':
    case 'surplusDistributed':
      return 'carryForward';
    default:
      return undefined;
  }
}

type ChoiceFinder = (sheet: SheetId, column: string) => Choices;

/** Finds the choices of a column, making them once. */
export function choiceFinder(sheets: readonly Sheet[], space: Space): ChoiceFinder {
  const made = new Map<string, Choices>();
  return (sheet, column) => {
    const key = `${sheet} ${column}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const content = sheets.find(({ id }) => id === sheet)?.columns.find((one) => one.key === column)?.content;
    const choices = choicesOf(content ?? { type: 'text' }, space);
    made.set(key, choices);
    return choices;
  };
}

/** Writes the cells of a coordinate in the columns of a sheet. */
export function rowWriter(
  sheets: readonly Sheet[],
  space: Space,
  trees: Readonly<Record<Classification, AccountTree>>,
  entities: ReadonlyMap<string, Entity>,
  projects: ReadonlyMap<string, string> = new Map(),
): (sheet: SheetId, at: Coordinate) => RowContent {
  const choices = choiceFinder(sheets, space);
  return (id, at) => {
    const row: Record<string, CellContent> = {};
    for (const column of sheets.find((sheet) => sheet.id === id)?.columns ?? []) {
      const { content, key } = column;
      if (column.importOnly) continue;
      const member = at[dimensionOf(key, content.type)];
      if (member === undefined) continue;
      if (content.type === 'unit') row[key] = codeAndName(member, entities.get(member)?.name);
      else if (content.type === 'account') {
        const set = space.get(content.classification);
        row[key] = trees[content.classification].find(member)
          ? codeAndName(member, trees[content.classification].nameOf(member))
          : (set?.labelOf(member) ?? member);
      } else if (content.type === 'member') row[key] = choices(id, key).labelOf(member);
      else if (content.type === 'project') row[key] = writeProject(member, projects, id === 'lastYear');
    }
    return row;
  };
}

/** A line without a project leaves the cell empty; among totals, where empty means all, it says so. */
function writeProject(member: string, labels: ReadonlyMap<string, string>, amongTotals: boolean): string {
  if (member === NO_PROJECT) return amongTotals ? say('facts.project.none') : '';
  return labels.get(member) ?? member;
}

/** The dimension of a coordinate that a column holds. */
export function dimensionOf(key: string, type: string): string {
  if (type === 'unit') return 'entity';
  if (key === 'revenueFlow' || key === 'carryFlow') return 'flow';
  return key.startsWith(EXTRA) ? key.slice(EXTRA.length) : key;
}

function unitRow({ code, name, scope, nature, rank, funding }: Unit): RowContent {
  return { unitCode: code, unitName: name, scope: say(`ledger.member.${scope}`), nature, rank, funding };
}

function unitRows({ records, facts }: Ledger): RowContent[] {
  const counts = new Map<string, Fact>();
  for (const fact of facts) {
    if (fact.at.headcount !== undefined) counts.set(`${fact.at.entity} ${fact.at.headcount}`, fact);
  }
  return records.units.map((unit) => {
    const { code } = unit;
    const row: Record<string, CellContent> = { ...unitRow(unit) };
    for (const headcount of ['posts', 'staff', 'retired']) {
      const fact = counts.get(`${code} ${headcount}`);
      if (fact !== undefined) row[headcount] = quantity(fact);
    }
    return row;
  });
}

function projectRows(
  { records, facts }: Ledger,
  kinds: Choices,
  unitLabel: (code: string) => string,
  labels: ReadonlyMap<string, string>,
): RowContent[] {
  const kindsOf = new Map<string, Set<string>>();
  for (const { at } of facts) {
    if (at.flow !== 'expenditure' || at.kind === undefined || at.project === undefined) continue;
    const known = kindsOf.get(at.project);
    if (known === undefined) kindsOf.set(at.project, new Set([at.kind]));
    else known.add(at.kind);
  }
  return records.projects.map((project) => {
    const used = [...(kindsOf.get(project.code) ?? [])];
    const [kind] = used;
    return {
      unit: unitLabel(project.entity),
      // A project known by its name alone has no code to show.
      projectCode: labels.get(project.code) === project.name ? '' : project.code,
      projectName: project.name,
      kind:
        used.length === 1 && kind !== undefined && PROJECT_KINDS.includes(kind) ? kinds.labelOf(kind) : '',
      purpose: project.purpose,
      goals: project.goals.join('\n'),
      statedBudget: project.statedBudget === undefined ? '' : yuan(project.statedBudget),
      specialFund: project.specialFund ? say('ledger.member.yes') : '',
    };
  });
}

function procurementRows(
  records: Records,
  choices: ChoiceFinder,
  unitLabel: (code: string) => string,
  projectOf: (code: string) => string,
): RowContent[] {
  const label = (column: string, member: string) => choices('procurement', column).labelOf(member);
  return records.procurement.map((line) => ({
    unit: unitLabel(line.entity),
    project: line.project === '' ? '' : projectOf(line.project),
    item: line.item,
    catalogueNumber: line.catalogueNumber,
    category: label('category', line.category),
    measureUnit: line.measureUnit,
    quantity: line.quantity === '' ? '' : { number: line.quantity },
    unitPrice: yuan(line.unitPrice),
    source: label('source', line.source),
    vintage: label('vintage', line.vintage),
    procurementAmount: yuan(line.amount),
    smallBusiness: yuan(line.smallBusiness),
    procurementActual: line.actual === undefined ? '' : yuan(line.actual),
  }));
}

/** Quantity and value of an asset are two facts and one row. */
function assetRows({ facts }: Ledger, assets: Choices, unitLabel: (code: string) => string): RowContent[] {
  const rows = new Map<string, Record<string, CellContent>>();
  for (const fact of facts) {
    const { asset, entity = '', measure } = fact.at;
    if (asset === undefined) continue;
    const key = `${entity} ${asset}`;
    const row = rows.get(key) ?? { unit: unitLabel(entity), asset: assets.labelOf(asset) };
    if (measure === 'amount') row.assetValue = yuan(fact.value);
    else row.assetQuantity = quantity(fact);
    rows.set(key, row);
  }
  return [...rows.values()];
}

function yuan(fen: Fen): CellContent {
  return { number: plainDecimal(inUnit(fen, '元', 2)) };
}

/** Quantities are kept in ten-thousandths. */
function quantity({ value, unit }: Fact): CellContent {
  return { number: plainDecimal(fromBase(value, unit, 4)) };
}

/** The dimensions that a row of last year's sheet can state. */
const MARGIN_DIMENSIONS: ReadonlySet<string> = new Set([
  'entity',
  'flow',
  'function',
  'economic',
  'govEconomic',
  'kind',
  'source',
  'vintage',
]);

/**
 * The amounts of last year that the pack asks for and the sheet has columns for: the rows the template holds ready,
 * with their values where last year's workbook determines them. Units are asked about where it knows them.
 */
function lastYearRows(
  pack: Pack,
  space: Space,
  { department, year, lastYear }: NewWorkbook,
  accounts: AccountBook,
): readonly { readonly at: Coordinate; readonly value: bigint | undefined }[] {
  const columns = new Set([...MARGIN_DIMENSIONS, ...pack.dimensions.map(({ id }) => id)]);
  const questions = questionsOfLastYear(pack, space, { department, year }).filter(
    ({ measure, stage, year: _year, entity: _entity, ...members }) =>
      measure === 'amount' &&
      stage === 'budget' &&
      'flow' in members &&
      Object.keys(members).every((id) => columns.has(id)),
  );
  if (lastYear === undefined) return questions.map((at) => ({ at, value: undefined }));
  const cube = ledgerCube(lastYear, ledgerSpace(lastYear, pack, accounts));
  const bodies = [
    department.code,
    ...(lastYear.unitParts ? lastYear.records.units.map(({ code }) => code) : []),
  ];
  return bodies.flatMap((entity) =>
    questions.map((question) => {
      const at = { ...question, entity };
      const value = cube.value(at);
      return { at, value: value.known ? value.value : undefined };
    }),
  );
}
