import type { AccountBook } from '../accounts/load.ts';
import { namedSets } from '../accounts/sets.ts';
import type { AccountTree, Classification } from '../accounts/tree.ts';
import type { Cell, Place } from '../document/document.ts';
import { listDimension, type Tree } from '../facts/dimension.ts';
import { type EntityNode, makeSpace, type Space } from '../facts/space.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { packSpace } from '../packs/space.ts';
import type { Vocabulary } from '../packs/vocabulary.ts';
import { bodiesOf } from './bodies.ts';
import { captionTables } from './caption.ts';
import { choosePack } from './choose.ts';
import { flowOf, type Item } from './flow.ts';
import { compact } from './head.ts';
import { identityOf } from './identity.ts';
import { joinPieces } from './join.ts';
import { Members } from './members.ts';
import { findNumbers } from './numbers.ts';
import { readTable, type TableReading } from './read-tables.ts';
import type { Fate, Part, PrintedNumber, Reading } from './reading.ts';
import type { Source } from './source.ts';

/** What reading goes by, beside the document itself. */
export interface ReadOptions {
  readonly file: string;
  readonly sha256: string;
  readonly packs: readonly Pack[];
  readonly vocabulary: Vocabulary;
  readonly accounts: AccountBook;
  /** The pack to read by, instead of choosing one; `generic` for none. */
  readonly pack?: string;
  /** The budget year, where the document does not say it. */
  readonly year?: number;
}

/** Reads what a document says: facts, comparisons, records, and what became of every number. */
export function readSource(source: Source, options: ReadOptions): Result<Reading> {
  const original = flowOf(source);
  const items = joinPieces(original);
  const tables = captionTables(items);
  const identity = identityOf(items, tables);
  const year = options.year ?? identity.year;
  if (year === undefined) return fail([problem('reading.noYear', 'error', { file: options.file })]);
  const { entity, stage } = identity;
  const asked = options.packs.find((pack) => pack.id === options.pack);
  const choice =
    options.pack === undefined
      ? choosePack(tables, options.packs, { year, stage, entity: entity.name })
      : {
          pack: asked,
          why:
            asked === undefined
              ? say('reading.pack.none')
              : say('reading.pack.asked', { title: asked.title }),
        };
  const bodies = bodiesOf(entity, tables);
  const space = readingSpace(choice.pack, options.accounts, year, bodies.all());
  const context = {
    pack: choice.pack,
    name: entity.name,
    entityOf: bodies.of,
    bodyOf: bodies.inRow,
    mayShift: source.format === 'text',
    space,
    members: new Members(options.accounts, year),
    vocabulary: options.vocabulary,
    base: { measure: 'amount', entity: bodies.own, year: String(year), stage },
    year,
  };
  const readings = tables.map((captioned) => readTable(captioned, context));
  const numbers = original.flatMap((item) => accountFor(item, readings));
  return succeed({
    file: options.file,
    sha256: options.sha256,
    format: source.format,
    pages: source.pages,
    pack: { id: choice.pack?.id ?? 'generic', why: choice.why },
    entity: { ...entity, code: entity.code },
    year,
    stage,
    tables: readings.map((reading) => reading.table),
    facts: readings.flatMap((reading) =>
      reading.table.facts.map((fact) => ({ ...fact, statedIn: options.sha256 })),
    ),
    said: readings.flatMap((reading) => reading.said),
    records: { units: [], projects: [], indicators: [], procurement: [], texts: [] },
    numbers,
    problems: source.problems,
  });
}

/** The space of a pack, or of the standard dimensions alone. */
export function readingSpace(
  pack: Pack | undefined,
  accounts: AccountBook,
  year: number,
  entities: readonly EntityNode[],
): Space {
  if (pack !== undefined) return packSpace(pack, accounts, { year, entities });
  const tree = (classification: Classification) => treeOf(accounts.tree(classification, year));
  return makeSpace({
    trees: { function: tree('function'), economic: tree('economic'), govEconomic: tree('govEconomic') },
    sets: namedSets('economic'),
    entities,
    extra: [
      listDimension({
        id: 'nature',
        label: say('facts.nature'),
        leaves: [{ id: 'agency', label: say('facts.nature.agency') }],
        roots: [],
      }),
    ],
  });
}

function treeOf(tree: AccountTree): Tree {
  return {
    parentOf: (code) => tree.parentOf(code),
    childrenOf: (code) => tree.childrenOf(code).map((account) => account.code),
    roots: () => tree.classes().map((account) => account.code),
    nameOf: (code) => tree.nameOf(code),
  };
}

/** Every number of a piece of the document with its fate. */
function accountFor(item: Item, readings: readonly TableReading[]): readonly PrintedNumber[] {
  if (item.type === 'line') {
    return findNumbers(item.text).map((token) => ({
      part: 'text',
      text: item.text.slice(token.from, token.end),
      context: around(item.text, token.from, token.end),
      place: item.placeOf(token.from, token.to),
      fate: token.leftOut === undefined ? { type: 'unplaced' } : { type: 'leftOut', leftOut: token.leftOut },
    }));
  }
  const cells = [...item.table.head, ...item.table.body].flatMap((row) => row.cells);
  return cells.flatMap((cell) => {
    const reading = readings.find((one) => one.fates.has(cell));
    return numbersOfCell(cell, 'table', reading?.fates.get(cell));
  });
}

const NOWHERE: Place = { type: 'line', line: 0, from: 0, to: 0 };

function numbersOfCell(cell: Cell, part: Part, fate: Fate | undefined): readonly PrintedNumber[] {
  return findNumbers(cell.text).map((token) => ({
    part,
    text: cell.text.slice(token.from, token.end),
    context: around(cell.text, token.from, token.end),
    place: cell.place ?? NOWHERE,
    fate:
      fate ??
      (token.leftOut === undefined ? { type: 'unplaced' } : { type: 'leftOut', leftOut: token.leftOut }),
  }));
}

function around(text: string, from: number, to: number): string {
  return compact(text.slice(Math.max(0, from - 16), to + 8));
}
