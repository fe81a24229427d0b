import type { Place } from '../document/document.ts';
import type { Cube } from '../facts/cube.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { memberText } from '../facts/member.ts';
import { say } from '../messages/say.ts';
import type { PrintedNumber } from '../packs/evaluate.ts';
import { numbersOf, type TableView } from '../packs/view.ts';
import { type Finding, finding } from './finding.ts';

/** How many numbers a grouped finding names. */
const EXAMPLES = 3;

/** Numbers that nothing in the ledger determines, each once. */
export class UnknownCells {
  readonly #cube: Cube;
  readonly #seen = new Set<string>();
  readonly #causes = new Map<
    string,
    {
      readonly where: string;
      readonly what: string;
      readonly at: Coordinate;
      readonly lines: readonly Place[];
      count: number;
    }
  >();

  constructor(cube: Cube) {
    this.#cube = cube;
  }

  addTable(view: TableView): void {
    for (const number of numbersOf(view)) this.add(number, view.title);
  }

  add(content: PrintedNumber, where: string): void {
    if (content.status !== 'unknown') return;
    // Where all terms are known, they are known too coarsely for what was to be printed.
    const unknown = content.terms.find((term) => !this.#cube.value(term).known) ?? content.terms[0];
    if (unknown === undefined) return;
    const key = coordinateKey(unknown);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const what = Object.entries(unknown)
      .filter(([id]) => id !== 'measure' && id !== 'stage')
      .map(([id, member]) => memberText(this.#cube.space.get(id), member))
      .join('·');
    const answer = this.#cube.value(unknown);
    const lines = answer.known
      ? []
      : answer.facts.flatMap((fact) => (fact.place === undefined ? [] : [fact.place]));
    // Lines that are too coarse make many numbers unknown: one finding for them, not one for each number.
    const cause = lines.length === 0 ? key : JSON.stringify(lines);
    const before = this.#causes.get(cause);
    if (before === undefined) this.#causes.set(cause, { where, what, at: unknown, lines, count: 1 });
    else before.count += 1;
  }

  findings(): readonly Finding[] {
    return [...this.#causes.values()].map(({ where, what, at, lines, count }) => {
      const message =
        lines.length === 0
          ? say('checking.cell.unknown', { where, what })
          : say('checking.cell.undetermined', { where, what, count });
      return finding('cell.unknown', message, at, { places: lines.slice(0, 50) });
    });
  }

  /** One finding for each table, with the first of its numbers: of a document that was read, most may be unknown. */
  grouped(): readonly Finding[] {
    const groups = new Map<string, { at: Coordinate; readonly examples: string[]; count: number }>();
    for (const { where, what, at, count } of this.#causes.values()) {
      const group = groups.get(where) ?? { at, examples: [], count: 0 };
      groups.set(where, group);
      group.count += count;
      if (group.examples.length < EXAMPLES) group.examples.push(what);
    }
    return [...groups].map(([where, { at, examples, count }]) =>
      finding('cell.unknown', say('cli.kept.unknown', { where, count, examples: examples.join('；') }), at),
    );
  }
}
