import type { AccountBook } from '../accounts/book.ts';
import type { Known } from '../checking/known.ts';
import { Cube } from '../facts/cube.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { entityNode, NO_PROJECT } from '../facts/space.ts';
import type { StatedFact } from '../facts/stated.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { entitiesOf, ledgerSpace, ledgerStatements } from '../ledger/statements.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { marginLedger } from './kept.ts';
import { sayPlace } from './kept-place.ts';
import { readingSpace } from './read.ts';
import type { KeptReading } from './reading-json.ts';

/** What a document that was read states. */
export function knownOfKept(kept: KeptReading, packs: readonly Pack[], accounts: AccountBook): Known {
  const pack = packs.find(({ id }) => id === kept.pack.id);
  const { ledger, statements } = marginLedger(kept, kept.pack.id);
  const { records, localNames } = ledger;
  const bodies = kept.bodies.map(entityNode);
  const space =
    pack === undefined
      ? readingSpace(undefined, accounts, kept.year, bodies, localNames)
      : ledgerSpace(ledger, pack, accounts);
  const facts = statements.flatMap((statement) => statement.facts);
  return {
    file: kept.file,
    entity: kept.entity,
    bodies,
    year: kept.year,
    stage: kept.stage,
    projects: records.projects,
    cube: Cube.of(space, statements),
    stated: distinct(facts.filter(({ status }) => status === 'printed').map(({ at }) => at)),
    sayFact: sayFactOf(kept.tables),
  };
}

/** What a budget workbook states. */
export function knownOfLedger(file: string, ledger: Ledger, pack: Pack, accounts: AccountBook): Known {
  const space = ledgerSpace(ledger, pack, accounts);
  const { department, projects } = ledger.records;
  return {
    file,
    entity: { ...department, scope: 'department' },
    bodies: entitiesOf(ledger.records),
    year: ledger.year,
    stage: 'budget',
    projects,
    cube: Cube.of(space, ledgerStatements(ledger, space)),
    stated: totalsOf(ledger),
    sayFact: ({ place }) => (place === undefined ? '' : sayPlace(place)),
  };
}

/** By what documents print all lines of a ledger; economic classes they print of a part of the money only. */
const MARGINS = ['source', 'function', 'project'] as const;

/** The totals that a document prints of a ledger's lines: the flows of the department, and their margins. */
function totalsOf({ facts, year, records }: Ledger): readonly Coordinate[] {
  const found: Coordinate[] = [];
  for (const { at } of facts) {
    const { flow } = at;
    if (flow === undefined || at.procurement !== undefined) continue;
    const whole = {
      measure: 'amount',
      entity: records.department.code,
      year: String(year),
      stage: 'budget',
      flow,
    };
    found.push(whole);
    for (const id of MARGINS) {
      const member = at[id];
      if (member !== undefined && member !== NO_PROJECT) found.push({ ...whole, [id]: member });
    }
  }
  return distinct(found);
}

function distinct(all: readonly Coordinate[]): readonly Coordinate[] {
  return [...new Map(all.map((at) => [coordinateKey(at), at])).values()];
}

/** Says where the number of a document stands: table, row and column, or text, with its page. */
export function sayFactOf(
  tables: readonly { readonly id: string; readonly title: string }[],
): (fact: Fact & Partial<StatedFact>) => string {
  const titles = new Map(tables.map(({ id, title }) => [id, title]));
  return ({ table, row = '', column = '', place: where }) => {
    const place = where === undefined ? '' : sayPlace(where);
    const title = titles.get(table ?? '');
    return title === undefined
      ? say('checking.law.inText', { place })
      : say('checking.law.inTable', { table: title, row, column, place });
  };
}
