import { describe, expect, it } from 'vitest';
import type { Document } from '../document/document.ts';
import { Cube } from '../facts/cube.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import type { Pack } from '../packs/definition.ts';
import { marginLedger } from '../reading/kept.ts';
import { readBytes } from '../reading/read-file.ts';
import type { Reading, ReadProject } from '../reading/reading.ts';
import { fromJson, type KeptReading, readingSchema, toJson } from '../reading/reading-json.ts';
import { hasShared, means, readShared } from '../testing/reading.ts';
import { compose } from './compose.ts';
import { writeFormats } from './publish.ts';
import { prepareKept } from './publish-kept.ts';

/** The documents with project sheets, the form of each, and how many projects have one. */
const SEEDS: readonly (readonly [document: string, form: string, sheets: number])[] = [
  ['gaoyang-2025', 'hebei-2025', 7],
  ['baoding-lianchi-2023', 'hebei-2023', 2],
  ['shijiazhuang-2024', 'hebei-2024', 30],
  ['luoyang-xigong-2023', 'henan-2023', 12],
  ['dazhou-center-2023', 'sichuan-2023', 11],
];
const FORMS = ['hebei-2023', 'hebei-2024', 'hebei-2025', 'henan-2023', 'sichuan-2023'];

function packOf(id: string): Pack {
  const pack = means.packs.find((one) => one.id === id);
  if (pack === undefined) throw new Error(id);
  return pack;
}

/** The document that a pack makes of a reading, without the checks that publishing needs. */
function composedAs(kept: KeptReading, id: string): Document {
  const pack = packOf(id);
  const { ledger, statements } = marginLedger(kept, id);
  const { year, records, unitParts } = ledger;
  const cube = Cube.of(ledgerSpace(ledger, pack, means.accounts), statements);
  return compose({ pack, year, records, cube, unitParts, draft: false }).document;
}

/** Everything that a sheet says, in one order of keys; JSON cannot hold amounts. */
function said({ place: _, ...sheet }: ReadProject): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  return JSON.stringify(sheet, plain, 1);
}

function sheetsOf({ records }: Pick<Reading, 'records'>): ReadonlyMap<string, string> {
  return new Map(
    records.projects
      .filter(({ indicators }) => indicators.length > 0)
      .map((project) => [`${project.entity} ${project.code} ${project.name}`, said(project)]),
  );
}

/** The printed rows, each as its texts without blanks. */
function rowsOf(document: Document): readonly (readonly string[])[] {
  return document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.type === 'table'
        ? block.body.map(({ cells }) => cells.map(({ text }) => text.replace(/\s/gu, '')))
        : [],
    ),
  );
}

describe.skipIf(!hasShared)('project sheets of real documents (skipped where ../shared is missing)', () => {
  const read = new Map<string, Promise<KeptReading>>();

  /** A document as `read --json` keeps it, read once. */
  function keptOf(seed: string): Promise<KeptReading> {
    const known = read.get(seed);
    if (known !== undefined) return known;
    const made = readShared(`seeds/${seed}.txt`).then((reading) =>
      fromJson(readingSchema.parse(JSON.parse(JSON.stringify(toJson(reading))))),
    );
    read.set(seed, made);
    return made;
  }

  it.each(SEEDS)('%s: read, printed as %s and read again, all %i say the same', async (seed, own, sheets) => {
    const before = await keptOf(seed);
    expect(before.pack.id).toBe(own);
    const [file] = await writeFormats(
      prepareKept({
        kept: before,
        pack: packOf(own),
        accounts: means.accounts,
        allowUnknown: true,
      }).disclosure,
      ['docx'],
    );
    if (file === undefined) throw new Error('nothing written');
    const again = await readBytes(file.bytes, { ...means, file: file.path });
    if (!again.ok) throw new Error(again.problems.map(({ message }) => message).join(' '));
    const expected = sheetsOf(before);
    // A department whose only unit prints its sheets again has each twice.
    const isTwice = before.records.projects.some(({ entity }) => entity !== before.entity.code);
    expect([sheets, isTwice ? 2 * sheets : sheets]).toContain(expected.size);
    expect(Object.fromEntries(sheetsOf(again.value))).toEqual(Object.fromEntries(expected));
  });

  it.each(
    SEEDS.flatMap(([seed, own]) => FORMS.filter((form) => form !== own).map((form) => [seed, form] as const)),
  )('%s: printed as %s, every target stands beside its indicator as it was read', async (seed, form) => {
    const before = await keptOf(seed);
    const rows = rowsOf(composedAs(before, form));
    const missing = before.records.projects.flatMap(({ name, indicators }) =>
      indicators
        .filter(({ level3, operator, sign = '', value, unit }) => {
          const label = level3.replace(/\s/gu, '');
          const target = `${operator || sign}${value}${unit}`.replace(/\s/gu, '');
          const apart = value.replace(/\s/gu, '');
          return !rows.some(
            (row) =>
              row.includes(label) && (row.includes(target) || (row.includes(apart) && row.includes(unit))),
          );
        })
        .map(({ level1, level3, value }) => `${name}: ${level1} ${level3} ${value}`),
    );
    expect(missing).toEqual([]);
    const printed = new Set(rows.flat());
    const nameless = before.records.projects.filter(({ name }) => !printed.has(name.replace(/\s/gu, '')));
    expect(nameless.map(({ name }) => name)).toEqual([]);
  });
});
