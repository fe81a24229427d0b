import type { Place } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import { memberText } from '../facts/member.ts';
import { NO_PROJECT, relateCoordinates, type Space } from '../facts/space.ts';
import type { DeterminedLine, Margin } from '../ledger/from-margins.ts';
import type { OpenItem } from '../ledger/from-rows.ts';
import { sayWhere, type Where } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Fen, printAmount } from '../money/amount.ts';
import type { Conflict, PooledFact } from './draft-pool.ts';

/** What documents leave open, in words for the person who settles it. */

export function sayAmount(fen: Fen): string {
  return printAmount(fen, { unit: '元', decimals: 2, grouped: true });
}

/** A coordinate as a person would say it: the members, from the body to the finest. */
export function sayCoordinate(at: Coordinate, space: Space): string {
  return Object.entries(at)
    .filter(([id, member]) => id !== 'measure' && id !== 'stage' && member !== NO_PROJECT)
    .map(([id, member]) => memberText(space.get(id), member))
    .join('·');
}

/** What stands beside a line: what is to be entered, and how exact its amount is. */
export function noteOf(line: DeterminedLine, missing: readonly string[], space: Space): string {
  const parts: string[] = [];
  if (missing.length > 0) parts.push(say('drafting.note.open', { dimensions: labelsOf(missing, space) }));
  const within = missing.flatMap((id) => {
    const member = id === 'entity' ? undefined : line.within[id];
    return member === undefined ? [] : [memberText(space.get(id), member)];
  });
  if (within.length > 0) parts.push(say('drafting.note.within', { members: within.join('、') }));
  if (!line.exact) parts.push(say('drafting.note.rounded'));
  return parts.join('；');
}

function labelsOf(dimensions: readonly string[], space: Space): string {
  return dimensions
    .map((id) => (id === 'flow' ? say('ledger.column.revenueFlow') : (space.get(id)?.label ?? id)))
    .join('、');
}

/** A line as drafted, with what it lacks. */
export interface DraftedLine {
  readonly line: DeterminedLine;
  readonly at: Coordinate;
  readonly missing: readonly string[];
  /** What stands on the sheet for it; none where it is only listed. */
  readonly fact: Fact | undefined;
}

/** Up to so many lines are named with their names. */
const FEW_NAMED = 3;

/** So many lines are named in one question. */
const MOST_NAMED = 12;

/** The questions that incomplete lines leave: one for all lines that lack the same, with the sums that are known. */
export function lineItems(
  sheet: 'revenue' | 'expenditure' | 'carryForward',
  lines: readonly DraftedLine[],
  margins: readonly Margin[],
  { space }: { readonly space: Space },
): readonly OpenItem[] {
  const groups = new Map<string, { missing: readonly string[]; lines: DraftedLine[] }>();
  for (const line of lines) {
    // The unit is one question for the whole sheet.
    const missing = line.missing.filter((id) => id !== 'entity');
    if (missing.length === 0) continue;
    const { kind = line.line.within.kind ?? '', source = '', entity = '' } = line.at;
    const key = JSON.stringify([missing, kind, source, entity]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { missing, lines: [line] });
    else group.lines.push(line);
  }
  const homeless = lines.filter(({ missing }) => missing.includes('entity'));
  const units = homeless.reduce((sum, { line }) => sum + line.value, 0n);
  const unitItem: OpenItem = {
    topic: sheet,
    text: say('drafting.line.units', { count: homeless.length, amount: sayAmount(units) }),
    controls: controlsOf(homeless, ['entity'], margins, space),
    facts: factsOf(homeless),
  };
  const items: readonly OpenItem[] = [...groups.values()].map(({ missing, lines: group }) => {
    const [first] = group;
    const shared = ['flow', 'kind', 'source'].flatMap((id) => {
      const member = first?.at[id] ?? first?.line.within[id];
      return member === undefined ? [] : [memberText(space.get(id), member)];
    });
    const isLong = group.length > FEW_NAMED;
    const named = group.map(({ at, line }) => ({
      name: ['entity', 'function', 'project', 'economic']
        .flatMap((id) => {
          const member = at[id] ?? (id === 'entity' ? undefined : line.within[id]);
          if (member === undefined || member === NO_PROJECT) return [];
          // Codes are enough where there are many.
          return isLong && /^\d+$/u.test(member) ? [member] : [memberText(space.get(id), member)];
        })
        .join(' '),
      value: line.value,
    }));
    const controls = controlsOf(group, missing, margins, space);
    const dimensions = labelsOf(missing, space);
    const amount = sayAmount(group.reduce((sum, { line }) => sum + line.value, 0n));
    const names = named.map(({ name }) => name).filter((name) => name !== '');
    const what = [...shared, ...(group.length === 1 ? names : [])].join('·');
    const text = missing.includes('flow')
      ? say('drafting.line.flow', { what, amount, dimensions })
      : group.length === 1
        ? say('drafting.line.single', { what, amount, dimensions })
        : say('drafting.line.several', { what, amount, dimensions, lines: sayLines(named) });
    return { topic: sheet, text: text + sayEqual(named, controls), controls, facts: factsOf(group) };
  });
  return homeless.length === 0 ? items : [unitItem, ...items];
}

function factsOf(lines: readonly DraftedLine[]): readonly Fact[] {
  return lines.flatMap(({ fact }) => fact ?? []);
}

interface Named {
  readonly name: string;
  readonly value: Fen;
}

function sayLines(lines: readonly Named[]): string {
  const shown = lines
    .slice(0, MOST_NAMED)
    .map(({ name, value }) => say('drafting.line.one', { what: name, amount: sayAmount(value) }));
  const more = lines.length - shown.length;
  return shown.join('、') + (more > 0 ? say('drafting.line.more', { more }) : '');
}

/** Lines and known sums of one amount that no other has: likely the same, and left to a person to say so. */
function sayEqual(lines: readonly Named[], controls: OpenItem['controls']): string {
  const pairs = lines.flatMap(({ name, value }) => {
    const [control, other] = controls.filter((one) => one.value === value);
    const isAlone = lines.filter((line) => line.value === value).length === 1;
    return control === undefined || other !== undefined || !isAlone || name === ''
      ? []
      : [say('drafting.line.pair', { line: name, control: control.label, amount: sayAmount(value) })];
  });
  return pairs.length === 0 || lines.length === 1
    ? ''
    : say('drafting.line.equal', { pairs: pairs.join('、') });
}

/** Sums over what is missing: margins at a member of a missing dimension that only some of these lines can make up. */
function controlsOf(
  group: readonly DraftedLine[],
  missing: readonly string[],
  margins: readonly Margin[],
  space: Space,
): OpenItem['controls'] {
  const controls = new Map<string, { label: string; value: Fen }>();
  const coarser = new Set<string>();
  const found = margins.filter(({ at, value = 0n }) => {
    if (value === 0n) return false;
    return group.some(
      ({ at: own, line }) =>
        missing.some((id) => at[id] !== undefined && at[id] !== line.within[id]) &&
        Object.entries(at).every(([id, member]) => {
          const known = own[id];
          if (known !== undefined)
            return known === member || space.get(id)?.relate(known, member) === 'inside';
          const open = line.open[id];
          return (
            open === undefined ||
            open.some((one) => one === member || space.get(id)?.relate(one, member) !== 'outside')
          );
        }),
    );
  });
  // A sum whose parts are listed too says nothing more.
  for (const { at } of found) {
    for (const { at: other } of found) {
      if (at !== other && relateCoordinates(space, other, at) === 'inside' && sameShape(at, other)) {
        coarser.add(JSON.stringify(at));
      }
    }
  }
  for (const { at, value = 0n } of found) {
    if (coarser.has(JSON.stringify(at))) continue;
    const told = Object.fromEntries(
      Object.entries(at).filter(
        ([id, member]) =>
          id !== 'source' && id !== 'function' && group.some(({ line }) => line.within[id] !== member),
      ),
    );
    const label = sayCoordinate(told, space);
    if (!controls.has(label)) controls.set(label, { label, value });
  }
  return [...controls.values()];
}

function sameShape(a: Coordinate, b: Coordinate): boolean {
  return Object.keys(a).sort().join() === Object.keys(b).sort().join();
}

/** Two values for one coordinate: both, with their documents and places, and which one counts. */
export function conflictItem({ kept, other }: Conflict, space: Space): OpenItem {
  const sameFile = kept.given === other.given;
  return {
    topic: 'conflict',
    text: say(sameFile ? 'drafting.conflict.within' : 'drafting.conflict', {
      what: sayCoordinate(kept.at, space),
      first: sayPrinted(kept),
      firstPlace: placeOf(kept),
      second: sayPrinted(other),
      secondPlace: placeOf(other),
    }),
    controls: [],
  };
}

/** Numbers that cannot be true beside the more trusted ones: one item a document, for one mistake makes many. */
export function rejectedItems(facts: readonly PooledFact[], space: Space): readonly OpenItem[] {
  const byFile = new Map<string, Map<string, { label: string; value: Fen }>>();
  for (const fact of facts) {
    const { file } = fact.given.kept;
    const listed = byFile.get(file) ?? new Map<string, { label: string; value: Fen }>();
    byFile.set(file, listed);
    const place = placeOf(fact);
    const label = say('drafting.rejected.one', { what: sayCoordinate(fact.at, space), place });
    // A number is named once, however many bodies it holds for.
    listed.set(`${place} ${fact.value} ${fact.column ?? ''}`, { label, value: fact.value });
  }
  return [...byFile].map(([file, listed]) => ({
    topic: 'conflict',
    text: say('drafting.rejected', { file, count: listed.size }),
    controls: [...listed.values()],
  }));
}

function sayPrinted({ value, unit, decimals }: PooledFact): string {
  return `${printValue(value, unit, decimals, true)}${unit}`;
}

function placeOf({ given, place }: PooledFact): string {
  const { file } = given.kept;
  return sayWhere(place === undefined ? { file } : { file, ...whereOf(place) });
}

function whereOf(place: Place): Where {
  switch (place.type) {
    case 'page':
      return { page: place.page };
    case 'cell':
      return { sheet: place.sheet, cell: place.cell };
    case 'line':
      return { line: place.line };
    case 'paragraph':
      return {};
  }
}
