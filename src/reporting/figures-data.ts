import { z } from 'zod';
import type { Figure, Figures } from '../checking/figures.ts';
import type { Place } from '../document/document.ts';
import { placeKey } from '../document/place.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { printValue, toBase } from '../facts/measure.ts';
import { parseDecimal } from '../money/decimal.ts';
import type { PrintedNumber, Reading } from '../reading/reading.ts';

const coordinate = z.record(z.string(), z.string());

const number = z.strictObject({
  at: coordinate
    .optional()
    .describe('Dimension → member, beside what its table shares; absent for what has a key'),
  key: z.string().optional().describe('Of a comparison, or of the number of a record'),
  value: z.string().describe('As printed, without separators'),
  unit: z.string().optional().describe('Where it is not that of its table'),
  row: z.string().optional().describe('The label of its row; in a text the words around it'),
  column: z.string().optional(),
  place: z
    .union([
      z.tuple([z.int(), z.number(), z.number(), z.number(), z.number()]),
      z.tuple([z.string(), z.string()]),
      z.tuple([z.string(), z.int(), z.int()]),
      z.tuple([z.int(), z.int(), z.int()]),
    ])
    .optional()
    .describe('Page and box; sheet and cell; path, from, to; or line, from, to'),
});

/** All numbers that a document prints, table by table, those of its text last: what other documents are held against. */
export const figuresSchema = z.array(
  z.strictObject({
    table: z.string().describe('The title; empty for text'),
    layout: z.string().describe('Its name in the pack; the title where it has none'),
    at: coordinate.describe('What all its numbers share'),
    unit: z.string().describe('Of all its numbers that name no other'),
    numbers: z.array(number),
  }),
);

type FiguresData = z.output<typeof figuresSchema>;
type NumberData = FiguresData[number]['numbers'][number];

/** The numbers of a document that was read. */
export function figuresOf(reading: Reading): Figures {
  const { file, entity, bodies, year, stage } = reading;
  const told = new Set(
    reading.tables.flatMap(({ facts }) =>
      facts.flatMap(({ place }) => (place === undefined ? [] : [placeKey(place)])),
    ),
  );
  return {
    file,
    entity,
    bodies,
    year,
    stage,
    figures: [
      ...reading.tables.flatMap(tableFigures),
      ...reading.numbers.filter(({ place }) => !told.has(placeKey(place))).flatMap(textFigure),
    ],
  };
}

function tableFigures({ layout, title, facts }: Reading['tables'][number]): readonly Figure[] {
  return facts.flatMap((fact): Figure[] => {
    const { at, value, unit, decimals, status, row = '', column = '', place } = fact;
    if (status !== 'printed' && status !== 'zero') return [];
    const name = layout === '' || layout === 'generic' ? title : layout;
    const printed = printValue(value, unit, decimals);
    return [{ at, key: '', printed, value, unit, decimals, layout: name, table: title, row, column, place }];
  });
}

/** Facts of the narrative and of sheets, comparisons, and numbers of records. */
function textFigure({ fate, text, context, place }: PrintedNumber): readonly Figure[] {
  const words = { layout: '', table: '', row: context.replace(/\s+/gu, ' ').trim(), column: '', place };
  switch (fate.type) {
    case 'fact': {
      const { at, value, unit, decimals, status } = fate.fact;
      if (status !== 'printed' && status !== 'zero') return [];
      const printed = printValue(value, unit, decimals);
      return [{ ...words, at, key: '', printed, value, unit, decimals }];
    }
    case 'said': {
      const { kind, of, from, direction, value, unit, decimals } = fate.said;
      const key = `said ${kind} ${coordinateKey(of)} ${coordinateKey(from)}`;
      const sign = direction === 'less' ? '-' : '';
      const printed = `${sign}${printValue(value, unit, decimals)}`;
      return [{ ...words, at: {}, key, printed, value: undefined, unit, decimals }];
    }
    case 'record':
      return [{ ...words, at: {}, key: fate.record, printed: text, value: undefined, unit: '', decimals: 0 }];
    default:
      return [];
  }
}

/** Figures as data. */
export function figuresData({ figures }: Figures): FiguresData {
  const groups: Figure[][] = [];
  for (const figure of figures) {
    const last = groups.at(-1);
    if (last?.[0]?.table === figure.table && last[0].layout === figure.layout) last.push(figure);
    else groups.push([figure]);
  }
  return groups.map((group) => {
    const [first] = group;
    const shared = sharedBy(group.filter(({ key }) => key === '').map(({ at }) => at));
    const unit = first?.unit ?? '';
    return {
      table: first?.table ?? '',
      layout: first?.layout ?? '',
      at: shared,
      unit,
      numbers: group.map((figure) => numberData(figure, shared, unit)),
    };
  });
}

function numberData(figure: Figure, shared: Coordinate, unit: string): NumberData {
  const { at, key, printed, row, column, place } = figure;
  const rest = Object.fromEntries(Object.entries(at).filter(([id]) => shared[id] === undefined));
  return {
    ...(key === '' ? { at: rest } : { key }),
    value: printed,
    ...(figure.unit === unit ? {} : { unit: figure.unit }),
    ...(row === '' ? {} : { row }),
    ...(column === '' ? {} : { column }),
    ...(place === undefined ? {} : { place: placeData(place) }),
  };
}

/** The members that all coordinates have. */
function sharedBy(all: readonly Coordinate[]): Coordinate {
  const [first = {}, ...others] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([id, member]) => others.every((at) => at[id] === member)),
  );
}

function placeData(place: Place): NonNullable<NumberData['place']> {
  switch (place.type) {
    case 'page':
      return [place.page, ...place.box];
    case 'cell':
      return [place.sheet, place.cell];
    case 'paragraph':
      return [place.path, place.from, place.to];
    case 'line':
      return [place.line, place.from, place.to];
  }
}

function placeFrom(place: NonNullable<NumberData['place']>): Place {
  if (place.length === 5) {
    const [page, left, top, right, bottom] = place;
    return { type: 'page', page, box: [left, top, right, bottom] };
  }
  if (place.length === 2) return { type: 'cell', sheet: place[0], cell: place[1] };
  const [where, from, to] = place;
  return typeof where === 'string'
    ? { type: 'paragraph', path: where, from, to }
    : { type: 'line', line: where, from, to };
}

/** Figures from data. */
export function figuresFrom(data: FiguresData): readonly Figure[] {
  return data.flatMap(({ table, layout, at: shared, unit: usual, numbers }) =>
    numbers.map(({ at, key = '', value: printed, unit = usual, row = '', column = '', place }): Figure => {
      const decimal = at === undefined ? undefined : parseDecimal(printed);
      return {
        at: at === undefined ? {} : { ...shared, ...at },
        key,
        printed,
        value: decimal === undefined ? undefined : toBase(decimal, unit),
        unit,
        decimals: decimal?.decimals ?? 0,
        layout,
        table,
        row,
        column,
        place: place === undefined ? undefined : placeFrom(place),
      };
    }),
  );
}
