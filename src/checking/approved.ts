import { normalName } from '../accounts/tree.ts';
import type { KnownValue, Value } from '../facts/cube.ts';
import { type Coordinate, coordinateKey, intervalOf } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import { sayCoordinate } from '../facts/say.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import { overlap } from '../money/interval.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import type { Known } from './known.ts';
import { bodyMap, codeOf } from './same-body.ts';
import { exact, sayPrinted } from './words.ts';

/** A number of the approval that the document lacks, or one of the document that the approval does not know. */
export interface Unmatched {
  /** What it is, in words. */
  readonly what: string;
  /** With its unit. */
  readonly value: string;
  /** Where it stands, in words. */
  readonly where: string;
  readonly fact: StatedFact | undefined;
}

/** What comes of holding a document against approved figures. */
export interface Approved {
  /** Differences, one a coordinate. */
  readonly findings: readonly Finding[];
  /** Numbers of the document that the approval confirms. */
  readonly agreed: number;
  /** What the approval states and the document does not. */
  readonly lacking: readonly Unmatched[];
  /** Numbers of the document of which the approval says nothing. */
  readonly notChecked: readonly Unmatched[];
}

const PRINTS = new Set(['printed', 'zero', 'blank', 'dash']);

/**
 * Holds every number of a document against what was approved at its coordinate: the number printed there, or the sum
 * that follows from others. Printed numbers stand for their intervals, so that rounding is no difference.
 */
export function compareApproved(
  document: CheckedDocument,
  own: Known,
  approval: Known,
  sayFact: (fact: StatedFact) => string,
): Approved {
  const translate = translator(own, approval);
  const unsaid = { entity: codeOf(own.entity), year: String(own.year), stage: own.stage };
  const sayWhat = (at: Coordinate) => sayCoordinate(document.space, at, unsaid) || say('checking.law.total');
  const findings: Finding[] = [];
  const notChecked: Unmatched[] = [];
  let agreed = 0;
  for (const [fact, ...others] of byCoordinate(document)) {
    if (fact === undefined) continue;
    const prints = [fact, ...others];
    const at = translate(fact.at);
    const value = at === undefined ? undefined : approval.cube.value(at);
    if (value?.known !== true) {
      notChecked.push(
        ...prints.filter(isNumber).map((one) => ({
          what: sayWhat(one.at),
          value: `${sayPrinted({ fact: one })}${one.unit}`,
          where: sayFact(one),
          fact: one,
        })),
      );
      continue;
    }
    const wrong = prints.filter((one) => !overlap(intervalOf(one), value.interval));
    agreed += prints.filter((one) => isNumber(one) && !wrong.includes(one)).length;
    if (wrong.length > 0) findings.push(difference(wrong, value, approval, sayWhat(fact.at), sayFact));
  }
  return { findings, agreed, lacking: lackingIn(own, approval, document, sayWhat), notChecked };
}

function isNumber({ status }: StatedFact): boolean {
  return status === 'printed' || status === 'zero';
}

function byCoordinate(document: CheckedDocument): Iterable<readonly StatedFact[]> {
  const groups = new Map<string, StatedFact[]>();
  for (const fact of [...document.tables.flatMap(({ facts }) => facts), ...document.others]) {
    if (!PRINTS.has(fact.status)) continue;
    const key = coordinateKey(fact.at);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [fact]);
    else known.push(fact);
  }
  return groups.values();
}

function difference(
  wrong: readonly StatedFact[],
  value: KnownValue,
  approval: Known,
  what: string,
  sayFact: (fact: StatedFact) => string,
): Finding {
  const [first] = wrong;
  if (first === undefined) throw new Error('a difference needs a number');
  const { unit } = first;
  const expected = exact(value.value, unit);
  const message = say('checking.across.approved', {
    what,
    here: [...new Set(wrong.map((one) => `${sayFact(one)}${sayPrinted({ fact: one })}${one.unit}`))].join(
      '；',
    ),
    file: approval.file,
    there: sayFacts(value, approval),
    expected: `${expected}${unit}`,
  });
  return finding('across.approved', message, first.at, {
    key: '',
    value: sayPrinted({ fact: first }),
    expected,
    unit,
    places: wrong.flatMap(({ place }) => place ?? []),
  });
}

/** Where the approved figure stands: the number itself, the first of those it is the sum of, or nowhere. */
function sayFacts({ facts }: KnownValue, { sayFact }: Known): string {
  const [first, ...others] = facts;
  if (first === undefined) return say('checking.across.notListed');
  const where = sayFact(first);
  return others.length === 0 ? where : say('checking.across.sumOf', { where, count: facts.length });
}

/** What the approval states of the document's year and bodies, and the document neither prints nor determines. */
function lackingIn(
  own: Known,
  approval: Known,
  document: CheckedDocument,
  sayWhat: (at: Coordinate) => string,
): readonly Unmatched[] {
  const translate = translator(approval, own);
  const printed = new Set(
    document.tables
      .flatMap(({ facts }) => facts)
      .concat(document.others)
      .map(({ at }) => coordinateKey(at)),
  );
  return approval.stated.flatMap((question): Unmatched[] => {
    const isOfBudget = question.year === String(approval.year) && question.stage === approval.stage;
    const at = isOfBudget ? translate(question) : undefined;
    const approved = approval.cube.value(question);
    if (at === undefined || !approved.known || approved.value === 0n) return [];
    const answer: Value = own.cube.value(at);
    const isTold = answer.known && overlap(answer.interval, approved.interval);
    // Where the document prints another number the difference has been told.
    if (isTold || printed.has(coordinateKey(at))) return [];
    const [fact] = approved.facts;
    const unit = fact?.unit ?? '元';
    return [
      {
        what: sayWhat(at),
        value:
          approved.facts.length === 1 && fact !== undefined
            ? `${printValue(fact.value, unit, fact.decimals)}${unit}`
            : `${exact(approved.value, unit)}${unit}`,
        where: sayFacts(approved, approval),
        fact: undefined,
      },
    ];
  });
}

/** Coordinates of one document as another would have them; undefined for a body, project or account it does not have. */
export function translator(from: Known, to: Known): (at: Coordinate) => Coordinate | undefined {
  const bodies = bodyMap(from, to);
  const projectOf = projectNames(from, to);
  return (at) => {
    const { entity, project } = at;
    const body = entity === undefined ? undefined : bodies.get(entity);
    if (entity !== undefined && body === undefined) return undefined;
    const named = project === undefined ? undefined : projectOf(project);
    if (project !== undefined && named === undefined) return undefined;
    for (const id of ACCOUNTS) {
      const member = at[id];
      if (member !== undefined && to.cube.space.get(id)?.has(member) !== true) return undefined;
    }
    return {
      ...at,
      ...(body === undefined ? {} : { entity: body }),
      ...(named === undefined ? {} : { project: named }),
    };
  };
}

const ACCOUNTS = ['function', 'economic', 'govEconomic'] as const;

/** A project of one document in another: by its code, or by a name that only one project has. */
function projectNames(from: Known, to: Known): (project: string) => string | undefined {
  const codes = new Set(to.projects.map(({ code }) => code));
  const byName = new Map<string, string | undefined>();
  for (const { code, name } of to.projects) {
    const key = normalName(name);
    byName.set(key, byName.has(key) ? undefined : code);
  }
  const names = new Map(from.projects.map(({ code, name }) => [code, name]));
  return (project) => {
    if (project === NO_PROJECT || codes.has(project)) return project;
    const name = names.get(project) ?? project.slice(project.lastIndexOf('/') + 1);
    return byName.get(normalName(name));
  };
}
