import type { Coordinate, Fact } from '../facts/fact.ts';
import { toBase } from '../facts/measure.ts';
import {
  type Indicator,
  OPERATORS,
  type Operator,
  type ProcurementLine,
  type Project,
  type Text,
  type Unit,
} from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import { FEN_PER, type Fen } from '../money/amount.ts';
import { type Decimal, divideRounded, printDecimal } from '../money/decimal.ts';
import { decimalIn, decimalOf, plainDecimal } from './cells.ts';
import {
  amountFact,
  type ImportContext,
  type LineContext,
  placeOf,
  type RowReader,
  rowsOf,
  saySpot,
  type Tables,
} from './import-context.ts';
import type { GridCell } from './import-grid.ts';
import type { Spot } from './import-problems.ts';
import { isYes, paragraphsOf, reportBrokenCell, sameName, sayYuan, shorten } from './import-values.ts';
import { madeProjectCode } from './rows.ts';
import { PLANNED_ASSET } from './sheets.ts';
import { ofWhichParts } from './statements.ts';

/** Units and their headcounts, which are facts. */
export interface ReadUnits {
  readonly units: readonly Unit[];
  readonly facts: readonly Fact[];
}

/** The sheet of units. Its context knows no units yet. */
export function readUnits(tables: Tables, context: ImportContext): ReadUnits {
  const { department, problems } = context;
  const units: Unit[] = [];
  const facts: Fact[] = [];
  const spots = new Map<string, Spot>();
  for (const reader of rowsOf(tables, 'units', context)) {
    const code = reader.text('unitCode').normalize('NFKC').replace(/\s/gu, '');
    const name = reader.text('unitName');
    const scope = reader.choice('scope');
    const unit: Unit = {
      code,
      name,
      scope:
        scope === 'ownLevel' || (scope === undefined && sameName(name, department.name))
          ? 'ownLevel'
          : 'unit',
      nature: customary(reader, 'nature'),
      rank: reader.text('rank'),
      funding: reader.text('funding'),
    };
    facts.push(...readHeadcounts(reader, code, context));
    const complete = [reader.need('unitCode', code), reader.need('unitName', name)].every(Boolean);
    if (!complete) continue;
    const first = spots.get(code);
    if (first !== undefined) {
      problems.add('ledger.problem.unitTwice', reader.spot('unitCode'), { code, first: saySpot(first) });
      continue;
    }
    spots.set(code, reader.spot('unitCode'));
    units.push(unit);
  }
  const own = spots.get(department.code);
  if (own !== undefined && units.length > 1) {
    problems.add('ledger.problem.unitIsDepartment', own, { code: department.code });
  }
  const table = tables.get('units');
  if (units.length === 0 && table !== undefined)
    problems.add('ledger.problem.noUnits', { sheet: table.name });
  return { units, facts };
}

/** A text that is usually one of a list; another is taken as it is, and said. */
function customary(reader: RowReader, key: string): string {
  const text = reader.text(key);
  const { content, title } = reader.columns.get(key);
  if (text === '' || content.type !== 'choice' || content.choices.length === 0) return text;
  const known = content.choices.find((choice) => sameName(choice, text));
  if (known !== undefined) return known;
  reader.context.problems.add('ledger.problem.choiceUnusual', reader.spot(key), {
    column: title,
    value: shorten(text),
    allowed: content.choices.join('、'),
  });
  return text;
}

function readHeadcounts(
  reader: RowReader,
  entity: string,
  { year, problems }: ImportContext,
): readonly Fact[] {
  const facts: Fact[] = [];
  for (const headcount of ['posts', 'staff', 'retired']) {
    const number = reader.number(headcount);
    if (number === undefined) continue;
    const whole = toBase(number, '人');
    if (whole === undefined || whole < 0n || whole % toBaseOne() !== 0n) {
      const column = reader.columns.get(headcount).title;
      problems.add('ledger.problem.headcountWrong', reader.spot(headcount), {
        column,
        value: plainDecimal(number),
      });
      continue;
    }
    const at: Coordinate = { measure: 'headcount', headcount, entity, year: String(year), stage: 'budget' };
    facts.push(quantityFact(at, whole, '人', reader.spot(headcount)));
  }
  return facts;
}

function toBaseOne(): bigint {
  return toBase({ digits: 1n, decimals: 0 }, '人') ?? 1n;
}

/** A quantity of the ledger is exact: all the decimals that a base unit has. */
const QUANTITY_DECIMALS = 4;

function quantityFact(at: Coordinate, value: bigint, unit: string, spot: Spot): Fact {
  return {
    at,
    value,
    unit,
    decimals: QUANTITY_DECIMALS,
    status: value === 0n ? 'zero' : 'printed',
    ...placeOf(spot),
  };
}

/** Projects as far as their own sheet says them; plan and indicators stand on others. */
export interface ReadProjects {
  readonly projects: readonly Project[];
  readonly spots: ReadonlyMap<string, Spot>;
  readonly kinds: ReadonlyMap<string, string>;
}

/** The sheet of projects. */
export function readProjects(tables: Tables, context: ImportContext): ReadProjects {
  const projects: Project[] = [];
  const spots = new Map<string, Spot>();
  const kinds = new Map<string, string>();
  for (const reader of rowsOf(tables, 'projects', context)) {
    const entity = reader.unit('unit');
    const name = reader.text('projectName').replace(/\s*\n\s*/gu, '');
    const written = reader.text('projectCode').normalize('NFKC').replace(/\s/gu, '');
    const kind = reader.choice('kind');
    const purpose = reader.text('purpose');
    const goals = paragraphsOf(reader.text('goals'));
    const statedBudget = reader.amount('statedBudget');
    const specialFund = isYes(reader.choice('specialFund'));
    const complete = [reader.need('unit', entity), reader.need('projectName', name)];
    if (!complete.every(Boolean) || entity === undefined) continue;
    const code = written === '' ? madeProjectCode(entity, name) : written;
    const spot = reader.spot(written === '' ? 'projectName' : 'projectCode');
    const first = spots.get(code);
    if (first !== undefined) {
      context.problems.add('ledger.problem.projectTwice', spot, { code, first: saySpot(first) });
      continue;
    }
    spots.set(code, spot);
    if (kind !== undefined) kinds.set(code, kind);
    projects.push({
      entity,
      code,
      name,
      purpose,
      goals,
      ...(statedBudget === undefined ? {} : { statedBudget }),
      plan: [],
      indicators: [],
      specialFund,
    });
  }
  return { projects, spots, kinds };
}

/** The indicators of each project, by its code. */
export function readIndicators(
  tables: Tables,
  context: LineContext,
): ReadonlyMap<string, readonly Indicator[]> {
  const indicators = new Map<string, Indicator[]>();
  for (const reader of rowsOf(tables, 'indicators', context)) {
    const project = reader.project('project', context.projects, undefined);
    const target = readTarget(reader);
    const weight = reader.text('weight');
    const direction = reader.text('direction');
    const indicator: Indicator = {
      level1: customary(reader, 'level1'),
      level2: customary(reader, 'level2'),
      level3: reader.text('level3'),
      description: reader.text('description'),
      ...target,
      basis: reader.text('basis'),
      ...(weight === '' ? {} : { weight }),
      ...(direction === '' ? {} : { direction }),
      ...evidenceOf(reader),
    };
    reader.need('project', project?.code);
    reader.need('level3', indicator.level3);
    if (indicator.basis.startsWith(say('performance.draft.mark'))) {
      context.problems.add('ledger.problem.indicatorDrafted', reader.spot('basis'), {
        indicator: indicator.level3,
      });
    }
    if (project === undefined) continue;
    if (indicator.value === '') {
      const name = indicator.level3 === '' ? indicator.level2 : indicator.level3;
      context.problems.add('ledger.problem.indicatorWithoutTarget', reader.spot('value'), {
        indicator: name,
      });
    }
    const list = indicators.get(project.code);
    if (list === undefined) indicators.set(project.code, [indicator]);
    else list.push(indicator);
  }
  return indicators;
}

/** Where an indicator's actual value comes from, as far as the row says it. */
function evidenceOf(reader: RowReader): Pick<Indicator, (typeof EVIDENCE)[number]> {
  const said = EVIDENCE.map((key) => [key, reader.text(key)] as const);
  return Object.fromEntries(said.filter(([, text]) => text !== ''));
}

const EVIDENCE = ['evidence', 'keeper', 'frequency', 'measure'] as const;

type Target = Pick<Indicator, 'operator' | 'value' | 'unit'>;

function readTarget(reader: RowReader): Target {
  const sign = reader.text('operator');
  const operator = operatorOf(sign);
  if (operator === undefined) {
    const { title } = reader.columns.get('operator');
    const params = { column: title, value: shorten(sign), allowed: OPERATORS.join('、') };
    reader.context.problems.add('ledger.problem.choiceUnknown', reader.spot('operator'), params);
  }
  return splitTarget(operator ?? '', reader.text('value'), reader.text('indicatorUnit'));
}

/**
 * Takes a target apart that was written into one cell; what is already apart, and words, stay as they are.
 *
 * @example splitTarget('', '≥95%', '') // { operator: '≥', value: '95', unit: '%' }
 */
export function splitTarget(operator: Operator | '', text: string, unit: string): Target {
  let rest = text;
  let sign = operator;
  const written = sign === '' ? OPERATOR_SIGNS.find((one) => text.startsWith(one.sign)) : undefined;
  if (written !== undefined && text.length > written.sign.length) {
    sign = written.operator;
    rest = text.slice(written.sign.length).trim();
  }
  if (unit !== '') return { operator: sign, value: rest, unit };
  const number = /^([\d,.]+)\s*([^\d\s.,].*)$/su.exec(rest.normalize('NFKC'));
  const [, value = '', behind = ''] = number ?? [];
  // 3次/年 and 95% are number and unit; 2025年底前完成 is words.
  if (decimalIn(value) === undefined || behind.length > LONGEST_UNIT)
    return { operator: sign, value: rest, unit };
  return { operator: sign, value, unit: behind };
}

const LONGEST_UNIT = 4;

/** The operator that a sign stands for; empty for none, undefined for what is not one. */
function operatorOf(text: string): Operator | '' | undefined {
  if (text === '') return '';
  return OPERATOR_SIGNS.find(({ sign }) => sign === text)?.operator;
}

/** Every way to write an operator, the longest first, so that >= is not taken for >. */
const OPERATOR_SIGNS: readonly { readonly sign: string; readonly operator: Operator }[] = say(
  'ledger.operators',
)
  .split(';')
  .flatMap((entry) => {
    const operator = OPERATORS.find((one) => entry.startsWith(`${one}:`));
    if (operator === undefined) return [];
    const others = entry.slice(operator.length + 1).split(',');
    return [operator, ...others].map((sign) => ({ sign, operator }));
  })
  .sort((left, right) => right.sign.length - left.sign.length);

/** A project's plan with the cells of its steps. */
export interface ReadPlan {
  readonly steps: readonly { readonly month: number; readonly cumulative: Fen; readonly spot: Spot }[];
}

/**
 * The disbursement plans by project code.
 *
 * @param budgetOf the budget of a project, of which percentages are taken
 */
export function readPlans(
  tables: Tables,
  context: LineContext,
  budgetOf: (project: Project) => Fen,
): ReadonlyMap<string, ReadPlan> {
  const plans = new Map<string, ReadPlan>();
  const spots = new Map<string, Spot>();
  for (const reader of rowsOf(tables, 'plan', context)) {
    const months = (tables.get('plan')?.sheet.columns ?? []).flatMap(({ key, content }) =>
      content.type === 'plan' ? [{ key, month: content.month }] : [],
    );
    const filled = months.filter(({ key }) => reader.row.cell(key) !== undefined);
    if (filled.length === 0) continue;
    const project = reader.project('project', context.projects, undefined);
    if (!reader.need('project', project?.code) || project === undefined) continue;
    const first = spots.get(project.code);
    if (first !== undefined) {
      const params = { project: project.name, first: saySpot(first) };
      context.problems.add('ledger.problem.planTwice', reader.spot('project'), params);
      continue;
    }
    spots.set(project.code, reader.spot('project'));
    const budget = budgetOf(project);
    const shares = areShares(
      filled.map(({ key }) => reader.row.cell(key)),
      budget,
    );
    const steps = filled.flatMap(({ key, month }) => {
      const cumulative = readStep(reader, key, budget, shares);
      return cumulative === undefined ? [] : [{ month, cumulative, spot: reader.spot(key) }];
    });
    // What could not be read has been reported; without it the rest would only look wrong.
    plans.set(project.code, { steps: steps.length === filled.length ? steps : [] });
  }
  return plans;
}

/**
 * Whether bare numbers are shares of one: a cell that was formatted for amounts shows 25% as 0.25. They are where
 * none is above 1, the last one is 1, and the budget itself is more than one 元.
 */
function areShares(cells: readonly (GridCell | undefined)[], budget: Fen): boolean {
  const last = cells.at(-1);
  if (last?.type !== 'number' || last.value !== 1 || budget <= FEN_PER.元) return false;
  return cells.every((cell) => cell?.type === 'number' && cell.value >= 0 && cell.value <= 1);
}

function readStep(reader: RowReader, key: string, budget: Fen, areAllShares: boolean): Fen | undefined {
  const cell = reader.row.cell(key);
  if (cell === undefined) return undefined;
  if (reportBrokenCell(cell, reader.spot(key), reader.context.problems)) return undefined;
  const share = areAllShares && cell.type === 'number' ? decimalOf(cell.value) : shareIn(cell);
  if (share === undefined) return reader.amount(key);
  return divideRounded(budget * share.digits, 10n ** BigInt(share.decimals));
}

/** A percentage as a share of one: a number shown as one, or text with a percent sign. */
function shareIn(cell: GridCell): Decimal | undefined {
  if (cell.type === 'number') return cell.percent ? decimalOf(cell.value) : undefined;
  const match = /^(.+)%$/u.exec(cell.text.normalize('NFKC').trim());
  const decimal = decimalIn(match?.[1] ?? '');
  return decimal === undefined ? undefined : { digits: decimal.digits, decimals: decimal.decimals + 2 };
}

/** The lines of procurement. */
export function readProcurement(
  tables: Tables,
  context: LineContext,
): readonly { readonly line: ProcurementLine; readonly spot: Spot }[] {
  const lines: { line: ProcurementLine; spot: Spot }[] = [];
  for (const reader of rowsOf(tables, 'procurement', context)) {
    const entity = reader.unit('unit');
    const project = reader.project('project', context.projects, entity);
    const item = reader.text('item');
    const category = reader.choice('category') ?? '';
    const quantity = reader.number('quantity');
    const unitPrice = reader.amount('unitPrice') ?? 0n;
    const source = reader.choice('source');
    const vintage = reader.choice('vintage') ?? 'current';
    const amount = reader.amount('procurementAmount');
    const smallBusiness = reader.amount('smallBusiness') ?? 0n;
    const actual = reader.amount('procurementActual');
    const catalogueNumber = reader.text('catalogueNumber');
    const measureUnit = reader.text('measureUnit');
    const complete = [
      reader.need('unit', entity),
      reader.need('item', item),
      reader.need('source', source),
      reader.need('procurementAmount', amount),
    ].every(Boolean);
    if (!complete || reader.wrong || entity === undefined || source === undefined || amount === undefined)
      continue;
    checkProduct(reader, quantity, unitPrice, amount);
    if (amount >= 0n && smallBusiness > amount) {
      const params = { share: sayYuan(smallBusiness), amount: sayYuan(amount) };
      context.problems.add('ledger.problem.smallBusinessTooLarge', reader.spot('smallBusiness'), params);
    }
    lines.push({
      line: {
        entity,
        project: project?.code ?? '',
        item,
        catalogueNumber,
        category,
        measureUnit,
        quantity: quantity === undefined ? '' : plainDecimal(quantity),
        unitPrice,
        source,
        vintage,
        amount,
        smallBusiness,
        ...(actual === undefined ? {} : { actual }),
      },
      spot: reader.spot('procurementAmount'),
    });
  }
  return lines;
}

/** Quantity × price against the amount, exactly; a line without one of them has nothing to compare. */
function checkProduct(reader: RowReader, quantity: Decimal | undefined, price: Fen, amount: Fen): void {
  if (quantity === undefined || price === 0n) return;
  const product = quantity.digits * price;
  const scale = 10n ** BigInt(quantity.decimals);
  if (product === amount * scale) return;
  // Fen have two decimals, the quantity brings its own.
  const exact = printDecimal({ digits: product, decimals: quantity.decimals + 2 }, true);
  reader.context.problems.add('ledger.problem.procurementProduct', reader.spot('procurementAmount'), {
    quantity: plainDecimal(quantity),
    price: sayYuan(price),
    product: exact,
    amount: sayYuan(amount),
  });
}

/** What a line of procurement says as a fact; it overlaps with expenditure. */
export function procurementFact(line: ProcurementLine, year: number, spot: Spot = {}): Fact {
  const at: Coordinate = {
    measure: 'amount',
    entity: line.entity,
    year: String(year),
    stage: 'budget',
    flow: 'expenditure',
    procurement: line.category === '' ? 'all' : line.category,
    source: line.source,
    ...(line.vintage === '' ? {} : { vintage: line.vintage }),
    project: line.project === '' ? NO_PROJECT : line.project,
  };
  return amountFact(at, line.amount, spot);
}

/** Assets at the end of last year, and what is to be bought this year. */
export function readAssets(tables: Tables, context: ImportContext): readonly Fact[] {
  const facts: Fact[] = [];
  const spots = new Map<string, Spot>();
  for (const reader of rowsOf(tables, 'assets', context)) {
    // The template holds a row for each class; an empty one says nothing.
    if (reader.row.cell('assetQuantity') === undefined && reader.row.cell('assetValue') === undefined)
      continue;
    const entity = reader.unit('unit');
    const asset = reader.choice('asset');
    const quantity = reader.number('assetQuantity');
    const value = reader.amount('assetValue');
    const complete = [reader.need('unit', entity), reader.need('asset', asset)].every(Boolean);
    if (!complete || entity === undefined || asset === undefined) continue;
    const spot = reader.spot('asset');
    const key = `${entity} ${asset}`;
    const first = spots.get(key);
    if (first !== undefined) {
      const params = {
        unit: context.unitByCode.get(entity)?.name ?? entity,
        asset: reader.columns.choices('asset').labelOf(asset),
        first: saySpot(first),
      };
      context.problems.add('ledger.problem.assetTwice', spot, params);
      continue;
    }
    spots.set(key, spot);
    facts.push(...assetFacts(reader, entity, asset, quantity, value, context));
  }
  checkOfWhich(facts, context);
  return facts;
}

function assetFacts(
  reader: RowReader,
  entity: string,
  asset: string,
  quantity: Decimal | undefined,
  value: Fen | undefined,
  { pack, year, problems }: ImportContext,
): readonly Fact[] {
  const at: Coordinate =
    asset === PLANNED_ASSET
      ? { asset, entity, year: String(year), stage: 'budget' }
      : { asset, entity, year: String(year - 1), stage: 'final' };
  const facts: Fact[] = [];
  if (quantity !== undefined) {
    const isArea = pack.workbook.assets.find((one) => one.asset === asset)?.quantity === 'area';
    const measure = isArea ? 'area' : 'count';
    const unit = isArea ? '平方米' : '个';
    const base = toBase(quantity, unit);
    if (base === undefined) {
      const column = reader.columns.get('assetQuantity').title;
      const params = { column, value: plainDecimal(quantity) };
      problems.add('ledger.problem.numberText', reader.spot('assetQuantity'), params);
    } else facts.push(quantityFact({ measure, ...at }, base, unit, reader.spot('assetQuantity')));
  }
  if (value !== undefined)
    facts.push(amountFact({ measure: 'amount', ...at }, value, reader.spot('assetValue')));
  return facts;
}

/** 其中：办公用房 is no more than 房屋. */
function checkOfWhich(facts: readonly Fact[], { space, problems, unitByCode }: ImportContext): void {
  const assets = space.get('asset');
  if (assets === undefined) return;
  const values = new Map(
    facts.map((fact) => [`${fact.at.measure} ${fact.at.entity} ${fact.at.asset}`, fact.value]),
  );
  const parts = ofWhichParts(assets);
  for (const { at, value, place } of facts) {
    const part = at.asset;
    if (part === undefined || !parts.includes(part)) continue;
    const whole = assets.members().find((member) => assets.ofWhich(member).includes(part));
    if (whole === undefined) continue;
    if (value <= (values.get(`${at.measure} ${at.entity} ${whole}`) ?? 0n)) continue;
    const spot = place?.type === 'cell' ? { sheet: place.sheet, cell: place.cell } : {};
    problems.add('ledger.problem.assetOfWhich', spot, {
      unit: unitByCode.get(at.entity ?? '')?.name ?? '',
      part: assets.labelOf(part),
      whole: assets.labelOf(whole),
    });
  }
}

/** The texts of the narrative. */
export function readTexts(tables: Tables, context: ImportContext): readonly Text[] {
  const texts: Text[] = [];
  const spots = new Map<string, Spot>();
  for (const reader of rowsOf(tables, 'texts', context)) {
    // The template holds a row for each text; an empty one says nothing.
    if (reader.row.cell('text') === undefined) continue;
    const entity = reader.unit('unit') ?? context.department.code;
    const key = reader.choice('textKey');
    const paragraphs = paragraphsOf(reader.text('text'));
    if (!reader.need('textKey', key) || reader.wrong || paragraphs.length === 0) continue;
    const first = spots.get(`${entity} ${key}`);
    if (first !== undefined) {
      context.problems.add('ledger.problem.textTwice', reader.spot('textKey'), {
        entity: context.unitByCode.get(entity)?.name ?? context.department.name,
        text: reader.columns.choices('textKey').labelOf(key),
        first: saySpot(first),
      });
      continue;
    }
    spots.set(`${entity} ${key}`, reader.spot('textKey'));
    texts.push({ entity, key, paragraphs });
  }
  return texts;
}
