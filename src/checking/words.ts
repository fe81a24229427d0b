import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import { basePerUnit, fromBase, printValue } from '../facts/measure.ts';
import { sayCoordinate, type Unsaid } from '../facts/say.ts';
import type { Said } from '../facts/stated.ts';
import { type MessageKey, say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import type { Repair, Saying } from './localise.ts';
import { saidValue } from './outcome.ts';
import type { Change } from './repair.ts';
import { type Constraint, type Print, printOf, type Statements, type System, variablesOf } from './system.ts';

export interface DocumentContext {
  /** Members that go without saying: the document's own body, year and stage. */
  readonly unsaid: Unsaid;
  /** A place in words. */
  readonly sayPlace: (place: Place) => string;
}

/** A number of a document as a list shows it. */
export interface Cell {
  /** Where it stands, in words: table, row, column and page, or the text with its page. */
  readonly where: string;
  /** As printed, without its unit. */
  readonly printed: string;
  readonly unit: string;
  readonly place?: Place;
}

/** Says laws, numbers and repairs of one document in words. */
export class Words {
  readonly #statements: Statements;
  readonly #system: System;
  readonly #context: DocumentContext;

  constructor(statements: Statements, system: System, context: DocumentContext) {
    this.#statements = statements;
    this.#system = system;
    this.#context = context;
  }

  /** A coordinate in words, the total of the document where nothing narrows it. */
  coordinate(at: Coordinate): string {
    return sayCoordinate(this.#statements.space, at, this.#context.unsaid) || say('checking.law.total');
  }

  what(variable: number): string {
    return this.coordinate(this.#system.variables[variable]?.at ?? {});
  }

  place(place: Place): string {
    return this.#context.sayPlace(place);
  }

  titleOf(table: string | undefined): string | undefined {
    return this.#statements.tables.find(({ id }) => id === table)?.title;
  }

  cell(print: Print): Cell {
    const { place, unit } = print.fact;
    return {
      where: this.where(print),
      printed: sayPrinted(print),
      unit,
      ...(place === undefined ? {} : { place }),
    };
  }

  /** What several laws are about: the first by name, with their number. */
  lawsOf(laws: readonly Constraint[]): string {
    const names = laws.map((law) => this.what(variablesOf(law)[0] ?? 0));
    return say('checking.unchecked.sums', { what: names[0] ?? '', count: laws.length });
  }

  law(constraint: Constraint): string {
    const what = (variable: number) => this.what(variable);
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
          what: what(total),
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

  contradiction(variable: number): string {
    const what = this.what(variable);
    const prints = (this.#system.variables[variable]?.prints ?? []).map((print) =>
      say('checking.law.print', {
        value: `${sayPrinted(print)}${print.fact.unit}`,
        where: this.where(print),
      }),
    );
    return say('checking.law.sameFact', { what, prints: [...new Set(prints)].join('；') });
  }

  repairs(repairs: readonly Repair[]): string {
    const [first, ...others] = repairs;
    if (first === undefined) return say('checking.law.noRepair');
    const text = this.#repair(first);
    const rest = [...new Set(others.map((repair) => this.#repair(repair)))]
      .filter((other) => other !== text)
      .slice(0, MOST_OTHERS);
    return [
      say('checking.law.repair', { change: text }),
      ...(rest.length === 0 ? [] : [say('checking.law.orRepair', { changes: rest.join('；') })]),
    ].join('');
  }

  #repair({ changes, said }: Repair): string {
    const texts = [
      ...changes.map((change) => this.#change(change)),
      ...said.map((saying) => this.#saying(saying)),
    ];
    const each = [...new Set(texts)];
    const shown = each.slice(0, MOST_CHANGES).join(say('checking.law.and'));
    return each.length > MOST_CHANGES ? say('checking.law.andMore', { shown, count: each.length }) : shown;
  }

  /** A comparison that is wrong itself: what it says and what it should say. */
  #saying({ constraint: index, of, from }: Saying): string {
    const said = this.#system.constraints[index]?.said;
    if (said === undefined) return '';
    const params = {
      where: say('checking.law.inText', { place: this.#context.sayPlace(said.place) }),
      printed: this.#said(said),
    };
    if (of === undefined || from === undefined) return say('checking.law.changeUnknown', params);
    return say('checking.law.change', { ...params, required: this.#should(said, of, from) });
  }

  #said({ value, unit, decimals }: Said): string {
    return `${printValue(value, unit, decimals)}${unit}`;
  }

  #change({ print, required }: Change): string {
    const params = { where: this.where(print), printed: `${sayPrinted(print)}${print.fact.unit}` };
    return required === undefined
      ? say('checking.law.changeUnknown', params)
      : say('checking.law.change', { ...params, required: `${required}${print.fact.unit}` });
  }

  /** A printing in words: table, row and column, or the text, with its page or line. */
  where({ fact }: Pick<Print, 'fact'>): string {
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

  #fact(variable: number, table: string | undefined): bigint {
    return printOf(this.#system, variable, table)?.fact.value ?? 0n;
  }

  #unitOf(variable: number, table: string | undefined): string {
    return printOf(this.#system, variable, table)?.fact.unit ?? '';
  }

  #value(variable: number, table: string | undefined): string {
    const print = printOf(this.#system, variable, table);
    return print === undefined ? '' : `${sayPrinted(print)}${print.fact.unit}`;
  }

  /** What the two numbers make of a comparison. */
  #should(said: Said, of: bigint, from: bigint): string {
    if (said.kind === 'difference')
      return `${exact(of - from < 0n ? from - of : of - from, said.unit)}${said.unit}`;
    const rate = saidValue(said.kind, of, from);
    if (rate === undefined) return say('checking.law.noBase');
    return `${printValue(rate < 0n ? -rate : rate, '%', Math.max(2, said.decimals))}%`;
  }
}

/** So many numbers that have to change together are named in the message. */
const MOST_CHANGES = 3;

/** So many other repairs are named in the message; all are in the list. */
const MOST_OTHERS = 2;

const SAID = {
  difference: 'checking.law.said.difference',
  growth: 'checking.law.said.growth',
  share: 'checking.law.said.share',
  completion: 'checking.law.said.completion',
} as const satisfies Record<Said['kind'], MessageKey>;

/** A number as printed, or a word for a blank. */
export function sayPrinted({ fact }: Pick<Print, 'fact'>): string {
  if (fact.status === 'blank') return say('checking.law.blank');
  if (fact.status === 'dash') return '-';
  return printValue(fact.value, fact.unit, fact.decimals);
}

/** A value in a unit with all its digits. */
export function exact(value: bigint, unit: string): string {
  const decimals = basePerUnit(unit).toString().length - 1;
  return printDecimal(fromBase(value, unit, decimals)).replace(/(\.\d{2}\d*?)0+$/u, '$1');
}
