import { say } from '../messages/say.ts';
import {
  betterOf,
  isBounded,
  isCeiling,
  isCount,
  isEach,
  isPieces,
  isRate,
  isRateUnit,
  isTimeTaken,
  KINDS,
  measureClashes,
  NOT_APPLICABLE,
} from '../performance/indicator-words.ts';
import type { CheckedDocument, CheckedIndicator } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import {
  isAtLeast,
  isAtMost,
  isCost,
  isNumber,
  type Measured,
  measured,
  nameOf,
  sayTarget,
  sizeOf,
  tidy,
} from './indicator.ts';
import { budgetAt, groupBy, ownEntity } from './stated-amounts.ts';

/** How many indicators a finding about several names. */
const EXAMPLES = 3;
/** What one in so many does is a slip; what more do is a habit, or a sign that was lost in reading. */
const FEW = 4;

/** What is wrong with indicators, each for itself and side by side: name, unit, sign, kind. */
export function checkIndicators(document: CheckedDocument): readonly Finding[] {
  const all = document.indicators;
  const numbers = all.flatMap((one) => measured(one) ?? []);
  return [
    ...numbers.flatMap((one) => ownFindings(document, one)),
    ...together(document, 'performance.rate-without-percent', indicatorsOf(numbers.filter(isWithoutPercent))),
    ...together(document, 'performance.rate-as-quantity', indicatorsOf(numbers.filter(isRateAsQuantity))),
    ...together(document, 'performance.at-least-all', indicatorsOf(numbers.filter(isAtLeastAll))),
    ...together(document, 'performance.count-as-quality', indicatorsOf(numbers.filter(isCountAsQuality))),
    ...together(document, 'performance.cost-without-sign', indicatorsOf(withoutSign(numbers))),
    ...together(
      document,
      'performance.quantity-in-words',
      all.filter((one) => isCount(nameOf(one)) && isWords(one) && !NOT_APPLICABLE.test(one.value)),
    ),
    ...together(
      document,
      'performance.circular',
      all.filter(
        (one) =>
          isWords(one) && nameOf(one).length >= 4 && nameOf({ ...one, level3: one.value }) === nameOf(one),
      ),
    ),
    ...together(
      document,
      'performance.not-applicable',
      all.filter((one) => NOT_APPLICABLE.test(one.value)),
    ),
    ...twoValues(document, numbers),
    ...againstOverall(document, numbers),
    ...twoDirections(document, numbers),
    ...twoKinds(document),
  ];
}

function indicatorsOf(numbers: readonly Measured[]): readonly CheckedIndicator[] {
  return numbers.map(({ indicator }) => indicator);
}

function isRateAsQuantity({ indicator, name, unit }: Measured): boolean {
  return (
    indicator.project !== '' &&
    indicator.level2 === '数量指标' &&
    isRate(name) &&
    (unit === '' || isRateUnit(unit))
  );
}

function isAtLeastAll(one: Measured): boolean {
  return one.isPercent && isAtLeast(one) && isNumber(one, 100n) && isBounded(one.name);
}

function isWords({ value, unread }: CheckedIndicator): boolean {
  return value !== '' && unread.length === 0 && !/\d/u.test(value);
}

/** A rate of more than 1 without any unit: 90 for 90 %. What is more than 100 was hardly read right. */
function isWithoutPercent(one: Measured): boolean {
  const size = sizeOf(one);
  return one.unit === '' && isRate(one.name) && size > 1_000_000n && size <= 100_000_000n;
}

/** What is counted and is to be many is a quantity; few complaints may well be a quality. */
function isCountAsQuality(one: Measured): boolean {
  return one.indicator.level2 === '质量指标' && isAtLeast(one) && isPieces(one.unit);
}

/** Ceilings of cost without a sign, where most others of the document have one. */
function withoutSign(numbers: readonly Measured[]): readonly Measured[] {
  const ceilings = numbers.filter(
    ({ indicator, name, fen, isOperatorRead }) =>
      fen !== undefined &&
      isOperatorRead &&
      isCost(indicator) &&
      isCeiling(name, true) &&
      !isEach(name, indicator.description),
  );
  const without = ceilings.filter(({ operator }) => operator === '');
  return without.length * FEW <= ceilings.length ? without : [];
}

/** What one indicator says against itself. */
function ownFindings(document: CheckedDocument, one: Measured): readonly Finding[] {
  const { indicator, name, unit, isPercent } = one;
  const found: Finding[] = [];
  const say1 = (rule: OwnRule) => {
    found.push(
      finding(
        rule,
        say(`checking.${rule}`, {
          where: whereOf(document, indicator),
          name: tidy(indicator.level3),
          target: sayTarget(indicator),
        }),
        atOf(document, indicator),
        { value: sayTarget(indicator), places: [indicator.place] },
      ),
    );
  };
  if (isRate(name) && unit !== '' && !isRateUnit(unit)) say1('performance.rate-unit');
  else if (isCount(name) && isPercent) say1('performance.count-percent');
  else if (measureClashes(name, unit)) say1('performance.measure-word');
  if (!one.isOperatorRead) return found;
  const better = betterOf(name);
  if (isCost(indicator) && isAtLeast(one) && isCeiling(name, one.fen !== undefined))
    say1('performance.cost-direction');
  else if (better === 'more' && isAtMost(one) && !(isPercent && isNumber(one, 100n)))
    say1('performance.direction');
  else if (better === 'less' && isAtLeast(one)) say1('performance.direction');
  else if (isTimeTaken(name, unit) && isAtLeast(one)) say1('performance.time-direction');
  return found;
}

type OwnRule =
  | 'performance.rate-unit'
  | 'performance.count-percent'
  | 'performance.measure-word'
  | 'performance.cost-direction'
  | 'performance.direction'
  | 'performance.time-direction';

type TogetherRule =
  | 'performance.rate-without-percent'
  | 'performance.rate-as-quantity'
  | 'performance.count-as-quality'
  | 'performance.cost-without-sign'
  | 'performance.at-least-all'
  | 'performance.quantity-in-words'
  | 'performance.circular'
  | 'performance.not-applicable';

/** One finding for all indicators with the same weakness: they are mended together. */
function together(
  document: CheckedDocument,
  rule: TogetherRule,
  found: readonly CheckedIndicator[],
): readonly Finding[] {
  const [first] = found;
  if (first === undefined) return [];
  const all = new Set(
    found.map((one) =>
      say('checking.performance.example', { name: tidy(one.level3), target: sayTarget(one) }),
    ),
  );
  const examples = [...all].slice(0, EXAMPLES).join('、');
  return [
    finding(rule, say(`checking.${rule}`, { count: found.length, examples }), atOf(document, first), {
      places: found.map(({ place }) => place),
    }),
  ];
}

/** Indicators of one name in one sheet with different targets; descriptions that differ make them two indicators. */
function twoValues(document: CheckedDocument, numbers: readonly Measured[]): readonly Finding[] {
  const inSheets = numbers.filter(
    ({ indicator: { project } }) => project !== '' && !isShared(document, project),
  );
  const groups = groupBy(inSheets, ({ indicator, name }) =>
    [indicator.project, indicator.level2, name].join('\n'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    const other = others.find(
      (one) => first !== undefined && !hasSameTarget(first, one) && isSameThing(first, one),
    );
    if (first === undefined || other === undefined) return [];
    return [differing(document, 'performance.two-values', first, other)];
  });
}

function isSameThing(a: Measured, b: Measured): boolean {
  const [x, y] = [a.indicator.description, b.indicator.description];
  return x === '' || y === '' || x === y;
}

/** The number and its unit; signs are another matter. */
function hasSameTarget(a: Measured, b: Measured): boolean {
  return sizeOf(a) === sizeOf(b) && (a.unit === b.unit || a.isPercent === b.isPercent);
}

/**
 * A sheet against the goals of the body as a whole, where one sheet alone has the indicator: rates must agree, and
 * what is counted for the whole is no less than what one project promises.
 */
function againstOverall(document: CheckedDocument, numbers: readonly Measured[]): readonly Finding[] {
  const overall = numbers.filter(({ indicator }) => indicator.project === '');
  const sheets = groupBy(
    numbers.filter(({ indicator }) => indicator.project !== ''),
    ({ name }) => name,
  );
  const seen = new Set<string>();
  return overall.flatMap((whole) => {
    const [own, ...more] = sheets.get(whole.name) ?? [];
    if (own === undefined || more.length > 0 || seen.has(whole.name)) return [];
    seen.add(whole.name);
    if (own.isPercent && whole.isPercent && sizeOf(own) !== sizeOf(whole)) {
      return [differing(document, 'performance.overall-differs', own, whole)];
    }
    if (own.unit !== whole.unit || own.isPercent) return [];
    if (isAtLeast(own) && !isAtMost(whole) && sizeOf(whole) < sizeOf(own)) {
      return [differing(document, 'performance.overall-differs', own, whole)];
    }
    if (own.fen !== undefined && isAtMost(own) && isAtMost(whole) && sizeOf(whole) !== sizeOf(own)) {
      return [differing(document, 'performance.overall-differs', own, whole)];
    }
    const signs = new Set([own.operator, whole.operator]);
    if (sizeOf(whole) !== sizeOf(own) || signs.size < 2 || signs.has('')) return [];
    return own.isOperatorRead && whole.isOperatorRead
      ? [differing(document, 'performance.two-signs', own, whole)]
      : [];
  });
}

/** A rate that is to be high in one sheet and low in another. */
function twoDirections(document: CheckedDocument, numbers: readonly Measured[]): readonly Finding[] {
  const rates = numbers.filter(
    (one) =>
      one.isPercent && one.isOperatorRead && !isCost(one.indicator) && betterOf(one.name) === undefined,
  );
  return [...groupBy(rates, ({ name }) => name).values()].flatMap((group) => {
    const up = group.find(isAtLeast);
    const down = group.find(isAtMost);
    return up === undefined || down === undefined
      ? []
      : [differing(document, 'performance.two-directions', up, down)];
  });
}

/** An indicator that stands under one kind in one sheet and under another elsewhere; one finding a name. */
function twoKinds(document: CheckedDocument): readonly Finding[] {
  const kinds: readonly string[] = KINDS;
  const known = document.indicators.filter(({ project, level2 }) => project !== '' && kinds.includes(level2));
  return [...groupBy(known, nameOf)].flatMap(([name, group]) => {
    const [first] = group;
    const other = group.find(({ level2 }) => level2 !== first?.level2);
    if (first === undefined || other === undefined || name === '') return [];
    const message = say('checking.performance.two-kinds', {
      name: tidy(first.level3),
      first: whereOf(document, first),
      firstKind: first.level2,
      second: whereOf(document, other),
      secondKind: other.level2,
    });
    return [
      finding('performance.two-kinds', message, atOf(document, first), {
        places: [first.place, other.place],
      }),
    ];
  });
}

type PairRule =
  | 'performance.two-values'
  | 'performance.overall-differs'
  | 'performance.two-signs'
  | 'performance.two-directions';

function differing(document: CheckedDocument, rule: PairRule, a: Measured, b: Measured): Finding {
  const message = say(`checking.${rule}`, {
    name: tidy(a.indicator.level3),
    first: whereOf(document, a.indicator),
    firstTarget: sayTarget(a.indicator),
    second: whereOf(document, b.indicator),
    secondTarget: sayTarget(b.indicator),
  });
  return finding(rule, message, atOf(document, a.indicator), {
    value: sayTarget(a.indicator),
    places: [a.indicator.place, b.indicator.place],
  });
}

/** Whether bodies have sheets of their own for one project: their indicators are not each other's. */
export function isShared({ projects }: CheckedDocument, code: string): boolean {
  return projects.filter((project) => project.code === code).length > 1;
}

/** Whose indicator it is, in words. */
export function whereOf({ projects }: CheckedDocument, { project }: { readonly project: string }): string {
  if (project === '') return say('checking.performance.whole');
  const name = projects.find(({ code }) => code === project)?.name ?? project;
  return say('checking.performance.project', { project: tidy(name) });
}

function atOf(document: CheckedDocument, { project }: CheckedIndicator): Finding['at'] {
  const entity = document.projects.find(({ code }) => code === project)?.entity ?? ownEntity(document);
  return budgetAt(document, entity, project === '' ? {} : { project });
}
