import { type MessageArguments, type MessageKey, say } from './say.ts';

/** Where in somebody's input a problem lies; only what is known is set. */
export interface Where {
  readonly file?: string;
  readonly sheet?: string;
  /** A cell or range in A1 notation. */
  readonly cell?: string;
  readonly page?: number;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** A path of keys in a definition, such as `tables.income.columns[2]`. */
  readonly key?: string;
}

/** `error` cannot be used or cannot be true; `warning` a person should look; `notice` is good to know. */
export type Severity = 'error' | 'warning' | 'notice';

/** What each severity is called. */
export const SEVERITY_LABELS = {
  error: 'severity.error',
  warning: 'severity.warning',
  notice: 'severity.notice',
} as const satisfies Record<Severity, MessageKey>;

/** One thing wrong with an input, in words for the person who made it: what, where, and what to do. */
export interface Problem {
  readonly key: MessageKey;
  readonly severity: Severity;
  readonly where: Where;
  readonly message: string;
}

/** An expected failure is a value: either what was asked for, or why not; problems may accompany both. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Makes a problem from a catalogue key; see {@link say} for the parameters. */
export function problem<Key extends MessageKey>(
  key: Key,
  severity: Severity,
  where: Where,
  ...params: MessageArguments<Key>
): Problem {
  return { key, severity, where, message: say(key, ...params) };
}

export function succeed<Value>(value: Value, problems: readonly Problem[] = []): Result<Value> {
  return { ok: true, value, problems };
}

export function fail<Value = never>(problems: readonly Problem[]): Result<Value> {
  return { ok: false, problems };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((one) => one.severity === 'error');
}

/** A place as a person would say it: file, sheet and cell, page, line. */
export function sayWhere(where: Where): string {
  const parts: string[] = [];
  if (where.file !== undefined) parts.push(where.file);
  if (where.sheet !== undefined) parts.push(say('where.sheet', { sheet: where.sheet }));
  if (where.cell !== undefined) parts.push(say('where.cell', { cell: where.cell }));
  if (where.page !== undefined) parts.push(say('where.page', { page: where.page }));
  if (where.line !== undefined) parts.push(say('where.line', { line: where.line }));
  if (where.key !== undefined) parts.push(where.key);
  return parts.join(' ');
}
