import { normalCode, normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { Indicator, PlanStep, ProcurementLine, Unit } from '../facts/records.ts';
import { madeProjectCode } from '../ledger/rows.ts';
import { type Fen, isMoneyUnit } from '../money/amount.ts';
import { type Decimal, parseDecimal, toHalfWidth } from '../money/decimal.ts';
import { parseTarget, type Target } from '../performance/target.ts';
import { PLAN_UNIT, STATED_BUDGET } from './form.ts';
import { compact } from './head.ts';
import type { ReadIndicator, ReadProject, ReadRecords } from './reading.ts';
import type { RowRecord } from './row-record.ts';
import { readValue } from './values.ts';

export interface RecordsContext {
  /** Code and name of the document's own body. */
  readonly entity: { readonly code: string; readonly name: string };
  /** The code of a body that a row names; undefined where it names none. */
  readonly bodyOf: (code: string, name: string) => string | undefined;
  readonly texts?: ReadRecords['texts'];
}

const NOWHERE: Place = { type: 'line', line: 0, from: 0, to: 0 };

/**
 * Makes records of what rows and forms say. A project that is printed several times, in lists and on its sheet, in the
 * department's part and its unit's, is one: by its code, or by its body and name where one of them prints no code. Two
 * units with one code have a project each.
 */
export function recordsOf(rows: readonly RowRecord[], context: RecordsContext): ReadRecords {
  const drafts = draftsOf(rows, context);
  const projects = drafts.map((draft) => projectOf(draft));
  const byName = new Map(projects.map((project) => [normalName(project.name), project.code]));
  const isShared = (code: string) => drafts.filter((draft) => draft.code === code).length > 1;
  const ofProjects = drafts.flatMap(({ code, entity, rows: own }) => {
    const of = isShared(code) ? { entity } : {};
    return firstWithInner(own).map((one) => ({ ...indicatorOf(one, code), ...of }));
  });
  const ofDepartment = rows
    .filter(({ kind }) => kind === 'department')
    .flatMap(({ inner }) => inner.map((one) => indicatorOf(one, '')));
  return {
    units: uniqueBy(
      rows.filter(({ kind }) => kind === 'units').flatMap((row) => unitOf(row, context)),
      ({ code, name }) => `${code} ${normalName(name)}`,
    ),
    projects,
    indicators: [...ofDepartment, ...ofProjects].filter(isSaid),
    procurement: rows
      .filter(({ kind }) => kind === 'procurement')
      .flatMap((row) => procurementOf(row, byName, context)),
    texts: context.texts ?? [],
  };
}

/** What a row calls a project that has no code, and what its sheet or another row calls it: made id → code. */
export function projectAliases(
  rows: readonly RowRecord[],
  context: RecordsContext,
): ReadonlyMap<string, string> {
  return new Map(
    draftsOf(rows, context).flatMap(({ code, ids }) =>
      [...ids].flatMap((id): (readonly [string, string])[] => (id === code ? [] : [[id, code]])),
    ),
  );
}

interface Draft {
  readonly entity: string;
  /** The printed code, or the made one. */
  code: string;
  readonly name: string;
  /** All names by which rows place it. */
  readonly ids: Set<string>;
  readonly rows: RowRecord[];
}

const PROJECT_KINDS: ReadonlySet<RowRecord['kind']> = new Set(['projects', 'allProjects', 'specialFunds']);

function draftsOf(rows: readonly RowRecord[], context: RecordsContext): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const row of rows) {
    if (!PROJECT_KINDS.has(row.kind)) continue;
    const entity = row.at.entity ?? context.entity.code;
    const own = context.entity.code;
    const isOneBody = (a: string, b: string) => row.apart !== true && (a === b || a === own || b === own);
    const placed = row.at.project ?? '';
    const printed = normalCode(textOf(row, 'project.code') || (isProjectCode(placed) ? placed : ''));
    const name = normalName(
      textOf(row, 'project.name') || (isProjectCode(placed) ? '' : placed.replace(/^[^/]*\//u, '')),
    );
    if (printed === '' && name === '') continue;
    const code = printed === '' ? madeProjectCode(entity, name) : printed;
    const known = drafts.find(
      (draft) =>
        (draft.code === code && isOneBody(draft.entity, entity)) ||
        (draft.entity === entity &&
          name !== '' &&
          normalName(draft.name) === name &&
          (printed === '' || !isProjectCode(draft.code))),
    );
    if (known === undefined) {
      const display =
        textOf(row, 'project.name')
          .replace(/\s*\n\s*/gu, '')
          .trim() || name;
      drafts.push({ entity, code, name: display, ids: new Set(placed === '' ? [] : [placed]), rows: [row] });
      continue;
    }
    known.rows.push(row);
    if (placed !== '') known.ids.add(placed);
    if (isProjectCode(code)) known.code = code;
  }
  return drafts;
}

/** Whether a text is a code of a project library, and not one made of body and name. */
export function isProjectCode(text: string): boolean {
  return /^[0-9A-Za-z()（）-]{6,}$/u.test(text) && (text.match(/\d/gu)?.length ?? 0) >= 4;
}

function projectOf({ entity, code, name, rows }: Draft): ReadProject {
  const first = (attribute: string) =>
    rows.map((row) => textOf(row, attribute)).find((text) => text !== '') ?? '';
  const budgetRow = rows.find((row) => textOf(row, STATED_BUDGET) !== '');
  const statedBudget =
    budgetRow === undefined ? undefined : fenIn(textOf(budgetRow, STATED_BUDGET), budgetRow.unit);
  return {
    entity,
    code,
    name,
    purpose: unwrapped(first('project.purpose')),
    goals: splitGoals(first('project.goals')),
    ...(statedBudget === undefined ? {} : { statedBudget }),
    plan: planOf(rows, statedBudget),
    indicators: firstWithInner(rows)
      .map((one) => indicatorOf(one, code))
      .filter(isSaid)
      .map(({ project: _project, unread: _unread, place: _place, ...indicator }): Indicator => indicator),
    specialFund: rows.some(({ kind }) => kind === 'specialFunds'),
    place: rows.find(({ place }) => place !== undefined)?.place ?? NOWHERE,
  };
}

/** The indicators of the first of a project's rows that has any: its sheet may be printed again for its unit. */
function firstWithInner(rows: readonly RowRecord[]): readonly RowRecord[] {
  return rows.find(({ inner }) => inner.length > 0)?.inner ?? [];
}

const GOAL =
  /(?<=^|[。；;，,\s])(?:目标\s*(\d{1,2})\s*[:：.、]?|[（(](\d{1,2})[）)][、.]?|(\d{1,2})\s*(?:[、．]|\.(?!\d)))/gu;

/**
 * Splits goals by their numbering; numbers that do not count on from 1 are part of the text.
 *
 * @example splitGoals('1.甲；2.乙1.5倍') // ['甲；', '乙1.5倍']
 */
export function splitGoals(text: string): readonly string[] {
  const plain = text.trim();
  const cuts: { from: number; to: number }[] = [];
  for (const match of plain.matchAll(GOAL)) {
    const number = Number(match[1] ?? match[2] ?? match[3]);
    if (number !== cuts.length + 1 || (number === 1 && match.index > 0)) continue;
    cuts.push({ from: match.index, to: match.index + match[0].length });
  }
  const goals =
    cuts.length === 0
      ? plain.split('\n')
      : cuts.map(({ to }, index) => plain.slice(to, cuts[index + 1]?.from ?? plain.length));
  return goals.map((goal) => unwrapped(goal)).filter((goal) => goal !== '');
}

function planOf(rows: readonly RowRecord[], budget: Fen | undefined): readonly PlanStep[] {
  const row = rows.find(({ values }) => [...values.keys()].some((key) => /^plan\.\d+$/u.test(key)));
  if (row === undefined) return [];
  const unit = textOf(row, PLAN_UNIT) || row.unit;
  const steps = [...row.values].flatMap(([key, { text }]): PlanStep[] => {
    const month = /^plan\.(\d+)$/u.exec(key)?.[1];
    if (month === undefined) return [];
    const cumulative = isShare(text, unit) ? shareOf(budget, text) : fenIn(text, unit);
    return cumulative === undefined ? [] : [{ month: Number(month), cumulative }];
  });
  return steps.sort((a, b) => a.month - b.month);
}

function isShare(text: string, unit: string): boolean {
  return /[%％]\s*$/u.test(text) || unit === '%';
}

/** A share of the budget in fen; undefined where it is not a whole number of them. */
function shareOf(budget: Fen | undefined, text: string): Fen | undefined {
  const share = decimalIn(text.replace(/[%％]\s*$/u, ''));
  if (budget === undefined || share === undefined) return undefined;
  const divisor = 100n * 10n ** BigInt(share.decimals);
  const product = budget * share.digits;
  return product % divisor === 0n ? product / divisor : undefined;
}

/** An amount in fen by the unit of its record, or its own; undefined where there is no unit or no number. */
function fenIn(text: string, unit: string): Fen | undefined {
  const [, number = '', own = ''] = /^(.*?)(亿元|万元|元)?\s*$/su.exec(text) ?? [];
  const named = own === '' ? unit : own;
  if (!isMoneyUnit(named)) return undefined;
  const { status, value } = readValue(number, named);
  return status === 'printed' || status === 'zero' ? value : undefined;
}

function decimalIn(text: string): Decimal | undefined {
  return parseDecimal(toHalfWidth(text));
}

function indicatorOf(row: RowRecord, project: string): ReadIndicator {
  const text = (name: string) =>
    textOf(row, `indicator.${name}`)
      .replace(/\s*\n\s*/gu, '')
      .trim();
  const sign = textOf(row, 'indicator.sign') || textOf(row, 'indicator.operator');
  const hasColumns = row.values.has('indicator.value') || sign !== '';
  const { operator, value, unit, unread } = hasColumns
    ? parseTarget(text('value') || text('target'), { sign, unit: text('unit') })
    : parseTarget(text('target'), { unit: text('unit') });
  const [weight, direction] = [text('weight'), text('direction')];
  const inPlaceOfSign = signAsPrinted(hasColumns ? sign : undefined, { operator, value, unread });
  return {
    level1: compactWords(text('level1')),
    level2: compactWords(text('level2')),
    level3: text('level3'),
    description: text('description'),
    operator,
    ...(inPlaceOfSign === undefined ? {} : { sign: inPlaceOfSign }),
    value,
    unit,
    basis: text('basis'),
    ...(weight === '' ? {} : { weight }),
    ...(direction === '' ? {} : { direction }),
    project,
    unread,
    place: row.place ?? NOWHERE,
  };
}

/** What stands in a sheet's column of signs where that is no operator; a form without the column has no more to say. */
function signAsPrinted(
  column: string | undefined,
  { operator, value, unread }: Pick<Target, 'operator' | 'value' | 'unread'>,
): string | undefined {
  if (operator !== '') return undefined;
  if (column === undefined) return unread.includes('operator') ? '' : undefined;
  // 定性, or nothing, beside words: what the form prints for every quality.
  return /^\d/u.test(value) || unread.length > 0 ? compactWords(column) : undefined;
}

/** A text without the breaks of its lines: what a narrow cell has wrapped is one. */
function unwrapped(text: string): string {
  return text
    .replace(/\s*\n\s*/gu, '')
    .replace(/(?<=[\p{Script=Han}，。；、])\s+(?=[\p{Script=Han}，。；、])/gu, '')
    .trim();
}

function compactWords(text: string): string {
  return text.replace(/\s/gu, '');
}

function isSaid({ level3, value }: ReadIndicator): boolean {
  return level3 !== '' || value !== '';
}

function unitOf(row: RowRecord, { entity, bodyOf }: RecordsContext): readonly Unit[] {
  const name = textOf(row, 'unit.name').replace(/\s/gu, '');
  const printed = normalCode(textOf(row, 'unit.code'));
  const code = printed || (row.at.entity ?? bodyOf('', name) ?? '');
  if (name === '' && code === '') return [];
  const isOwn = normalName(name) === normalName(entity.name) || /(?:本级|机关)[)）]?$/u.test(name);
  return [
    {
      code,
      name: name === '' && code === entity.code ? entity.name : name,
      scope: isOwn ? 'ownLevel' : 'unit',
      nature: textOf(row, 'unit.nature').trim(),
      rank: textOf(row, 'unit.rank').trim(),
      funding: textOf(row, 'unit.funding').trim(),
    },
  ];
}

/** The lines of a row: one for each source that has an amount. */
function procurementOf(
  row: RowRecord,
  projects: ReadonlyMap<string, string>,
  context: RecordsContext,
): readonly ProcurementLine[] {
  const text = (name: string) =>
    textOf(row, `procurement.${name}`)
      .replace(/\s*\n\s*/gu, '')
      .trim();
  const amount = (name: string) => fenIn(text(name), row.unit);
  const named = normalName(text('project'));
  const project = projects.get(named) ?? row.at.project ?? '';
  const item = text('item');
  const line = {
    entity: row.at.entity ?? context.entity.code,
    project,
    item,
    catalogueNumber: text('catalogueNumber'),
    category: row.at.procurement === 'all' ? '' : (row.at.procurement ?? ''),
    measureUnit: text('measureUnit'),
    unitPrice: amount('unitPrice') ?? 0n,
  };
  const parts = [...row.values.keys()].flatMap((key) => {
    const [, kind, source = ''] = /^procurement\.(amount|carriedOver)\.(\w+)$/u.exec(key) ?? [];
    const value = kind === undefined ? undefined : amount(`${kind}.${source}`);
    if (value === undefined || value === 0n) return [];
    const isCarried = kind === 'carriedOver' || source === 'carriedOver';
    return [
      {
        source: source === 'carriedOver' ? '' : source,
        vintage: isCarried ? 'carriedOver' : 'current',
        value,
      },
    ];
  });
  const total = amount('amount');
  if (parts.length === 0 && total !== undefined) parts.push({ source: '', vintage: 'current', value: total });
  if (item === '' && text('catalogueNumber') === '' && text('quantity') === '') return [];
  return parts.map(({ source, vintage, value }, index) => ({
    ...line,
    // Quantity and share are those of the row, and count once.
    quantity: index === 0 ? quantityOf(text('quantity')) : '',
    source,
    vintage,
    amount: value,
    smallBusiness: index === 0 ? (amount('smallBusiness') ?? 0n) : 0n,
  }));
}

function quantityOf(text: string): string {
  const plain = compact(text).replaceAll(',', '');
  return decimalIn(plain) === undefined ? '' : plain;
}

function textOf({ values }: RowRecord, attribute: string): string {
  return values.get(attribute)?.text ?? '';
}

function uniqueBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): readonly Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
