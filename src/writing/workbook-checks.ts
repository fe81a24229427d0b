import type { CellContent } from '../ledger/cells.ts';
import type { RowContent, WorkbookRows } from '../ledger/rows.ts';
import type { SheetId } from '../ledger/sheets.ts';
import { say } from '../messages/say.ts';
import { type Fen, fenOf, printAmount } from '../money/amount.ts';
import { parseDecimal } from '../money/decimal.ts';
import {
  CHECKS_HEADING_ROW,
  columnOf,
  FIRST_ROW,
  quoted,
  rangeOf,
  type SheetLayout,
  settingCell,
} from './workbook-layout.ts';
import { type Lists, projectLabelOf, textOf, unitLabel } from './workbook-lists.ts';

/** A formula with what it comes to now, for programs that show workbooks without calculating. */
export interface Calculated {
  readonly formula: string;
  readonly result: string | number;
}

/** One line of the live checks on the sheet of settings. */
export interface CheckLine {
  readonly label: string;
  readonly value: Calculated;
  /** Empty where the value speaks for itself. */
  readonly status: Calculated | undefined;
  readonly isAmount: boolean;
}

/** The formulas that follow every key stroke. */
export interface Checks {
  readonly lines: readonly CheckLine[];
  /** The check over each sheet, in one line of text. */
  overSheet(id: SheetId): Calculated;
  /** The cell of a column of checks in one row; `index` counts rows from 0, filled or not. */
  inRow(id: SheetId, key: string, index: number): Calculated;
}

const AMOUNT_FORMAT = '"#,##0.00"';
const HALF_FEN = '0.005';

/** Makes the checks of a workbook. */
export function makeChecks(
  content: WorkbookRows,
  layouts: ReadonlyMap<SheetId, SheetLayout>,
  lists: Lists,
): Checks {
  const layout = (id: SheetId): SheetLayout => {
    const found = layouts.get(id);
    if (found === undefined) throw new Error(`The workbook has no sheet ${id}`);
    return found;
  };
  const sums = sumUp(layout);
  const flowLabel = (flow: string) => content.space.get('flow')?.labelOf(flow) ?? flow;
  const rowChecks = makeRowChecks(layout, lists, sums);
  const lines = makeLines(layout, flowLabel, rowChecks, sums);
  return {
    lines,
    overSheet: (id) => overSheet(id, layout, lines, rowChecks),
    inRow: (id, key, index) => rowChecks(id, key, index),
  };
}

type LayoutOf = (id: SheetId) => SheetLayout;
type RowChecks = (id: SheetId, key: string, index: number) => Calculated;

/** Amounts of a sheet in 元, whatever unit each row is in; criteria are pairs of column and expression. */
function yuanOf(layout: SheetLayout, criteria: readonly (readonly [string, string])[] = []): string {
  const amounts = rangeOf(layout, 'amount');
  const units = rangeOf(layout, 'amountUnit');
  const pairs = criteria.flatMap(([key, expression]) => [rangeOf(layout, key), expression]);
  const where = (unit: string) => `SUMIFS(${[amounts, units, `"${unit}"`, ...pairs].join(',')})`;
  const all = pairs.length === 0 ? `SUM(${amounts})` : `SUMIFS(${[amounts, ...pairs].join(',')})`;
  return `(${where('万元')}*10000+${where('元')}+(${all}-${where('万元')}-${where('元')})*${factor()})`;
}

/** 元 in one unit of the workbook's own. */
function factor(): string {
  return `IF(${settingCell('amountUnit')}="万元",10000,1)`;
}

/** What the filled rows add up to now. */
interface Sums {
  readonly revenue: ReadonlyMap<string, Fen>;
  readonly expenditure: Fen;
  readonly carryForward: Fen;
  readonly revenueOfUnit: ReadonlyMap<string, Fen>;
  readonly outOfUnit: ReadonlyMap<string, Fen>;
  readonly ofProject: ReadonlyMap<string, Fen>;
  readonly indicatorsOfProject: ReadonlyMap<string, number>;
  readonly planned: ReadonlySet<string>;
  readonly stated: ReadonlyMap<string, Fen>;
}

function sumUp(layout: LayoutOf): Sums {
  const indicators = new Map<string, number>();
  for (const row of layout('indicators').rows) {
    const project = textOf(row, 'project');
    indicators.set(project, (indicators.get(project) ?? 0) + 1);
  }
  const out = [...layout('expenditure').rows, ...layout('carryForward').rows];
  return {
    revenue: sumBy(layout('revenue').rows, 'revenueFlow'),
    expenditure: total(layout('expenditure').rows),
    carryForward: total(layout('carryForward').rows),
    revenueOfUnit: sumBy(layout('revenue').rows, 'unit'),
    outOfUnit: sumBy(out, 'unit'),
    ofProject: sumBy(layout('expenditure').rows, 'project'),
    indicatorsOfProject: indicators,
    planned: new Set(layout('plan').rows.map((row) => textOf(row, 'project'))),
    stated: new Map(layout('projects').rows.map((row) => [projectLabelOf(row), fen(row.statedBudget)])),
  };
}

function sumBy(rows: readonly RowContent[], key: string): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>();
  for (const row of rows) {
    const member = textOf(row, key);
    sums.set(member, (sums.get(member) ?? 0n) + fen(row.amount));
  }
  return sums;
}

function total(rows: readonly RowContent[]): Fen {
  return rows.reduce<Fen>((sum, row) => sum + fen(row.amount), 0n);
}

function fen(content: CellContent | undefined): Fen {
  const decimal = parseDecimal(
    content === undefined ? '' : typeof content === 'string' ? content : content.number,
  );
  return (decimal === undefined ? undefined : fenOf(decimal, '元')) ?? 0n;
}

/** Only for what is shown: a spreadsheet calculates in doubles too. */
function shown(value: Fen): number {
  return Number(value) / 100;
}

function sayAmount(value: Fen): string {
  return printAmount(value, { unit: '元', decimals: 2, grouped: true });
}

function makeRowChecks(layout: LayoutOf, lists: Lists, sums: Sums): RowChecks {
  return (id, key, index) => {
    const row = FIRST_ROW + index;
    const filled = layout(id).rows[index];
    switch (id) {
      case 'units':
        return unitCheck(key, row, filled, layout, sums);
      case 'projects':
        return projectCheck(key, row, filled, layout, lists, sums);
      case 'plan':
        return planCheck(key, row, filled, layout, lists, sums);
      default:
        return procurementCheck(row, filled, layout('procurement'));
    }
  };
}

function unitCheck(
  key: string,
  row: number,
  filled: RowContent | undefined,
  layout: LayoutOf,
  sums: Sums,
): Calculated {
  const units = layout('units');
  const cell = (one: string) => `${columnOf(units, one).letter}${row}`;
  const label = `${cell('unitCode')}&" "&${cell('unitName')}`;
  const unlessEmpty = (formula: string) => `IF(${cell('unitCode')}="","",${formula})`;
  const name = filled === undefined ? undefined : unitLabel(filled);
  const revenue = sums.revenueOfUnit.get(name ?? '') ?? 0n;
  const out = sums.outOfUnit.get(name ?? '') ?? 0n;
  const result = <Value>(value: Value) => (name === undefined ? '' : value);
  switch (key) {
    case 'check.unitRevenue':
      return {
        formula: unlessEmpty(yuanOf(layout('revenue'), [['unit', label]])),
        result: result(shown(revenue)),
      };
    case 'check.unitExpenditure': {
      const both = [layout('expenditure'), layout('carryForward')].map((one) =>
        yuanOf(one, [['unit', label]]),
      );
      return { formula: unlessEmpty(both.join('+')), result: result(shown(out)) };
    }
    default:
      return {
        formula: unlessEmpty(balanceFormula(cell('check.unitRevenue'), cell('check.unitExpenditure'))),
        result: result(balanceResult(revenue, out)),
      };
  }
}

/** Nothing entered is not balanced: it is nothing. */
function balanceFormula(income: string, out: string): string {
  const difference = `${income}-${out}`;
  const unbalanced = `${text('ledger.check.unbalanced')}&TEXT(${difference},${AMOUNT_FORMAT})`;
  const balanced = `IF(ABS(${difference})<${HALF_FEN},${text('ledger.check.balanced')},${unbalanced})`;
  return `IF(AND(${income}=0,${out}=0),${text('ledger.check.empty')},${balanced})`;
}

function balanceResult(income: Fen, out: Fen): string {
  if (income === 0n && out === 0n) return say('ledger.check.empty');
  return income === out
    ? say('ledger.check.balanced')
    : `${say('ledger.check.unbalanced')}${sayAmount(income - out)}`;
}

function projectCheck(
  key: string,
  row: number,
  filled: RowContent | undefined,
  layout: LayoutOf,
  lists: Lists,
  sums: Sums,
): Calculated {
  const projects = layout('projects');
  const cell = (one: string) => `${columnOf(projects, one).letter}${row}`;
  const label = lists.projectLabelAt(row);
  const unlessEmpty = (formula: string) => `IF(${cell('projectName')}="","",${formula})`;
  const name = filled === undefined ? undefined : projectLabelOf(filled);
  const amount = sums.ofProject.get(name ?? '') ?? 0n;
  const indicators = sums.indicatorsOfProject.get(name ?? '') ?? 0;
  const result = <Value>(value: Value) => (name === undefined ? '' : value);
  switch (key) {
    case 'check.projectExpenditure':
      return {
        formula: unlessEmpty(yuanOf(layout('expenditure'), [['project', label]])),
        result: result(shown(amount)),
      };
    case 'check.projectIndicators':
      return {
        formula: unlessEmpty(`COUNTIF(${rangeOf(layout('indicators'), 'project')},${label})`),
        result: result(indicators),
      };
    default: {
      const planned = `COUNTIF(${rangeOf(layout('plan'), 'project')},${label})`;
      return {
        formula: unlessEmpty(
          firstOf([
            [`${cell('check.projectExpenditure')}=0`, 'ledger.check.noLines'],
            [`${cell('check.projectIndicators')}=0`, 'ledger.check.noIndicators'],
            [`${planned}=0`, 'ledger.check.noPlan'],
          ]),
        ),
        result: result(projectStatus(amount, indicators, sums.planned.has(name ?? ''))),
      };
    }
  }
}

function projectStatus(amount: Fen, indicators: number, planned: boolean): string {
  if (amount === 0n) return say('ledger.check.noLines');
  if (indicators === 0) return say('ledger.check.noIndicators');
  return say(planned ? 'ledger.check.good' : 'ledger.check.noPlan');
}

function planCheck(
  key: string,
  row: number,
  filled: RowContent | undefined,
  layout: LayoutOf,
  lists: Lists,
  sums: Sums,
): Calculated {
  const plan = layout('plan');
  const cell = (one: string) => `${columnOf(plan, one).letter}${row}`;
  const lastMonth = plan.columns.filter(({ content }) => content.type === 'plan').at(-1)?.key ?? 'project';
  const label = filled === undefined ? undefined : textOf(filled, 'project');
  const stated = sums.stated.get(label ?? '') ?? 0n;
  const budget = stated === 0n ? (sums.ofProject.get(label ?? '') ?? 0n) : stated;
  const result = <Value>(value: Value) => (label === undefined ? '' : value);
  const unlessEmpty = (formula: string) => `IF(${cell('project')}="","",${formula})`;
  if (key === 'check.planBudget') {
    const statedSum = `SUMIFS(${rangeOf(layout('projects'), 'statedBudget')},${lists.projectLabels},${cell('project')})`;
    const lines = yuanOf(layout('expenditure'), [['project', cell('project')]]);
    return {
      formula: unlessEmpty(`IF(${statedSum}<>0,${statedSum}*${factor()},${lines})`),
      result: result(shown(budget)),
    };
  }
  const budgetCell = cell('check.planBudget');
  const lastCell = cell(lastMonth);
  const wrong = `${text('ledger.check.planEnd')}&TEXT(${budgetCell}/${factor()},${AMOUNT_FORMAT})`;
  // 1 is 100 %.
  const reached = `OR(${lastCell}=1,ABS(${lastCell}*${factor()}-${budgetCell})<${HALF_FEN})`;
  const isReached = filled !== undefined && fen(filled[lastMonth]) === budget;
  return {
    formula: unlessEmpty(
      `IFERROR(IF(${reached},${text('ledger.check.good')},${wrong}),${text('ledger.check.bad')})`,
    ),
    result: result(
      isReached ? say('ledger.check.good') : `${say('ledger.check.planEnd')}${sayAmount(budget)}`,
    ),
  };
}

function procurementCheck(row: number, filled: RowContent | undefined, layout: SheetLayout): Calculated {
  const cell = (key: string) => `${columnOf(layout, key).letter}${row}`;
  const product = `${cell('quantity')}*${cell('unitPrice')}`;
  const wrongProduct = `AND(${product}<>0,ABS(${product}-${cell('procurementAmount')})>=${HALF_FEN})`;
  const wrongShare = `${cell('smallBusiness')}>${cell('procurementAmount')}`;
  const checks = firstOf([
    [wrongProduct, 'ledger.check.product'],
    [wrongShare, 'ledger.check.share'],
  ]);
  return {
    formula: `IF(${cell('item')}="","",IFERROR(${checks},${text('ledger.check.bad')}))`,
    result: filled === undefined ? '' : procurementStatus(filled),
  };
}

function procurementStatus(row: RowContent): string {
  const amount = fen(row.procurementAmount);
  const quantity = parseDecimal(textOf(row, 'quantity')) ?? { digits: 0n, decimals: 0 };
  const product = quantity.digits * fen(row.unitPrice);
  if (product !== 0n && product !== amount * 10n ** BigInt(quantity.decimals))
    return say('ledger.check.product');
  return say(fen(row.smallBusiness) > amount ? 'ledger.check.share' : 'ledger.check.good');
}

type StatusKey = Extract<Parameters<typeof say>[0], `ledger.check.${string}`>;

/** The first text whose condition holds, else that all is good. */
function firstOf(conditions: readonly (readonly [string, StatusKey])[]): string {
  return conditions.reduceRight(
    (otherwise, [condition, key]) => `IF(${condition},${text(key)},${otherwise})`,
    text('ledger.check.good'),
  );
}

/** A text of the catalogue in a formula. */
function text(key: StatusKey): string {
  return `"${say(key).replaceAll('"', '""')}"`;
}

function makeLines(
  layout: LayoutOf,
  flowLabel: (flow: string) => string,
  rowChecks: RowChecks,
  sums: Sums,
): readonly CheckLine[] {
  const revenue = layout('revenue');
  const flow = (id: string) => yuanOf(revenue, [['revenueFlow', `"${flowLabel(id)}"`]]);
  const flowSum = (id: string) => sums.revenue.get(flowLabel(id)) ?? 0n;
  const allRevenue = [...sums.revenue.values()].reduce<Fen>((sum, value) => sum + value, 0n);
  const at = (line: number) => `$B$${CHECKS_HEADING_ROW + 1 + line}`;
  const amount = (label: string, formula: string, value: Fen, status?: Calculated): CheckLine => ({
    label,
    value: { formula, result: shown(value) },
    status,
    isAmount: true,
  });
  const totalOut = sums.expenditure + sums.carryForward;
  const difference = allRevenue - totalOut;
  return [
    amount(
      say('ledger.check.revenue'),
      `${yuanOf(revenue)}-${at(1)}-${at(2)}`,
      allRevenue - flowSum('carriedForwardIn') - flowSum('surplusUsed'),
    ),
    amount(say('ledger.check.carriedForwardIn'), flow('carriedForwardIn'), flowSum('carriedForwardIn')),
    amount(say('ledger.check.surplusUsed'), flow('surplusUsed'), flowSum('surplusUsed')),
    amount(say('ledger.check.totalIn'), `${at(0)}+${at(1)}+${at(2)}`, allRevenue),
    amount(say('ledger.check.expenditure'), yuanOf(layout('expenditure')), sums.expenditure),
    amount(say('ledger.check.carriedForwardOut'), yuanOf(layout('carryForward')), sums.carryForward),
    amount(say('ledger.check.totalOut'), `${at(4)}+${at(5)}`, totalOut),
    amount(say('ledger.check.difference'), `${at(3)}-${at(6)}`, difference, {
      formula: balanceFormula(at(3), at(6)),
      result: balanceResult(allRevenue, totalOut),
    }),
    countLine('units', say('ledger.check.unitsUnbalanced'), 8, layout, rowChecks),
    {
      label: say('ledger.check.projects'),
      value: {
        formula: `COUNTA(${rangeOf(layout('projects'), 'projectName')})`,
        result: layout('projects').rows.length,
      },
      status: undefined,
      isAmount: false,
    },
    countLine('projects', say('ledger.check.projectsIncomplete'), 10, layout, rowChecks),
    countLine('plan', say('ledger.check.plansWrong'), 11, layout, rowChecks),
    countLine('procurement', say('ledger.check.procurementWrong'), 12, layout, rowChecks),
  ];
}

/** How many rows of a sheet have a status that is not good. */
function countLine(
  id: SheetId,
  label: string,
  line: number,
  layout: LayoutOf,
  rowChecks: RowChecks,
): CheckLine {
  const count = badRows(id, layout, rowChecks);
  const cell = `$B$${CHECKS_HEADING_ROW + 1 + line}`;
  return {
    label,
    value: count,
    status: {
      formula: `IF(${cell}=0,${text('ledger.check.good')},${text('ledger.check.bad')})`,
      result: say(count.result === 0 ? 'ledger.check.good' : 'ledger.check.bad'),
    },
    isAmount: false,
  };
}

function badRows(id: SheetId, layout: LayoutOf, rowChecks: RowChecks): Calculated {
  const bad = say('ledger.check.bad');
  const results = layout(id).rows.map((_, index) => rowChecks(id, 'check.status', index).result);
  return {
    formula: `COUNTIF(${rangeOf(layout(id), 'check.status')},"${bad}*")`,
    result: results.filter((result) => String(result).startsWith(bad)).length,
  };
}

/** What stands over a sheet: its total or its rows, and whether they are in order. */
function overSheet(
  id: SheetId,
  layout: LayoutOf,
  lines: readonly CheckLine[],
  rowChecks: RowChecks,
): Calculated {
  const own = layout(id);
  switch (id) {
    case 'revenue':
    case 'expenditure':
    case 'carryForward': {
      const balance = lines[7]?.status;
      const balanceCell = `${quoted(say('ledger.sheet.settings'))}!$C$${CHECKS_HEADING_ROW + 8}`;
      const [before, behind] = [text('ledger.check.sheetTotal'), text('ledger.check.yuan')];
      const amount = sayAmount(total(own.rows));
      return {
        formula: `${before}&TEXT(${yuanOf(own)},${AMOUNT_FORMAT})&${behind}&"　"&${balanceCell}`,
        result: `${say('ledger.check.sheetTotal')}${amount}${say('ledger.check.yuan')}　${balance?.result ?? ''}`,
      };
    }
    case 'units':
    case 'projects':
    case 'plan':
    case 'procurement': {
      const filled = rowCount(own);
      const bad = badRows(id, layout, rowChecks);
      const good = `　${say('ledger.check.good')}`;
      const wrong = `${text('ledger.check.badRows')}&${bad.formula}&${text('ledger.check.rows')}`;
      return {
        formula: `${filled.formula}&IF(${filled.count}=0,"",IF(${bad.formula}=0,"${good}",${wrong}))`,
        result: `${filled.result}${rowsStatus(filled.rows, Number(bad.result), good)}`,
      };
    }
    default:
      return rowCount(own);
  }
}

function rowsStatus(rows: number, bad: number, good: string): string {
  if (rows === 0) return '';
  return bad === 0 ? good : `${say('ledger.check.badRows')}${bad}${say('ledger.check.rows')}`;
}

/** How many rows are filled, told by the column that every filled row has. */
function rowCount(layout: SheetLayout): Calculated & { readonly count: string; readonly rows: number } {
  const key = countedColumn(layout.id);
  const rows = layout.rows.filter((row) => textOf(row, key) !== '').length;
  const count = `COUNTA(${rangeOf(layout, key)})`;
  return {
    count,
    rows,
    formula: `${text('ledger.check.filled')}&${count}&${text('ledger.check.rows')}`,
    result: `${say('ledger.check.filled')}${rows}${say('ledger.check.rows')}`,
  };
}

function countedColumn(id: SheetId): string {
  switch (id) {
    case 'units':
      return 'unitCode';
    case 'projects':
      return 'projectName';
    case 'indicators':
    case 'plan':
    case 'performanceWork':
      return 'project';
    case 'procurement':
      return 'item';
    case 'assets':
      return 'assetValue';
    case 'texts':
      return 'text';
    case 'localAccounts':
      return 'accountCode';
    case 'results':
      return 'resultValue';
    default:
      return 'amount';
  }
}
