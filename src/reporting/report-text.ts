import type { CheckReport } from './check-schema.ts';

/** A report as a JSON text that people can look into: indented, but for the numbers, of which each table has a line. */
export function reportText({ figures, ...report }: CheckReport): string {
  const text = JSON.stringify(report, null, 2);
  if (figures === undefined) return text;
  const lines = figures.map((table) => `    ${JSON.stringify(table)}`).join(',\n');
  return `${text.slice(0, -2)},\n  "figures": [${lines === '' ? '' : `\n${lines}\n  `}]\n}`;
}
