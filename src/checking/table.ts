import type { Cube } from '../facts/cube.ts';
import { printValue } from '../facts/measure.ts';
import { memberText } from '../facts/member.ts';
import { relateCoordinates } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { TableView } from '../packs/view.ts';
import { type Finding, finding } from './finding.ts';
import type { Law } from './law.ts';

/** What is wrong with a table whose printed parts do not agree with their total. */
export function brokenTable(view: TableView, law: Law, cube: Cube): Finding {
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
