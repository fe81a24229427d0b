import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { type Coordinate, coordinateKey, intervalOf } from '../facts/fact.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import { type Fen, fenOf, isMoneyUnit } from '../money/amount.ts';
import { parseDecimal, printDecimal, rescale } from '../money/decimal.ts';
import { exactly, type Interval, overlap } from '../money/interval.ts';
import { isCeiling, isEach } from '../performance/indicator-words.ts';
import type { CheckedDocument, CheckedIndicator, CheckedProject } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import {
  isAtLeast,
  isAtMost,
  isCost,
  type Measured,
  measured,
  nameOf,
  sayTarget,
  tidy,
} from './indicator.ts';
import { checkIndicators, isShared, whereOf } from './indicators.ts';
import { checkProjectCounts } from './project-counts.ts';
import {
  budgetAt,
  exceeds,
  groupBy,
  intervalOfFen,
  isAt,
  ownEntity,
  printedFacts,
  sayMoney,
  sumOf,
} from './stated-amounts.ts';
import { isDamaged } from './text.ts';
import { unitCosts } from './unit-costs.ts';

/** A project with what its document says of it. */
interface Sheet {
  readonly project: CheckedProject;
  readonly indicators: readonly CheckedIndicator[];
  /** What sheets and lists state as its whole budget, each value once. */
  readonly budgets: readonly Budget[];
}

interface Budget {
  readonly fen: Fen;
  readonly interval: Interval;
  readonly fact: StatedFact | undefined;
}

/** Points of a complete sheet: all, or what is left where the rate of execution has the other ten. */
const FULL_WEIGHTS: readonly bigint[] = [100n, 90n];
/** A sheet with fewer indicators may be a piece of one. */
const FEWEST_INDICATORS = 3;
/** Names and goals that are shorter may be the same by chance. */
const TELLING_NAME = 6;
const TELLING_GOAL = 15;
/** Wrong by 元 for 万元. */
const UNIT_SLIP = 10_000n;

const MONEY_IN_GOAL =
  /(?:预计|计划|拟|本项目)(?:使用|用|投入|安排|支出|需要?)(?:资金|经费|预算)?(?:约|共|共计)?\s*([\d,.]+)\s*(亿元|万元|元)/gu;

const MONEY = /\d\s*[千万亿]?元/u;

/** What is wrong with project budgets, plans, goals and indicators of a document. */
export function checkPerformance(document: CheckedDocument): readonly Finding[] {
  const sheets = sheetsOf(document);
  return [
    ...sheets.flatMap((sheet) => [
      ...againstList(document, sheet),
      ...ceilings(document, sheet),
      ...unitCosts(document, sheet),
      ...plan(document, sheet),
      ...weights(document, sheet),
      ...goalMoney(document, sheet),
      ...goalsAsIndicators(document, sheet),
      ...foreignGoals(document, sheet, sheets),
    ]),
    ...projectsAgainstExpenditure(document, sheets),
    ...checkProjectCounts(document),
    ...missingCategories(document, sheets),
    ...sameGoals(document, sheets),
    ...overThreePublic(document),
    ...ratesOfNothing(document),
    ...checkIndicators(document),
  ];
}

function sheetsOf(document: CheckedDocument): readonly Sheet[] {
  const facts = printedFacts(document).filter(({ at }) => at.project !== undefined);
  return document.projects.map((printed) => {
    const project = { ...printed, name: tidy(printed.name) };
    const own = facts.filter(
      ({ at }) =>
        at.project === project.code &&
        isAt(at, budgetAt(document, project.entity, { project: project.code }), ['flow', 'kind', 'entity']),
    );
    const stated = project.statedBudget;
    const budgets = new Map<string, Budget>();
    for (const fact of own) {
      const interval = intervalOf(fact);
      if (![...budgets.values()].some((known) => overlap(known.interval, interval)))
        budgets.set(String(fact.value), { fen: fact.value, interval, fact });
    }
    if (stated !== undefined && budgets.size === 0)
      budgets.set(String(stated), { fen: stated, interval: intervalOfFen(stated), fact: undefined });
    return {
      project,
      indicators: document.indicators.filter((one) => isIndicatorOf(one, project)),
      budgets: [...budgets.values()],
    };
  });
}

/** Whether an indicator is on a project's own sheet, and not on that of another body for the same project. */
function isIndicatorOf(
  { project, entity }: CheckedIndicator,
  { code, entity: own }: CheckedProject,
): boolean {
  return project === code && (entity === undefined || entity === own);
}

function projectAt(document: CheckedDocument, { entity, code }: CheckedProject): Coordinate {
  return budgetAt(document, entity, { flow: 'expenditure', project: code });
}

/**
 * The budget of a sheet against a list that calls the project by its name or gives it to another body, so that the
 * laws do not take them for one. A list of one source alone is only a part.
 */
function againstList(document: CheckedDocument, { project, budgets }: Sheet): readonly Finding[] {
  const stated = project.statedBudget;
  const [only, ...others] = budgets;
  if (stated === undefined || only === undefined || others.length > 0) return [];
  const name = normalName(project.name);
  const lists = document.tables
    .map(({ facts }) => facts.filter(({ status }) => status === 'printed' || status === 'zero'))
    .filter((facts) => new Set(facts.flatMap(({ at }) => at.project ?? [])).size > 1);
  for (const facts of lists) {
    const wanted = projectAt(document, project);
    const named = facts.filter(
      ({ at }) =>
        at.project === project.code || normalName((at.project ?? '').replace(/^[^/]*\//u, '')) === name,
    );
    const whole = named.filter(({ at }) => isAt(at, wanted, ['flow', 'kind', 'entity', 'project']));
    const sum = sumOf(whole.map(intervalOf));
    const own = intervalOfFen(stated);
    const fits = whole.some((fact) => overlap(intervalOf(fact), own)) || overlap(sum, own);
    const [fact] = whole;
    if (fact === undefined || fits) continue;
    // What both print at one coordinate is a matter of the laws.
    if (whole.some(({ at }) => budgets.some((one) => one.fact !== undefined && isSame(one.fact.at, at))))
      continue;
    return [
      finding(
        'performance.budget-list',
        say('checking.performance.budget-list', {
          project: project.name,
          stated: sayMoney(stated),
          listed: sayMoney(whole.reduce((total, { value }) => total + value, 0n)),
        }),
        wanted,
        { value: sayMoney(stated), places: [project.place, ...whole.flatMap(({ place }) => place ?? [])] },
      ),
    ];
  }
  return [];
}

function isSame(a: Coordinate, b: Coordinate): boolean {
  return coordinateKey(a) === coordinateKey(b);
}

/** All projects together cost no more than what the body spends on projects. Special funds are others' money. */
function projectsAgainstExpenditure(document: CheckedDocument, sheets: readonly Sheet[]): readonly Finding[] {
  const total = printedFacts(document);
  const own = sheets.filter(({ project, budgets }) => !project.specialFund && budgets.length === 1);
  return [...groupBy(own, ({ project }) => project.entity)].flatMap(([entity, group]) => {
    const spent = total.filter(({ at }) =>
      isAt(at, budgetAt(document, entity, { flow: 'expenditure', kind: 'project' })),
    );
    // A project may be printed twice under codes that are read differently.
    const once = new Map(
      group.map((sheet) => [normalName(sheet.project.name), sheet.budgets[0]?.interval ?? exactly(0n)]),
    );
    const sum = sumOf([...once.values()]);
    const [first] = spent;
    if (first === undefined || !spent.every((fact) => exceeds(sum, intervalOf(fact)))) return [];
    return [
      finding(
        'performance.projects-exceed',
        say('checking.performance.projects-exceed', {
          count: once.size,
          sum: sayMoney(group.reduce((added, { budgets }) => added + (budgets[0]?.fen ?? 0n), 0n)),
          total: sayMoney(first.value),
        }),
        first.at,
        {
          places: [
            ...(first.place === undefined ? [] : [first.place]),
            ...group.map(({ project }) => project.place),
          ],
        },
      ),
    ];
  });
}

/** Ceilings of cost above what there is to spend. */
function ceilings(document: CheckedDocument, { project, indicators, budgets }: Sheet): readonly Finding[] {
  const [first] = budgets;
  if (first === undefined) return [];
  return indicators.flatMap((indicator) => {
    const one = measured(indicator);
    if (one?.fen === undefined || !isCost(indicator) || isAtLeast(one) || !one.isOperatorRead) return [];
    if (!isCeiling(one.name, true) || isEach(one.name, indicator.description)) return [];
    const { fen } = one;
    const ceiling = exactly(fen);
    if (fen > 0n && budgets.some((budget) => isSlip(fen, budget))) {
      return [ceilingFinding(document, 'performance.cost-unit', project, one, first.fen)];
    }
    if (!budgets.every(({ interval }) => exceeds(ceiling, interval))) return [];
    return [ceilingFinding(document, 'performance.cost-ceiling', project, one, first.fen)];
  });
}

/** Ten thousand times too much or too little: the digits are right and the unit is not. */
function isSlip(fen: Fen, { interval: { low, high, denominator } }: Budget): boolean {
  const between = (value: bigint, by: bigint) =>
    low * by <= value * denominator && value * denominator <= high * by;
  return low > 0n && (between(fen * UNIT_SLIP, 1n) || between(fen, UNIT_SLIP));
}

function ceilingFinding(
  document: CheckedDocument,
  rule: 'performance.cost-ceiling' | 'performance.cost-unit',
  project: CheckedProject,
  { indicator }: Measured,
  budget: Fen,
): Finding {
  const params = {
    project: project.name,
    name: tidy(indicator.level3),
    target: sayTarget(indicator),
    budget: sayMoney(budget),
  };
  return finding(rule, say(`checking.${rule}`, params), projectAt(document, project), {
    value: sayTarget(indicator),
    expected: `≤${sayMoney(budget)}`,
    places: [indicator.place, project.place],
  });
}

/** What is to be spent by the end of each period: it never falls, and ends at the budget. */
function plan(document: CheckedDocument, { project, budgets }: Sheet): readonly Finding[] {
  const [budget] = budgets;
  const last = project.plan.at(-1);
  // A plan without its end was not read to its end.
  if (budget === undefined || last?.month !== 12 || (last.cumulative === 0n && budget.fen > 0n)) return [];
  const at = projectAt(document, project);
  const places = [project.place];
  if (!budgets.some(({ interval }) => overlap(interval, intervalOfFen(last.cumulative)))) {
    const sum = sumOf(project.plan.map(({ cumulative }) => intervalOfFen(cumulative)));
    const isByPeriod = overlap(sum, budget.interval);
    const params = {
      project: project.name,
      planned: sayMoney(last.cumulative),
      budget: sayMoney(budget.fen),
    };
    const key = isByPeriod ? 'checking.performance.plan-by-period' : 'checking.performance.plan-end';
    return [
      finding('performance.plan-end', say(key, params), at, {
        value: sayMoney(last.cumulative),
        expected: sayMoney(budget.fen),
        places,
      }),
    ];
  }
  return project.plan.flatMap(({ month, cumulative }, index) => {
    const before = project.plan[index - 1];
    if (before === undefined || cumulative >= before.cumulative) return [];
    const params = {
      project: project.name,
      month,
      planned: sayMoney(cumulative),
      before: sayMoney(before.cumulative),
    };
    return [
      finding('performance.plan-decreases', say('checking.performance.plan-decreases', params), at, {
        places,
      }),
    ];
  });
}

function weights(document: CheckedDocument, { project, indicators }: Sheet): readonly Finding[] {
  const points = indicators.flatMap(
    ({ weight = '' }) => parseDecimal(weight.replace(/[%％分]\s*$/u, '')) ?? [],
  );
  if (points.length < FEWEST_INDICATORS || points.length < indicators.length) return [];
  // A sheet of which rows were lost has fewer points.
  if (isShared(document, project.code) || isDamaged(document)) return [];
  const sum = points.reduce((total, one) => total + rescale(one, 6).digits, 0n);
  if (FULL_WEIGHTS.some((full) => sum === full * 1_000_000n)) return [];
  const printed = printDecimal({ digits: sum, decimals: 6 }).replace(/\.?0+$/u, '');
  return [
    finding(
      'performance.weights',
      say('checking.performance.weights', { project: project.name, sum: printed, count: points.length }),
      projectAt(document, project),
      { value: printed, expected: '100', places: indicators.map(({ place }) => place) },
    ),
  ];
}

/** A goal that is to cost more than its project has. */
function goalMoney(document: CheckedDocument, { project, budgets }: Sheet): readonly Finding[] {
  const [budget] = budgets;
  if (budget === undefined) return [];
  for (const [, number = '', unit = ''] of project.goals.join('\n').matchAll(MONEY_IN_GOAL)) {
    const decimal = parseDecimal(number);
    const fen = decimal === undefined || !isMoneyUnit(unit) ? undefined : fenOf(decimal, unit);
    if (fen === undefined || !budgets.every(({ interval }) => exceeds(intervalOfFen(fen), interval)))
      continue;
    return [
      finding(
        'performance.goal-amount',
        say('checking.performance.goal-amount', {
          project: project.name,
          said: `${number}${unit}`,
          budget: sayMoney(budget.fen),
        }),
        projectAt(document, project),
        { value: `${number}${unit}`, expected: sayMoney(budget.fen), places: [project.place] },
      ),
    ];
  }
  return [];
}

/** A whole goal in the place of an indicator's name. */
function goalsAsIndicators(document: CheckedDocument, { project, indicators }: Sheet): readonly Finding[] {
  const goals = normalName(project.goals.join(''));
  return indicators.flatMap((indicator) => {
    const name = nameOf(indicator);
    const isGoal = goals.includes(name) || MONEY.test(name);
    if (name.length < TELLING_GOAL || !/[，,；;]/u.test(name) || !isGoal) return [];
    return [
      finding(
        'performance.goal-as-indicator',
        say('checking.performance.goal-as-indicator', {
          project: project.name,
          name: tidy(indicator.level3),
        }),
        projectAt(document, project),
        { value: indicator.level3, places: [indicator.place] },
      ),
    ];
  });
}

/** Goals that name another project of the document and not their own. */
function foreignGoals(
  document: CheckedDocument,
  { project }: Sheet,
  sheets: readonly Sheet[],
): readonly Finding[] {
  const own = normalName(project.name);
  const goals = normalName(project.goals.join(''));
  if (goals.includes(own)) return [];
  const other = sheets.find((sheet) => {
    const name = normalName(sheet.project.name);
    return name.length >= TELLING_NAME && goals.includes(name) && !own.includes(name) && !name.includes(own);
  });
  if (other === undefined) return [];
  return [
    finding(
      'performance.foreign-goal',
      say('checking.performance.foreign-goal', { project: project.name, other: other.project.name }),
      projectAt(document, project),
      { places: [project.place, other.project.place] },
    ),
  ];
}

/** Goals that stand word for word under projects of different names. */
function sameGoals(document: CheckedDocument, sheets: readonly Sheet[]): readonly Finding[] {
  const telling = sheets.filter(({ project }) => normalName(project.goals.join('')).length >= TELLING_GOAL);
  return [...groupBy(telling, ({ project }) => normalName(project.goals.join(''))).values()].flatMap(
    (group) => {
      const [first] = group;
      const names = new Set(group.map(({ project }) => normalName(project.name)));
      if (first === undefined || names.size < 2) return [];
      return [
        finding(
          'performance.same-goals',
          say('checking.performance.same-goals', {
            projects: group
              .map(({ project }) => say('checking.performance.name', { name: project.name }))
              .join('、'),
          }),
          projectAt(document, first.project),
          { places: group.map(({ project }) => project.place) },
        ),
      ];
    },
  );
}

/** Categories that every sheet has; cost may stand under output, and is not asked for. */
const CATEGORIES: readonly (readonly [string, (indicator: CheckedIndicator) => boolean])[] = [
  ['产出指标', ({ level1, level2 }) => /产出/u.test(level1) || /数量|质量|时效/u.test(level2)],
  ['效益指标', ({ level1, level2 }) => /效益|效果/u.test(level1) || /效益|影响/u.test(level2)],
  ['满意度指标', ({ level1, level2, level3 }) => /满意/u.test(`${level1}${level2}${level3}`)],
];

function missingCategories(document: CheckedDocument, sheets: readonly Sheet[]): readonly Finding[] {
  const complete = sheets.filter(
    ({ indicators }) =>
      indicators.length >= FEWEST_INDICATORS && indicators.every(({ level1 }) => level1 !== ''),
  );
  return CATEGORIES.flatMap(([category, isOf]) => {
    const without = complete.filter(({ indicators }) => !indicators.some(isOf));
    const [first] = without;
    if (first === undefined) return [];
    const names = without.map(({ project }) => say('checking.performance.name', { name: project.name }));
    return [
      finding(
        'performance.category',
        say('checking.performance.category', { category, count: without.length, projects: names.join('、') }),
        projectAt(document, first.project),
        { expected: category, places: without.map(({ project }) => project.place) },
      ),
    ];
  });
}

/** A ceiling for 三公 that its own budget has broken already. */
function overThreePublic(document: CheckedDocument): readonly Finding[] {
  return document.indicators.flatMap((indicator) => {
    const one = measured(indicator);
    if (one?.fen === undefined || !isAtMost(one) || !/三公/u.test(one.name) || !isCeiling(one.name, true))
      return [];
    const facts = threePublic(document);
    const [first] = facts;
    const ceiling = exactly(one.fen);
    if (first === undefined || !facts.every((fact) => exceeds(intervalOf(fact), ceiling))) return [];
    const params = {
      where: whereOf(document, indicator),
      name: tidy(indicator.level3),
      target: sayTarget(indicator),
      budget: sayMoney(first.value),
    };
    return [
      finding('performance.three-public', say('checking.performance.three-public', params), first.at, {
        value: sayTarget(indicator),
        places: [indicator.place, ...placeOf(first)],
      }),
    ];
  });
}

/** Rates over a budget of nothing: they cannot be computed. */
function ratesOfNothing(document: CheckedDocument): readonly Finding[] {
  const bases: readonly (readonly [RegExp, readonly StatedFact[]])[] = [
    [/三公.*控制率/u, threePublic(document)],
    [
      /政府采购.*(?:执行率|完成率)/u,
      printedFacts(document).filter(({ at }) =>
        isAt(at, budgetAt(document, ownEntity(document), { procurement: 'all' }), ['flow']),
      ),
    ],
  ];
  return bases.flatMap(([names, facts]) => {
    const [first] = facts;
    if (first === undefined || facts.some(({ value }) => value !== 0n)) return [];
    return document.indicators
      .filter((one) => names.test(nameOf(one)))
      .map((one) =>
        finding(
          'performance.rate-of-nothing',
          say('checking.performance.rate-of-nothing', {
            where: whereOf(document, one),
            name: tidy(one.level3),
            target: sayTarget(one),
          }),
          first.at,
          { value: sayTarget(one), places: [one.place, ...placeOf(first)] },
        ),
      );
  });
}

function threePublic(document: CheckedDocument): readonly StatedFact[] {
  const at = budgetAt(document, ownEntity(document), { economic: 'threePublic' });
  return printedFacts(document).filter((fact) => isAt(fact.at, at, ['flow', 'source']));
}

function placeOf({ place }: StatedFact): readonly Place[] {
  return place === undefined ? [] : [place];
}
