import type { Place } from '../document/document.ts';
import { say } from '../messages/say.ts';
import type { Evidence } from './evidence.ts';
import type { ReportedPlace } from './place-schema.ts';

/** A place as reports have it, with what stands there. */
export function reportedPlace(place: Place, evidence: Evidence = {}): ReportedPlace {
  switch (place.type) {
    case 'page': {
      const [left, top, right, bottom] = place.box;
      return { page: place.page, box: [left, top, right, bottom], ...evidence };
    }
    case 'cell':
      return { sheet: place.sheet, cell: place.cell, ...evidence };
    case 'paragraph':
      return { path: place.path, from: place.from, to: place.to, ...evidence };
    case 'line':
      return { line: place.line, from: place.from, to: place.to, ...evidence };
  }
}

/** The place that a report speaks of; undefined where it says none. */
export function placeReported(reported: ReportedPlace): Place | undefined {
  const { page, box, sheet, cell, path, line, from = 0, to = 0 } = reported;
  if (page !== undefined && box !== undefined) return { type: 'page', page, box };
  if (cell !== undefined) return { type: 'cell', sheet: sheet ?? '', cell };
  if (path !== undefined) return { type: 'paragraph', path, from, to };
  return line === undefined ? undefined : { type: 'line', line, from, to };
}

/** A place as a person would say it: page or cell, table, row and column. */
export function placeText({ page, sheet, cell, path, line, table, row, column }: ReportedPlace): string {
  const where =
    page !== undefined
      ? say('reporting.place.page', { page })
      : cell !== undefined
        ? `${sheet}!${cell}`
        : line !== undefined
          ? say('reporting.place.line', { line })
          : sayPath(path ?? '');
  const labels = [row, column].filter((label) => label !== undefined && label !== '').join('·');
  return [where, ...(table === undefined ? [] : [say('reporting.place.table', { table })]), labels]
    .filter((part) => part !== '')
    .join(' ');
}

const STEPS = { p: 'reporting.place.paragraph', t: 'reporting.place.nthTable' } as const;

/** A path in a document without pages as a person counts: t3/r2/c1 is the first cell in the second row of the third table. */
function sayPath(path: string): string {
  return path
    .replace(/\br(\d+)\/c(\d+)/gu, (_, row, column) => say('reporting.place.cell', { row, column }))
    .replace(/\b([pt])(\d+)/gu, (_, kind: 'p' | 't', number) => say(STEPS[kind], { number }))
    .replaceAll('/', ' ');
}
