import { basePerUnit } from '../facts/measure.ts';
import { say } from '../messages/say.ts';
import { divideRounded } from '../money/decimal.ts';
import type { Outcome } from './law.ts';
import { compute, sharedBounds } from './outcome.ts';
import type { RuleId } from './rules.ts';
import { type Constraint, type Print, printOf, type System, variablesOf } from './system.ts';
import { type Cell, exact, type Words } from './words.ts';

/** A law that the printed numbers miss and that values printed so satisfy (尾差): listed, never an alarm. */
export interface RoundedLaw {
  readonly law: LawRule;
  /** What it is about, in words. */
  readonly what: string;
  /** The title of the table whose sum it is. */
  readonly table?: string;
  /** All numbers of the law: the total first; of a comparison, what is compared and then with what. */
  readonly cells: readonly Cell[];
  readonly printed: string;
  /** What the other numbers come to as they are printed. */
  readonly computed: string;
  readonly difference: string;
  readonly unit: string;
  /** Why it is no error, in words. */
  readonly reason: string;
}

export type LawRule = Extract<RuleId, `law.${string}`>;

const REASONS = {
  sum: 'checking.rounding.sum',
  ofWhich: 'checking.rounding.ofWhich',
  balance: 'checking.rounding.balance',
  said: 'checking.rounding.said',
  sameFact: 'checking.rounding.sameFact',
} as const;

/** The rule that a law belongs to: 其中 is a kind of sum. */
export function ruleOfLaw({ law }: Pick<Constraint, 'law'>): LawRule {
  return law === 'ofWhich' ? 'law.sum' : `law.${law}`;
}

/** Every law that differs by rounding; one that two hierarchies make of the same numbers is one. */
export function roundedLaws(
  system: System,
  words: Words,
  outcomes: readonly Outcome[],
): readonly RoundedLaw[] {
  const found = [
    ...system.variables.flatMap((_, variable) => roundedPrints(system, words, variable)),
    ...system.constraints.flatMap((constraint, index) =>
      outcomes[index] === 'rounding' ? roundedLaw(system, words, constraint) : [],
    ),
  ];
  const byCells = new Map(
    found.map((one) => [one.cells.map(({ where, printed }) => `${where} ${printed}`).join('\n'), one]),
  );
  return [...byCells.values()];
}

function roundedLaw(system: System, words: Words, constraint: Constraint): readonly RoundedLaw[] {
  const found = compute(system, constraint);
  if (found === undefined) return [];
  const [first = 0] = variablesOf(constraint);
  const table = words.titleOf(constraint.table);
  const cells = variablesOf(constraint).flatMap((variable) => {
    const print = printOf(system, variable, constraint.table);
    return print === undefined || print.fact.status === 'blank' ? [] : [words.cell(print)];
  });
  const law = constraint.law === 'ofWhich' && found.computed <= found.printed ? 'sum' : constraint.law;
  return [
    {
      law: ruleOfLaw(constraint),
      what: words.what(first),
      ...(table === undefined ? {} : { table }),
      cells,
      ...inWords(law, found.printed, found.computed, found.unit),
    },
  ];
}

/** Two printings of one number, of which the more exact is not rounded to the other: they touch at an end. */
function roundedPrints(system: System, words: Words, variable: number): readonly RoundedLaw[] {
  const prints = system.variables[variable]?.prints ?? [];
  if (prints.length < 2 || sharedBounds(prints) === undefined) return [];
  const [best, ...others] = [...prints].sort((a, b) => Number(stepOf(a) - stepOf(b)));
  const apart = others.find(
    (other) =>
      best !== undefined &&
      divideRounded(best.fact.value, stepOf(other)) * stepOf(other) !== other.fact.value,
  );
  if (best === undefined || apart === undefined) return [];
  return [
    {
      law: 'law.sameFact',
      what: words.what(variable),
      cells: [apart, best].map((print) => words.cell(print)),
      ...inWords('sameFact', apart.fact.value, best.fact.value, apart.fact.unit),
    },
  ];
}

function stepOf({ fact }: Print): bigint {
  const step = basePerUnit(fact.unit) / 10n ** BigInt(fact.decimals);
  return step < 1n ? 1n : step;
}

function inWords(law: keyof typeof REASONS, printed: bigint, computed: bigint, unit: string) {
  const apart = printed - computed;
  const words = {
    printed: exact(printed, unit),
    computed: exact(computed, unit),
    difference: exact(apart < 0n ? -apart : apart, unit),
  };
  return { ...words, unit, reason: say(REASONS[law], words) };
}
