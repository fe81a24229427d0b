import { createHash } from 'node:crypto';
import type { AccountBook } from '../accounts/book.ts';
import { type Finding, finding } from '../checking/finding.ts';
import type { Law } from '../checking/law.ts';
import { checkLedger } from '../checking/ledger.ts';
import { checkPrinted, type RoundingDifference, roundedDifference } from '../checking/printed.ts';
import type { Place } from '../document/document.ts';
import type { Cube } from '../facts/cube.ts';
import type { Dimension } from '../facts/dimension.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import { relateCoordinates, type Space } from '../facts/space.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { PrintedNumber } from '../packs/evaluate.ts';
import type { TableView } from '../packs/view.ts';
import { type Composed, compose } from './compose.ts';
import { dataPackage, FactCollector, factsCsv, type OpenData, type PublishedFact } from './open-data.ts';

/** The formats of a disclosure. `data` is the data package, `json` the facts with the document. */
export const FORMATS = ['docx', 'xlsx', 'pdf', 'html', 'data', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface Preparation {
  readonly ledger: Ledger;
  readonly pack: Pack;
  readonly accounts: AccountBook;
  /** Marks every page as a draft. */
  readonly draft?: boolean;
  /** Lets numbers without a source be printed as 〔未提供〕. */
  readonly allowUnknown?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A disclosure that is composed and checked, ready to be written in any format. */
export interface Disclosure {
  readonly ledger: Ledger;
  readonly pack: Pack;
  readonly space: Space;
  readonly cube: Cube;
  readonly composed: Composed;
  readonly findings: readonly Finding[];
  readonly rounding: readonly RoundingDifference[];
  /** Every coordinate that is printed, once. */
  readonly facts: readonly PublishedFact[];
  /** How many laws were tested on the printed tables, and how many tables there are. */
  readonly laws: number;
  readonly tables: number;
}

/** Composes the disclosure of a ledger and runs every check that publishing depends on. */
export function prepare({
  ledger,
  pack,
  accounts,
  draft = false,
  allowUnknown = false,
  onProgress,
}: Preparation): Disclosure {
  const space = ledgerSpace(ledger, pack, accounts);
  const cube = ledgerCube(ledger, space);
  const facts = new FactCollector();
  const unknown = new UnknownCells(cube);
  const rounding: RoundingDifference[] = [];
  const findings: Finding[] = [];
  const noteDifference = (where: string, content: PrintedNumber) => {
    if (content.role !== 'difference') return;
    const found = roundedDifference(
      where,
      content,
      content.terms.map((term) => cube.value(term)),
    );
    if (found !== undefined) rounding.push(found);
  };
  let laws = 0;
  let tables = 0;
  const composed = compose({
    pack,
    year: ledger.year,
    records: ledger.records,
    cube,
    unitParts: ledger.unitParts,
    draft,
    onTable: (table) => {
      tables += 1;
      facts.addTable(table);
      unknown.addTable(table.view);
      const check = checkPrinted(space, table.view);
      laws += check.laws;
      for (const one of check.rounding) rounding.push({ ...one, table: table.id });
      for (const row of table.view.rows) {
        for (const { content } of row.cells)
          if (content?.type === 'number') noteDifference(table.id, content);
      }
      findings.push(...check.broken.slice(0, 1).map((law) => brokenTable(table.view, law, cube)));
    },
    onNumber: (number) => {
      facts.addNumber(number);
      noteDifference(`${number.entity}-${number.sentence}`, number.content);
      unknown.add(number.content, say('publishing.narrative'));
    },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  findings.push(
    ...checkLedger({ cube, records: ledger.records, year: ledger.year }),
    ...missingTexts(composed, pack, ledger),
    ...(allowUnknown ? [] : unknown.findings()),
  );
  return { ledger, pack, space, cube, composed, facts: facts.list(), findings, rounding, laws, tables };
}

function missingTexts(composed: Composed, pack: Pack, ledger: Ledger): readonly Finding[] {
  const seen = new Set<string>();
  const names = new Map(
    [ledger.records.department, ...ledger.records.units].map(({ code, name }) => [code, `${code} ${name}`]),
  );
  return composed.missingTexts.flatMap(({ entity, key }) => {
    if (seen.has(`${entity} ${key}`)) return [];
    seen.add(`${entity} ${key}`);
    const label = pack.workbook.texts.find((text) => text.key === key)?.label ?? key;
    const message = say('checking.text.missing', { entity: names.get(entity) ?? entity, label });
    return [finding('text.missing', message, { entity })];
  });
}

/** What is wrong with a table whose printed parts do not agree with their total. */
function brokenTable(view: TableView, law: Law, cube: Cube): Finding {
  if (law.kind === 'rollUp') return incompleteTable(view, law, cube);
  const { total, parts } = law;
  const print = (value: bigint) => `${printValue(value, total.unit, total.decimals)} ${total.unit}`;
  const message = say('checking.table.part', {
    table: view.title,
    whole: memberText(cube.space.get(law.dimension), total.at[law.dimension] ?? ''),
    total: print(total.value),
    sum: print(parts.reduce((sum, part) => sum + part.value, 0n)),
  });
  return finding('table.incomplete', message, total.at);
}

/**
 * A total of a printed table with amounts that none of its rows or columns shows: the layout has no place for them.
 * Views of one ledger cannot disagree otherwise.
 */
function incompleteTable(view: TableView, { dimension: id, total, parts }: Law, cube: Cube): Finding {
  const dimension = cube.space.get(id);
  const shown = parts.flatMap((part) => part.at[id] ?? []);
  const beside = cube.statements
    .flatMap(({ facts }) => facts)
    .filter(
      (fact) =>
        relateCoordinates(cube.space, fact.at, total.at) === 'inside' &&
        fact.value !== 0n &&
        fact.at[id] !== undefined &&
        // Purchases are a part of expenditure, stated apart.
        fact.at.procurement === undefined &&
        !shown.some((part) => dimension?.relate(fact.at[id] ?? '', part) === 'inside'),
    );
  const members = [...new Set(beside.map((fact) => fact.at[id] ?? ''))];
  const print = (value: bigint) => printValue(value, total.unit, total.decimals);
  const message = say('checking.table.incomplete', {
    table: view.title,
    dimension: dimension?.label ?? id,
    missing: members.map((member) => memberText(dimension, member)).join('、') || say('packs.none'),
    total: print(total.value),
    sum: print(parts.reduce((sum, part) => sum + part.value, 0n)),
    unit: total.unit,
  });
  const places = beside.slice(0, 50).flatMap((fact) => fact.place ?? []);
  return finding('table.incomplete', message, total.at, { places });
}

/** A member as a person finds it again: its code, where it has one, and its name. */
function memberText(dimension: Dimension | undefined, member: string): string {
  const label = dimension?.labelOf(member) ?? member;
  return /^[0-9]/u.test(member) && label !== member ? `${member} ${label}` : label;
}

/** Numbers that nothing in the ledger determines, each once. */
class UnknownCells {
  readonly #cube: Cube;
  readonly #seen = new Set<string>();
  readonly #causes = new Map<
    string,
    {
      readonly where: string;
      readonly what: string;
      readonly at: Coordinate;
      readonly lines: readonly Place[];
      count: number;
    }
  >();

  constructor(cube: Cube) {
    this.#cube = cube;
  }

  addTable(view: TableView): void {
    for (const row of view.rows) {
      for (const { content } of row.cells) if (content?.type === 'number') this.add(content, view.title);
    }
  }

  add(content: PrintedNumber, where: string): void {
    if (content.status !== 'unknown') return;
    const unknown = content.terms.find((term) => !this.#cube.value(term).known);
    if (unknown === undefined) return;
    const key = coordinateKey(unknown);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const what = Object.entries(unknown)
      .filter(([id]) => id !== 'measure' && id !== 'stage')
      .map(([id, member]) => memberText(this.#cube.space.get(id), member))
      .join('·');
    const answer = this.#cube.value(unknown);
    const lines = answer.known
      ? []
      : answer.facts.flatMap((fact) => (fact.place === undefined ? [] : [fact.place]));
    // Lines that are too coarse make many numbers unknown: one finding for them, not one for each number.
    const cause = lines.length === 0 ? key : JSON.stringify(lines);
    const before = this.#causes.get(cause);
    if (before === undefined) this.#causes.set(cause, { where, what, at: unknown, lines, count: 1 });
    else before.count += 1;
  }

  findings(): readonly Finding[] {
    return [...this.#causes.values()].map(({ where, what, at, lines, count }) => {
      const message =
        lines.length === 0
          ? say('checking.cell.unknown', { where, what })
          : say('checking.cell.undetermined', { where, what, count });
      return finding('cell.unknown', message, at, { places: lines.slice(0, 50) });
    });
  }
}

/** A file of a publication; `path` is relative to the output folder. */
export interface PublishedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The open data of a disclosure. */
export function openDataOf({ ledger, pack, composed, facts, rounding }: Disclosure): OpenData {
  return {
    format: 'mingzhang-disclosure',
    version: 1,
    pack: pack.id,
    entity: { code: ledger.records.department.code, name: ledger.records.department.name },
    year: ledger.year,
    facts,
    rounding,
    document: composed.document,
  };
}

/** Writes a disclosure in the formats asked for; the same disclosure always gives the same bytes. */
export async function writeFormats(
  disclosure: Disclosure,
  formats: readonly Format[],
  onFile?: (format: Format) => void,
): Promise<readonly PublishedFile[]> {
  const { document } = disclosure.composed;
  const name = fileName(
    document.watermark === undefined ? document.title : `${document.title}（${document.watermark}）`,
  );
  const files: PublishedFile[] = [];
  for (const format of formats) {
    files.push(...(await writeFormat(format, name, disclosure)));
    onFile?.(format);
  }
  return files;
}

async function writeFormat(
  format: Format,
  name: string,
  disclosure: Disclosure,
): Promise<readonly PublishedFile[]> {
  const { document } = disclosure.composed;
  switch (format) {
    case 'docx': {
      const { writeDocx } = await import('./docx.ts');
      return [{ path: `${name}.docx`, bytes: await writeDocx(document) }];
    }
    case 'xlsx': {
      const { writeXlsx } = await import('./xlsx.ts');
      return [{ path: `${name}.xlsx`, bytes: await writeXlsx(document) }];
    }
    case 'pdf': {
      const { writePdf } = await import('./pdf.ts');
      return [{ path: `${name}.pdf`, bytes: await writePdf(document) }];
    }
    case 'html': {
      const { writeHtml } = await import('./html.ts');
      return [{ path: `${name}.html`, bytes: utf8(writeHtml(document)) }];
    }
    case 'data': {
      const data = openDataOf(disclosure);
      const description = dataPackage(data, disclosure.pack, disclosure.space);
      return [
        { path: 'data/datapackage.json', bytes: utf8(`${JSON.stringify(description, null, 2)}\n`) },
        { path: 'data/facts.csv', bytes: utf8(factsCsv(data.facts, disclosure.space)) },
      ];
    }
    case 'json':
      return [{ path: `${name}.json`, bytes: utf8(`${JSON.stringify(openDataOf(disclosure))}\n`) }];
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is to be kept out
  const safe = title.replace(/[\u0000-\u001f<>:"/\\|?*]/gu, '').trim();
  return safe.slice(0, 80) || 'disclosure';
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
