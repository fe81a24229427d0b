import { normalCode, normalName } from '../accounts/tree.ts';
import type { Cell } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { madeProjectCode } from '../ledger/rows.ts';
import { isMoneyUnit } from '../money/amount.ts';
import { resolve } from '../packs/scope.ts';
import { unitIn } from './caption.ts';
import type { FlowTable } from './flow.ts';
import { repeatedAmounts } from './form-amounts.ts';
import { type FormField, formLabel, formPlan } from './form-layout.ts';
import { type IndicatorLevels, type ListRecord, listRecords } from './form-list.ts';
import { projectNameIn } from './form-match.ts';
import { type Entry, formRows, type Walk, walkForm } from './form-walk.ts';
import { compact } from './head.ts';
import type { FormLayout } from './layout.ts';
import { findNumbers, type NumberToken } from './numbers.ts';
import type { Fate, Said } from './reading.ts';
import type { RecordText, RowRecord } from './row-record.ts';
import { similarity } from './similarity.ts';
import { factOf, isCellValue, readValue } from './values.ts';

export interface FormContext {
  /** Measure, entity, year and stage of the document. */
  readonly base: Coordinate;
  readonly year: number;
  /** The unit that the lines above name, such as 万元. */
  readonly unit?: string | undefined;
  /** The line above, which may name the project. */
  readonly title?: string | undefined;
  readonly isSpecialFund?: boolean;
  /** It is the sheet of a body that nothing names: its amounts have no coordinate. */
  readonly isApart?: boolean;
  readonly levels?: IndicatorLevels;
}

/** What a printed form says. */
export interface FormReading {
  readonly record: RowRecord;
  readonly facts: readonly Fact[];
  readonly said: readonly Said[];
  /** Dimensions along which the amounts that it prints are all there is: 其他资金 stands there and is left blank. */
  readonly closed: ReadonlySet<string>;
  /** Texts by the keys of the pack, such as 年度履职目标. */
  readonly texts: readonly { readonly key: string; readonly paragraphs: readonly string[] }[];
  /** For every cell with numbers, the fate of each, in the order of `findNumbers`. */
  readonly fates: ReadonlyMap<Cell, readonly Fate[]>;
}

/** The attribute under which a project's own record keeps the budget that its sheet prints. */
export const STATED_BUDGET = 'project.budget';
/** The unit of the amounts of a plan, where the sheet prints one for them: 万元 or %. */
export const PLAN_UNIT = 'plan.unit';

type FateOf = (token: NumberToken, index: number) => Fate;

/** Reads a printed form, which may stand in several tables, by its definition. */
export function readForm(
  tables: readonly FlowTable[],
  layout: FormLayout,
  context: FormContext,
): FormReading {
  const plan = formPlan(layout);
  const rows = formRows(tables);
  const walk = walkForm(rows, plan);
  const isProject = isOfProject(layout);
  const values = attributesOf(walk, layout, context);
  const project = isProject ? projectCodeOf(values, context) : undefined;
  const name = isProject ? `project ${project ?? '?'}` : 'department';
  const fates = new Map<Cell, FateOf>();
  const facts: Fact[] = [];
  const said: Said[] = [];
  const record =
    (path: string): FateOf =>
    (token) =>
      token.leftOut === undefined ? { type: 'record', record: `${name} ${path}` } : leftOut(token.leftOut);
  for (const cell of walk.labels.keys()) {
    fates.set(cell.cell, ({ leftOut: known }) => leftOut(known ?? 'ordinal'));
  }
  const unitOf = unitsOf(walk, tables, context);
  // Without its project or body an amount has no coordinate.
  const isPlaced = !isProject || (project !== undefined && context.isApart !== true);
  const placeOf = (at: Coordinate) =>
    resolve(
      { at: context.base, year: context.year },
      layout.definition.at,
      project === undefined ? {} : { project },
      at,
    );
  const state = (
    field: FormField,
    text: string,
    unit: string,
    { cell: { place } }: Entry['cell'],
  ): Fate | undefined => {
    const { cell } = field;
    if ('at' in cell) {
      const fact = factOf(text, unit, placeOf(cell.at), place);
      if (fact.status === 'blank' || fact.status === 'dash') return undefined;
      facts.push(fact);
      return fact.status === 'unread' ? undefined : { type: 'fact', fact };
    }
    const compared = comparisonOf(field, placeOf);
    const { value, decimals, status } = readValue(text, unit);
    if (compared === undefined || place === undefined || (status !== 'printed' && status !== 'zero'))
      return undefined;
    const one: Said = {
      ...compared,
      direction: value === 0n ? 'same' : value > 0n ? 'more' : 'less',
      value: value < 0n ? -value : value,
      unit,
      decimals,
      place,
    };
    said.push(one);
    return { type: 'said', said: one };
  };
  for (const [field, entries] of walk.entries) {
    const { cell } = field;
    if ('attribute' in cell || 'text' in cell) continue;
    const [entry] = entries.filter(({ text }) => isCellValue(text)).concat(entries);
    for (const { cell: printed } of entries) fates.set(printed.cell, record(field.label.text));
    const unit = ('unit' in cell ? cell.unit : undefined) ?? unitOf(field);
    if (entry === undefined || unit === undefined || !isPlaced) continue;
    const fate = state(field, entry.text, unit, entry.cell);
    if (fate !== undefined) fates.set(entry.cell.cell, onlyNumber(entry.cell.cell, fate));
  }
  const amounts = plan.fields.filter(({ cell }) => 'at' in cell || 'difference' in cell);
  const withAmounts = (printed: Entry['cell'], path: string) => {
    const repeated = isPlaced ? repeatedAmounts(printed.text, amounts) : [];
    const known = new Map(
      repeated.flatMap(({ field, token }) => {
        const fate = state(field, token.text, token.unit, printed);
        return fate === undefined ? [] : [[token.from, fate] as const];
      }),
    );
    const other = record(path);
    fates.set(printed.cell, (token, index) => known.get(token.from) ?? other(token, index));
  };
  for (const [{ cell }, entries] of walk.entries) {
    if (!('attribute' in cell || 'text' in cell)) continue;
    const path = 'attribute' in cell ? cell.attribute : cell.text;
    for (const { cell: printed } of entries) {
      if (path.endsWith('.code')) {
        fates.set(printed.cell, ({ leftOut: known }) => leftOut(known ?? 'code'));
      } else withAmounts(printed, path);
    }
  }
  const lists = [...new Set(walk.listRows.map(({ list }) => list))].map((list) => ({
    list,
    records: listRecords(
      walk.listRows.filter((row) => row.list === list),
      context.levels ?? new Map(),
    ),
  }));
  const inner: RowRecord[] = [];
  const texts = [...walk.entries].flatMap(([{ cell }, entries]) =>
    'text' in cell && entries.length > 0
      ? [{ key: cell.text, paragraphs: paragraphsOf(joinEntries(entries)) }]
      : [],
  );
  for (const { list, records } of lists) {
    const own = records.filter((one) => fixedKey(one, list.fixed) === undefined);
    for (const one of records) {
      const isIndicator = [...one.values.keys()].some((key) => key.startsWith('indicator.'));
      const path = isIndicator ? `indicator ${inner.length + 1}` : 'task';
      for (const [cell, attribute] of one.cells) {
        fates.set(cell, record(`${path} ${attribute.replace(/^.*\./u, '')}`));
      }
      const key = fixedKey(one, list.fixed);
      const target = one.values.get('indicator.target');
      if (key !== undefined && target !== undefined) texts.push({ key, paragraphs: [target.text.trim()] });
      if (isIndicator) inner.push(indicatorRecord(one));
    }
    const { each } = list;
    if ('lines' in each && own.length > 0) {
      const line = (one: ListRecord) =>
        each.fields
          .map((key) => (one.values.get(key)?.text ?? '').replace(/\s*\n\s*/gu, '').trim())
          .join('｜');
      texts.push({ key: each.lines, paragraphs: own.map(line) });
    }
  }
  const [first] = rows.flatMap(({ cells }) => cells.filter(({ text }) => compact(text) !== ''));
  return {
    record: {
      kind: isProject ? (context.isSpecialFund === true ? 'specialFunds' : 'projects') : 'department',
      at: {
        ...(context.base.entity === undefined ? {} : { entity: context.base.entity }),
        ...(project === undefined ? {} : { project }),
      },
      values,
      inner,
      unit: budgetUnit(walk, unitOf),
      place: first?.cell.place,
      ...(context.isApart === true ? { apart: true } : {}),
    },
    facts,
    said,
    closed: closedBy(walk, amounts),
    texts,
    fates: new Map(
      rows.flatMap(({ cells }) =>
        cells.flatMap(({ cell }): (readonly [Cell, readonly Fate[]])[] => {
          const tokens = findNumbers(cell.text);
          if (tokens.length === 0) return [];
          const fateOf = fates.get(cell) ?? unplaced;
          return [[cell, tokens.map(fateOf)]];
        }),
      ),
    ),
  };
}

/**
 * A field for what is left of a whole (预算数 less 财政资金 is 其他资金) that is printed and holds nothing: the other parts
 * are then the whole.
 */
function closedBy(walk: Walk, fields: readonly FormField[]): ReadonlySet<string> {
  const printed = new Set([...walk.labels.values()].flatMap((label) => label ?? []));
  return new Set(
    fields.flatMap((field) => {
      if (!('difference' in field.cell) || !printed.has(field.label)) return [];
      const holds = (walk.entries.get(field) ?? []).some(({ text }) => /[1-9]/u.test(text));
      const { of, from } = field.cell.difference;
      const parted = Object.keys(from).filter((id) => from[id] !== of[id]);
      return holds || parted.some((id) => WHEN.has(id)) ? [] : parted;
    }),
  );
}

/** What differs between two times is a change, and no part of a whole. */
const WHEN: ReadonlySet<string> = new Set(['year', 'stage']);

function unplaced(token: NumberToken): Fate {
  return token.leftOut === undefined ? { type: 'unplaced' } : leftOut(token.leftOut);
}

function leftOut(known: NonNullable<NumberToken['leftOut']>): Fate {
  return { type: 'leftOut', leftOut: known };
}

/** The one number of a cell has a fate; what else it prints has none. */
function onlyNumber(cell: Cell, fate: Fate): FateOf {
  const counted = findNumbers(cell.text).filter((token) => token.leftOut === undefined);
  const [only] = counted;
  return (token) =>
    counted.length <= 1 && (only === undefined || token.from === only.from) ? fate : unplaced(token);
}

/** Whether a form is a project's own sheet, and not one of the department as a whole. */
export function isOfProject(layout: FormLayout): boolean {
  return formPlan(layout).fields.some(
    ({ cell }) => 'attribute' in cell && cell.attribute.startsWith('project.'),
  );
}

/** The texts of a form by attribute. */
function attributesOf(
  walk: Walk,
  layout: FormLayout,
  { title }: FormContext,
): ReadonlyMap<string, RecordText> {
  const values = new Map<string, RecordText>();
  const torn = tornShares(walk);
  for (const [field, entries] of walk.entries) {
    const { cell, label } = field;
    const [first] = entries;
    if (first === undefined) continue;
    const { place } = first.cell.cell;
    if ('attribute' in cell) {
      const { attribute } = cell;
      const text = joinEntries(entries);
      if (attribute.startsWith('plan.') && (findNumbers(text).length !== 1 || torn.has(field))) continue;
      values.set(attribute, { text: attribute.endsWith('.code') ? normalCode(text) : text, place });
      const unit = attribute.startsWith('plan.') ? planUnit(walk, label.row) : undefined;
      if (unit !== undefined) values.set(PLAN_UNIT, { text: unit, place });
    } else if (isOfProject(layout) && 'at' in cell && Object.keys(cell.at).length === 0) {
      values.set(STATED_BUDGET, { text: first.text, place });
    }
  }
  const named = title === undefined ? undefined : projectNameIn(title, layout);
  const cell = values.get('project.name');
  const isLost = compact(cell?.text ?? '') === '';
  // A line of text is less easily damaged than a cell that is wrapped or split.
  const [inTitle, inCell] = [normalName(named ?? ''), normalName(cell?.text ?? '')];
  const isDamaged = inTitle !== inCell && similarity(inTitle, inCell) >= 0.7;
  if (named !== undefined && (isLost || isDamaged)) {
    values.set('project.name', { text: named, place: cell?.place });
  }
  return values;
}

/**
 * Fields of a plan between whose columns a number was torn: 10 in the one and 0% in the other, where all others print
 * their sign. Which of them it belongs to is not to be seen.
 */
function tornShares(walk: Walk): ReadonlySet<FormField> {
  const steps = [...walk.entries]
    .filter(
      ([{ cell }, found]) => 'attribute' in cell && cell.attribute.startsWith('plan.') && found.length > 0,
    )
    .map(([field, found]) => ({ field, found, text: compact(joinEntries(found)) }))
    .sort((a, b) => (a.found[0]?.cell.column ?? 0) - (b.found[0]?.cell.column ?? 0));
  if (!steps.some(({ text }) => /[%％]$/u.test(text))) return new Set();
  return new Set(
    steps.flatMap(({ field, text }, index) => {
      const next = steps[index + 1];
      return /^\d+$/u.test(text) && next !== undefined && /^0[%％]$/u.test(next.text)
        ? [field, next.field]
        : [];
    }),
  );
}

/** Texts of neighbouring cells; lines of their own stay apart. */
function joinEntries(entries: readonly Entry[]): string {
  let text = '';
  let row: number | undefined;
  for (const entry of entries) {
    if (row !== undefined && entry.cell.row !== row && /[。；;.]\s*$|^\s*$/u.test(text)) text += '\n';
    text += entry.text.trim();
    row = entry.cell.row;
  }
  return text;
}

export function paragraphsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The code of a project, or one made of its body and name where the sheet prints none. */
function projectCodeOf(values: ReadonlyMap<string, RecordText>, { base }: FormContext): string | undefined {
  const code = values.get('project.code')?.text ?? '';
  if (/\d/u.test(code)) return code;
  const name = normalName(values.get('project.name')?.text ?? '');
  return name === '' ? undefined : madeProjectCode(base.entity ?? '', name);
}

/**
 * The unit of a field: what its own label names, then a label beside it, then the sheet, then the lines above, then the
 * only one that any label names. A sheet that names none states it where its text repeats the number with one.
 */
function unitsOf(
  walk: Walk,
  tables: readonly FlowTable[],
  context: FormContext,
): (field: FormField) => string | undefined {
  const labelUnit = (test: (row: number, column: number) => boolean) => {
    for (const [cell, label] of walk.labels) {
      const unit = label !== undefined && test(label.row, label.column) ? unitIn(cell.text) : undefined;
      if (unit !== undefined) return unit;
    }
    return undefined;
  };
  const inSheet = tables
    .flatMap(({ grid }) => grid.rows.flatMap((row) => row.map((cell) => cell?.text ?? '')))
    .find((text) => /单位\s*[:：]/u.test(text) && unitIn(text) !== undefined);
  const sheet = inSheet === undefined ? undefined : unitIn(inSheet);
  const texts = [...walk.entries].flatMap(([{ cell }, entries]) =>
    'attribute' in cell ? entries.map(({ text }) => text) : [],
  );
  const named = new Set([...walk.labels.keys()].flatMap((cell) => unitIn(cell.text) ?? []));
  const [common] = named.size === 1 ? named : [];
  const printedIn = (field: FormField) => {
    const printed = walk.entries.get(field)?.find(({ text }) => isCellValue(text));
    return printed === undefined ? undefined : compact(printed.text);
  };
  // Amounts of one row are in one unit.
  const beside = ({ label }: FormField) => {
    const others = [...walk.entries.keys()].filter(
      ({ cell, label: { row } }) => 'at' in cell && row === label.row,
    );
    const units = new Set(others.flatMap((other) => repeatedUnit(printedIn(other), other, texts) ?? []));
    const [unit] = units;
    return units.size === 1 ? unit : undefined;
  };
  return (field) => {
    const { row, column } = field.label;
    const own = printedIn(field);
    return (
      labelUnit((r, c) => r === row && c === column) ??
      labelUnit((r, c) => r === row && c < column) ??
      sheet ??
      context.unit ??
      common ??
      repeatedUnit(own, field, texts) ??
      beside(field)
    );
  };
}

function repeatedUnit(
  own: string | undefined,
  field: FormField,
  texts: readonly string[],
): string | undefined {
  const value = own === undefined ? undefined : readValue(own, '万元');
  if (value === undefined || value.value === 0n) return undefined;
  const units = texts
    .flatMap((text) => repeatedAmounts(text, [field]))
    .filter(({ token }) => readValue(token.text, '万元').value === value.value)
    .map(({ token }) => token.unit);
  return new Set(units).size === 1 && units[0] !== undefined && isMoneyUnit(units[0]) ? units[0] : undefined;
}

function budgetUnit(walk: Walk, unitOf: (field: FormField) => string | undefined): string {
  const fields = [...walk.entries.keys()].filter(({ cell }) => 'at' in cell);
  return fields.map(unitOf).find((unit) => unit !== undefined) ?? '';
}

function planUnit(walk: Walk, row: number): string | undefined {
  for (const [cell, label] of walk.labels) {
    if (label?.row !== row) continue;
    const unit = /[（(]\s*[%％]\s*[)）]/u.test(cell.text) ? '%' : unitIn(cell.text);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

function comparisonOf(
  { cell }: FormField,
  placeOf: (at: Coordinate) => Coordinate,
): Pick<Said, 'kind' | 'of' | 'from'> | undefined {
  if ('difference' in cell) {
    return { kind: 'difference', of: placeOf(cell.difference.of), from: placeOf(cell.difference.from) };
  }
  if ('ratio' in cell) return { kind: 'growth', of: placeOf(cell.ratio.of), from: placeOf(cell.ratio.from) };
  if ('share' in cell) return { kind: 'share', of: placeOf(cell.share.of), from: placeOf(cell.share.in) };
  return undefined;
}

function fixedKey({ values }: ListRecord, fixed: ReadonlyMap<string, string>): string | undefined {
  if (fixed.size === 0) return undefined;
  return fixed.get(formLabel(values.get('indicator.level3')?.text ?? ''));
}

function indicatorRecord({ values }: ListRecord): RowRecord {
  const target =
    values.get('indicator.target') ?? values.get('indicator.value') ?? values.get('indicator.level3');
  return { kind: 'indicators', at: {}, values, inner: [], unit: '', place: target?.place };
}
