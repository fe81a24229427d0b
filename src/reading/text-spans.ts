import type { PlacedCell } from './text-tables.ts';

type Cells = readonly PlacedCell[];

/**
 * Gives the cells of heading rows the columns they span. In text that prints a merged cell once, a heading row is
 * shorter than the rows below it; the full row right below shows what belongs under what: an empty cell continues
 * the cell above it, and neighbouring labels stand under one that spans them. Where several spanning cells are
 * neighbours their labels are divided only if the labels repeat (as those of revenue and expenditure do) or if the
 * figures below begin exactly once among them; else the row stays as it is.
 */
export function headingSpans(rows: readonly Cells[]): readonly Cells[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const full = rows.findIndex((row) => row.length === width);
  const children = rows[full];
  const parents = rows[full - 1];
  if (children === undefined || parents === undefined || parents.length < 2) return rows;
  const spans = spansOf(parents, children, figureColumns(rows.slice(full + 1), width));
  if (spans === undefined) return rows;
  return rows.with(
    full - 1,
    parents.map((cell, index) => ({ ...cell, colspan: spans[index] ?? 1 })),
  );
}

function spansOf(
  parents: Cells,
  children: Cells,
  figures: readonly boolean[],
): readonly number[] | undefined {
  if (parents.some(({ text }) => text === '')) return undefined;
  const runs = runsOf(children);
  const singles = runs.filter(({ isLabelled }) => !isLabelled).length;
  const labelled = runs.length - singles;
  const extra = parents.length - runs.length;
  // Every run takes one parent; what is left over divides a run of labels, which must be the only one.
  if (extra < 0 || (extra > 0 && labelled !== 1)) return undefined;
  const spans: number[] = [];
  for (const run of runs) {
    if (!run.isLabelled || extra === 0) {
      spans.push(run.length);
      continue;
    }
    const parts = divide(
      children.slice(run.start, run.start + run.length),
      extra + 1,
      figures.slice(run.start),
    );
    if (parts === undefined) return undefined;
    spans.push(...parts);
  }
  return spans;
}

interface LabelRun {
  readonly start: number;
  readonly length: number;
  readonly isLabelled: boolean;
}

/** Empty cells one by one, neighbouring labels together. */
function runsOf(cells: Cells): readonly LabelRun[] {
  const runs: LabelRun[] = [];
  cells.forEach(({ text }, start) => {
    const last = runs.at(-1);
    const isLabelled = text !== '';
    if (isLabelled && last?.isLabelled === true) runs[runs.length - 1] = { ...last, length: last.length + 1 };
    else runs.push({ start, length: 1, isLabelled });
  });
  return runs;
}

function divide(labels: Cells, parts: number, figures: readonly boolean[]): readonly number[] | undefined {
  const names = labels.map(({ text }) => text.replace(/\s/gu, ''));
  const starts = [...names.keys()].filter((index) => names[index] === names[0]);
  if (starts.length === parts)
    return starts.map((start, index) => (starts[index + 1] ?? names.length) - start);
  const first = figures.indexOf(true);
  const isOneChange =
    first > 0 && figures.slice(first, labels.length).every(Boolean) && first < labels.length;
  return parts === 2 && starts.length === 1 && isOneChange ? [first, labels.length - first] : undefined;
}

const FIGURE = /^-?[\d,，]+\.\d+$/u;

/** Which columns hold amounts: something with decimals, and nothing else. A column of blanks takes after its left. */
function figureColumns(rows: readonly Cells[], width: number): readonly boolean[] {
  const columns: boolean[] = [];
  for (let column = 0; column < width; column += 1) {
    const texts = rows
      .map((row) => row[column]?.text ?? '')
      .filter((text) => text !== '' && !ORDINAL.test(text));
    const isFigure = texts.length === 0 ? columns.at(-1) === true : texts.every((text) => FIGURE.test(text));
    columns.push(isFigure);
  }
  return columns;
}

/** What numbers the columns. */
const ORDINAL = /^\d{1,2}$/u;
