import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import type { Figure, Figures } from './figures.ts';
import { codeOf } from './same-body.ts';

/** A number that is another, or stands in one of two versions only. */
export interface Change {
  readonly type: 'changed' | 'appeared' | 'disappeared';
  readonly before: Figure | undefined;
  readonly after: Figure | undefined;
}

/** What became of the numbers of a document from one version to the next. */
export interface Changes {
  readonly changes: readonly Change[];
  /** Numbers that are the same in both. */
  readonly same: number;
}

/**
 * The numbers of two versions of one document, held against each other: in the same table, at the same coordinate. Years
 * count from the document's own and its own body has no name, so that a corrected year or code changes no number. Where
 * one coordinate is printed several times, equal printings belong together, the others in their order. A zero that
 * appears where nothing stood is no change.
 */
export function changesBetween(earlier: Figures, later: Figures): Changes {
  const before = grouped(earlier);
  const after = grouped(later);
  const found: Change[] = [];
  let same = 0;
  for (const [key, now] of after) {
    const then = [...(before.get(key) ?? [])];
    before.delete(key);
    const open = now.filter((figure) => {
      const at = then.findIndex((one) => isSame(one, figure));
      if (at < 0) return true;
      then.splice(at, 1);
      same += 1;
      return false;
    });
    open.forEach((figure, index) => {
      const old = then[index];
      if (old !== undefined) found.push({ type: 'changed', before: old, after: figure });
      else if (figure.value !== 0n) found.push({ type: 'appeared', before: undefined, after: figure });
    });
    found.push(...gone(then.slice(open.length)));
  }
  for (const left of before.values()) found.push(...gone(left));
  return { changes: found, same };
}

function gone(figures: readonly Figure[]): readonly Change[] {
  return figures
    .filter(({ value }) => value !== 0n)
    .map((figure) => ({ type: 'disappeared', before: figure, after: undefined }));
}

function isSame(one: Figure, other: Figure): boolean {
  return one.value === undefined || other.value === undefined
    ? one.printed === other.printed && one.unit === other.unit
    : one.value === other.value;
}

function grouped(document: Figures): Map<string, Figure[]> {
  const groups = new Map<string, Figure[]>();
  for (const figure of document.figures) {
    const at = figure.key === '' ? coordinateKey(relative(figure.at, document)) : `#${figure.key}`;
    const key = `${figure.layout} ${at}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [figure]);
    else known.push(figure);
  }
  return groups;
}

/** A coordinate as seen from its document: its own body is unnamed, years count from its own. */
function relative(at: Coordinate, document: Figures): Coordinate {
  const { entity, year, ...rest } = at;
  return {
    ...rest,
    ...(entity === undefined || entity === codeOf(document.entity) ? {} : { entity }),
    ...(year === undefined ? {} : { year: String(Number(year) - document.year) }),
  };
}
