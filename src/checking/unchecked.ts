import type { Place } from '../document/document.ts';
import { coordinateKey } from '../facts/fact.ts';
import type { Said, StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import { type LawRule, ruleOfLaw } from './rounded.ts';
import { type Constraint, printOf, type Statements, type System, variablesOf } from './system.ts';
import { sayPrinted, type Words } from './words.ts';

/** Something that a law speaks of and that could not be checked: silence is never success. */
export interface UncheckedLaw {
  readonly law: LawRule;
  readonly reason: UncheckedReason;
  /** What was not checked and why, in words. */
  readonly message: string;
  readonly place?: Place;
}

/**
 * `unread`: a cell could not be read. `noCounterpart`: what a sentence compares with is printed nowhere. `noBase`: a rate
 * from nothing. `oneSide`: one side of the balance is not printed. `alone`: a number printed once, in no sum and no
 * comparison. `limit`:
 * more broke than is taken apart.
 */
export type UncheckedReason = 'unread' | 'noCounterpart' | 'noBase' | 'oneSide' | 'alone' | 'limit';

/** Everything the laws could not be asked of, in the order of the document's laws. */
export function uncheckedLaws(statements: Statements, system: System, words: Words): readonly UncheckedLaw[] {
  return [
    ...unreadCells(statements, system, words),
    ...comparisons(statements, system, words),
    ...oneSided(system, words),
    ...aloneFacts(system, words),
  ];
}

/** More breaks than is taken apart. */
export function cutShort(most: number): UncheckedLaw {
  return { law: 'law.sum', reason: 'limit', message: say('checking.unchecked.limit', { most }) };
}

function placed(place: Place | undefined): { readonly place?: Place } {
  return place === undefined ? {} : { place };
}

/** Cells that could not be read, each with the sums that it keeps from being checked. */
function unreadCells(statements: Statements, system: System, words: Words): readonly UncheckedLaw[] {
  const facts: readonly StatedFact[] = [
    ...statements.tables.flatMap((table) => table.facts),
    ...statements.others,
  ].filter(({ status }) => status === 'unread');
  if (facts.length === 0) return [];
  const known = new Map(system.variables.map(({ at }, variable) => [coordinateKey(at), variable]));
  return facts.flatMap((fact): readonly UncheckedLaw[] => {
    const variable = known.get(coordinateKey(fact.at));
    if (variable === undefined) return [];
    const laws = (system.of[variable] ?? []).flatMap((index) => system.constraints[index] ?? []);
    const of = laws.find(({ table }) => table === fact.table) ?? laws[0];
    const what = laws.length === 0 ? say('checking.unchecked.thisNumber') : words.lawsOf(laws);
    const params = { where: words.where({ fact }), raw: fact.raw ?? '', what };
    return [
      {
        law: of === undefined ? 'law.sameFact' : ruleOfLaw(of),
        reason: 'unread',
        message: say('checking.unchecked.unread', params),
        ...placed(fact.place),
      },
    ];
  });
}

/** Comparisons of the text with a number that the document does not print, or with nothing. */
function comparisons(statements: Statements, system: System, words: Words): readonly UncheckedLaw[] {
  const asked = new Map<Said, Constraint>();
  for (const constraint of system.constraints)
    if (constraint.said !== undefined) asked.set(constraint.said, constraint);
  return statements.said.flatMap((said): readonly UncheckedLaw[] => {
    const constraint = asked.get(said);
    const one = { law: 'law.said', place: said.place } as const;
    const kind = say(`checking.unchecked.kind.${said.kind}`, {
      said: words.said(said),
    });
    const params = { place: words.place(said.place), of: words.coordinate(said.of), kind };
    if (constraint === undefined || !('of' in constraint)) {
      return [{ ...one, reason: 'noCounterpart', message: say('checking.unchecked.sameNumber', params) }];
    }
    const missing = [constraint.of, constraint.from].filter(
      (variable) =>
        (system.variables[variable]?.prints.length ?? 0) === 0 && (system.of[variable]?.length ?? 0) < 2,
    );
    if (missing.length > 0) {
      const what = missing.map((variable) => words.what(variable)).join('、');
      const message = say('checking.unchecked.noCounterpart', { ...params, missing: what });
      return [{ ...one, reason: 'noCounterpart', message }];
    }
    const base = printOf(system, constraint.from, undefined);
    if (said.kind === 'difference' || base === undefined || base.fact.value > 0n) return [];
    const message = say('checking.unchecked.noBase', {
      ...params,
      from: words.coordinate(said.from),
      value: `${sayPrinted(base)}${base.fact.unit}`,
    });
    return [{ ...one, reason: 'noBase', message }];
  });
}

/** Totals of income whose outlay is not printed, and the other way round. */
function oneSided(system: System, words: Words): readonly UncheckedLaw[] {
  const keys = new Set(
    system.variables.flatMap(({ at }) =>
      at.flow === 'totalIn' || at.flow === 'totalOut' ? [coordinateKey(at)] : [],
    ),
  );
  return system.variables.flatMap(({ at }, variable): readonly UncheckedLaw[] => {
    const flow = at.flow === 'totalIn' ? 'totalOut' : at.flow === 'totalOut' ? 'totalIn' : undefined;
    if (flow === undefined || at.function !== undefined) return [];
    const other = { ...at, flow };
    const print = printOf(system, variable, undefined);
    if (keys.has(coordinateKey(other)) || print === undefined || print.fact.status === 'blank') return [];
    const value = `${sayPrinted(print)}${print.fact.unit}`;
    const params = { what: words.what(variable), value, missing: words.coordinate(other) };
    return [
      {
        law: 'law.balance',
        reason: 'oneSide',
        message: say('checking.unchecked.oneSide', params),
        ...placed(print.fact.place),
      },
    ];
  });
}

/** Numbers printed once that no sum, no balance and no comparison speaks of. */
function aloneFacts(system: System, words: Words): readonly UncheckedLaw[] {
  const isTested = system.constraints.map((constraint) =>
    variablesOf(constraint).every(
      (variable) =>
        (system.variables[variable]?.prints.length ?? 0) > 0 || (system.of[variable]?.length ?? 0) > 1,
    ),
  );
  return system.variables.flatMap(({ prints }, variable): readonly UncheckedLaw[] => {
    const [print, ...others] = prints;
    if (print === undefined || others.length > 0 || print.fact.status !== 'printed') return [];
    if ((system.of[variable] ?? []).some((index) => isTested[index] === true)) return [];
    const { fact } = print;
    const params = {
      where: words.where(print),
      value: `${sayPrinted(print)}${fact.unit}`,
      what: words.what(variable),
    };
    return [
      {
        law: 'law.sameFact',
        reason: 'alone',
        message: say('checking.unchecked.alone', params),
        ...placed(fact.place),
      },
    ];
  });
}
