import type { Place } from '../document/document.ts';
import type { Cube } from '../facts/cube.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { say } from '../messages/say.ts';
import type { PrintedNumber } from '../packs/evaluate.ts';
import { numbersOf, type TableView } from '../packs/view.ts';
import { type Finding, finding } from './finding.ts';
import { memberText } from './member.ts';

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
    const unknown = content.terms.find((term) => !this.#cube.value(term).known);
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
}
