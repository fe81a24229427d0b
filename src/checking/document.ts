import type { Place } from '../document/document.ts';
import { basePerUnit, fromBase, printValue } from '../facts/measure.ts';
import { sayCoordinate, type Unsaid } from '../facts/say.ts';
import type { Said } from '../facts/stated.ts';
import { type MessageKey, say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import { type Finding, finding } from './finding.ts';
import { type Change, type Conflict, conflictsOf, type Repair } from './localise.ts';
import { propagate } from './propagate.ts';
import type { RuleId } from './rules.ts';
import {
  type Constraint,
  type Print,
  type Statements,
  type System,
  systemOf,
  variablesOf,
} from './system.ts';

/** What the laws say of one document. */
export interface DocumentCheck {
  readonly findings: readonly Finding[];
  /** Laws that could be tested; of these, those that hold only because printed numbers are rounded. */
  readonly laws: number;
  readonly rounding: number;
  /** Comparisons that the text makes and nothing else in the document speaks of. */
  readonly unchecked: readonly Said[];
}

export interface DocumentContext {
  /** Members that go without saying: the document's own body, year and stage. */
  readonly unsaid: Unsaid;
  /** A place in words. */
  readonly sayPlace: (place: Place) => string;
}

/** Tests everything that a document states, all laws together, and says which number is wrong. */
export function checkDocument(statements: Statements, context: DocumentContext): DocumentCheck {
  const system = systemOf(statements);
  const conflicts = conflictsOf(system);
  const words = new Words(statements, system, context);
  const tested = system.constraints.filter((constraint) =>
    variablesOf(constraint).every((variable) => (system.variables[variable]?.prints.length ?? 0) > 0),
  );
  const of = new Set(system.constraints.flatMap(({ said }) => said ?? []));
  return {
    findings: conflicts.map((conflict) => words.finding(conflict)),
    laws: tested.length + system.variables.filter(({ prints }) => prints.length > 1).length,
    rounding: tested.filter((constraint) => isRounded(system, constraint)).length,
    unchecked: statements.said.filter((one) => !of.has(one)),
  };
}

/** A sum whose printed parts do not add up and whose rounded ones may (尾差). */
function isRounded(system: System, constraint: Constraint): boolean {
  if (constraint.type !== 'sum') return false;
  const value = (variable: number) => {
    const prints = system.variables[variable]?.prints ?? [];
    return (prints.find(({ fact }) => fact.table === constraint.table) ?? prints[0])?.fact.value ?? 0n;
  };
  const sum = constraint.parts.reduce((total, part) => total + value(part), 0n);
  return sum !== value(constraint.total) && propagate(alone(system, constraint)).consistent;
}

function alone(system: System, constraint: Constraint): System {
  return { ...system, constraints: [constraint], of: system.variables.map(() => []) };
}

/** Says conflicts in words. */
class Words {
  readonly #statements: Statements;
  readonly #system: System;
  readonly #context: DocumentContext;

  constructor(statements: Statements, system: System, context: DocumentContext) {
    this.#statements = statements;
    this.#system = system;
    this.#context = context;
  }

  finding(conflict: Conflict): Finding {
    const constraints = conflict.constraints.flatMap((index) => this.#system.constraints[index] ?? []);
    // Two values for one fact say most plainly what is wrong; sums that break with them follow.
    const laws = [
      ...conflict.variables.map((variable) => this.#contradiction(variable)),
      ...constraints.map((constraint) => this.#law(constraint)),
    ];
    const [repair] = conflict.repairs;
    const [change] = repair?.changes ?? [];
    const prints = this.#printsOf(conflict);
    const subject = change?.print ?? prints[0];
    const message = [...laws.slice(0, 1), this.#repairs(conflict.repairs)].join('');
    const places = [...(change === undefined ? [] : [change.print]), ...prints].flatMap(
      ({ fact }) => fact.place ?? [],
    );
    const said = constraints.flatMap((constraint) => constraint.said?.place ?? []);
    return finding(ruleOf(constraints, conflict), message, subject?.fact.at ?? {}, {
      ...(change === undefined ? {} : { value: sayPrinted(change.print), unit: change.print.fact.unit }),
      ...(change?.required === undefined ? {} : { expected: change.required }),
      places: [...new Set([...places, ...said])],
      laws,
      repairs: conflict.repairs.slice(0, MOST_REPAIRS).map((one) => ({
        likeness: one.likeness,
        changes: one.changes.map(({ print, required }) => ({
          printed: sayPrinted(print),
          required: required ?? '',
          unit: print.fact.unit,
          what: this.#where(print),
          ...(print.fact.place === undefined ? {} : { place: print.fact.place }),
        })),
      })),
    });
  }

  /** Printings that the broken laws speak of: those of their own table, or all. */
  #printsOf({ constraints, variables }: Conflict): readonly Print[] {
    const found = new Set<Print>();
    for (const variable of variables)
      for (const print of this.#system.variables[variable]?.prints ?? []) found.add(print);
    for (const index of constraints) {
      const constraint = this.#system.constraints[index];
      if (constraint === undefined) continue;
      for (const variable of variablesOf(constraint)) {
        const prints = this.#system.variables[variable]?.prints ?? [];
        const own = prints.filter(({ fact }) => fact.table === constraint.table);
        for (const print of own.length > 0 ? own : prints)
          if (print.fact.status !== 'blank') found.add(print);
      }
    }
    return [...found];
  }

  #law(constraint: Constraint): string {
    const at = (variable: number) => this.#system.variables[variable]?.at ?? {};
    const what = (variable: number) =>
      sayCoordinate(this.#statements.space, at(variable), this.#context.unsaid);
    const value = (variable: number) => this.#value(variable, constraint.table);
    switch (constraint.type) {
      case 'sum':
      case 'atMost': {
        const { total, parts } = constraint;
        const table = this.#statements.tables.find(({ id }) => id === constraint.table);
        const unit = this.#unitOf(total, constraint.table);
        const sum = parts.reduce((added, part) => added + this.#fact(part, constraint.table), 0n);
        const difference = sum - this.#fact(total, constraint.table);
        return say(constraint.type === 'sum' ? 'checking.law.sum' : 'checking.law.ofWhich', {
          table: table?.title ?? say('checking.law.document'),
          what: what(total) || say('checking.law.total'),
          total: value(total),
          sum: `${exact(sum, unit)}${unit}`,
          difference: `${exact(difference < 0n ? -difference : difference, unit)}${unit}`,
          count: parts.length,
        });
      }
      case 'difference':
      case 'ratio': {
        const { of, from, said } = constraint;
        if (said === undefined) {
          return say('checking.law.balance', { what: what(of), in: value(of), out: value(from) });
        }
        const params = {
          place: this.#context.sayPlace(said.place),
          of: what(of),
          from: what(from),
          ofValue: value(of),
          fromValue: value(from),
          said: `${printValue(said.value, said.unit, said.decimals)}${said.unit}`,
          should: this.#should(said, this.#fact(of, undefined), this.#fact(from, undefined)),
        };
        return say(SAID[said.kind], params);
      }
    }
  }

  #contradiction(variable: number): string {
    const found = this.#system.variables[variable];
    const what = sayCoordinate(this.#statements.space, found?.at ?? {}, this.#context.unsaid);
    const prints = (found?.prints ?? []).map((print) =>
      say('checking.law.print', {
        value: `${sayPrinted(print)}${print.fact.unit}`,
        where: this.#where(print),
      }),
    );
    return say('checking.law.sameFact', { what, prints: [...new Set(prints)].join('；') });
  }

  #repairs(repairs: readonly Repair[]): string {
    const [first, ...others] = repairs;
    if (first === undefined) return say('checking.law.noRepair');
    const text = (repair: Repair) =>
      [
        ...repair.changes.map((change) => this.#change(change)),
        ...repair.said.map((index) => this.#saying(index)),
      ].join(say('checking.law.and'));
    const rest = others.slice(0, 2).map(text);
    return [
      say('checking.law.repair', { change: text(first) }),
      ...(rest.length === 0 ? [] : [say('checking.law.orRepair', { changes: rest.join('；') })]),
    ].join('');
  }

  /** A comparison that is wrong itself: what it says and what it should say. */
  #saying(index: number): string {
    const constraint = this.#system.constraints[index];
    if (constraint?.type !== 'difference' && constraint?.type !== 'ratio') return '';
    const { said, of, from } = constraint;
    if (said === undefined) return '';
    const where = say('checking.law.inText', { place: this.#context.sayPlace(said.place) });
    const printed = `${printValue(said.value, said.unit, said.decimals)}${said.unit}`;
    const required = this.#should(said, this.#fact(of, undefined), this.#fact(from, undefined));
    return say('checking.law.change', { where, printed, required });
  }

  #change({ print, required }: Change): string {
    const params = { where: this.#where(print), printed: `${sayPrinted(print)}${print.fact.unit}` };
    return required === undefined
      ? say('checking.law.changeUnknown', params)
      : say('checking.law.change', { ...params, required: `${required}${print.fact.unit}` });
  }

  /** A printing in words: table, row and column, or the text, with its page or line. */
  #where({ fact }: Print): string {
    const table = this.#statements.tables.find(({ id }) => id === fact.table);
    const place = fact.place === undefined ? '' : this.#context.sayPlace(fact.place);
    if (table === undefined) return say('checking.law.inText', { place });
    return say('checking.law.inTable', {
      table: table.title,
      row: fact.row ?? '',
      column: fact.column ?? '',
      place,
    });
  }

  #print(variable: number, table: string | undefined): Print | undefined {
    const prints = this.#system.variables[variable]?.prints ?? [];
    return prints.find(({ fact }) => fact.table === table) ?? prints[0];
  }

  #fact(variable: number, table: string | undefined): bigint {
    return this.#print(variable, table)?.fact.value ?? 0n;
  }

  #unitOf(variable: number, table: string | undefined): string {
    return this.#print(variable, table)?.fact.unit ?? '';
  }

  #value(variable: number, table: string | undefined): string {
    const print = this.#print(variable, table);
    return print === undefined ? '' : `${sayPrinted(print)}${print.fact.unit}`;
  }

  /** What the two numbers make of a comparison. */
  #should(said: Said, of: bigint, from: bigint): string {
    if (said.kind === 'difference')
      return `${exact(of - from < 0n ? from - of : of - from, said.unit)}${said.unit}`;
    if (from === 0n) return say('checking.law.noBase');
    const part = said.kind === 'growth' ? of - from : of;
    const rate = (part * 1_000_000n * 2n + from) / (from * 2n);
    return `${printDecimal({ digits: (rate < 0n ? -rate : rate) / 100n, decimals: 2 })}%`;
  }
}

const MOST_REPAIRS = 6;

const SAID = {
  difference: 'checking.law.said.difference',
  growth: 'checking.law.said.growth',
  share: 'checking.law.said.share',
  completion: 'checking.law.said.completion',
} as const satisfies Record<Said['kind'], MessageKey>;

function ruleOf(constraints: readonly Constraint[], { variables }: Conflict): RuleId {
  const laws = new Set(constraints.map(({ law }) => law));
  if (variables.length > 0) return 'law.sameFact';
  if (laws.has('sum') || laws.has('ofWhich')) return 'law.sum';
  return laws.has('balance') ? 'law.balance' : 'law.said';
}

function sayPrinted({ fact }: Print): string {
  if (fact.status === 'blank') return say('checking.law.blank');
  if (fact.status === 'dash') return '-';
  return printValue(fact.value, fact.unit, fact.decimals);
}

/** A value in a unit with all its digits. */
function exact(value: bigint, unit: string): string {
  const decimals = basePerUnit(unit).toString().length - 1;
  return printDecimal(fromBase(value, unit, decimals)).replace(/(\.\d{2}\d*?)0+$/u, '$1');
}
