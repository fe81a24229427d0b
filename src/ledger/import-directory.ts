import { normalName } from '../accounts/tree.ts';
import type { Entity, Project, Unit } from '../facts/records.ts';
import { codeAndName, splitAtBlank } from './cells.ts';
import type { ProblemCollector, Spot } from './import-problems.ts';
import type { TableRow } from './import-table.ts';
import { type Read, readText, sameName, shorten } from './import-values.ts';
import type { Column } from './sheets.ts';

/** Finds units by code, name, or both in one cell. */
export class UnitDirectory {
  readonly #department: Entity;
  readonly #byCode: ReadonlyMap<string, Entity>;
  readonly #byName = new Map<string, Entity>();
  readonly #problems: ProblemCollector;
  readonly #found = new Map<string, Entity>();

  constructor(department: Entity, units: readonly Unit[], problems: ProblemCollector) {
    this.#department = department;
    this.#problems = problems;
    const byCode = new Map<string, Entity>(units.map((unit) => [unit.code, unit]));
    for (const unit of units) {
      // Spreadsheets drop the zeros that a number begins with.
      const short = unit.code.replace(/^0+/u, '');
      if (!byCode.has(short)) byCode.set(short, unit);
      const name = normalName(unit.name);
      if (!this.#byName.has(name)) this.#byName.set(name, unit);
    }
    this.#byCode = byCode;
  }

  /** The unit in a cell; in columns that take the department too, also the department. */
  read(row: TableRow, column: Column): Read<string> {
    const text = readText(row, column.key, this.#problems);
    if (text === 'wrong' || text === '') return text === '' ? undefined : 'wrong';
    const department = column.content.type === 'unit' && column.content.department;
    const key = `${department} ${text}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known.code;
    const spot = row.spot(column.key);
    const { entity, certain } = this.#find(text, department, spot);
    if (entity === undefined) {
      this.#problems.add('ledger.problem.unitUnknown', spot, { value: shorten(text) });
      return 'wrong';
    }
    if (certain) this.#found.set(key, entity);
    return entity.code;
  }

  #find(
    text: string,
    withDepartment: boolean,
    spot: Spot,
  ): { readonly entity: Entity | undefined; readonly certain: boolean } {
    const department = this.#department;
    const { code, name } = splitAtBlank(text);
    if (withDepartment && (code === department.code || sameName(text, department.name))) {
      return { entity: department, certain: true };
    }
    const entity =
      this.#byCode.get(code) ??
      this.#byCode.get(text.normalize('NFKC')) ??
      this.#byName.get(normalName(text));
    const named = entity !== undefined && name !== '' && !sameName(text, entity.name);
    if (!named || sameName(name, entity.name)) return { entity, certain: true };
    const params = { code: entity.code, name: entity.name, value: shorten(name) };
    this.#problems.add('ledger.problem.unitNameDisagrees', spot, params);
    return { entity, certain: false };
  }
}

/** Finds projects by code, name, or both in one cell. */
export class ProjectDirectory {
  readonly #byCode = new Map<string, Project>();
  readonly #codes = new Map<string, string>();
  readonly #byName = new Map<string, Project[]>();
  /** By text as it stands in cells: the same few fill thousands of them. */
  readonly #exact = new Map<string, Project>();
  readonly #problems: ProblemCollector;

  constructor(projects: readonly Project[], problems: ProblemCollector) {
    this.#problems = problems;
    for (const project of projects) {
      const name = normalName(project.name);
      const namesakes = this.#byName.get(name);
      if (namesakes === undefined) this.#byName.set(name, [project]);
      else namesakes.push(project);
    }
    for (const { code, name } of projects) {
      for (const text of [code, codeAndName(code, name)]) this.#codes.set(normalText(text), code);
    }
    for (const project of projects) this.#byCode.set(project.code, project);
  }

  /**
   * The project in a cell.
   *
   * @param unit the unit of the row, which decides among projects of the same name
   */
  read(row: TableRow, column: Column, unit: string | undefined): Read<Project> {
    const text = readText(row, column.key, this.#problems);
    if (text === 'wrong' || text === '') return text === '' ? undefined : 'wrong';
    const candidates = this.find(text, unit);
    const [project] = candidates;
    if (project !== undefined && candidates.length === 1) return project;
    const spot = row.spot(column.key);
    if (project === undefined) {
      this.#problems.add('ledger.problem.projectUnknown', spot, { value: shorten(text) });
      return 'wrong';
    }
    this.#problems.add('ledger.problem.projectAmbiguous', spot, {
      value: shorten(text),
      candidates: candidates.map(({ code, name }) => codeAndName(code, name)).join('、'),
    });
    return 'wrong';
  }

  /** The projects that a text may mean. */
  find(text: string, unit: string | undefined): readonly Project[] {
    const known = this.#exact.get(text);
    if (known !== undefined) return [known];
    const code = this.#codes.get(normalText(text)) ?? this.#codes.get(normalText(splitAtBlank(text).code));
    const exact = code === undefined ? undefined : this.#byCode.get(code);
    if (exact !== undefined) {
      this.#exact.set(text, exact);
      return [exact];
    }
    const namesakes = this.#byName.get(normalName(text)) ?? [];
    const own = namesakes.filter(({ entity }) => entity === unit);
    return own.length > 0 ? own : namesakes;
  }
}

function normalText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
