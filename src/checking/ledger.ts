import type { Cube } from '../facts/cube.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import type { Project, Records } from '../facts/records.ts';
import { relateCoordinates } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import { type Finding, finding } from './finding.ts';
import { testLaw } from './law.ts';
import { rollUpLaws } from './roll-up.ts';

/** What the ledger's own laws are checked against. */
export interface LedgerUnderCheck {
  readonly cube: Cube;
  readonly records: Records;
  readonly year: number;
}

/** The laws on a ledger itself. Its amounts are exact, so every difference is one. */
export function checkLedger(ledger: LedgerUnderCheck): readonly Finding[] {
  return [
    ...checkEmpty(ledger),
    ...checkBalance(ledger),
    ...checkProjects(ledger),
    ...checkEvidence(ledger),
    ...checkAssets(ledger),
    ...checkLastYear(ledger),
  ];
}

/** A budget without a single amount is one that nobody has filled in. */
function checkEmpty({ cube, year }: LedgerUnderCheck): readonly Finding[] {
  const isEmpty = cube.statements.every(
    ({ scope, facts }) =>
      scope.year !== String(year) || scope.flow === undefined || facts.every((fact) => fact.value === 0n),
  );
  return isEmpty ? [finding('ledger.empty', say('checking.ledger.empty'), { year: String(year) })] : [];
}

const yuan = (fen: Fen): string => printValue(fen, '元', 2, true);

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The value of a coordinate of a ledger, which says everything inside its scope; what it leaves open is no one's part. */
function known(cube: Cube, at: Coordinate): bigint | undefined {
  const value = cube.value(at);
  return value.known ? value.value : undefined;
}

/** Law 3: totalIn = totalOut for every unit and source; and what is carried over pays for no more than was carried in. */
function checkBalance({ cube, records, year }: LedgerUnderCheck): readonly Finding[] {
  const findings: Finding[] = [];
  const leaves = sourceLeaves(cube);
  for (const unit of records.units) {
    const mine = cube.slice({ entity: unit.code });
    const base = { measure: 'amount', year: String(year), stage: 'budget', entity: unit.code };
    for (const source of leaves) {
      const at = { ...base, source };
      const [totalIn, totalOut] = ['totalIn', 'totalOut'].map((flow) => known(mine, { ...at, flow }));
      const label = cube.space.get('source')?.labelOf(source) ?? source;
      if (totalIn !== undefined && totalOut !== undefined && totalIn !== totalOut) {
        const message = say('checking.balance.source', {
          entity: unit.name,
          source: label,
          in: yuan(totalIn),
          out: yuan(totalOut),
          difference: yuan(magnitude(totalIn - totalOut)),
        });
        const places = placesOf(mine, at);
        findings.push(
          finding('balance.source', message, at, {
            value: yuan(totalOut),
            expected: yuan(totalIn),
            unit: '元',
            places,
          }),
        );
      }
      const carriedIn = known(mine, { ...at, flow: 'carriedForwardIn' });
      const spent = known(mine, { ...at, flow: 'expenditure', vintage: 'carriedOver' });
      if (carriedIn !== undefined && spent !== undefined && spent > carriedIn) {
        const message = say('checking.carryOver.exceeds', {
          entity: unit.name,
          source: label,
          out: yuan(spent),
          in: yuan(carriedIn),
          difference: yuan(spent - carriedIn),
        });
        const places = placesOf(mine, { ...at, flow: 'expenditure', vintage: 'carriedOver' });
        findings.push(
          finding('carry-over.exceeds', message, at, {
            value: yuan(spent),
            expected: yuan(carriedIn),
            unit: '元',
            places,
          }),
        );
      }
      findings.push(...checkPurchases(mine, unit.name, { ...at, flow: 'expenditure' }, label));
    }
    for (const flow of ['totalIn', 'totalOut'] as const) {
      const at = { ...base, flow };
      const total = known(mine, at);
      if (total === undefined || total >= 0n) continue;
      const message = say('checking.total.negative', {
        entity: unit.name,
        flow: cube.space.get('flow')?.labelOf(flow) ?? flow,
        value: yuan(total),
      });
      findings.push(
        finding('total.negative', message, at, {
          value: yuan(total),
          unit: '元',
          places: placesOf(mine, at),
        }),
      );
    }
  }
  return findings;
}

/** What a unit buys out of a source is a part of what it spends out of it. */
function checkPurchases(cube: Cube, entity: string, at: Coordinate, source: string): readonly Finding[] {
  const spent = known(cube, at);
  const bought = known(cube, { ...at, procurement: 'all' });
  if (spent === undefined || bought === undefined || bought <= spent) return [];
  const message = say('checking.procurement.source', {
    entity,
    source,
    procurement: yuan(bought),
    expenditure: yuan(spent),
    difference: yuan(bought - spent),
  });
  const places = placesOf(cube, { ...at, procurement: 'all' });
  return [
    finding('procurement.exceeds', message, at, {
      value: yuan(bought),
      expected: yuan(spent),
      unit: '元',
      places,
    }),
  ];
}

function sourceLeaves(cube: Cube): readonly string[] {
  const dimension = cube.space.get('source');
  return (dimension?.members() ?? []).filter((member) => dimension?.partitions(member).length === 0);
}

/** Where the lines stand that make up a value. A finding with a thousand places helps nobody: the first fifty. */
function placesOf(cube: Cube, at: Coordinate): Finding['places'] {
  const facts: Fact[] = [];
  for (const statement of cube.statements) {
    // Purchases and their reserved shares are parts of expenditure, stated apart: not what a sum was made of.
    if (statement.scope.procurement !== undefined && at.procurement === undefined) continue;
    for (const fact of statement.facts) {
      if (relateCoordinates(cube.space, fact.at, at) === 'inside') facts.push(fact);
    }
  }
  return facts.slice(0, 50).flatMap((fact) => fact.place ?? []);
}

/** Law 2 and 4 on projects: the sheet's budget is the sum of its lines, the plan ends there, purchases are part of it. */
function checkProjects({ cube, records, year }: LedgerUnderCheck): readonly Finding[] {
  const small = cube.project(new Set(['measure', 'year', 'stage', 'flow', 'project', 'procurement']));
  return records.projects.flatMap((project) => {
    const at = {
      measure: 'amount',
      year: String(year),
      stage: 'budget',
      flow: 'expenditure',
      project: project.code,
    };
    const budget = known(small, at);
    if (budget === undefined) return [];
    const findings = checkPlan(project, budget, at);
    if (project.statedBudget !== undefined && project.statedBudget !== budget) {
      const message = say('checking.project.stated', {
        project: project.name,
        stated: yuan(project.statedBudget),
        sum: yuan(budget),
        difference: yuan(magnitude(project.statedBudget - budget)),
      });
      findings.push(
        finding('project.stated', message, at, {
          value: yuan(project.statedBudget),
          expected: yuan(budget),
          unit: '元',
          places: placesOf(cube, at),
        }),
      );
    }
    const bought = known(small, { ...at, procurement: 'all' });
    if (bought !== undefined && bought > budget) {
      const message = say('checking.procurement.exceeds', {
        project: project.name,
        procurement: yuan(bought),
        budget: yuan(budget),
        difference: yuan(bought - budget),
      });
      findings.push(
        finding('procurement.exceeds', message, at, {
          value: yuan(bought),
          expected: yuan(budget),
          unit: '元',
        }),
      );
    }
    return findings;
  });
}

/** What an indicator must say of its actual value before it counts as approved, with the column that says it. */
const EVIDENCE = [
  ['evidence', 'ledger.column.evidence'],
  ['keeper', 'ledger.column.keeper'],
  ['frequency', 'ledger.column.frequency'],
] as const;

/** So many indicators are named; the sheet shows the rest. */
const MOST_NAMED = 3;

/** Indicators that do not say where their actual value will come from, who keeps it, and how often: one finding a project. */
function checkEvidence({ records, year }: LedgerUnderCheck): readonly Finding[] {
  return records.projects.flatMap((project) => {
    const open = project.indicators.flatMap((indicator) => {
      const missing = EVIDENCE.filter(([key]) => (indicator[key] ?? '') === '').map(([, label]) =>
        say(label),
      );
      return missing.length === 0 ? [] : [{ indicator, missing }];
    });
    if (open.length === 0) return [];
    const named = open
      .slice(0, MOST_NAMED)
      .map(({ indicator, missing }) =>
        say('checking.performance.evidenceOf', {
          indicator: indicator.level3 === '' ? indicator.level2 : indicator.level3,
          columns: missing.join('、'),
        }),
      )
      .join('、');
    const indicators =
      open.length > MOST_NAMED ? say('checking.performance.evidenceMore', { indicators: named }) : named;
    const message = say('checking.performance.evidence', {
      project: project.name,
      count: open.length,
      indicators,
      sheet: say('ledger.sheet.indicators'),
      columns: EVIDENCE.map(([, label]) => say(label)).join('、'),
    });
    return [finding('performance.evidence', message, { year: String(year), project: project.code })];
  });
}

function checkPlan(project: Project, budget: Fen, at: Coordinate): Finding[] {
  const findings: Finding[] = [];
  const steps = [...project.plan].sort((a, b) => a.month - b.month);
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before === undefined || step.cumulative >= before.cumulative) return;
    const message = say('checking.plan.decreases', {
      project: project.name,
      month: step.month,
      planned: yuan(step.cumulative),
      before: yuan(before.cumulative),
    });
    findings.push(finding('plan.decreases', message, at, { value: yuan(step.cumulative), unit: '元' }));
  });
  const last = steps.at(-1);
  if (last !== undefined && last.cumulative !== budget) {
    const message = say('checking.plan.final', {
      project: project.name,
      month: last.month,
      planned: yuan(last.cumulative),
      budget: yuan(budget),
      difference: yuan(magnitude(last.cumulative - budget)),
    });
    findings.push(
      finding('plan.final', message, at, {
        value: yuan(last.cumulative),
        expected: yuan(budget),
        unit: '元',
      }),
    );
  }
  return findings;
}

/** An of-which part of an asset class is no more than the class. */
function checkAssets({ cube }: LedgerUnderCheck): readonly Finding[] {
  const assets = cube.space.get('asset');
  if (assets === undefined) return [];
  const entered = cube.statements.flatMap((statement) =>
    statement.facts.filter((fact) => fact.at.asset !== undefined),
  );
  const byKey = new Map(entered.map((fact) => [coordinateKey(fact.at), fact]));
  return entered.flatMap((whole) => {
    const member = whole.at.asset ?? '';
    return assets.ofWhich(member).flatMap((part) => {
      const ofWhich = byKey.get(coordinateKey({ ...whole.at, asset: part }));
      if (ofWhich === undefined || ofWhich.value <= whole.value) return [];
      const print = ({ value, unit }: Fact) => `${printValue(value, unit, 2, true)} ${unit}`;
      const message = say('checking.asset.exceeds', {
        entity: cube.space.get('entity')?.labelOf(whole.at.entity ?? '') ?? '',
        part: assets.labelOf(part),
        value: print(ofWhich),
        whole: assets.labelOf(member),
        total: print(whole),
      });
      const places = [whole, ofWhich].flatMap((fact) => fact.place ?? []);
      return [finding('asset.exceeds', message, whole.at, { places })];
    });
  });
}

/** Law 1 on what was entered of last year: totals of the department and its units, of all expenditure and its kinds. */
function checkLastYear({ cube, year }: LedgerUnderCheck): readonly Finding[] {
  const stated = cube.statements
    .filter((statement) => statement.grain === 'table')
    .flatMap((statement) => statement.facts)
    .filter((fact) => fact.at.year === String(year - 1) && fact.at.measure === 'amount');
  return rollUpLaws(cube.space, stated, new Set())
    .filter((law) => testLaw(law) === 'broken')
    .map(({ kind, dimension, total, parts }) => {
      const sum = parts.reduce((value, part) => value + part.value, 0n);
      const words = {
        what: sayCoordinate(cube, total.at),
        dimension: cube.space.get(dimension)?.label ?? dimension,
        total: yuan(total.value),
        sum: yuan(sum),
        difference: yuan(magnitude(total.value - sum)),
      };
      const message =
        kind === 'rollUp' ? say('checking.lastYear.sum', words) : say('checking.lastYear.part', words);
      const places = [total, ...parts].flatMap((fact) => fact.place ?? []);
      return finding('last-year.sum', message, total.at, {
        value: words.total,
        expected: words.sum,
        unit: '元',
        places,
      });
    });
}

/** A coordinate in words, without what goes without saying. */
function sayCoordinate(cube: Cube, at: Coordinate): string {
  return Object.entries(at)
    .filter(([id]) => !['measure', 'stage', 'year'].includes(id))
    .map(([id, member]) => cube.space.get(id)?.labelOf(member) ?? member)
    .join('·');
}
