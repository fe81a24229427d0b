import type { Entity } from '../facts/records.ts';
import { type Draft, type OpenItem, sayFilled } from '../ledger/from-rows.ts';
import { fail, type Problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { sayAmount } from '../reading/draft-open.ts';
import type { Given } from '../reading/draft-role.ts';
import { type SettledDraft, sayGiven, settleDraft } from '../reading/draft-settle.ts';
import { fromJson, toJson } from '../reading/reading-json.ts';
import { readingLimits } from '../working/reading-limits.ts';
import type { NewOptions } from './new.ts';
import { filesIn } from './read.ts';
import { readFiles } from './reading-pool.ts';
import { print } from './terminal.ts';

/** Reads the files of `--from` and settles whose budget of which year they are for. */
export async function readFrom(
  options: NewOptions,
  entity: Entity | undefined,
): Promise<Result<SettledDraft>> {
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
    if (!result.ok) failed = true;
    else {
      const { reading, role } = result.value;
      print(sayGiven(reading, role));
      given.push({ kept: fromJson(toJson(reading)), role });
    }
  }
  if (failed) return fail(problems);
  const year = options.year === undefined ? undefined : Number(options.year);
  const settled = settleDraft(given, { entity, year, at: 'cli' });
  return settled.ok
    ? succeed(settled.value, [...problems, ...settled.problems])
    : fail([...problems, ...settled.problems]);
}

/** So many questions of a sheet are printed; the workbook lists all. */
const FEW = 8;
const FEW_CONTROLS = 6;

/** Says what was filled and what is open. */
export function printDraft({ ledger, open }: Draft): void {
  print(sayFilled(ledger));
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
