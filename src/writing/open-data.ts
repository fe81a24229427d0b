import Papa from 'papaparse';
import type { RoundingDifference } from '../checking/printed.ts';
import type { Document } from '../document/document.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { fromBase } from '../facts/measure.ts';
import type { Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import { isMoneyUnit } from '../money/amount.ts';
import { printDecimal } from '../money/decimal.ts';
import type { Pack } from '../packs/definition.ts';
import type { PrintedNumber } from '../packs/evaluate.ts';
import { numbersOf } from '../packs/view.ts';
import type { PlacedNumber, PlacedView } from './compose.ts';

/** A fact as the disclosure prints it, once for every coordinate, with the tables and sentences that print it. */
export interface PublishedFact {
  readonly at: Coordinate;
  /** As printed, without thousands separators. */
  readonly value: string;
  readonly unit: string;
  readonly decimals: number;
  readonly status: 'printed' | 'zero' | 'unknown';
  /** Ids of the tables, and names of the sentences, where it stands. */
  readonly printedIn: readonly string[];
}

/** Everything the open data says; `disclosure.json` is this object. */
export interface OpenData {
  readonly format: 'mingzhang-disclosure';
  readonly version: 1;
  readonly pack: string;
  readonly entity: { readonly code: string; readonly name: string };
  readonly year: number;
  readonly facts: readonly PublishedFact[];
  /** Totals whose printed parts do not add up because each cell is rounded on its own. */
  readonly rounding: readonly RoundingDifference[];
  readonly document: Document;
}

/**
 * Collects the facts of a disclosure while it is composed. Only what is printed is published: the ledger may hold
 * more than the law makes public. Blanks are left out, for a closed table says by itself that they are zero.
 */
export class FactCollector {
  readonly #facts = new Map<string, PublishedFact & { readonly printedIn: string[] }>();

  addTable({ id, view }: PlacedView): void {
    for (const number of numbersOf(view)) this.#add(number, id);
  }

  addNumber({ sentence, entity, content }: PlacedNumber): void {
    this.#add(content, `${entity}-${sentence}`);
  }

  list(): readonly PublishedFact[] {
    return [...this.#facts.values()];
  }

  #add(content: PrintedNumber, where: string): void {
    const [at] = content.terms;
    if (at === undefined || content.role !== 'coordinate') return;
    if (content.status === 'blank' || content.status === 'dash') return;
    const key = `${coordinateKey(at)} ${content.unit} ${content.decimals}`;
    const known = this.#facts.get(key);
    if (known !== undefined) {
      if (!known.printedIn.includes(where)) known.printedIn.push(where);
      return;
    }
    const { value, unit, decimals, status } = content;
    const printed = value === undefined ? '' : printDecimal(fromBase(value, unit, decimals));
    this.#facts.set(key, { at, value: printed, unit, decimals, status, printedIn: [where] });
  }
}

/** `facts.csv`: a column a dimension with its member, and beside it the member's name; then the value. */
export function factsCsv(facts: readonly PublishedFact[], space: Space): string {
  const dimensions = usedDimensions(facts, space);
  const named = dimensions.filter((id) => !UNNAMED.has(id));
  const columns = [
    ...dimensions,
    ...named.map((id) => `${id}_label`),
    'value',
    'unit',
    'decimals',
    'status',
    'amount_yuan',
    'printed_in',
  ];
  const rows = facts.map((fact) => [
    ...dimensions.map((id) => harmless(fact.at[id] ?? '')),
    ...named.map((id) => harmless(labelOf(fact.at[id], id, space))),
    fact.value,
    fact.unit,
    String(fact.decimals),
    fact.status,
    inYuan(fact),
    fact.printedIn.join('|'),
  ]);
  return `${Papa.unparse([columns, ...rows], { newline: '\n' })}\n`;
}

/** Dimensions whose members need no name beside them. */
const UNNAMED = new Set(['year']);

function usedDimensions(facts: readonly PublishedFact[], space: Space): readonly string[] {
  const used = new Set(facts.flatMap((fact) => Object.keys(fact.at)));
  return [...space.keys()].filter((id) => used.has(id));
}

function labelOf(member: string | undefined, dimension: string, space: Space): string {
  return member === undefined ? '' : (space.get(dimension)?.labelOf(member) ?? member);
}

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
export function harmless(text: string): string {
  return /^(?:[=+@\t\r]|-\D)/u.test(text) ? `'${text}` : text;
}

function inYuan({ value, unit }: PublishedFact): string {
  if (value === '' || !isMoneyUnit(unit)) return '';
  const shift = { 元: 0, 千元: 3, 万元: 4, 亿元: 8 }[unit];
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(shift, '0').slice(0, Math.max(shift, fraction.length)));
  const decimals = Math.max(0, fraction.length - shift);
  return printDecimal({ digits: value.startsWith('-') ? -digits : digits, decimals });
}

/** The Fiscal Data Package types of our dimensions, where it has one. */
const FISCAL_TYPES: Readonly<Record<string, { dimensionType: string; classificationType?: string }>> = {
  year: { dimensionType: 'datetime' },
  entity: { dimensionType: 'entity' },
  function: { dimensionType: 'classification', classificationType: 'functional' },
  economic: { dimensionType: 'classification', classificationType: 'economic' },
  govEconomic: { dimensionType: 'classification', classificationType: 'economic' },
  project: { dimensionType: 'activity' },
  source: { dimensionType: 'other' },
};

/** `datapackage.json`: a Data Package with a Fiscal Data Package model of `facts.csv`. */
export function dataPackage(data: OpenData, pack: Pack, space: Space): object {
  const dimensions = usedDimensions(data.facts, space);
  const field = (name: string, type: string, title: string) => ({ name, type, title });
  return {
    name: `${data.entity.code.toLowerCase()}-${data.year}-budget`,
    title:
      data.document.watermark === undefined
        ? data.document.title
        : `〔${data.document.watermark}〕${data.document.title}`,
    profile: 'fiscal-data-package',
    countryCode: 'CN',
    fiscalPeriod: { start: `${data.year}-01-01`, end: `${data.year}-12-31` },
    granularity: 'aggregated',
    sources: pack.sources.map((title) => ({ title })),
    resources: [
      {
        name: 'facts',
        path: 'facts.csv',
        profile: 'tabular-data-resource',
        encoding: 'utf-8',
        format: 'csv',
        mediatype: 'text/csv',
        schema: {
          fields: [
            ...dimensions.map((id) => field(id, 'string', space.get(id)?.label ?? id)),
            ...dimensions
              .filter((id) => !UNNAMED.has(id))
              .map((id) =>
                field(
                  `${id}_label`,
                  'string',
                  say('publishing.nameOf', { dimension: space.get(id)?.label ?? id }),
                ),
              ),
            field('value', 'number', say('publishing.value')),
            field('unit', 'string', say('publishing.unit')),
            field('decimals', 'integer', say('publishing.decimals')),
            field('status', 'string', say('publishing.status')),
            field('amount_yuan', 'number', say('publishing.yuan')),
            field('printed_in', 'string', say('publishing.printedIn')),
          ],
        },
      },
    ],
    model: {
      measures: {
        amount: { source: 'amount_yuan', resource: 'facts', currency: 'CNY', phase: 'approved' },
      },
      dimensions: Object.fromEntries(
        dimensions.flatMap((id) => {
          const type = FISCAL_TYPES[id];
          if (type === undefined) return [];
          return [
            [id, { ...type, attributes: { [id]: { source: id, resource: 'facts' } }, primaryKey: [id] }],
          ];
        }),
      ),
    },
  };
}
