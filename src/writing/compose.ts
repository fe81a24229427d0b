import type {
  Block,
  Cell,
  Data,
  Document,
  Paragraph,
  Row,
  Run,
  Section,
  Table,
} from '../document/document.ts';
import { coordinateKey } from '../facts/fact.ts';
import { fromBase } from '../facts/measure.ts';
import { say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import type { BlockDefinition, PartDefinition, SectionDefinition } from '../packs/definition.ts';
import { type Evaluated, evaluateText } from '../packs/evaluate.ts';
import { turnsOf } from '../packs/repeat.ts';
import { departmentScope, type Scope, type ScopeOptions, unitScope } from '../packs/scope.ts';
import { evaluateSentence, type Fragment, fillText, turnVariables } from '../packs/sentence.ts';
import { type TableView, type ViewCell, viewTable } from '../packs/view.ts';

export interface ComposeOptions extends ScopeOptions {
  /** Whether the disclosure has a part for each unit. */
  readonly unitParts: boolean;
  /** Marks every page as a draft. */
  readonly draft: boolean;
  /** Told of every table as it is made; a large disclosure has thousands, so none is kept here. */
  readonly onTable?: (table: PlacedView) => void;
  /** Told of every number that a sentence prints. */
  readonly onNumber?: (number: PlacedNumber) => void;
  /** Told after each unit of work, for progress; `done` of `total`. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A composed disclosure. */
export interface Composed {
  readonly document: Document;
  /** Texts that nobody has written yet: entity code and key. */
  readonly missingTexts: readonly { readonly entity: string; readonly key: string }[];
}

/** A table where it stands in the document. */
export interface PlacedView {
  /** The id of its {@link Table} block. */
  readonly id: string;
  readonly entity: string;
  readonly view: TableView;
}

export interface PlacedNumber {
  /** The name of its sentence in the pack. */
  readonly sentence: string;
  readonly entity: string;
  readonly content: Extract<Evaluated, { type: 'number' }>;
}

/** What is told and collected on the way through the document definition. */
interface Collector {
  readonly onTable: (table: PlacedView) => void;
  readonly onNumber: (number: PlacedNumber) => void;
  readonly missingTexts: { entity: string; key: string }[];
  readonly usedIds: Set<string>;
}

/** Makes the disclosure that a pack describes from facts and records. */
export function compose(options: ComposeOptions): Composed {
  const { pack, unitParts, draft, onProgress } = options;
  const scope = departmentScope(options);
  const collector: Collector = {
    onTable: options.onTable ?? (() => undefined),
    onNumber: options.onNumber ?? (() => undefined),
    missingTexts: [],
    usedIds: new Set(),
  };
  const parts = pack.document.parts.filter((part) => part.of === 'department' || unitParts);
  const units = scope.records.units;
  const total = parts.reduce((sum, part) => sum + (part.each === 'units' ? units.length : 1), 0);
  let done = 0;
  const sections: Section[] = [];
  for (const part of parts) {
    for (const inner of partScopes(part, scope)) {
      sections.push(...part.sections.flatMap((section) => composeSection(section, inner, collector)));
      done += 1;
      onProgress?.(done, total);
    }
  }
  return {
    document: {
      title: fillText(pack.document.title, scope),
      language: 'zh-CN',
      author: scope.department.name,
      year: options.year,
      ...(draft ? { watermark: say('publishing.draft') } : {}),
      sections,
    },
    missingTexts: collector.missingTexts,
  };
}

function partScopes(part: PartDefinition, scope: Scope): readonly Scope[] {
  const withVariables = (one: Scope): Scope => ({ ...one, variables: { ...one.variables, ...part.with } });
  if (part.each === undefined) return [withVariables(scope)];
  return scope.records.units.map((unit, index) =>
    withVariables({
      ...unitScope(scope, unit),
      variables: { ...scope.variables, ...turnVariables(index + 1, unit.code, unit.name) },
    }),
  );
}

/** A section without any block that prints something is left out. */
function composeSection(
  definition: SectionDefinition,
  scope: Scope,
  collector: Collector,
): readonly Section[] {
  const blocks = definition.blocks.flatMap((block) => composeBlock(block, scope, collector));
  if (blocks.length === 0) return [];
  return [
    { orientation: definition.orientation, ...(definition.cover === true ? { cover: true } : {}), blocks },
  ];
}

function composeBlock(block: BlockDefinition, scope: Scope, collector: Collector): readonly Block[] {
  if ('heading' in block) {
    return [{ type: 'heading', level: levelOf(block.level), text: fillText(block.heading, scope) }];
  }
  if ('paragraph' in block) {
    return [
      { type: 'paragraph', style: block.style ?? 'body', runs: [{ text: fillText(block.paragraph, scope) }] },
    ];
  }
  if ('contents' in block) {
    return [{ type: 'contents', title: fillText(block.contents, scope), depth: levelOf(block.depth) }];
  }
  if ('text' in block) return composeText(block.text, block.style ?? 'body', scope, collector);
  if ('sentence' in block) return composeSentence(block.sentence, scope, collector);
  if ('table' in block) return composeTable(block.table, block.level, scope, collector);
  const each = typeof block.each === 'string' ? { records: block.each } : block.each;
  const turns = turnsOf(each, {}, scope);
  if (turns.length === 0)
    return (block.otherwise ?? []).flatMap((one) => composeBlock(one, scope, collector));
  return turns.flatMap((turn, index) => {
    const variables = { ...scope.variables, ...turnVariables(index + 1, turn.code, turn.name, turn.above) };
    const inner: Scope = { ...turn.scope, variables, at: { ...scope.at, ...turn.at } };
    return block.blocks.flatMap((one) => composeBlock(one, inner, collector));
  });
}

function levelOf(level: number): 1 | 2 | 3 | 4 {
  return level === 1 || level === 2 || level === 3 ? level : 4;
}

function composeText(
  key: string,
  style: Paragraph['style'],
  scope: Scope,
  collector: Collector,
): readonly Block[] {
  const words = evaluateText(key, scope);
  noteMissing(words, scope, collector);
  return words.text.split('\n').map((line) => ({ type: 'paragraph', style, runs: [{ text: line }] }));
}

function composeSentence(name: string, scope: Scope, collector: Collector): readonly Block[] {
  const definition = scope.pack.sentences[name];
  const fragments = definition === undefined ? undefined : evaluateSentence(definition, scope);
  if (fragments === undefined) return [];
  for (const { from } of fragments) {
    if (from === undefined) continue;
    noteMissing(from, scope, collector);
    if (from.type === 'number')
      collector.onNumber({ sentence: name, entity: scope.entity.code, content: from });
  }
  return paragraphsOf(fragments);
}

/** A text in a slot may hold several paragraphs; each becomes one. */
function paragraphsOf(fragments: readonly Fragment[]): readonly Paragraph[] {
  const paragraphs: Run[][] = [[]];
  for (const fragment of fragments) {
    fragment.text.split('\n').forEach((line, index) => {
      if (index > 0) paragraphs.push([]);
      const data = dataOf(fragment.from);
      paragraphs.at(-1)?.push({ text: line, ...(data === undefined ? {} : { data }) });
    });
  }
  return paragraphs.map((runs) => ({ type: 'paragraph', style: 'body', runs: joinWords(runs) }));
}

/** Neighbouring runs of plain words become one. */
function joinWords(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && last.data === undefined && run.data === undefined) {
      joined[joined.length - 1] = { text: last.text + run.text };
    } else joined.push(run);
  }
  return joined;
}

function noteMissing(content: Evaluated, scope: Scope, collector: Collector): void {
  if (content.type !== 'words' || content.missing === undefined) return;
  collector.missingTexts.push({ entity: scope.entity.code, key: content.missing });
}

function composeTable(
  name: string,
  level: number | undefined,
  scope: Scope,
  collector: Collector,
): readonly Block[] {
  const definition = scope.pack.tables[name];
  if (definition === undefined) return [];
  const view = viewTable(name, definition, scope);
  const project = scope.project === undefined ? '' : `-${scope.project.code}`;
  const id = uniqueId(`${scope.entity.code}-${name}${project}`, collector.usedIds);
  for (const row of view.rows) {
    for (const { content } of row.cells) if (content !== undefined) noteMissing(content, scope, collector);
  }
  collector.onTable({ id, entity: scope.entity.code, view });
  return [tableOf(id, view, level)];
}

function uniqueId(wanted: string, used: Set<string>): string {
  let id = wanted;
  for (let n = 2; used.has(id); n += 1) id = `${wanted}-${n}`;
  used.add(id);
  return id;
}

/** The block that prints a view. */
function tableOf(id: string, view: TableView, level: number | undefined): Table {
  return {
    type: 'table',
    id,
    title: view.title,
    ...(level === undefined ? {} : { heading: levelOf(level) }),
    ...(view.above === undefined ? {} : { above: view.above }),
    widths: view.widths,
    head: view.head.map((cells): Row => ({ cells: cells.map(cellOf) })),
    body: view.rows.map(
      (row): Row => ({
        cells: row.cells.map(cellOf),
        ...(row.emphasis ? { emphasis: true } : {}),
      }),
    ),
    notes: view.notes,
  };
}

function cellOf({ content, ...cell }: ViewCell): Cell {
  if (content?.type !== 'number') return cell;
  const data = dataOf(content);
  const { value, unit, decimals, grouped, status } = content;
  // A rounded spreadsheet number, as printed: what is added up in the sheet is what the page shows.
  const number =
    value === undefined || status === 'blank' || status === 'dash'
      ? undefined
      : { value: printDecimal(fromBase(value, unit, decimals)), decimals, grouped };
  return { ...cell, ...(number === undefined ? {} : { number }), ...(data === undefined ? {} : { data }) };
}

/** The coordinate of a number, for whoever reads the document by machine; where nothing is printed there is none. */
function dataOf(content: Evaluated | undefined): Data | undefined {
  if (content?.type !== 'number' || content.terms.length === 0 || content.status === 'blank')
    return undefined;
  const [first, second] = content.terms;
  return {
    ...(first === undefined ? {} : { at: coordinateKey(first) }),
    ...(second === undefined ? {} : { against: coordinateKey(second) }),
    role: content.role,
    ...(content.attribute === undefined ? {} : { attribute: content.attribute }),
    unit: content.unit,
    status: content.status,
  };
}
