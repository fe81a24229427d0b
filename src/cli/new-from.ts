import { normalName } from '../accounts/tree.ts';
import type { Entity } from '../facts/records.ts';
import type { Draft, OpenItem } from '../ledger/from-rows.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { coverageOf } from '../reading/coverage.ts';
import { sayAmount } from '../reading/draft-open.ts';
import { type Given, yearOf } from '../reading/draft-role.ts';
import { fromJson, toJson } from '../reading/reading-json.ts';
import { readingLimits } from '../working/reading-limits.ts';
import type { NewOptions } from './new.ts';
import { filesIn } from './read.ts';
import { readFiles } from './reading-pool.ts';
import type { FileReading } from './reading-worker.ts';
import { print } from './terminal.ts';

/** What documents give, before a pack and a year are settled. */
export interface FromFiles {
  readonly given: readonly Given[];
  readonly department: Entity;
  readonly year: number;
  /** The pack that the newest of them was read by, where one was. */
  readonly pack: string | undefined;
}

/** Reads the files of `--from` and settles whose budget of which year they are for. */
export async function readFrom(options: NewOptions, entity: Entity | undefined): Promise<Result<FromFiles>> {
  const { packs, from = [] } = options;
  const limits = readingLimits({});
  if (!limits.ok) return limits;
  const problems: Problem[] = [];
  const given: Given[] = [];
  let failed = false;
  const read = readFiles(from.flatMap(filesIn), {
    means: packs === undefined ? {} : { packs },
    limits: limits.value,
    onStart: (started) => {
      problems.push(...started.problems);
      failed = !started.ok;
    },
  });
  for await (const { result } of read) {
    problems.push(...result.problems);
    if (result.ok) given.push(givenBy(result.value));
    else failed = true;
  }
  if (failed) return fail(problems);
  const department = entity ?? departmentOf(given);
  if (department === undefined) return fail([...problems, problem('drafting.cli.noEntity', 'error', {})]);
  const year = options.year === undefined ? yearOf(given) : Number(options.year);
  if (year === undefined) return fail(problems);
  const useful: Given[] = [];
  for (const one of given) {
    const { file, entity: other, year: found } = one.kept;
    if (entity === undefined && other.scope === 'department' && !isSame(other, department)) {
      const params = { file, other: other.name, department: department.name };
      problems.push(problem('drafting.cli.otherEntity', 'error', {}, params));
      failed = true;
    } else if (found !== year && found !== year - 1) {
      problems.push(problem('drafting.cli.unusedYear', 'warning', {}, { file, found, year }));
    } else useful.push(one);
  }
  if (failed) return fail(problems);
  const [newest] = [...useful]
    .filter(({ kept }) => kept.pack.id !== 'generic' && kept.stage === 'budget')
    .sort((a, b) => b.kept.year - a.kept.year);
  return succeed({ given: useful, department, year, pack: newest?.kept.pack.id }, problems);
}

/** Says what a document is, and keeps what it says. */
function givenBy({ reading, role }: FileReading): Given {
  const { placed, printed } = coverageOf(reading.numbers).tables;
  const { file, entity, year, pack } = reading;
  print(
    say('drafting.cli.file', {
      file,
      role: say(`drafting.role.${role}`),
      entity: `${entity.code}${entity.name}`,
      year,
      pack: pack.id,
      placed,
      printed,
    }),
  );
  return { kept: fromJson(toJson(reading)), role };
}

/** The department that the documents speak of; a unit where none speaks of a department. */
function departmentOf(given: readonly Given[]): Entity | undefined {
  const entities = given.map(({ kept }) => kept.entity);
  const departments = entities.filter(({ scope }) => scope === 'department');
  const known = (departments.length > 0 ? departments : entities).filter(
    ({ code, name }) => code !== '' && name !== '',
  );
  const [first] = known;
  return first === undefined ? undefined : { code: first.code, name: first.name };
}

function isSame(one: Entity, other: Entity): boolean {
  return one.name === '' || one.code === other.code || normalName(one.name) === normalName(other.name);
}

/** So many questions of a sheet are printed; the workbook lists all. */
const FEW = 8;
const FEW_CONTROLS = 6;

/** Says what was filled and what is open. */
export function printDraft({ ledger, open }: Draft): void {
  const { records, facts, lastYear = [] } = ledger;
  const of = (...flows: readonly string[]) => facts.filter(({ at }) => flows.includes(at.flow ?? ''));
  const expenditure = of('expenditure');
  const needed = ['entity', 'function', 'economic', 'kind', 'source', 'project'];
  print(
    say('drafting.cli.filled', {
      units: records.units.length,
      revenue: of('revenue', 'carriedForwardIn', 'surplusUsed').length,
      expenditure: expenditure.length,
      complete: expenditure.filter(({ at }) => needed.every((id) => at[id] !== undefined)).length,
      carry: of('carriedForwardOut', 'surplusDistributed').length,
      lastYear: lastYear.length,
      projects: records.projects.length,
      indicators: records.projects.reduce((sum, { indicators }) => sum + indicators.length, 0),
      procurement: records.procurement.length,
      assets: facts.filter(({ at }) => at.asset !== undefined).length,
      texts: records.texts.length,
    }),
  );
  if (open.length === 0) return;
  print(say('drafting.cli.open', { count: open.length }));
  const topics = new Map<OpenItem['topic'], OpenItem[]>();
  for (const item of open) topics.set(item.topic, [...(topics.get(item.topic) ?? []), item]);
  for (const [topic, items] of topics) {
    const title = topic === 'conflict' ? say('drafting.conflicts') : say(`ledger.sheet.${topic}`);
    print(say('drafting.cli.topic', { topic: title, count: items.length }));
    // Nobody overlooks a conflict because there are many.
    const shown = topic === 'conflict' ? items : items.slice(0, FEW);
    for (const { text, controls } of shown) {
      print(say('drafting.cli.item', { text }));
      if (controls.length === 0) continue;
      const named = controls.slice(0, FEW_CONTROLS).map(({ label, value }) => `${label} ${sayAmount(value)}`);
      print(
        say('drafting.cli.controls', {
          controls: named.join('、') + (controls.length > FEW_CONTROLS ? ' …' : ''),
        }),
      );
    }
    if (items.length > shown.length) print(say('drafting.cli.more', { more: items.length - shown.length }));
  }
}
