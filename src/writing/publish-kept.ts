import { Cube } from '../facts/cube.ts';
import type { Fact } from '../facts/fact.ts';
import { basePerUnit, printValue } from '../facts/measure.ts';
import { memberText } from '../facts/member.ts';
import type { Space } from '../facts/space.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { knownDigits } from '../packs/evaluate.ts';
import { numbersOf, type TableView } from '../packs/view.ts';
import { type Contradiction, marginLedger } from '../reading/kept.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { ReadFact } from '../reading/reading.ts';
import type { KeptReading } from '../reading/reading-json.ts';
import { compose } from './compose.ts';
import { type Disclosure, type Preparation, prepare } from './publish.ts';

export interface KeptPreparation extends Omit<Preparation, 'ledger' | 'stated'> {
  readonly kept: KeptReading;
}

/** The disclosure of a document that was read, and what there is to say of the way there. */
export interface KeptDisclosure {
  readonly disclosure: Disclosure;
  readonly problems: readonly Problem[];
}

/**
 * Composes what was read in the layout of a pack. Its numbers are margins: every view that they determine is printed and
 * checked, everything else is unknown.
 */
export function prepareKept({ kept, pack, ...options }: KeptPreparation): KeptDisclosure {
  const margins = marginLedger(kept, pack.id);
  const space = ledgerSpace(margins.ledger, pack, options.accounts);
  const cube = Cube.of(space, margins.statements);
  const { fitting, problems } = fitUnits(pack, margins.ledger, cube);
  const disclosure = prepare({ ...options, ledger: margins.ledger, stated: cube, pack: fitting });
  const isOtherStage = kept.stage !== pack.stage;
  const stageOf = (stage: string) => space.get('stage')?.labelOf(stage) ?? stage;
  return {
    disclosure,
    problems: [
      ...(isOtherStage
        ? [
            problem(
              'cli.kept.otherStage',
              'warning',
              { file: kept.file },
              { pack: pack.id, wanted: stageOf(pack.stage), found: stageOf(kept.stage) },
            ),
          ]
        : []),
      ...problems,
      ...margins.contradictions.map((one) => contradictionProblem(one, kept, pack, space)),
    ],
  };
}

// Units ------------------------------------------------------------------------------------------

/**
 * The pack, with those tables in the unit of the document most of whose amounts the document knows to no digit of the
 * pack's unit: 65.00 万元 printed in 元 would invent four digits. Elsewhere such amounts stay unknown.
 */
function fitUnits(
  pack: Pack,
  { year, records, unitParts }: Ledger,
  cube: Cube,
): { readonly fitting: Pack; readonly problems: readonly Problem[] } {
  const counts = new Map<string, UnitCount>();
  const onTable = ({ view }: { readonly view: TableView }) => {
    const count = counts.get(view.table) ?? { title: view.title, known: 0, coarse: [] };
    counts.set(view.table, count);
    for (const { role, terms, unit } of numbersOf(view)) {
      const [at] = terms;
      const value = at === undefined || role !== 'coordinate' ? undefined : cube.value(at);
      if (value?.known !== true || value.value === 0n || unit !== view.format.unit) continue;
      if (knownDigits(value.facts, view.format) === undefined) count.coarse.push(...value.facts);
      else count.known += 1;
    }
  };
  compose({ pack, year, records, cube, unitParts, draft: false, onTable });
  const tables = { ...pack.tables };
  const problems: Problem[] = [];
  for (const [name, { title, known, coarse }] of counts) {
    const table = tables[name];
    if (table === undefined || coarse.length <= known) continue;
    const { unit, decimals } = coarse.reduce((a, b) => (isCoarser(b, a) ? b : a));
    tables[name] = { ...table, unit, decimals };
    problems.push(problem('cli.kept.otherUnit', 'notice', {}, { table: title, unit }));
  }
  return { fitting: { ...pack, tables }, problems };
}

/** Of the amounts of a table: how many can be printed in its unit, and the facts behind those that cannot. */
interface UnitCount {
  readonly title: string;
  known: number;
  readonly coarse: Fact[];
}

/** The larger unit; of one unit, the one with more decimals, for those that have fewer are printed with fewer. */
function isCoarser(a: Fact, b: Fact): boolean {
  const [one, other] = [basePerUnit(a.unit), basePerUnit(b.unit)];
  return one > other || (one === other && a.decimals > b.decimals);
}

// Contradictions ---------------------------------------------------------------------------------

function contradictionProblem(
  { at, facts, believed }: Contradiction,
  kept: KeptReading,
  pack: Pack,
  space: Space,
): Problem {
  const titles = new Map(
    kept.tables.map(({ id, title, layout }) => [
      id,
      title || (pack.tables[layout]?.aliases?.[0] ?? say('cli.kept.table')),
    ]),
  );
  const where = { file: kept.file };
  const what = Object.entries(at)
    .filter(([id]) => id !== 'measure' && id !== 'stage')
    .map(([id, member]) => memberText(space.get(id), member))
    .join('·');
  const value = (fact: ReadFact) => `${printValue(fact.value, fact.unit, fact.decimals)} ${fact.unit}`;
  const byValue = new Map<string, ReadFact[]>();
  for (const fact of facts) {
    if (fact !== believed) byValue.set(value(fact), [...(byValue.get(value(fact)) ?? []), fact]);
  }
  const printings = [...byValue]
    .map(([text, [first, ...more]]) => {
      const place = first?.place === undefined ? '' : sayPlace(first.place);
      const table = titles.get(first?.table ?? '') ?? say('cli.kept.text');
      const words = { value: text, where: `${table} ${place}`.trim(), more: more.length };
      return more.length === 0 ? say('cli.kept.printing', words) : say('cli.kept.printings', words);
    })
    .join('、');
  return believed === undefined
    ? problem('cli.kept.contradiction', 'warning', where, { what, printings })
    : problem('cli.kept.textDiffers', 'warning', where, { what, believed: value(believed), printings });
}
