import { type Coordinate, coordinateKey, intervalOf } from '../facts/fact.ts';
import { say } from '../messages/say.ts';
import { addIntervals, exactly, type Interval, overlap } from '../money/interval.ts';
import type { Figure, Figures } from './figures.ts';
import { type Finding, finding } from './finding.ts';
import type { Relation } from './pairings.ts';
import type { RuleId } from './rules.ts';
import { codeOf } from './same-body.ts';
import { exact } from './words.ts';

/** What comes of holding the numbers of one document against another's. */
export interface Across {
  /** Of the first document: each names both files and both places. */
  readonly findings: readonly Finding[];
  /** Numbers of the first that the second confirms. */
  readonly agreed: number;
  /** Coordinates at which they differ. */
  readonly differences: number;
  /** Numbers of the first that speak of the second's subject, and have no counterpart there. */
  readonly without: number;
}

const RULE_OF = {
  unit: 'across.unit',
  lastYear: 'across.lastYear',
  budget: 'across.budget',
} as const satisfies Record<Relation, RuleId>;

/** Says where a number stands, in words. */
export type SayFigure = (figure: Figure) => string;

/**
 * Holds what a document says of another one's subject against what that one says: a department of its unit, a budget of
 * the year before, accounts of the budget. Only numbers at one coordinate are compared, each as its interval.
 *
 * @param body what `from` calls the body that `to` is of
 */
export function comparedAcross(
  relation: Relation,
  from: Figures,
  to: Figures,
  body: string,
  sayFigure: SayFigure,
): Across {
  const speaks = subjectOf(relation, from, body);
  const other = byCoordinate(to.figures);
  const differing: { readonly own: Figure[]; readonly others: readonly Figure[] }[] = [];
  let agreed = 0;
  let without = 0;
  for (const own of byCoordinate(from.figures.filter(speaks)).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const others = other.get(coordinateKey(translated(first.at, body, codeOf(to.entity)))) ?? [];
    if (others.length === 0) {
      without += own.length;
      continue;
    }
    const wrong = own.filter((one) => !others.some((two) => overlap(intervalAt(one), intervalAt(two))));
    agreed += own.length - wrong.length;
    if (wrong.length > 0) differing.push({ own: wrong, others });
  }
  const rule = RULE_OF[relation];
  const counts = { agreed, differences: differing.length, without };
  if (differing.length >= FEW && differing.length > agreed)
    return { ...counts, findings: [mostDiffer(rule, to, differing, agreed, sayFigure)] };
  const findings = differing.flatMap(({ own, others }): Finding[] => {
    const [first] = own;
    const [second] = others;
    if (first === undefined || second === undefined) return [];
    const expected = `${second.printed}${second.unit}`;
    const params = {
      what: nameOf(first),
      here: sayAll(own, sayFigure),
      body: to.entity.name,
      file: to.file,
      there: sayFigure(second),
      expected,
    };
    return [difference(rule, say(`checking.${rule}`, params), first, second, own)];
  });
  return { ...counts, findings };
}

/** So many differences, and more of them than of agreements, are no slip: other bodies, or another way of counting. */
const FEW = 4;

function mostDiffer(
  rule: RuleId,
  to: Figures,
  differing: readonly { readonly own: readonly Figure[]; readonly others: readonly Figure[] }[],
  agreed: number,
  sayFigure: SayFigure,
): Finding {
  const own = differing.flatMap((one) => one.own);
  const [first] = differing;
  const params = {
    file: to.file,
    differences: differing.length,
    agreed,
    here: sayAll(first?.own ?? [], sayFigure),
    there: sayAll(first?.others.slice(0, 1) ?? [], sayFigure),
  };
  return finding(
    rule,
    say('checking.across.mostDiffer', params),
    {},
    {
      key: 'most',
      places: own.flatMap(({ place }) => place ?? []),
    },
  );
}

function difference(
  rule: RuleId,
  message: string,
  first: Figure,
  second: Figure,
  own: readonly Figure[],
): Finding {
  const expected = first.unit === second.unit ? second.printed : exact(second.value ?? 0n, first.unit);
  return finding(rule, message, first.at, {
    key: '',
    value: first.printed,
    expected,
    unit: first.unit,
    places: own.flatMap(({ place }) => place ?? []),
  });
}

/** Which numbers of a document are about the other one's subject. */
function subjectOf(relation: Relation, from: Figures, body: string): (figure: Figure) => boolean {
  const year = String(from.year);
  const before = String(from.year - 1);
  return ({ at, key }) => {
    if (key !== '') return false;
    switch (relation) {
      case 'unit':
        return at.entity === body;
      case 'lastYear':
        return at.year === before && at.stage === from.stage;
      case 'budget':
        return at.year === year && at.stage === 'budget';
    }
  };
}

/** A coordinate with the body's name in the other document. */
function translated(at: Coordinate, body: string, other: string): Coordinate {
  return at.entity === body ? { ...at, entity: other } : at;
}

function byCoordinate(figures: readonly Figure[]): ReadonlyMap<string, Figure[]> {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    if (figure.key !== '' || figure.value === undefined) continue;
    const key = coordinateKey(figure.at);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [figure]);
    else known.push(figure);
  }
  return groups;
}

function intervalAt({ value = 0n, unit, decimals }: Figure): Interval {
  return intervalOf({ value, unit, decimals, status: 'printed' });
}

function sayAll(figures: readonly Figure[], sayFigure: SayFigure): string {
  return [...new Set(figures.map((one) => `${sayFigure(one)}${one.printed}${one.unit}`))].join('；');
}

/** A number as its own document calls it. */
function nameOf({ row, column, table }: Figure): string {
  return [row, column].filter((one) => one !== '').join('·') || table;
}

// A department and the sum of its units ----------------------------------------------------------

/** Money that is the department's exactly when it is a unit's: what units give each other is not among it. */
const PUBLIC: ReadonlySet<string> = new Set([
  'generalPublicBudget',
  'governmentFundBudget',
  'stateCapitalBudget',
  'fiscalAppropriation',
]);
const SUMMED = new Set(['measure', 'entity', 'year', 'stage', 'flow', 'source', 'kind']);

/**
 * Holds the fiscal totals of a department against the sum of its units: never below it, and equal where every unit has
 * a document and the department itself prints the number of each, for else it may have more units than it names. Totals
 * of all money are left alone, for what one unit pays to another is not the department's.
 *
 * @param bodies what the department calls its units, in their order
 * @param isWhole whether each unit that the department names has a document
 */
export function comparedWithUnits(
  department: Figures,
  units: readonly Figures[],
  bodies: readonly string[],
  isWhole: boolean,
  sayFigure: SayFigure,
): Across {
  const own = codeOf(department.entity);
  const year = String(department.year);
  const tables = units.map(({ figures }) => byCoordinate(figures));
  const printed = byCoordinate(department.figures);
  const findings: Finding[] = [];
  let agreed = 0;
  let without = 0;
  const totals = byCoordinate(
    department.figures.filter(
      ({ at }) =>
        at.entity === own &&
        at.year === year &&
        at.stage === department.stage &&
        at.measure === 'amount' &&
        PUBLIC.has(at.source ?? '') &&
        Object.keys(at).every((id) => SUMMED.has(id)),
    ),
  );
  for (const figures of totals.values()) {
    const [first] = figures;
    if (first === undefined) continue;
    const parts = units.map((unit, index) => {
      const at = coordinateKey(translated(first.at, own, codeOf(unit.entity)));
      return tables[index]?.get(at)?.[0];
    });
    if (parts.some((part) => part === undefined)) {
      without += figures.length;
      continue;
    }
    const sum = parts.reduce<Interval>(
      (added, part) => (part === undefined ? added : addIntervals(added, intervalAt(part))),
      exactly(0n),
    );
    const value = parts.reduce((added, part) => added + (part?.value ?? 0n), 0n);
    const isSum =
      isWhole && bodies.every((body) => printed.has(coordinateKey(translated(first.at, own, body))));
    const holds = (one: Figure) => overlap(intervalAt(one), sum) || (!isSum && (one.value ?? 0n) > value);
    const wrong = figures.filter((one) => !holds(one));
    // More than some of its units have says nothing for or against a department.
    if (isSum) agreed += figures.length - wrong.length;
    else without += figures.length - wrong.length;
    if (wrong.length === 0) continue;
    const expected = exact(value, first.unit);
    const message = say('checking.across.unitSum', {
      what: nameOf(first),
      here: sayAll(wrong, sayFigure),
      count: units.length,
      files: units.map(({ file }) => file).join('、'),
      expected: `${expected}${first.unit}`,
      relation: say(isSum ? 'checking.across.unitSum.equal' : 'checking.across.unitSum.atLeast'),
    });
    findings.push(
      finding('across.unitSum', message, first.at, {
        key: '',
        value: first.printed,
        expected,
        unit: first.unit,
        places: wrong.flatMap(({ place }) => place ?? []),
      }),
    );
  }
  return { findings, agreed, differences: findings.length, without };
}
