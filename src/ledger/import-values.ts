import { normalName } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { type Fen, fenOf, type MoneyUnit, printAmount } from '../money/amount.ts';
import { type Decimal, toHalfWidth } from '../money/decimal.ts';
import { decimalIn, decimalOf, plainDecimal } from './cells.ts';
import type { Choices } from './choices.ts';
import type { GridCell } from './import-grid.ts';
import type { ProblemCollector, Spot } from './import-problems.ts';
import type { TableRow } from './import-table.ts';
import type { AmountUnit, Column } from './sheets.ts';

/**
 * A value read from a cell: `undefined` where the cell is empty, `wrong` where a problem has been reported.
 */
export type Read<Value> = Value | undefined | 'wrong';

/** Amounts beyond this are no budget: more than the revenue of the whole country (fen). */
const MOST_FEN = 100_000_000_000_000_000n;

/** Reads amounts of one sheet; text amounts are counted, for the sheet's own totals leave them out. */
export class AmountReader {
  readonly #problems: ProblemCollector;
  readonly #defaultUnit: AmountUnit;
  readonly #texts = new Map<string, { count: number; readonly value: string; readonly spot: Spot }>();

  constructor(problems: ProblemCollector, defaultUnit: AmountUnit) {
    this.#problems = problems;
    this.#defaultUnit = defaultUnit;
  }

  /**
   * The amount of a row, from whichever of its columns holds it.
   *
   * @param signed whether less than nothing is nothing unusual
   */
  read(row: TableRow, column: Column, rowUnit?: AmountUnit, signed = false): Read<Fen> {
    let amount: Fen | undefined;
    let wrong = false;
    for (const { column: found, cell } of row.cells(column.key)) {
      const unit = found.unit ?? rowUnit ?? this.#defaultUnit;
      const read = this.#cell(cell, unit, column, row.spot(column.key));
      if (read === 'wrong') wrong = true;
      else if (read === undefined) continue;
      else if (amount === undefined) amount = read;
      else if (amount !== read) {
        const [first, second] = [amount, read].map(sayYuan);
        this.#problems.add('ledger.problem.amountsDisagree', row.spot(column.key), {
          first: first ?? '',
          second: second ?? '',
        });
        wrong = true;
      }
    }
    if (!signed && !wrong && amount !== undefined && amount < 0n) {
      this.#problems.add('ledger.problem.negative', row.spot(column.key), { value: sayYuan(amount) });
    }
    return wrong ? 'wrong' : amount;
  }

  /** One notice a sheet on amounts that are text. */
  finish(): void {
    for (const { count, value, spot } of this.#texts.values()) {
      this.#problems.add('ledger.problem.amountAsText', spot, { count, value });
    }
  }

  #cell(cell: GridCell, unit: MoneyUnit, column: Column, spot: Spot): Read<Fen> {
    if (reportBrokenCell(cell, spot, this.#problems)) return 'wrong';
    const parsed =
      cell.type === 'number' ? withUnit(decimalOfPlain(cell.text), unit) : parseMoneyText(cell.text, unit);
    if (parsed === 'blank') return undefined;
    if (parsed === undefined) {
      this.#problems.add('ledger.problem.amountText', spot, {
        column: column.title,
        value: shorten(cell.text),
      });
      return 'wrong';
    }
    if (cell.type === 'text' && spot.sheet !== undefined) this.#countText(spot.sheet, cell.text, spot);
    const fen = fenOf(parsed.decimal, parsed.unit);
    if (fen === undefined) {
      const value = plainDecimal(parsed.decimal);
      this.#problems.add('ledger.problem.amountTooFine', spot, { value, unit: parsed.unit });
      return 'wrong';
    }
    if (fen > MOST_FEN || fen < -MOST_FEN) {
      this.#problems.add('ledger.problem.amountTooLarge', spot, { value: shorten(cell.text) });
      return 'wrong';
    }
    return fen;
  }

  #countText(sheet: string, value: string, spot: Spot): void {
    const known = this.#texts.get(sheet);
    if (known === undefined) this.#texts.set(sheet, { count: 1, value: shorten(value), spot });
    else known.count += 1;
  }
}

/** The number of a cell, from the plain decimal that its text is. */
function decimalOfPlain(text: string): Decimal {
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), decimals: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), decimals: text.length - point - 1 };
}

interface Money {
  readonly decimal: Decimal;
  readonly unit: MoneyUnit;
}

function withUnit(decimal: Decimal | undefined, unit: MoneyUnit): Money | undefined {
  return decimal === undefined ? undefined : { decimal, unit };
}

/** Reads an amount as people paste it: ¥, separators, full-width digits, 元 or 万元 behind; a dash is no amount. */
export function parseMoneyText(text: string, unit: MoneyUnit): Money | 'blank' | undefined {
  const plain = toHalfWidth(text)
    .replace(/[\s\u00a0'’]/gu, '')
    .replace(/^[¥￥]|^(?:人民币|RMB|CNY)/u, '')
    .replace(/整$/u, '');
  if (plain === '' || /^(?:[-—–―－一]+|\/|无)$/u.test(plain)) return 'blank';
  const match = /^(.*?)(亿元|万元|元|亿|万)?$/u.exec(plain);
  const [, number = '', suffix] = match ?? [];
  const decimal = decimalIn(number);
  return withUnit(decimal, suffix === undefined ? unit : unitOfSuffix(suffix));
}

function unitOfSuffix(suffix: string): MoneyUnit {
  if (suffix.startsWith('亿')) return '亿元';
  return suffix.startsWith('万') ? '万元' : '元';
}

/** Reports error values and formulas without a value. */
export function reportBrokenCell(cell: GridCell, spot: Spot, problems: ProblemCollector): boolean {
  if (cell.type === 'error') problems.add('ledger.problem.cellError', spot, { value: cell.text });
  else if (cell.type === 'unevaluated') {
    problems.add('ledger.problem.notEvaluated', spot, { formula: shorten(cell.text) });
  } else return false;
  return true;
}

/** The text of a cell, trimmed; empty where the cell is. */
export function readText(row: TableRow, key: string, problems: ProblemCollector): string | 'wrong' {
  const cell = row.cell(key);
  if (cell === undefined) return '';
  if (reportBrokenCell(cell, row.spot(key), problems)) return 'wrong';
  if (cell.type === 'number' && cell.percent) return percentText(cell.value);
  const { text } = cell;
  return (text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text).trim();
}

/** A number shown as a percentage is the text that people see. */
function percentText(value: number): string {
  const decimal = decimalOf(value);
  if (decimal === undefined) return '';
  return `${plainDecimal({ digits: decimal.digits * 100n, decimals: decimal.decimals })}%`;
}

/** The paragraphs of a cell: its lines, without blanks around and without empty ones. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A member chosen from a list. */
export function readChoice(
  row: TableRow,
  column: Column,
  choices: Choices,
  problems: ProblemCollector,
): Read<string> {
  const text = readText(row, column.key, problems);
  if (text === 'wrong' || text === '') return text === '' ? undefined : 'wrong';
  const found = choices.find(text);
  if (found !== undefined) return found;
  const allowed = choices.options.map(({ label }) => label).join('、');
  const value = shorten(text);
  problems.add('ledger.problem.choiceUnknown', row.spot(column.key), {
    column: column.title,
    value,
    allowed,
  });
  return 'wrong';
}

/** A decimal number that is no amount. */
export function readNumber(row: TableRow, column: Column, problems: ProblemCollector): Read<Decimal> {
  const cell = row.cell(column.key);
  if (cell === undefined) return undefined;
  const spot = row.spot(column.key);
  if (reportBrokenCell(cell, spot, problems)) return 'wrong';
  if (cell.type === 'text' && /^[-—–－/]$/u.test(cell.text.trim())) return undefined;
  const decimal =
    cell.type === 'number'
      ? decimalOf(cell.value)
      : decimalIn(toHalfWidth(cell.text).replace(/[^\d.,+-]+$/u, ''));
  if (decimal !== undefined) return decimal;
  problems.add('ledger.problem.numberText', spot, { column: column.title, value: shorten(cell.text) });
  return 'wrong';
}

/** Whether two names are the same, blanks, width and brackets aside. */
export function sameName(left: string, right: string): boolean {
  return normalName(left) === normalName(right);
}

/** An amount as messages say it. */
export function sayYuan(fen: Fen): string {
  return printAmount(fen, { unit: '元', decimals: 2, grouped: true });
}

const LONGEST = 40;

/** What a cell holds, short enough for a message. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** The list of what is allowed, for messages. */
export function sayAllowed(choices: Choices): string {
  return choices.options.map(({ label }) => label).join('、');
}

/** 是 or 否; empty is 否. */
export function isYes(choice: string | undefined): boolean {
  return choice === 'yes';
}

/** The catalogue's words by `|`. */
export function wordsOf(
  key: 'ledger.nature.civilServantManaged' | 'ledger.nature.administrative' | 'ledger.nature.institution',
): readonly string[] {
  return say(key).split('|');
}
