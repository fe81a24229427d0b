import type { Finding } from '../checking/finding.ts';
import { type Problem, SEVERITY_LABELS, type Severity, sayWhere } from '../messages/problem.ts';
import { say } from '../messages/say.ts';

/** Exit codes: clean, something is broken, input that cannot be used. */
export const EXIT = { clean: 0, broken: 1, unusable: 2 } as const;

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

/** Prints every problem with its place, the gravest first. */
export function printProblems(
  problems: readonly Problem[],
  write: (text: string) => void = printError,
): void {
  for (const severity of SEVERITIES) {
    for (const problem of problems) {
      if (problem.severity !== severity) continue;
      const where = sayWhere(problem.where);
      write(`${say(SEVERITY_LABELS[severity])} ${where === '' ? '' : `${where}：`}${problem.message}`);
    }
  }
}

/** Prints findings with the first places of each. */
export function printFindings(findings: readonly Finding[]): void {
  for (const severity of SEVERITIES) {
    for (const finding of findings) {
      if (finding.severity !== severity) continue;
      print(`${say(SEVERITY_LABELS[severity])} [${finding.rule}] ${finding.message}`);
      const places = finding.places.flatMap((place) =>
        place.type === 'cell' ? [`${place.sheet}!${place.cell}`] : [],
      );
      if (places.length > 0) print(say('cli.places', { places: placeList(places) }));
    }
  }
}

function placeList(places: readonly string[]): string {
  const shown = places.slice(0, 8).join('、');
  return places.length > 8 ? say('cli.andMore', { shown, more: places.length - 8 }) : shown;
}

/** A size as people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
