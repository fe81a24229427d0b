import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Severity } from '../messages/problem.ts';
import { RULES, type RuleId } from './rules.ts';

/** Something found wrong: what, where, what it should be, and why. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** In words, complete in itself. */
  readonly message: string;
  /** What it is about. */
  readonly at: Coordinate;
  /**
   * What tells it from other findings of its rule at its coordinate, and stays the same when values and places change;
   * the message where none is given.
   */
  readonly key?: string;
  /** Printed or entered value and the value that the laws require, in the unit named. */
  readonly value?: string;
  readonly expected?: string;
  readonly unit?: string;
  /** The places of all numbers involved, the suspected one first. */
  readonly places: readonly Place[];
  /** Every law that broke for the same cause, in words. */
  readonly laws?: readonly string[];
  /** The smallest changes that would satisfy all laws, the likeliest first. */
  readonly repairs?: readonly ProposedRepair[];
}

/** Numbers to change together. */
export interface ProposedRepair {
  /** How much the change looks like a slip, 0 to 1. */
  readonly likeness: number;
  readonly changes: readonly {
    /** Where it stands, in words. */
    readonly what: string;
    readonly printed: string;
    /** What it should be; empty where several values would do. */
    readonly required: string;
    readonly unit: string;
    readonly place?: Place;
  }[];
}

export function finding(
  rule: RuleId,
  message: string,
  at: Coordinate,
  more: Omit<Partial<Finding>, 'rule' | 'severity' | 'message' | 'at'> = {},
): Finding {
  return { rule, severity: RULES[rule].severity, message, at, places: [], ...more };
}
