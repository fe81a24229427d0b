import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import { basePerUnit, fromBase, printValue } from '../facts/measure.ts';
import { sayCoordinate, type Unsaid } from '../facts/say.ts';
import type { Said } from '../facts/stated.ts';
import { type MessageKey, say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import type { LeftOutRow } from './left-out-row.ts';
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

  /** A law that breaks, with its numbers, and why it is believed where no definition states it. */
  law(constraint: Constraint): string {
    if ('total' in constraint) return this.#sum(constraint) + this.#shown(constraint);
    const { of, from, said } = constraint;
    const [ofValue, fromValue] = [this.#value(of, undefined), this.#value(from, undefined)];
    if (said === undefined) {
      return say('checking.law.balance', { what: this.what(of), in: ofValue, out: fromValue });
    }
    // Nothing can be counted out of a number that is printed nowhere.
    const missing = [ofValue === '' ? [of] : [], fromValue === '' ? [from] : []].flat();
    if (missing.length > 0) {
      return say('checking.law.said.unprinted', {
        place: this.#context.sayPlace(said.place),
        of: this.what(of),
        from: this.what(from),
        kind: say(COMPARED[said.kind]),
        said: this.said(said),
        missing: missing.map((variable) => this.what(variable)).join('、'),
      });
    }
    return say(SAID[said.kind], {
      place: this.#context.sayPlace(said.place),
      of: this.what(of),
      from: this.what(from),
      ofValue,
      fromValue,
      said: this.said(said),
      should: this.#should(said, this.#fact(of, undefined), this.#fact(from, undefined)),
    });
  }

  #sum({ type, total, parts, table: id }: Extract<Constraint, { total: number }>): string {
    const title = this.titleOf(id);
    const table = title === undefined ? say('checking.law.document') : say('checking.law.table', { title });
    const print = printOf(this.#system, total, id);
    const what = this.what(total);
    if (parts.length === 0) return say('checking.law.leftOut', { table, what, prints: this.#prints(total) });
    const unit = print?.fact.unit ?? '';
    const sum = parts.reduce((added, part) => added + this.#fact(part, id), 0n);
    const difference = sum - (print?.fact.value ?? 0n);
    const params = {
      table,
      what,
      total: this.#value(total, id),
      sum: `${exact(sum, unit)}${unit}`,
      difference: `${exact(difference < 0n ? -difference : difference, unit)}${unit}`,
      count: parts.length,
    };
    if (type === 'atMost') return say('checking.law.ofWhich', params);
    if (print === undefined || print.fact.table === id) return say('checking.law.sum', params);
    return say('checking.law.sumElsewhere', { ...params, where: this.where(print) });
  }

  #shown({ shown }: Constraint): string {
    if (shown === undefined) return '';
    if (shown.alike === 0) return say('checking.law.shownAlone');
    return say(shown.kind === 'columns' ? 'checking.law.shownColumns' : 'checking.law.shownRows', {
      count: shown.alike,
    });
  }

  contradiction(variable: number): string {
    const what = this.what(variable);
    return say('checking.law.sameFact', { what, prints: this.#prints(variable) });
  }

  /** Every printing of a coordinate with its value; many alike are counted. */
  #prints(variable: number): string {
    const prints = (this.#system.variables[variable]?.prints ?? []).slice(0, MOST_LOOKED_AT).map((print) =>
      say('checking.law.print', {
        value: `${sayPrinted(print)}${print.fact.unit}`,
        where: this.where(print),
      }),
    );
    const each = [...new Set(prints)];
    const shown = each.slice(0, MOST_PRINTS).join('；');
    return each.length > MOST_PRINTS ? say('checking.law.andMore', { shown, count: each.length }) : shown;
  }

  /** A row that a table leaves out, and where it is printed. */
  leftOut({ dimension, member, print }: LeftOutRow): string {
    return say('checking.law.rowLeftOut', {
      row: sayCoordinate(this.#statements.space, { [dimension]: member }),
      where: this.where(print),
      value: `${sayPrinted(print)}${print.fact.unit}`,
    });
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
      printed: this.said(said).trim(),
    };
    if (of === undefined || from === undefined) return say('checking.law.changeUnknown', params);
    return say('checking.law.change', { ...params, required: this.#should(said, of, from).trim() });
  }

  /** What a comparison says, with its direction. */
  said({ kind, direction, value, unit, decimals }: Said): string {
    const said = `${printValue(value, unit, decimals)}${unit}`;
    if (kind === 'share' || kind === 'completion') return say('checking.law.plain', { said });
    return say(`checking.law.${direction}`, { said });
  }

  #change({ print, required }: Change): string {
    const params = { where: this.where(print), printed: `${sayPrinted(print)}${print.fact.unit}` };
    return required === undefined
      ? say('checking.law.changeUnknown', params)
      : say('checking.law.change', { ...params, required: `${required}${print.fact.unit}` });
  }

  /** A printing in words: table, row and column, or the text, with its page or line. */
  where({ fact }: Pick<Print, 'fact'>): string {
    const title = this.titleOf(fact.table);
    const place = fact.place === undefined ? '' : this.#context.sayPlace(fact.place);
    if (title === undefined) {
      return place === '' ? say('checking.law.inTextOnly') : say('checking.law.inText', { place });
    }
    const cell = [fact.row, fact.column].filter((label) => label !== undefined && label !== '').join('·');
    if (place === '') return say('checking.law.inTableOnly', { table: title, cell });
    return say('checking.law.inTableCell', { table: title, cell, place });
  }

  #fact(variable: number, table: string | undefined): bigint {
    return printOf(this.#system, variable, table)?.fact.value ?? 0n;
  }

  #value(variable: number, table: string | undefined): string {
    const print = printOf(this.#system, variable, table);
    return print === undefined ? '' : `${sayPrinted(print)}${print.fact.unit}`;
  }

  /** What the two numbers make of a comparison, with its direction. */
  #should(said: Said, of: bigint, from: bigint): string {
    const value = saidValue(said.kind, of, from);
    if (value === undefined) return say('checking.law.noBase');
    const direction = value < 0n ? 'less' : value === 0n ? 'same' : 'more';
    const magnitude = value < 0n ? -value : value;
    if (said.kind === 'difference') {
      const text = `${exact(magnitude, said.unit)}${said.unit}`;
      return say(`checking.law.${direction}`, { said: text });
    }
    const rate = `${printValue(magnitude, '%', Math.max(2, said.decimals))}%`;
    if (said.kind === 'growth') return say(`checking.law.${direction}`, { said: rate });
    return say('checking.law.plain', { said: rate });
  }
}

/** So many numbers that have to change together are named in the message. */
const MOST_CHANGES = 3;

/** So many printings of one number are named in a message, and looked at for it. */
const MOST_PRINTS = 8;
const MOST_LOOKED_AT = 200;

/** So many other repairs are named in the message; all are in the list. */
const MOST_OTHERS = 2;

const SAID = {
  difference: 'checking.law.said.difference',
  growth: 'checking.law.said.growth',
  share: 'checking.law.said.share',
  completion: 'checking.law.said.completion',
} as const satisfies Record<Said['kind'], MessageKey>;

const COMPARED = {
  difference: 'checking.law.said.than',
  growth: 'checking.law.said.than',
  share: 'checking.law.said.of',
  completion: 'checking.law.said.done',
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
