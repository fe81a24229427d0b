import { parseDecimal, printDecimal, rescale } from '../../../src/money/decimal.ts';
import type { Lookup } from './lookup.ts';

/** What a cell holds: how it is drawn and edited. `amount` is money, `number` any other. */
export type CellKind = 'text' | 'paragraphs' | 'amount' | 'number';

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly kind: CellKind;
  /** Pixels. */
  readonly width: number;
  readonly required: boolean;
  /** What can be chosen; `strict` where nothing else is meant. */
  readonly choices?: { readonly lookup: Lookup; readonly strict: boolean };
}

export interface GridRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** What is to be said of a cell. */
export interface CellMark {
  readonly severity: 'error' | 'warning' | 'notice' | 'conflict' | 'remark';
  readonly messages: readonly string[];
}

/** By row and column. */
export type Marks = ReadonlyMap<string, ReadonlyMap<string, CellMark>>;

/** A cell as it is drawn: money with its cents, grouped; what is no number stays as it was typed. */
export function displayed(text: string, kind: CellKind): string {
  if (text === '' || (kind !== 'amount' && kind !== 'number')) return text;
  const decimal = parseDecimal(text);
  if (decimal === undefined) return text;
  return printDecimal(kind === 'amount' && decimal.decimals < 2 ? rescale(decimal, 2) : decimal, true);
}

/** What a cell gets for what was typed or pasted: numbers without separators, a code or name with its whole choice. */
export function entered(text: string, { kind, choices }: GridColumn): string {
  if (kind === 'amount' || kind === 'number') {
    const decimal = parseDecimal(text.replace(/[\s¥￥]/gu, ''));
    return decimal === undefined ? text.trim() : plain(printDecimal(decimal));
  }
  if (kind === 'paragraphs') return text.replace(/\r\n?/gu, '\n').trimEnd();
  const line = text.replace(/\s*[\r\n]+\s*/gu, ' ').trim();
  return choices?.lookup.exact(line)?.value ?? line;
}

/** Without zeros that say nothing: 1.50 → 1.5. */
function plain(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/u, '') : number;
}

/** What a spreadsheet says of a range at the foot of its window. */
export interface Sums {
  readonly filled: number;
  readonly numbers: number;
  /** Exact, grouped; absent where no cell is a number. */
  readonly sum?: string;
}

export function sumsOf(cells: Iterable<{ readonly text: string; readonly kind: CellKind }>): Sums {
  let filled = 0;
  let numbers = 0;
  let total = { digits: 0n, decimals: 2 };
  for (const { text, kind } of cells) {
    if (text === '') continue;
    filled += 1;
    const decimal = kind === 'amount' || kind === 'number' ? parseDecimal(text) : undefined;
    if (decimal === undefined) continue;
    numbers += 1;
    const decimals = Math.max(total.decimals, decimal.decimals);
    total = { digits: rescale(total, decimals).digits + rescale(decimal, decimals).digits, decimals };
  }
  return { filled, numbers, ...(numbers === 0 ? {} : { sum: printDecimal(total, true) }) };
}
