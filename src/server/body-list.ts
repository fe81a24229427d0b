import { LIMITS } from '../ledger/import-bytes.ts';
import { isTextTable, readTextGrid } from '../ledger/import-csv.ts';
import { type Grid, type GridRow, readGrids } from '../ledger/import-grid.ts';
import { ProblemCollector } from '../ledger/import-problems.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import type { BodyScope } from '../store/bodies.ts';
import type { ListedBody } from './body-plan.ts';

/** What the heading of each column may be. */
const HEADINGS = {
  code: say('bodies.heading.code'),
  name: say('bodies.heading.name'),
  above: say('bodies.heading.above'),
  scope: say('bodies.heading.scope'),
  nature: say('bodies.heading.nature'),
} as const;
type Column = keyof typeof HEADINGS;
const COLUMNS = Object.keys(HEADINGS).filter((id): id is Column => id in HEADINGS);

const SCOPES: Readonly<Record<BodyScope, string>> = {
  department: say('bodies.scope.department.words'),
  ownLevel: say('bodies.scope.ownLevel.words'),
  unit: say('bodies.scope.unit.words'),
  group: say('bodies.scope.group.words'),
};
/** Rows above the heading: a title, a date. */
const MOST_ABOVE = 20;

/** Reads a list of bodies from a workbook or a text table with a row of headings. */
export function readBodyList(bytes: Uint8Array, file: string): Result<readonly ListedBody[]> {
  const problems = new ProblemCollector(file);
  const text = isTextTable(bytes) ? readTextGrid(bytes, file, LIMITS, problems) : undefined;
  const grids = isTextTable(bytes) ? text && [text] : readGrids(bytes, LIMITS, problems);
  if (grids === undefined) return fail(problems.list());
  for (const grid of grids) {
    const head = headOf(grid);
    if (head !== undefined) return rowsOf(grid, head, file);
  }
  return fail([problem('bodies.import.noHeading', 'error', { file })]);
}

interface Head {
  readonly row: number;
  readonly columns: ReadonlyMap<Column, number>;
}

/** The row of headings: the first that names at least the bodies, and one thing more of them. */
function headOf(grid: Grid): Head | undefined {
  for (const row of grid.rows.slice(0, MOST_ABOVE)) {
    const columns = new Map<Column, number>();
    row.cells.forEach((_, index) => {
      const heading = textOf(row, index).replace(/[\s*（(].*$/u, '');
      const found = COLUMNS.find((id) => HEADINGS[id].split('|').includes(heading));
      if (found !== undefined && !columns.has(found)) columns.set(found, index);
    });
    if (columns.has('name') && columns.size > 1) return { row: row.number, columns };
  }
  return undefined;
}

function rowsOf(grid: Grid, { row: head, columns }: Head, file: string): Result<readonly ListedBody[]> {
  const problems: Problem[] = [];
  const listed = grid.rows.flatMap((row): ListedBody[] => {
    if (row.number <= head) return [];
    const at = (id: Column) => {
      const index = columns.get(id);
      return index === undefined ? '' : textOf(row, index);
    };
    const [code, name, word] = [at('code'), at('name'), at('scope')];
    if (code === '' && name === '') return [];
    const where = { file, line: row.number };
    if (name === '') problems.push(problem('bodies.import.noName', 'error', where));
    if (name.length > 100 || !/^[\dA-Za-z-]{0,30}$/u.test(code))
      problems.push(problem('bodies.import.badCode', 'error', where, { code }));
    const scope = scopeOf(word);
    if (word !== '' && scope === undefined) {
      problems.push(problem('bodies.import.badScope', 'error', where, { word }));
    }
    return [{ row: row.number, code, name, above: at('above'), scope, nature: at('nature').slice(0, 30) }];
  });
  if (problems.length > 0) return fail(problems);
  return listed.length === 0 ? fail([problem('bodies.import.empty', 'error', { file })]) : succeed(listed);
}

function scopeOf(word: string): BodyScope | undefined {
  return (['department', 'ownLevel', 'unit', 'group'] as const).find((id) =>
    SCOPES[id].split('|').includes(word),
  );
}

function textOf({ cells }: GridRow, column: number): string {
  const cell = cells[column];
  return cell === undefined || cell.type === 'error' || cell.type === 'unevaluated' ? '' : cell.text.trim();
}

/** The bodies that a document speaks of, as a list: the department, itself, and its units. */
export function bodiesOfReport({
  entity,
  bodies = [],
}: Pick<CheckReport, 'entity' | 'bodies'>): readonly ListedBody[] {
  /** Where no code is printed, the name stands for one. */
  const codeOf = (code: string) => (/^[\dA-Za-z-]{1,30}$/u.test(code) ? code : '');
  const all = bodies.length === 0 ? [{ code: entity.code, name: entity.name }] : bodies;
  const [first] = all;
  const isWhole = entity.scope === 'department' && all.length > 1;
  return all.map((one, index): ListedBody => {
    const isFirst = one === first;
    const named = 'parent' in one && one.parent !== undefined ? one.parent : undefined;
    const scope: BodyScope = isFirst
      ? bodyScopeOf(entity.scope)
      : one.name === entity.name
        ? 'ownLevel'
        : 'unit';
    return {
      row: index + 1,
      code: codeOf(one.code),
      name: one.name,
      above: isFirst ? '' : (named ?? (isWhole ? (first?.code ?? '') : '')),
      scope,
      nature: '',
    };
  });
}

function bodyScopeOf(scope: string): BodyScope {
  return scope === 'ownLevel' || scope === 'unit' ? scope : 'department';
}
