import { normalName } from '../accounts/tree.ts';
import type { Entity } from '../facts/records.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { coverageOf } from './coverage.ts';
import { type Given, type Role, yearOf } from './draft-role.ts';
import type { Reading } from './reading.ts';

/** What documents give, and whose budget of which year they are for. */
export interface SettledDraft {
  /** Those that are of use. */
  readonly given: readonly Given[];
  readonly department: Entity;
  readonly year: number;
  /** The pack that the newest of them was read by, where one was. */
  readonly pack: string | undefined;
}

/** What somebody says themselves; what they leave out the documents say. */
export interface DraftWishes {
  readonly entity?: Entity | undefined;
  readonly year?: number | undefined;
  /** Where to say what the documents do not: by options of the command line, or in the fields of a page. */
  readonly at: 'cli' | 'page';
}

/** Settles whose budget of which year documents are for. A warning names each that is of no use. */
export function settleDraft(
  given: readonly Given[],
  { entity, year: wished, at }: DraftWishes,
): Result<SettledDraft> {
  const department = entity ?? departmentOf(given);
  if (department === undefined)
    return fail([problem('drafting.noEntity', 'error', {}, { how: say(`drafting.how.entity.${at}`) })]);
  const year = wished ?? yearOf(given);
  if (year === undefined) return fail([problem('drafting.noFiles', 'error', {})]);
  const problems: Problem[] = [];
  const useful: Given[] = [];
  for (const one of given) {
    const { file, entity: other, year: found } = one.kept;
    if (entity === undefined && other.scope === 'department' && !isSame(other, department)) {
      const how = say(`drafting.how.same.${at}`);
      const params = { file, other: other.name, department: department.name, how };
      problems.push(problem('drafting.otherEntity', 'error', {}, params));
    } else if (found !== year && found !== year - 1) {
      problems.push(problem('drafting.unusedYear', 'warning', {}, { file, found, year }));
    } else useful.push(one);
  }
  if (problems.some(({ severity }) => severity === 'error')) return fail(problems);
  const [newest] = [...useful]
    .filter(({ kept }) => kept.pack.id !== 'generic' && kept.stage === 'budget')
    .sort((a, b) => b.kept.year - a.kept.year);
  return succeed({ given: useful, department, year, pack: newest?.kept.pack.id }, problems);
}

/** What a document is, in words: its role, body and year, and how much of it was understood. */
export function sayGiven({ file, entity, year, pack, numbers }: Reading, role: Role): string {
  const { placed, printed } = coverageOf(numbers).tables;
  return say('drafting.file', {
    file,
    role: say(`drafting.role.${role}`),
    entity: `${entity.code}${entity.name}`,
    year,
    pack: pack.id,
    placed,
    printed,
  });
}

/** The department that the documents speak of; a unit where none speaks of a department. */
function departmentOf(given: readonly Given[]): Entity | undefined {
  const entities = given.map(({ kept }) => kept.entity);
  const departments = entities.filter(({ scope }) => scope === 'department');
  const known = (departments.length > 0 ? departments : entities).filter(
    ({ code, name }) => code !== '' && name !== '',
  );
  const [first] = known;
  return first === undefined ? undefined : { code: first.code, name: first.name };
}

function isSame(one: Entity, other: Entity): boolean {
  return one.name === '' || one.code === other.code || normalName(one.name) === normalName(other.name);
}
