import type { AccountBook } from '../accounts/book.ts';
import type { CheckedDocument } from '../checking/checked.ts';
import { openDimension } from '../facts/dimension.ts';
import type { Project } from '../facts/records.ts';
import { NO_PROJECT, type Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { PrintedName } from './local-names.ts';
import { readingSpace } from './read.ts';
import type { Reading } from './reading.ts';

/** A reading as the checks see it. */
export function checkedDocument(
  reading: Reading,
  { packs, accounts }: { readonly packs: readonly Pack[]; readonly accounts: AccountBook },
): CheckedDocument {
  const pack = packs.find(({ id }) => id === reading.pack.id);
  const grids = new Map(reading.grids.map((grid) => [grid.id, grid]));
  const { records } = reading;
  return {
    file: reading.file,
    entity: reading.entity,
    bodies: reading.bodies,
    year: reading.year,
    stage: reading.stage,
    pack,
    accounts,
    space: named(
      readingSpace(pack, accounts, reading.year, reading.bodies, accountsOf(reading)),
      records.projects,
    ),
    lines: reading.lines,
    tables: reading.tables.map((table) => {
      const grid = grids.get(table.id);
      return {
        ...table,
        // No definition says what a table leaves out that only its own headings explain.
        isShownClosed: table.layout === 'generic',
        cells: grid?.cells ?? [],
        notes: grid?.notes ?? [],
        after: grid?.after ?? 0,
      };
    }),
    others: reading.facts.filter(({ table }) => table === undefined),
    said: reading.said,
    projects: records.projects,
    indicators: records.indicators,
    procurement: records.procurement,
    units: records.units,
    asides: reading.asides,
    properties: reading.properties,
    unread: [
      ...reading.numbers.flatMap(({ fate, text, context, place }) =>
        fate.type === 'unplaced' ? [{ text, context, place }] : [],
      ),
      ...reading.facts.flatMap(({ status, raw = '', row = '', column = '', place }) =>
        status === 'unread' && place !== undefined ? [{ text: raw, context: `${row} ${column}`, place }] : [],
      ),
    ],
  };
}

/** The form of a code by its classification: the lists that are shipped do not have every account of every trade. */
const ACCOUNTS = {
  function: /^2\d{2}(?:\d{2}){1,2}$/u,
  economic: /^3\d{4}$/u,
  govEconomic: /^5\d{4}$/u,
} as const;

/** The accounts that tables print, by the names of their rows: sums run over those, too, that no list has. */
function accountsOf({ facts }: Reading): readonly PrintedName[] {
  const found = new Map<string, PrintedName>();
  for (const { at, table, row = '' } of facts) {
    if (table === undefined || !/\p{Script=Han}/u.test(row)) continue;
    for (const classification of ['function', 'economic', 'govEconomic'] as const) {
      const code = at[classification];
      if (code === undefined || found.has(code) || !ACCOUNTS[classification].test(code)) continue;
      found.set(code, { classification, code, name: row });
    }
  }
  return [...found.values()];
}

/** A space that knows projects by their names, too. */
function named(space: Space, projects: readonly Project[]): Space {
  const labels = new Map(projects.flatMap(({ code, name }) => (name === '' ? [] : [[code, name] as const])));
  labels.set(NO_PROJECT, say('facts.project.none'));
  return new Map([...space, ['project', openDimension('project', say('facts.project'), labels)]]);
}
