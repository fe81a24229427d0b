import { createHash } from 'node:crypto';
import type { AccountBook } from '../accounts/book.ts';
import { type Finding, finding } from '../checking/finding.ts';
import { checkLedger } from '../checking/ledger.ts';
import { checkPrinted, type RoundingDifference, roundedDifference } from '../checking/printed.ts';
import { brokenTable } from '../checking/table.ts';
import { UnknownCells } from '../checking/unknown.ts';
import type { Cube } from '../facts/cube.ts';
import type { Space } from '../facts/space.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { PrintedNumber } from '../packs/evaluate.ts';
import { numbersOf } from '../packs/view.ts';
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
  /**
   * What a document that was read states, instead of the ledger's lines. The laws on lines are not tested then, and what
   * is unknown is told table by table.
   */
  readonly stated?: Cube;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A disclosure that is composed and checked, ready to be written in any format. */
export interface Disclosure {
  readonly ledger: Ledger;
  readonly pack: Pack;
  readonly accounts: AccountBook;
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
  stated,
  onProgress,
}: Preparation): Disclosure {
  const isLedger = stated === undefined;
  const cube = stated ?? ledgerCube(ledger, ledgerSpace(ledger, pack, accounts));
  const { space } = cube;
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
      for (const number of numbersOf(table.view)) noteDifference(table.id, number);
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
    ...(isLedger ? checkLedger({ cube, records: ledger.records, year: ledger.year }) : []),
    ...(isLedger ? missingTexts(composed, pack, ledger) : []),
    ...(isLedger || allowUnknown ? [] : unreadTexts(composed, pack)),
    ...(allowUnknown ? [] : isLedger ? unknown.findings() : unknown.grouped()),
  );
  return {
    ledger,
    pack,
    accounts,
    space,
    cube,
    composed,
    facts: facts.list(),
    findings,
    rounding,
    laws,
    tables,
  };
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

/** Nobody is asked to write the words of a document that was read: one finding names what it does not say. */
function unreadTexts({ missingTexts: missing }: Composed, pack: Pack): readonly Finding[] {
  const keys = [...new Set(missing.map(({ key }) => key))];
  if (keys.length === 0) return [];
  const labels = keys.map((key) => pack.workbook.texts.find((text) => text.key === key)?.label ?? key);
  const message = say('cli.kept.texts', { count: keys.length, labels: labels.join('、') });
  return [finding('text.missing', message, {})];
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
