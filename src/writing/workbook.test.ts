import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import type { Indicator, Project, Unit } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { importWorkbook } from '../ledger/import.ts';
import { procurementFact } from '../ledger/import-records.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { madeProjectCode } from '../ledger/rows.ts';
import { ledgerSpace, lineTest } from '../ledger/statements.ts';
import { packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { writeWorkbook } from './workbook.ts';

const accounts = testAccounts();
const packs = packSource(testPack);

/** Facts by coordinate and value; the place of a fact is not part of what it says. */
function factsOf(facts: readonly Fact[] | undefined): readonly string[] | undefined {
  return facts?.map(({ at, value, unit }) => `${coordinateKey(at)} ${value} ${unit}`).sort();
}

async function roundTrip(ledger: Ledger): Promise<void> {
  const bytes = await writeWorkbook(testPack, accounts, ledger);
  const imported = importWorkbook(bytes, 'budget.xlsx', { packs, accounts });
  const errors = imported.problems.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ where, message }) => `${where.sheet} ${where.cell} ${message}`)).toEqual([]);
  if (!imported.ok) throw new Error('no ledger');
  const { facts, lastYear, ...rest } = imported.value;
  const { facts: expectedFacts, lastYear: expectedLastYear, ...expectedRest } = ledger;
  expect(factsOf(facts)).toEqual(factsOf(expectedFacts));
  expect(factsOf(lastYear)).toEqual(factsOf(expectedLastYear));
  expect(rest).toEqual(expectedRest);
}

/** Words such as people write, with everything that spreadsheets and markup take amiss. */
const word = fc
  .array(fc.constantFrom(...'医保经办服务费（）“”、。 =+-@#<>&"\'1250%*?~{}|'.split('')), { maxLength: 8 })
  .map((characters) => `${characters.join('').trim()}项`);
const maybeWord = fc.oneof(fc.constant(''), word);
const fen = fc.oneof(
  fc.bigInt({ min: 0n, max: 100_000_000_000n }),
  fc.bigInt({ min: -1_000_000n, max: 1_000n }),
  fc.bigInt({ min: 99_999_999_999_999_000n, max: 100_000_000_000_000_000n }),
);
const sourceArbitrary = fc.constantFrom('generalPublicBudget', 'stateCapitalBudget', 'otherRevenue');
const vintageArbitrary = fc.constantFrom('current', 'ownLevel', 'advanceTransfer', 'balance');
const functionArbitrary = fc.constantFrom('2101501', '2101506', '2080505', '2101588');
const economicArbitrary = fc.constantFrom('30101', '30201', '30231', '3021201');
const govEconomicArbitrary = fc.constantFrom('50101', '50201', '50502');

const LOCAL_NAME = { classification: 'function', code: '2101588', name: '示例本地科目' } as const;

function amountFact(at: Coordinate, value: bigint): Fact {
  const status = value === 0n ? 'zero' : 'printed';
  return { at: { measure: 'amount', ...at }, value, unit: '元', decimals: 2, status };
}

function quantityFact(at: Coordinate, quantity: number, unit: string): Fact {
  const value = BigInt(quantity) * 2500n;
  return { at, value, unit, decimals: 4, status: value === 0n ? 'zero' : 'printed' };
}

const unitsArbitrary = fc
  .array(
    fc.record({
      name: word,
      scope: fc.constantFrom('ownLevel' as const, 'unit' as const),
      nature: fc.constantFrom('行政', '事业', ''),
      rank: maybeWord,
      funding: maybeWord,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((units) => units.map((unit, index): Unit => ({ code: `45000${index + 1}`, ...unit })));

const indicatorArbitrary: fc.Arbitrary<Indicator> = fc
  .record({
    level1: fc.constantFrom('产出指标', '效益指标', '满意度指标'),
    level2: fc.constantFrom('数量指标', '社会效益指标'),
    level3: word,
    description: maybeWord,
    target: fc.oneof(
      fc.record({
        operator: fc.constantFrom('≥' as const, '≤' as const, '=' as const, '' as const),
        value: fc.constantFrom('95', '100.50', '1,000'),
        unit: fc.constantFrom('%', '人次', '次/年', ''),
      }),
      fc.record({
        operator: fc.constant('' as const),
        value: fc.constantFrom('逐步提高', '显著', ''),
        unit: fc.constant(''),
      }),
    ),
    basis: maybeWord,
    weight: fc.option(fc.constantFrom('10', '12.5'), { nil: undefined }),
    direction: fc.option(fc.constantFrom('正向', '反向指标'), { nil: undefined }),
  })
  .map(({ target, weight, direction, ...rest }) => ({
    ...rest,
    ...target,
    ...(weight === undefined ? {} : { weight }),
    ...(direction === undefined ? {} : { direction }),
  }));

interface ProjectSeed {
  readonly entity: string;
  readonly project: Project;
  readonly kind: string;
  readonly amounts: readonly bigint[];
}

function projectsArbitrary(units: readonly Unit[]): fc.Arbitrary<readonly ProjectSeed[]> {
  const one = fc.record({
    entity: fc.constantFrom(...units.map(({ code }) => code)),
    coded: fc.boolean(),
    name: word,
    purpose: maybeWord,
    goals: fc.array(word, { maxLength: 3 }),
    stated: fc.boolean(),
    shares: fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 3 }),
    indicators: fc.array(indicatorArbitrary, { maxLength: 3 }),
    specialFund: fc.boolean(),
    kind: fc.constantFrom('otherRunning', 'specificTarget'),
    amounts: fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { maxLength: 3 }),
  });
  return fc.array(one, { maxLength: 4 }).map((seeds) => {
    const codes = new Set<string>();
    return seeds.flatMap(({ coded, shares, stated, amounts, kind, entity, name, ...rest }, index) => {
      const code = coded ? `13062825P0000${index}` : madeProjectCode(entity, name);
      if (codes.has(code)) return [];
      codes.add(code);
      const budget = amounts.reduce((sum, value) => sum + value, 0n);
      const steps = [...shares].sort((left, right) => left - right);
      const plan = [...steps.map((share) => (budget * BigInt(share)) / 10n), budget].map(
        (cumulative, step) => ({
          month: [2, 3, 6, 12][step + 4 - steps.length - 1] ?? 12,
          cumulative,
        }),
      );
      const project: Project = {
        entity,
        code,
        name,
        ...rest,
        ...(stated ? { statedBudget: budget } : {}),
        plan: shares.length === 0 ? [] : plan,
      };
      return [{ entity, project, kind, amounts }];
    });
  });
}

const linesOf = (units: readonly Unit[], projects: readonly ProjectSeed[]): fc.Arbitrary<readonly Fact[]> => {
  const entity = fc.constantFrom(...units.map(({ code }) => code));
  const now = { year: '2025', stage: 'budget' };
  const revenue = fc
    .record({
      entity,
      flow: fc.constantFrom('revenue', 'carriedForwardIn', 'surplusUsed'),
      source: sourceArbitrary,
      function: fc.option(functionArbitrary, { nil: undefined }),
      value: fen,
    })
    .map(({ flow, value, function: code, ...at }) =>
      amountFact(
        {
          ...now,
          ...at,
          flow,
          ...(flow === 'surplusUsed' ? {} : { vintage: flow === 'revenue' ? 'ownLevel' : 'balance' }),
          ...(code === undefined ? {} : { function: code }),
        },
        value,
      ),
    );
  const basic = fc
    .record({
      entity,
      source: sourceArbitrary,
      vintage: vintageArbitrary,
      kind: fc.constantFrom('personnel', 'runningCosts', 'business'),
      function: functionArbitrary,
      economic: economicArbitrary,
      govEconomic: govEconomicArbitrary,
      funding: fc.option(fc.constantFrom('must', 'other'), { nil: undefined }),
      value: fen,
    })
    .map(({ value, funding, ...at }) =>
      amountFact(
        {
          ...now,
          flow: 'expenditure',
          project: NO_PROJECT,
          ...at,
          ...(funding === undefined ? {} : { funding }),
        },
        value,
      ),
    );
  const carried = fc
    .record({
      entity,
      flow: fc.constantFrom('carriedForwardOut', 'surplusDistributed'),
      source: sourceArbitrary,
      value: fen,
    })
    .map(({ value, ...at }) => amountFact({ ...now, ...at }, value));
  const ofProjects = projects.flatMap(({ entity: code, project, kind, amounts }) =>
    amounts.map((value) =>
      amountFact(
        {
          ...now,
          entity: code,
          flow: 'expenditure',
          project: project.code,
          kind,
          source: 'generalPublicBudget',
          vintage: 'ownLevel',
          function: '2101506',
          economic: '30226',
          govEconomic: '50205',
        },
        value,
      ),
    ),
  );
  return fc
    .tuple(
      fc.array(revenue, { maxLength: 6 }),
      fc.array(basic, { maxLength: 6 }),
      fc.array(carried, { maxLength: 3 }),
    )
    .map((groups) => [...groups.flat(), ...ofProjects]);
};

const lastYearOf = (units: readonly Unit[]): fc.Arbitrary<readonly Fact[]> =>
  fc
    .array(
      fc.record(
        {
          entity: fc.constantFrom('450', ...units.map(({ code }) => code)),
          flow: fc.constantFrom('totalIn', 'revenue', 'expenditure', 'totalOut'),
          source: fc.oneof(sourceArbitrary, fc.constant('fiscalAppropriation')),
          vintage: vintageArbitrary,
          kind: fc.constantFrom('basic', 'project', 'personnel', 'otherRunning'),
          function: fc.oneof(functionArbitrary, fc.constantFrom('210', '21015')),
          economic: fc.oneof(economicArbitrary, fc.constantFrom('302', 'threePublic')),
          project: fc.constantFrom(NO_PROJECT, '13062824P001'),
          govEconomic: govEconomicArbitrary,
          value: fen,
        },
        { requiredKeys: ['entity', 'flow', 'govEconomic', 'value'] },
      ),
      { maxLength: 8 },
    )
    .map((rows) => {
      const facts = new Map<string, Fact>();
      for (const { value, ...at } of rows) {
        const fact = amountFact({ year: '2024', stage: 'budget', ...at }, value);
        facts.set(coordinateKey(fact.at), fact);
      }
      return [...facts.values()];
    });

const procurementOf = (units: readonly Unit[], projects: readonly ProjectSeed[]) =>
  fc.array(
    fc
      .record({
        entity: fc.constantFrom(...units.map(({ code }) => code)),
        project: fc.constantFrom('', ...projects.map(({ project }) => project.code)),
        item: word,
        catalogueNumber: fc.constantFrom('', 'A02010105', '0101'),
        category: fc.constantFrom('', 'goods', 'works', 'services'),
        measureUnit: maybeWord,
        quantity: fc.constantFrom('', '1', '2.5', '1000'),
        unitPrice: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        source: sourceArbitrary,
        vintage: vintageArbitrary,
        amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
        small: fc.integer({ min: 0, max: 4 }),
      })
      .map(({ small, ...line }) => ({ ...line, smallBusiness: (line.amount * BigInt(small)) / 4n })),
    { maxLength: 3 },
  );

const quantitiesOf = (units: readonly Unit[]): fc.Arbitrary<readonly Fact[]> =>
  fc
    .tuple(
      ...units.map(({ code: entity }) =>
        fc
          .record({
            posts: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
            retired: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
            area: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
            vehicles: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n }), { nil: undefined }),
            planned: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n }), { nil: undefined }),
          })
          .map(({ posts, retired, area, vehicles, planned }) => {
            const facts: Fact[] = [];
            const headcount = (kind: string, people: number | undefined) => {
              if (people === undefined) return;
              const at = { measure: 'headcount', headcount: kind, entity, year: '2025', stage: 'budget' };
              facts.push(quantityFact(at, people * 4, '人'));
            };
            headcount('posts', posts);
            headcount('retired', retired);
            const last = { entity, year: '2024', stage: 'final' };
            // Quarters of a square metre.
            if (area !== undefined) {
              facts.push(quantityFact({ measure: 'area', asset: 'buildings', ...last }, area, '平方米'));
            }
            if (vehicles !== undefined) facts.push(amountFact({ asset: 'vehicles', ...last }, vehicles));
            if (planned !== undefined) {
              facts.push(amountFact({ asset: 'planned', entity, year: '2025', stage: 'budget' }, planned));
            }
            return facts;
          }),
      ),
    )
    .map((groups) => groups.flat());

const ledgerArbitrary: fc.Arbitrary<Ledger> = unitsArbitrary.chain((units) =>
  projectsArbitrary(units).chain((projects) =>
    fc
      .record({
        department: word,
        lines: linesOf(units, projects),
        quantities: quantitiesOf(units),
        procurement: procurementOf(units, projects),
        lastYear: lastYearOf(units),
        texts: fc.uniqueArray(
          fc.record({
            entity: fc.constantFrom('450', ...units.map(({ code }) => code)),
            key: fc.constantFrom('duties', 'goal', 'reason.basic'),
            paragraphs: fc.array(word, { minLength: 1, maxLength: 3 }),
          }),
          { maxLength: 4, selector: ({ entity, key }) => `${entity} ${key}` },
        ),
        unitParts: fc.boolean(),
      })
      .map(({ department, lines, quantities, procurement, lastYear, texts, unitParts }) => {
        const ledger: Ledger = {
          pack: testPack.id,
          year: 2025,
          unitParts,
          execution: [],
          localNames: [LOCAL_NAME],
          records: {
            department: { code: '450', name: department },
            units,
            projects: projects.map(({ project }) => project),
            procurement,
            texts,
          },
          facts: [...lines, ...quantities, ...procurement.map((line) => procurementFact(line, 2025))],
          lastYear: undefined,
        };
        const settled = completed(lastYear, ledger);
        return settled.length === 0 ? ledger : { ...ledger, lastYear: settled };
      }),
  ),
);

/** A row of last year that is a full line of basic expenditure has no project, and says so. */
function completed(facts: readonly Fact[], ledger: Ledger): readonly Fact[] {
  const isLine = lineTest(ledger, ledgerSpace(ledger, testPack, accounts));
  const done = new Map<string, Fact>();
  for (const fact of facts) {
    const at = { ...fact.at, project: NO_PROJECT };
    const fills = fact.at.project === undefined && fact.at.kind !== 'otherRunning' && isLine(at);
    const one = fills ? { ...fact, at } : fact;
    done.set(coordinateKey(one.at), one);
  }
  return [...done.values()];
}

describe('a workbook written and read back', () => {
  it('is the same ledger', () => roundTrip(testLedger()));

  it('is the same ledger, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(ledgerArbitrary, (ledger) => roundTrip(ledger)),
      { numRuns: Number(process.env.MINGZHANG_RUNS ?? 12) },
    );
  });
});

describe('the written workbook', () => {
  const parts = async (content: Parameters<typeof writeWorkbook>[2]) =>
    unzipSync(await writeWorkbook(testPack, accounts, content));
  const text = (files: Record<string, Uint8Array>, path: string) =>
    strFromU8(files[path] ?? new Uint8Array());

  it('is the same, byte for byte', async () => {
    const [one, other] = [
      await writeWorkbook(testPack, accounts, testLedger()),
      await writeWorkbook(testPack, accounts, testLedger()),
    ];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('names the lists behind its drop-downs', async () => {
    const workbook = text(await parts(testLedger()), 'xl/workbook.xml');
    const names = [...workbook.matchAll(/<definedName name="(list_\w+)"/gu)].map((match) => match[1]);
    expect(names).toContain('list_units');
    expect(names).toContain('list_projects');
    const expenditure = text(await parts(testLedger()), 'xl/worksheets/sheet5.xml');
    for (const [, name] of expenditure.matchAll(/<formula1>(list_\w+)<\/formula1>/gu)) {
      expect(names).toContain(name);
    }
    expect(expenditure).toContain('<dataValidation type="list"');
  });

  it('protects headings without a password and leaves the rows open', async () => {
    const files = await parts(testLedger());
    const sheet = text(files, 'xl/worksheets/sheet5.xml');
    expect(sheet).toMatch(/<sheetProtection [^>]*sheet="1"/u);
    expect(sheet).not.toContain('hashValue');
    expect(sheet).toContain('max="16384"');
  });

  it('writes what begins like a formula as text', async () => {
    const ledger = testLedger();
    const [first, ...others] = ledger.records.projects;
    if (first === undefined) throw new Error('no project');
    const files = await parts({
      ...ledger,
      records: {
        ...ledger.records,
        projects: [{ ...first, purpose: '=HYPERLINK("http://x","y")' }, ...others],
      },
    });
    expect(text(files, 'xl/sharedStrings.xml')).toContain('=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)');
    for (const [path, content] of Object.entries(files)) {
      if (path.startsWith('xl/worksheets/')) expect(strFromU8(content)).not.toContain('HYPERLINK');
    }
  });

  it('holds last year’s totals that the pack asks for, and is read without errors', async () => {
    const bytes = await writeWorkbook(testPack, accounts, {
      department: { code: '450', name: '示例县医疗保障局' },
      year: 2025,
    });
    const imported = importWorkbook(bytes, 'new.xlsx', { packs, accounts });
    expect(imported.problems.map(({ key, where }) => [key, where.sheet, where.cell])).toEqual([
      ['ledger.problem.lastYearEmpty', '上年预算', 'J5'],
    ]);
    expect(imported.problems[0]?.message).toContain('有 2 行没有填金额');
    expect(imported.ok && imported.value.records.units).toEqual([
      { code: '450001', name: '示例县医疗保障局', scope: 'ownLevel', nature: '', rank: '', funding: '' },
    ]);
  });
});
