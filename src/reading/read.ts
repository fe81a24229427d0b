import type { AccountBook } from '../accounts/load.ts';
import { namedSets } from '../accounts/sets.ts';
import { type AccountTree, type Classification, normalName } from '../accounts/tree.ts';
import type { Cell } from '../document/document.ts';
import { listDimension } from '../facts/dimension.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Project } from '../facts/records.ts';
import { type EntityNode, makeSpace, type Space } from '../facts/space.ts';
import { madeProjectCode } from '../ledger/rows.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { packSpace, treeOf } from '../packs/space.ts';
import type { Vocabulary } from '../packs/vocabulary.ts';
import { withoutLookalikes } from './alike-sentences.ts';
import { type Bodies, bodiesOf } from './bodies.ts';
import { type Captioned, captionTables } from './caption.ts';
import { choosePack } from './choose.ts';
import { expandCollapsed } from './collapsed.ts';
import { mendNumbers } from './collapsed-cells.ts';
import { isCollapsed } from './collapsed-tokens.ts';
import { type FlowTable, flowOf, type Item, type Line } from './flow.ts';
import type { FormReading } from './form.ts';
import type { Grid } from './grid.ts';
import { compact } from './head.ts';
import { identityOf, nameIn } from './identity.ts';
import { joinPieces } from './join.ts';
import { layoutsOf } from './layout.ts';
import { namesPrinted, type PrintedName } from './local-names.ts';
import { Members } from './members.ts';
import { findNumbers } from './numbers.ts';
import { pinUnits, unitsNamed } from './pin-unit.ts';
import { type ProseBlock, type ProseReading, readProse } from './prose.ts';
import { cellsOf, ofTheirBodies, type ReadForm, readForms } from './read-forms.ts';
import { readTable, type TableReading, type TablesContext } from './read-tables.ts';
import type { Fate, PrintedNumber, ReadEntity, ReadGrid, Reading, ReadTable } from './reading.ts';
import { isProjectCode, projectAliases, recordsOf } from './records.ts';
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
  const printed = flowOf(source);
  const found = joinPieces(printed);
  const captioned = captionTables(found);
  const identity = identityOf(found, captioned);
  const year = options.year ?? identity.year;
  if (year === undefined) return fail([problem('reading.noYear', 'error', { file: options.file })]);
  const { entity, stage } = identity;
  const asked = options.packs.find((pack) => pack.id === options.pack);
  const choice =
    options.pack === undefined
      ? choosePack(captioned, options.packs, { year, stage, entity: entity.name })
      : {
          pack: asked,
          why:
            asked === undefined
              ? say('reading.pack.none')
              : say('reading.pack.asked', { title: asked.title }),
        };
  const members = new Members(options.accounts, year);
  const contextOf = (tables: readonly Captioned[]) => {
    const bodies = bodiesOf(entity, tables);
    const localNames = namesPrinted(tables);
    return {
      bodies,
      pack: choice.pack,
      name: entity.name,
      entityOf: bodies.of,
      bodyOf: bodies.inRow,
      mayShift: source.format === 'text',
      space: readingSpace(choice.pack, options.accounts, year, bodies.all(), localNames),
      localNames,
      members,
      vocabulary: options.vocabulary,
      base: { measure: 'amount', entity: bodies.own, year: String(year), stage },
      year,
    };
  };
  const first = contextOf(captioned);
  const damage = {
    layouts: choice.pack === undefined ? [] : layoutsOf(choice.pack).grids,
    name: entity.name,
    members,
    isBody: (code: string, name: string) => first.bodyOf(code, name) !== undefined,
    space: first.space,
    known: () =>
      readNarrative(
        found.filter((item) => item.type === 'table' || !isCollapsed(item)),
        captioned.map((one) => readTable(one, first)),
        { ...first, identity: entity },
      ).facts,
    read: (some: readonly Item[]) => {
      const tables = captionTables(joinPieces(some));
      const here = contextOf(tables);
      // What the sums and repeated numbers make of it is held against the labels in the end.
      const [unit, ...others] = unitsNamed(tables);
      const only = others.length === 0 ? unit : undefined;
      return tables.map((one) =>
        readTable(one.unit === undefined && only !== undefined ? { ...one, unit: only } : one, here),
      );
    },
  };
  const collapsed = expandCollapsed(printed, damage);
  const original = mendNumbers(collapsed.items, damage);
  // Most documents are whole: what was found stands.
  const isWhole = original === printed;
  const items = isWhole ? found : joinPieces(original);
  const labelled = isWhole ? captioned : captionTables(items);
  const context = isWhole ? first : contextOf(labelled);
  const tables = pinUnits(labelled, (one) => readTable(one, context));
  const { bodies } = context;
  const readings = tables.map((one) => readTable(one, context));
  const forms = ofTheirBodies(readForms(original, readings, context, options.packs), readings, bodies);
  const sheets = forms.map((form) => form.reading);
  const prose = readNarrative(items, readings, { ...context, bodies, identity: entity });
  const readingOf = byCell(readings, ({ fates }) => fates.keys());
  const sheetOf = byCell(sheets, ({ fates }) => fates.keys());
  const formOf = byCell(forms, ({ form }) => form.tables.flatMap(cellsOf));
  const told = new Set(items.flatMap((item) => (item.type === 'line' ? [item] : [])));
  const numbers = [
    ...original.flatMap((item) => {
      if (item.type === 'line') return told.has(item) ? [] : repeatedLine(item);
      return tableNumbers(item, readingOf, sheetOf);
    }),
    ...collapsed.numbers,
    ...prose.numbers,
  ];
  const rows = [...readings.flatMap((reading) => reading.records), ...sheets.map(({ record }) => record)];
  const about = { entity: { code: bodies.own, name: entity.name }, bodyOf: bodies.inRow };
  const records = recordsOf(rows, about);
  const named = projectNamer(projectAliases(rows, about), records.projects, bodies.own);
  return succeed({
    file: options.file,
    sha256: options.sha256,
    format: source.format,
    pages: source.pages,
    pack: { id: choice.pack?.id ?? 'generic', why: choice.why },
    entity,
    bodies: bodies.all(),
    year,
    stage,
    tables: readings.map((reading) => {
      const table = withForm(reading, formOf);
      return {
        ...table,
        at: named(table.at),
        facts: table.facts.map((fact) => ({ ...fact, at: named(fact.at) })),
      };
    }),
    facts: [
      ...readings.flatMap((reading) => reading.table.facts),
      ...forms.flatMap((form) => form.reading.facts.map((fact) => ({ ...fact, table: form.id }))),
      ...prose.facts,
    ].map((fact) => ({ ...fact, at: named(fact.at), statedIn: options.sha256 })),
    said: [
      ...readings.flatMap((reading) => reading.said),
      ...sheets.flatMap(({ said }) => said),
      ...prose.said,
    ],
    records: {
      ...records,
      indicators: [...records.indicators, ...prose.indicators],
      texts: [...records.texts, ...sheets.flatMap(({ texts }) => texts)],
    },
    numbers,
    corrections: [],
    problems: [...source.problems, ...readings.flatMap((reading) => unitProblem(reading, options.file))],
    lines: items.flatMap((item) => {
      if (item.type !== 'line') return [];
      const { text, isHeading, place, spans } = item;
      return [{ text, isHeading, place, ...(spans === undefined ? {} : { spans }) }];
    }),
    grids: readings.map(({ captioned }) => gridTexts(captioned, items)),
    asides: source.asides,
    properties: source.properties ?? [],
  });
}

/** Amounts without a unit of measure are not read: nobody knows what they say. */
function unitProblem({ table, lacksUnit }: TableReading, file: string): readonly Problem[] {
  if (!lacksUnit) return [];
  const page = table.place?.type === 'page' ? { page: table.place.page } : {};
  const sheet = table.place?.type === 'cell' ? { sheet: table.place.sheet } : {};
  return [problem('reading.noUnit', 'warning', { file, ...page, ...sheet }, { title: table.title })];
}

/**
 * Projects are known by their codes, or by body and name where no code is printed: facts of rows that print a name
 * alone get the code that a sheet or another row gives it.
 */
function projectNamer(
  aliases: ReadonlyMap<string, string>,
  projects: readonly Project[],
  own: string,
): (at: Coordinate) => Coordinate {
  const byName = new Map(projects.map(({ name, code }) => [normalName(name), code]));
  return (at) => {
    const { project } = at;
    if (project === undefined || isProjectCode(project) || project.includes('/')) return at;
    const made = madeProjectCode(at.entity ?? own, project);
    return { ...at, project: aliases.get(made) ?? byName.get(normalName(project)) ?? made };
  };
}

/** What each cell belongs to; the first that has it. */
function byCell<Owner>(
  owners: readonly Owner[],
  cells: (owner: Owner) => Iterable<Cell>,
): ReadonlyMap<Cell, Owner> {
  const found = new Map<Cell, Owner>();
  for (const owner of owners) for (const cell of cells(owner)) if (!found.has(cell)) found.set(cell, owner);
  return found;
}

/** A table that is a form, or a piece of one, under the form's name; its facts are the form's. */
function withForm({ captioned, table }: TableReading, formOf: ReadonlyMap<Cell, ReadForm>): ReadTable {
  const [found] = cellsOf(captioned.table).flatMap((cell) => formOf.get(cell) ?? []);
  if (found === undefined) return table;
  const { facts, closed } =
    found.id === captioned.id ? found.reading : { facts: [], closed: new Set<string>() };
  const title = found.form.title ?? table.title;
  // What it leaves out is nothing of its own project, and says nothing of others.
  const at = { ...table.at, ...found.reading.record.at };
  return { ...table, layout: found.form.layout.table, title, at, facts, closed };
}

/** The narrative, each stretch of it as that of the body whose tables stand before. */
function readNarrative(
  items: readonly Item[],
  readings: readonly TableReading[],
  context: TablesContext & {
    readonly bodies: Bodies;
    readonly identity: ReadEntity;
    readonly localNames: readonly PrintedName[];
  },
): ProseReading {
  const of = new Map<FlowTable, string>(
    readings.map(({ captioned }) => [captioned.table, context.entityOf(captioned)]),
  );
  const stretches: { entity: string; blocks: ProseBlock[] }[] = [];
  const numbers: PrintedNumber[] = [];
  let entity = context.bodies.own;
  for (const item of items) {
    if (item.type === 'table') {
      entity = of.get(item) ?? entity;
      continue;
    }
    if (nameIn(item.text).some(({ code }) => code !== '')) {
      for (const number of repeatedLine(item)) numbers.push(number);
      continue;
    }
    entity = context.bodies.speaking(item.text, entity) ?? entity;
    const block: ProseBlock = {
      type: item.isHeading ? 'heading' : 'paragraph',
      text: item.text,
      placeOf: item.placeOf,
    };
    const last = stretches.at(-1);
    if (last?.entity === entity) last.blocks.push(block);
    else stretches.push({ entity, blocks: [block] });
  }
  const used = new Set(
    readings.flatMap(({ table }) =>
      table.facts.flatMap(({ at }) => [at.function ?? '', at.economic ?? ''].filter((code) => code !== '')),
    ),
  );
  const { members, space, vocabulary, base, year, pack, identity, localNames } = context;
  const tree = (classification: Classification) => treeWith(members.tree(classification), localNames);
  const trees = { function: tree('function'), economic: tree('economic') };
  const names = new Map(context.bodies.all().map(({ code, name }) => [code, name]));
  const read = stretches.map((stretch) => {
    const name = names.get(stretch.entity) ?? identity.name;
    return readProse(stretch.blocks, {
      space,
      vocabulary,
      at: { ...base, entity: stretch.entity },
      year,
      sentences: pack?.sentences ?? {},
      variables: {
        'entity.name': name,
        'department.name': identity.name,
        year: String(year),
        previousYear: String(year - 1),
      },
      trees,
      used,
    });
  });
  return withoutLookalikes(
    {
      numbers: [...numbers, ...read.flatMap((one) => one.numbers)],
      facts: read.flatMap((one) => one.facts),
      said: read.flatMap((one) => one.said),
      indicators: read.flatMap((one) => one.indicators),
      shapes: new Map(read.flatMap((one) => [...one.shapes])),
    },
    readings.flatMap(({ table }) => table.facts),
  );
}

/** A classification with the codes that only the document knows. */
function treeWith(tree: AccountTree, names: readonly PrintedName[]): AccountTree {
  return tree.withLocal(names.filter(({ classification }) => classification === tree.classification));
}

/** The space of a pack, or of the standard dimensions alone. */
export function readingSpace(
  pack: Pack | undefined,
  accounts: AccountBook,
  year: number,
  entities: readonly EntityNode[],
  localNames: readonly PrintedName[] = [],
): Space {
  if (pack !== undefined) return packSpace(pack, accounts, { year, entities, localNames });
  const tree = (classification: Classification) =>
    treeOf(treeWith(accounts.tree(classification, year), localNames));
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

/** The words of a table, each cell once, and where it stands among the lines. */
function gridTexts({ id, table, notes, index }: Captioned, items: readonly Item[]): ReadGrid {
  return {
    id,
    cells: [...table.table.head, ...table.table.body].map(({ cells }) =>
      cells.map(({ text, place }) => ({ text, place })),
    ),
    notes: notes.map(({ text, place }) => ({ text, place })),
    after: items.slice(0, index).filter(({ type }) => type === 'line').length,
  };
}

/** The numbers of a line that only names bodies, years and units. */
function repeatedLine(line: Line): readonly PrintedNumber[] {
  return findNumbers(line.text).map((token) => ({
    part: 'text',
    text: line.text.slice(token.from, token.end),
    context: around(line.text, token.from, token.end),
    place: line.placeOf(token.from, token.to),
    fate: { type: 'leftOut', leftOut: token.leftOut ?? 'code' },
  }));
}

/** A heading that only sheets of performance targets have. */
const INDICATORS = /^(?:[一二三]级指标|绩效指标|指标值|年度指标值|绩效目标)$/u;

/** The numbers of a table with their fates: from the grid it was read as, or the form. */
function tableNumbers(
  { table, grid }: FlowTable,
  readingOf: ReadonlyMap<Cell, TableReading>,
  sheetOf: ReadonlyMap<Cell, FormReading>,
): readonly PrintedNumber[] {
  const ordinals = ordinalCells(grid);
  const isSheetByItsWords = grid.rows.some((row) =>
    row.some((cell) => INDICATORS.test(compact(cell?.text ?? ''))),
  );
  const cells = [...table.head, ...table.body].flatMap((row) => row.cells);
  return cells.flatMap((cell) => {
    // A cell without a place was put there by reading, and is not printed.
    if (cell.place === undefined || !/[0-9\uff10-\uff19]/u.test(cell.text)) return [];
    const { place } = cell;
    const sheet = sheetOf.get(cell);
    const reading = readingOf.get(cell);
    const own = reading?.fates.get(cell);
    const isSheet =
      isSheetByItsWords ||
      sheet !== undefined ||
      reading?.records.some(({ inner }) => inner.length > 0) === true;
    const fates = sheet?.fates.get(cell);
    return findNumbers(cell.text).map((token, index): PrintedNumber => {
      const usual: Fate =
        token.leftOut !== undefined
          ? { type: 'leftOut', leftOut: token.leftOut }
          : ordinals.has(cell)
            ? { type: 'leftOut', leftOut: 'ordinal' }
            : { type: 'unplaced' };
      return {
        part: isSheet ? 'sheet' : 'table',
        text: cell.text.slice(token.from, token.end),
        context: around(cell.text, token.from, token.end),
        place,
        fate: fates?.[index] ?? fateAt(own, index) ?? usual,
      };
    });
  });
}

function fateAt(fates: Fate | readonly Fate[] | undefined, index: number): Fate | undefined {
  if (fates === undefined || 'type' in fates) return fates;
  return fates[index];
}

/** The running numbers of rows: a first column that counts 1, 2, 3 … */
function ordinalCells(grid: Grid): ReadonlySet<Cell> {
  const found = new Set<Cell>();
  let next = 1;
  for (const row of grid.rows) {
    const cell = row[0];
    if (cell === undefined || found.has(cell.cell)) continue;
    const text = compact(cell.text);
    if (text === String(next)) {
      found.add(cell.cell);
      next += 1;
    } else if (/\d/u.test(text)) return new Set();
  }
  return next > 2 ? found : new Set();
}

function around(text: string, from: number, to: number): string {
  return compact(text.slice(Math.max(0, from - 16), to + 8));
}
