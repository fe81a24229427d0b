import type { Place } from '../document/document.ts';
import { placeKey } from '../document/place.ts';
import { printValue } from '../facts/measure.ts';
import type { StatedFact } from '../facts/stated.ts';
import type { Reading } from '../reading/reading.ts';

/** What stands at a place: the table with its row and column, and the text. */
export interface Evidence {
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  readonly text?: string;
}

/** Says of the places of a reading what stands there; nothing where only the page or line is known. */
export function evidenceOf(reading: Reading): (place: Place) => Evidence {
  const titles = new Map(reading.tables.map(({ id, title }) => [id, title]));
  const known = new Map<string, Evidence>();
  const add = (place: Place | undefined, evidence: Evidence) => {
    if (place === undefined) return;
    const key = placeKey(place);
    if (!known.has(key)) known.set(key, evidence);
  };
  for (const fact of reading.facts) {
    const table = titles.get(fact.table ?? '');
    add(fact.place, {
      ...(table === undefined ? {} : { table }),
      ...(fact.row === undefined ? {} : { row: fact.row }),
      ...(fact.column === undefined ? {} : { column: fact.column }),
      text: textOf(fact),
    });
  }
  for (const { text, place } of reading.numbers) add(place, { text });
  for (const { id, cells } of reading.grids) {
    const table = titles.get(id);
    for (const row of cells)
      for (const { text, place } of row) add(place, { ...(table === undefined ? {} : { table }), text });
  }
  for (const { text, place } of reading.lines) add(place, { text });
  return (place) => known.get(placeKey(place)) ?? {};
}

function textOf({ raw, status, value, unit, decimals }: StatedFact): string {
  if (raw !== undefined) return raw;
  if (status === 'blank') return '';
  return status === 'dash' ? '-' : printValue(value, unit, decimals);
}
