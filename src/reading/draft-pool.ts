import { normalName } from '../accounts/tree.ts';
import { type Coordinate, coordinateKey, type Fact, intervalOf } from '../facts/fact.ts';
import { basePerUnit } from '../facts/measure.ts';
import type { Entity, Project, Unit } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { LocalName } from '../ledger/ledger.ts';
import { madeProjectCode } from '../ledger/rows.ts';
import { overlap } from '../money/interval.ts';
import { type Given, ROLES } from './draft-role.ts';
import { type MarginLedger, marginLedger } from './kept.ts';
import type { ReadFact } from './reading.ts';

/** A fact with the document that states it. */
export interface PooledFact extends ReadFact {
  readonly given: Given;
}

/** Two documents, or two places of one, that give a coordinate two values. */
export interface Conflict {
  readonly kept: PooledFact;
  readonly other: PooledFact;
}

/** What all documents say together, about one department and its units. */
export interface Pool {
  /** The most trusted document first; each coordinate as often as it is printed. */
  readonly facts: readonly PooledFact[];
  /** Scopes in which a document prints an empty table, that is, nothing. */
  readonly zeros: readonly { readonly at: Coordinate; readonly given: Given }[];
  readonly conflicts: readonly Conflict[];
  readonly units: readonly Unit[];
  /** Whether the units are all there are: a list of them, or a document of a unit. */
  readonly unitsKnown: boolean;
  /** The codes of units that are of our making. */
  readonly madeCodes: readonly string[];
  readonly localNames: readonly LocalName[];
  /** Documents with what they say, the most trusted first. */
  readonly documents: readonly PooledDocument[];
  /** The code and name by which a project is known here. */
  readonly projectCode: (project: Pick<Project, 'code' | 'name'>) => string;
  readonly projectName: (project: Pick<Project, 'code' | 'name'>) => string;
}

export interface PooledDocument extends MarginLedger {
  readonly given: Given;
  /** The unit or department here that a body of the document is. */
  readonly bodyOf: (code: string) => string;
}

/** Brings documents together: bodies and projects under one code each, doubtful values told apart. */
export function poolOf(given: readonly Given[], department: Entity): Pool {
  const ranked = [...given].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  const read = ranked.map((one) => ({ given: one, ...marginLedger(one.kept, one.kept.pack.id) }));
  const { units, madeCodes, bodyIn } = unitsOf(read, department);
  const documents = read.map((document): PooledDocument => ({ ...document, bodyOf: bodyIn(document.given) }));
  const projects = projectCodes(documents, units);
  const pooled = documents.flatMap(({ given: source, statements, bodyOf }) =>
    statements.flatMap(({ facts }) =>
      facts.flatMap((fact): PooledFact[] => {
        if (fact.status === 'unread') return [];
        const { entity, project } = fact.at;
        const at = {
          ...fact.at,
          ...(entity === undefined ? {} : { entity: bodyOf(entity) }),
          ...(project === undefined ? {} : { project: projects.of(project) }),
        };
        return [{ ...fact, at, given: source }];
      }),
    ),
  );
  const { facts, conflicts } = settle(pooled);
  const zeros = documents.flatMap(({ given: source, statements, bodyOf }) =>
    statements
      .filter(({ closed, facts: own }) => closed !== false && own.length === 0)
      .map(({ scope }) => ({
        at: scope.entity === undefined ? scope : { ...scope, entity: bodyOf(scope.entity) },
        given: source,
      })),
  );
  const listed = given.some(({ kept }) => kept.records.units.length > 0);
  const isUnit = given.some(({ kept }) => kept.entity.scope !== 'department');
  return {
    facts,
    zeros,
    conflicts: [...conflicts, ...within(documents)],
    units,
    unitsKnown: listed || isUnit,
    madeCodes,
    localNames: documents.flatMap(({ ledger }) => ledger.localNames),
    documents,
    projectCode: projects.codeOf,
    projectName: projects.nameOf,
  };
}

/** Contradictions inside one document, as its own reading found them. */
function within(documents: readonly PooledDocument[]): readonly Conflict[] {
  return documents.flatMap(({ given, contradictions }) =>
    contradictions.flatMap(({ facts }) => {
      const [first] = facts;
      const second = facts.find(
        (fact) => first !== undefined && !overlap(intervalOf(first), intervalOf(fact)),
      );
      if (first === undefined || second === undefined) return [];
      return [{ kept: { ...first, given }, other: { ...second, given } }];
    }),
  );
}

/** Of a coordinate with several values the most trusted document's counts; a blank counts only where nothing is printed. */
function settle(facts: readonly PooledFact[]): { facts: PooledFact[]; conflicts: Conflict[] } {
  const groups = new Map<string, PooledFact[]>();
  for (const fact of facts) {
    const key = coordinateKey(fact.at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  const settled: PooledFact[] = [];
  const conflicts: Conflict[] = [];
  for (const group of groups.values()) {
    const printed = group.filter(({ status }) => status === 'printed' || status === 'zero');
    const said = printed.length > 0 ? printed : group;
    const [first] = said;
    if (first === undefined) continue;
    const told = new Set([first.given]);
    for (const fact of said) {
      if (overlap(intervalOf(first), intervalOf(fact))) settled.push(fact);
      else if (!told.has(fact.given)) {
        told.add(fact.given);
        conflicts.push({ kept: first, other: fact });
      }
    }
  }
  return { facts: settled, conflicts };
}

/** The step of a fact's last printed digit, in base units. */
export function stepOf({ unit, decimals }: Pick<Fact, 'unit' | 'decimals'>): bigint {
  return basePerUnit(unit) / 10n ** BigInt(decimals);
}

interface Bodies {
  readonly units: readonly Unit[];
  readonly madeCodes: readonly string[];
  readonly bodyIn: (given: Given) => (code: string) => string;
}

/** The units that the documents name; one without a code gets one that is free. */
function unitsOf(
  documents: readonly (MarginLedger & { readonly given: Given })[],
  department: Entity,
): Bodies {
  const isDepartment = (code: string, name: string) =>
    code === department.code || normalName(name) === normalName(department.name);
  const units = new Map<string, Unit>();
  const madeCodes: string[] = [];
  const renamed = new Map<Given, Map<string, string>>();
  const add = (unit: Unit): string => {
    const known = [...units.values()].find(
      ({ code, name }) => code === unit.code || normalName(name) === normalName(unit.name),
    );
    if (known !== undefined) {
      // A later document may know more of it.
      units.set(known.code, {
        ...known,
        nature: known.nature || unit.nature,
        rank: known.rank || unit.rank,
        funding: known.funding || unit.funding,
      });
      return known.code;
    }
    let { code } = unit;
    if (!/^[0-9A-Za-z]+$/u.test(code)) {
      let number = 1;
      do {
        code = `${department.code}${String(number).padStart(3, '0')}`;
        number += 1;
      } while (units.has(code));
      madeCodes.push(code);
    }
    units.set(code, { ...unit, code });
    return code;
  };
  for (const { given, ledger } of documents) {
    const codes = new Map<string, string>();
    renamed.set(given, codes);
    const own = ledger.records.department;
    const ownIsUnit = given.kept.entity.scope !== 'department';
    if (ownIsUnit) {
      for (const unit of ledger.records.units) codes.set(unit.code, add(unit));
      continue;
    }
    // The department's own document, whatever name or code it goes by there.
    codes.set(own.code, department.code);
    for (const unit of ledger.records.units) {
      if (!isDepartment(unit.code, unit.name) && unit.code !== own.code) codes.set(unit.code, add(unit));
      // The bureau itself stands in the list under the department's name; amounts under it are the department's.
      else if (given.kept.records.units.length > 0) add({ ...unit, code: '', scope: 'ownLevel' });
    }
  }
  return {
    units: [...units.values()],
    madeCodes,
    bodyIn: (given) => (code) => renamed.get(given)?.get(code) ?? code,
  };
}

interface ProjectCodes {
  /** The code of a project by what a fact calls it. */
  readonly of: (member: string) => string;
  readonly codeOf: (project: Pick<Project, 'code' | 'name'>) => string;
  readonly nameOf: (project: Pick<Project, 'code' | 'name'>) => string;
}

/** A code as the project library has them; others are names, or made of a body and a name. */
function isLibraryCode(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z_.-]*$/u.test(text);
}

/** Documents that print a code and those that print the name alone speak of the same project. */
function projectCodes(documents: readonly PooledDocument[], units: readonly Unit[]): ProjectCodes {
  const [only] = units;
  const bodies = new Set(
    documents.flatMap(({ given }) =>
      [given.kept.entity, ...given.kept.bodies].flatMap(({ code, name }) => [
        normalName(code),
        normalName(name),
      ]),
    ),
  );
  /** The name in a code that was made of bodies and a name. */
  const plain = (text: string): string => {
    const cut = text.indexOf('/');
    return cut >= 0 && bodies.has(normalName(text.slice(0, cut))) ? plain(text.slice(cut + 1)) : text;
  };
  const coded = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { ledger } of documents) {
    for (const { code, name } of ledger.records.projects) {
      names.set(code, plain(name));
      if (isLibraryCode(code) && !coded.has(normalName(name))) coded.set(normalName(name), code);
    }
  }
  const made = (name: string) =>
    (names.has(name) && isLibraryCode(name) ? name : undefined) ??
    coded.get(normalName(name)) ??
    madeProjectCode(units.length === 1 ? (only?.code ?? '') : '', name);
  return {
    of: (member) =>
      member === NO_PROJECT || isLibraryCode(member) ? member : made(names.get(member) ?? plain(member)),
    codeOf: ({ code, name }) => (isLibraryCode(code) ? code : made(plain(name))),
    nameOf: ({ name }) => plain(name),
  };
}
