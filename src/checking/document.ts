import { isThin } from './evidence.ts';
import { type Finding, finding } from './finding.ts';
import { type HeldAmounts, heldAmounts } from './held.ts';
import { isOnlyOf, isSameRow, type LeftOutRow, leftOutRow } from './left-out-row.ts';
import { type Conflict, localise } from './localise.ts';
import { outcomesOf } from './outcome.ts';
import { type RoundedLaw, roundedLaws } from './rounded.ts';
import type { RuleId } from './rules.ts';
import {
  type Constraint,
  type Print,
  printOf,
  printsOf,
  type Statements,
  type System,
  systemOf,
  variablesOf,
} from './system.ts';
import { cutShort, type UncheckedLaw, uncheckedLaws } from './unchecked.ts';
import { type DocumentContext, sayPrinted, Words } from './words.ts';

/** What the laws say of one document. */
export interface DocumentCheck {
  readonly findings: readonly Finding[];
  /** Laws that could be tested. */
  readonly laws: number;
  /** Of these, those that hold only because printed numbers are rounded (尾差). */
  readonly rounding: readonly RoundedLaw[];
  /** How much of what the tables print is held to something else, so that a wrong number would show. */
  readonly held: HeldAmounts;
  /** What could not be tested, each with its reason. */
  readonly notChecked: readonly UncheckedLaw[];
}

/** Tests everything that a document states, all laws together, and says which number is wrong. */
export function checkDocument(statements: Statements, context: DocumentContext): DocumentCheck {
  const system = systemOf(statements);
  const words = new Words(statements, system, context);
  const outcomes = outcomesOf(system);
  const { conflicts, isCut } = localise(system, outcomes);
  const tested = outcomes.filter((outcome) => outcome !== 'notChecked');
  return {
    findings: withRows(statements, system, conflicts).map((one) => findingOf(system, words, one)),
    held: heldAmounts(statements, system),
    laws: tested.length + system.variables.filter(({ prints }) => prints.length > 1).length,
    rounding: roundedLaws(system, words, outcomes),
    notChecked: [...uncheckedLaws(statements, system, words), ...(isCut ? [cutShort(conflicts.length)] : [])],
  };
}

/** A conflict, with the row that a table leaves out where that explains it. */
interface Explained extends Conflict {
  readonly row: LeftOutRow | undefined;
}

/** Conflicts with the rows that explain them; one row that is missing breaks sums in every column, and is one finding. */
function withRows(
  { space }: Statements,
  system: System,
  conflicts: readonly Conflict[],
): readonly Explained[] {
  const found: Explained[] = [];
  for (const conflict of conflicts) {
    const row =
      conflict.variables.length > 0 ? undefined : leftOutRow(system, space, lawsOf(system, conflict));
    const same = found.findIndex(
      (one) =>
        one.row !== undefined &&
        (row === undefined ? isOnlyOf(system, conflict, one.row) : isSameRow(one.row, row)),
    );
    const before = found[same];
    if (before === undefined) found.push({ ...conflict, row });
    else found[same] = { ...before, constraints: [...before.constraints, ...conflict.constraints] };
  }
  return found;
}

function lawsOf(system: System, { constraints }: Conflict): readonly Constraint[] {
  return constraints.flatMap((index) => system.constraints[index] ?? []);
}

function findingOf(system: System, words: Words, conflict: Explained): Finding {
  const broken = lawsOf(system, conflict);
  const { row } = conflict;
  const constraints = [...broken].sort((a, b) => rankOf(a, row) - rankOf(b, row));
  // Two values for one fact say most plainly what is wrong; sums that break with them follow.
  const laws = [
    ...conflict.variables.map((variable) => words.contradiction(variable)),
    ...constraints.map((constraint) => words.law(constraint)),
  ];
  const changes = conflict.repairs[0]?.changes ?? [];
  const [change] = changes;
  const prints = printsIn(system, conflict);
  const subject = change?.print ?? prints[0];
  // Comparisons that contradict each other are understood only side by side.
  const isSaid = conflict.variables.length === 0 && constraints.every((law) => law.said !== undefined);
  const why = row === undefined ? words.repairs(conflict.repairs) : words.leftOut(row);
  const message = [...laws.slice(0, isSaid ? 2 : 1), why].join('');
  const mentioned =
    row === undefined ? changes.map(({ print }) => print) : totalsOf(system, constraints, row.print);
  const places = [...mentioned, ...prints].flatMap(({ fact }) => fact.place ?? []);
  const said = constraints.flatMap((constraint) => constraint.said?.place ?? []);
  const found = finding(ruleOf(constraints, conflict), message, subject?.fact.at ?? {}, {
    key: '',
    ...(change === undefined || row !== undefined
      ? {}
      : { value: sayPrinted(change.print), unit: change.print.fact.unit }),
    ...(change?.required === undefined || row !== undefined ? {} : { expected: change.required }),
    places: [...new Set([...places, ...said])].slice(0, MOST_PLACES),
    laws,
    repairs: conflict.repairs.slice(0, MOST_REPAIRS).map((one) => ({
      likeness: one.likeness,
      changes: one.changes.map(({ print, required }) => {
        const { where, ...cell } = words.cell(print);
        return { ...cell, required: required ?? '', what: where };
      }),
    })),
  });
  return restsOnLittle(constraints, conflict) ? { ...found, severity: 'warning' } : found;
}

/**
 * What says most plainly what is wrong comes first: that something is not listed at all, unless a sum shows that its row
 * is missing, then what a sum comes to, then that a part exceeds its whole.
 */
function rankOf(law: Constraint, row: LeftOutRow | undefined): number {
  if (law.law === 'ofWhich') return 2;
  const isLeftOut = 'parts' in law && law.parts.length === 0;
  return isLeftOut && row === undefined ? 0 : isLeftOut ? 3 : 1;
}

/** The totals that a missing row would make up, and where that row is printed. */
function totalsOf(system: System, laws: readonly Constraint[], print: Print): readonly Print[] {
  const totals = laws.flatMap((law) => ('total' in law ? (printOf(system, law.total, law.table) ?? []) : []));
  return [...totals, print];
}

/** Whether nothing breaks but laws that little speaks for: then a person looks first. */
function restsOnLittle(constraints: readonly Constraint[], { variables }: Conflict): boolean {
  return (
    variables.length === 0 &&
    constraints.length > 0 &&
    constraints.every(({ shown }) => shown !== undefined && isThin(shown))
  );
}

const MOST_REPAIRS = 6;
const MOST_PLACES = 200;

/** Printings that the broken laws speak of: those of their own table, or all. */
function printsIn(system: System, { constraints, variables }: Conflict): readonly Print[] {
  const found = new Set<Print>();
  for (const variable of variables)
    for (const print of system.variables[variable]?.prints ?? []) found.add(print);
  for (const index of constraints) {
    const constraint = system.constraints[index];
    if (constraint === undefined) continue;
    for (const variable of variablesOf(constraint)) {
      for (const print of printsOf(system, variable, constraint.table))
        if (print.fact.status !== 'blank') found.add(print);
    }
  }
  return [...found];
}

function ruleOf(constraints: readonly Constraint[], { variables }: Conflict): RuleId {
  const laws = new Set(constraints.map(({ law }) => law));
  if (variables.length > 0) return 'law.sameFact';
  if (laws.has('sum') || laws.has('ofWhich')) return 'law.sum';
  return laws.has('balance') ? 'law.balance' : 'law.said';
}
