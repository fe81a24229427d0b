import { coordinateKey } from '../facts/fact.ts';
import type { Captioned } from './caption.ts';
import { compact } from './head.ts';
import type { TableReading } from './read-tables.ts';

/** The units of money that labels of tables name, each once. */
export function unitsNamed(tables: readonly Captioned[]): readonly string[] {
  return [...new Set(tables.flatMap(({ unit }) => unit ?? []))];
}

/**
 * Tables that name no unit, in the one unit in which they print again what a table with a unit prints. None is assumed:
 * where no number repeats, or one would contradict, the table keeps its silence.
 */
export function pinUnits(
  tables: readonly Captioned[],
  read: (table: Captioned) => TableReading,
): readonly Captioned[] {
  const units = unitsNamed(tables);
  const silent = tables.filter(({ unit }) => unit === undefined);
  if (units.length === 0 || silent.length === 0) return tables;
  const known = new Map(
    tables
      .filter(({ unit }) => unit !== undefined)
      .flatMap((table) => read(table).table.facts)
      .filter(({ status }) => status === 'printed')
      .map(({ at, value }) => [coordinateKey(at), value]),
  );
  return tables.map((table) => {
    if (table.unit !== undefined || !hasNumbers(table)) return table;
    const fitting = units.flatMap((unit) => {
      const one = { ...table, unit };
      const repeated = read(one)
        .table.facts.filter(({ status }) => status === 'printed')
        .flatMap(({ at, value }) => {
          const other = known.get(coordinateKey(at));
          return other === undefined ? [] : [other === value];
        });
      return repeated.length > 0 && repeated.every((isSame) => isSame) ? [one] : [];
    });
    const [only] = fitting;
    return only !== undefined && fitting.length === 1 ? only : table;
  });
}

function hasNumbers({ table }: Captioned): boolean {
  return table.grid.rows.some((row) =>
    row.some((cell) => /\d\.\d|\d,\d{3}/u.test(compact(cell?.text ?? ''))),
  );
}
