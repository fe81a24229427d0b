import { beforeAll, describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import { namedSets } from '../accounts/sets.ts';
import { listDimension } from '../facts/dimension.ts';
import type { Coordinate } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import { makeSpace } from '../facts/space.ts';
import type { SentenceDefinition } from '../packs/definition.ts';
import { treeOf } from '../packs/space.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import { type ProseContext, type ProseReading, readProse } from './prose.ts';

const YEAR = 2024;
let budget: ProseContext;
let finals: ProseContext;

beforeAll(() => {
  const accounts = loadAccounts();
  const vocabulary = loadVocabulary();
  if (!accounts.ok || !vocabulary.ok) throw new Error('words or accounts');
  const book = accounts.value;
  const trees = { function: book.tree('function', YEAR), economic: book.tree('economic', YEAR) };
  const space = makeSpace({
    trees: {
      function: treeOf(trees.function),
      economic: treeOf(trees.economic),
      govEconomic: treeOf(book.tree('govEconomic', YEAR)),
    },
    sets: namedSets('economic'),
    entities: [
      { code: '9', name: '青禾市档案局' },
      { code: '9001', name: '青禾市档案馆', parent: '9' },
    ],
    extra: [
      listDimension({
        id: 'nature',
        label: '性质',
        leaves: [{ id: '行政', label: '行政' }],
        groups: [{ id: 'agency', label: '机关', parts: ['行政'] }],
      }),
    ],
  });
  budget = {
    space,
    trees,
    vocabulary: vocabulary.value,
    at: { measure: 'amount', entity: '9', year: String(YEAR), stage: 'budget' },
    year: YEAR,
    sentences: {},
    variables: { 'entity.name': '青禾市档案局' },
  };
  finals = { ...budget, at: { ...budget.at, stage: 'final' } };
});

/** Reads lines; those that begin with # are headings. */
function read(lines: readonly string[], context: ProseContext = budget): ProseReading {
  const blocks = lines.map((line, index) => ({
    type: line.startsWith('#') ? ('heading' as const) : ('paragraph' as const),
    text: line.replace(/^#\s*/u, ''),
    placeOf: (from: number, to: number) => ({ type: 'line' as const, line: index + 1, from, to }),
  }));
  return readProse(blocks, context);
}

/** What differs from the document's own coordinate, as `dimension=member`, in alphabetical order. */
function short(at: Coordinate, base: Coordinate): string {
  return Object.entries(at)
    .filter(([dimension, member]) => base[dimension] !== member)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .sort()
    .join(' ');
}

/** Every number that measures something, with what became of it. */
function fates(lines: readonly string[], context: ProseContext = budget): readonly string[] {
  return read(lines, context).numbers.flatMap(({ text, fate }) => {
    if (fate.type === 'leftOut') return [];
    if (fate.type === 'fact') return [`${text}: ${short(fate.fact.at, context.at)}`];
    if (fate.type === 'said') {
      const { kind, direction, of, from } = fate.said;
      return [`${text}: ${kind} ${direction} of [${short(of, context.at)}] from [${short(from, of)}]`];
    }
    return [`${text}: ${fate.type === 'record' ? fate.record : 'unplaced'}`];
  });
}

function derived(lines: readonly string[], context: ProseContext = budget): readonly string[] {
  return read(lines, context).facts.flatMap((fact) =>
    fact.status === 'derived'
      ? [`${short(fact.at, context.at)}: ${printValue(fact.value, fact.unit, fact.decimals)}${fact.unit}`]
      : [],
  );
}

const THREE = 'economic=threePublic flow=expenditure source=fiscalAppropriation';

describe('amounts', () => {
  it('belong to the noun phrase before them, inside what 其中 and 包括 opened', () => {
    expect(
      fates([
        '2024年，青禾市档案局支出预算300万元，其中：基本支出200万元，包括人员经费150.5万元、公用经费49.5万元；项目支出100万元。',
      ]),
    ).toEqual([
      '300万元: flow=expenditure',
      '200万元: flow=expenditure kind=basic',
      '150.5万元: flow=expenditure kind=personnel',
      '49.5万元: flow=expenditure kind=runningCosts',
      '100万元: flow=expenditure kind=project',
    ]);
  });

  it('stand under headings that narrow them', () => {
    expect(
      fates([
        '# 四、一般公共预算支出情况说明',
        '支出合计80万元，其中：基本支出60万元。',
        '# 五、政府性基金情况',
        '支出3万元。',
      ]),
    ).toEqual([
      '80万元: flow=expenditure source=generalPublicBudget',
      '60万元: flow=expenditure kind=basic source=generalPublicBudget',
      '3万元: flow=expenditure source=governmentFundBudget',
    ]);
  });

  it('of revenue and expenditure alike are facts of both', () => {
    const { facts } = read(['2024年收支预算总额500万元。']);
    expect(facts.map((fact) => fact.at.flow)).toEqual(['totalOut', 'totalIn']);
    expect(fates(['收入总计、支出总计均为500万元。'])).toEqual(['500万元: flow=totalOut']);
    expect(fates(['财政拨款收入支出总计500万元。'])).toEqual([
      '500万元: flow=totalOut source=fiscalAppropriation',
    ]);
  });

  it('called revenue are all that came in where they have parts carried forward', () => {
    expect(fates(['收入预算120万元，其中：一般公共预算收入100万元；上年结转20万元。'])).toEqual([
      '120万元: flow=totalIn',
      '100万元: flow=revenue source=generalPublicBudget',
      '20万元: flow=broughtForward',
    ]);
    expect(fates(['本年收入100万元，上年结转20万元，共计120万元。'])).toEqual([
      '100万元: flow=revenue',
      '20万元: flow=broughtForward',
      '120万元: flow=totalIn',
    ]);
  });

  it('hold what was brought forward, too, where sources are all parts of what came in', () => {
    const sums = '本年预算收入100万元，上年结转20万元，共计120万元。';
    expect(fates([`${sums}其中：一般公共预算收入120万元，政府性基金预算收入0万元。`]).slice(3)).toEqual([
      '120万元: flow=totalIn source=generalPublicBudget',
      '0万元: flow=totalIn source=governmentFundBudget',
    ]);
    expect(fates([`${sums}其中：本年一般公共预算收入100万元，上年结转20万元。`]).slice(3)).toEqual([
      '100万元: flow=revenue source=generalPublicBudget',
      '20万元: flow=broughtForward',
    ]);
  });

  it('in brackets are parts of what stands before the bracket', () => {
    const text =
      '“三公”经费预算12万元，其中：公务用车购置及运行费10万元（其中：公务用车购置费0万元，公务用车运行费10万元），比上年减少1.5万元；公务接待费2万元。';
    expect(fates([text])).toEqual([
      `12万元: ${THREE}`,
      '10万元: economic=vehicles flow=expenditure source=fiscalAppropriation',
      '0万元: economic=vehiclePurchase flow=expenditure source=fiscalAppropriation',
      '10万元: economic=30231 flow=expenditure source=fiscalAppropriation',
      '1.5万元: difference less of [economic=vehicles flow=expenditure source=fiscalAppropriation] from [year=2023]',
      '2万元: economic=30217 flow=expenditure source=fiscalAppropriation',
    ]);
  });

  it('of numbered paragraphs keep the context of the sentence that introduces them', () => {
    expect(
      fates([
        '财政拨款支出主要内容如下：',
        '1.“卫生健康支出”科目46.7万元，主要用于缴费。',
        '2.“住房保障支出”科目20万元。',
      ]),
    ).toEqual([
      '46.7万元: flow=expenditure function=210 source=fiscalAppropriation',
      '20万元: flow=expenditure function=221 source=fiscalAppropriation',
    ]);
  });

  it('of another body are at its coordinate, those of an unknown one nowhere', () => {
    expect(fates(['青禾市档案馆2024年收入预算50万元。'])).toEqual(['50万元: entity=9001 flow=revenue']);
    expect(fates(['市档案局2024年收入预算50万元。', '市图书馆2024年收入预算50万元。'])).toEqual([
      '50万元: flow=revenue',
      '50万元: unplaced',
    ]);
    expect(fates(['本级基本支出10万元，下属单位基本支出5万元。'])).toEqual([
      '10万元: unplaced',
      '5万元: unplaced',
    ]);
    expect(fates(['某基金全年收入50万元，支出40万元。'])).toEqual(['50万元: unplaced', '40万元: unplaced']);
  });
});

describe('accounts by their names', () => {
  it('are found by paths with levels or hyphens, also under an old name of the class', () => {
    const path = '社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）';
    expect(fates([`${path}8万元。`])).toEqual(['8万元: flow=expenditure function=2080506']);
    expect(fates(['1.“卫生健康支出-行政事业单位医疗-行政单位医疗”科目7万元。'])).toEqual([
      '7万元: flow=expenditure function=2101101',
    ]);
    expect(fates(['医疗卫生支出（类）行政事业单位医疗（款）事业单位医疗（项）5万元。'])).toEqual([
      '5万元: flow=expenditure function=2101102',
    ]);
  });

  it('stay open where several have the name, unless the tables use just one of them', () => {
    expect(fates(['行政运行30万元。'])).toEqual(['30万元: unplaced']);
    expect(fates(['行政运行30万元。'], { ...budget, used: new Set(['2101501']) })).toEqual([
      '30万元: flow=expenditure function=2101501',
    ]);
    expect(fates(['住房公积金30万元。'])).toEqual(['30万元: unplaced']);
    expect(fates(['住房公积金30万元，购房补贴5万元。'])[0]).toBe('30万元: flow=expenditure function=2210201');
  });

  it('are what a paragraph goes on about', () => {
    expect(
      fates(
        [
          '# 五、一般公共预算财政拨款支出决算情况',
          '3.住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：职工公积金。年初预算为20万元，支出决算为19.5万元，完成年初预算的97.5%。',
        ],
        finals,
      ),
    ).toEqual([
      '20万元: flow=expenditure function=2210201 source=generalPublicBudget stage=budget',
      '19.5万元: flow=expenditure function=2210201 source=generalPublicBudget',
      '97.5%: completion same of [flow=expenditure function=2210201 source=generalPublicBudget] from [stage=budget]',
    ]);
  });

  it('that nobody knows leave their whole paragraph open', () => {
    expect(
      fates(
        [
          '# 五、一般公共预算财政拨款支出决算情况',
          '3.未知支出（类）某事务（款）某项（项）。主要用于：工作。年初预算为20万元，支出决算为19万元。',
        ],
        finals,
      ),
    ).toEqual(['20万元: unplaced', '19万元: unplaced']);
  });

  it('of economic classes are parts of what they are listed under', () => {
    expect(fates(['机关运行经费15万元，其中：办公费5万元，差旅费6万元，工会经费和福利费4万元。'])).toEqual([
      '15万元: flow=expenditure kind=runningCosts nature=agency',
      '5万元: economic=30201 flow=expenditure kind=runningCosts nature=agency',
      '6万元: economic=30211 flow=expenditure kind=runningCosts nature=agency',
      '4万元: unplaced',
    ]);
  });
});

describe('comparisons', () => {
  it('are said of both years, and the other year is derived from the difference', () => {
    const text = '2024年支出预算300.00万元，比2023年预算增加20.5万元，增长7.33%。';
    expect(fates([text])).toEqual([
      '300.00万元: flow=expenditure',
      '20.5万元: difference more of [flow=expenditure] from [year=2023]',
      '7.33%: growth more of [flow=expenditure] from [year=2023]',
    ]);
    expect(derived([text])).toEqual(['flow=expenditure year=2023: 279.5万元']);
    expect(derived(['2024年支出预算300.00万元，比上年增长7.33%。'])).toEqual([]);
  });

  it('keep their base through a list, and end with an explanation', () => {
    const text =
      '收支预算总数500万元，较2023年预算减少40万元，其中：基本支出增加10万元，主要原因是新增2人，增加支出3万元；项目支出减少50万元。';
    expect(fates([text]).slice(1)).toEqual([
      '40万元: difference less of [flow=totalOut] from [year=2023]',
      '10万元: difference more of [flow=expenditure kind=basic] from [year=2023]',
      '2人: unplaced',
      '3万元: unplaced',
      '50万元: difference less of [flow=expenditure kind=project] from [year=2023]',
    ]);
  });

  it('after a list speak of its whole in a new sentence, and of nothing certain in the same one', () => {
    const list = '“三公”经费预算12万元，其中：因公出国（境）费0万元，公务接待费12万元';
    expect(fates([`${list}。与2023年相比减少2万元。`]).at(-1)).toBe(
      `2万元: difference less of [${THREE}] from [year=2023]`,
    );
    expect(fates([`${list}，比上年减少2万元。`]).at(-1)).toBe('2万元: unplaced');
  });

  it('name the stage they start from', () => {
    expect(
      fates([
        '1.“住房保障支出（类）住房改革支出（款）住房公积金（项）”33万元，主要用于缴费。2023年当年预算执行数为30万元，2024年预算安排33万元，比2023年预算执行数增加10%。',
      ]),
    ).toEqual([
      '33万元: flow=expenditure function=2210201',
      '30万元: flow=expenditure function=2210201 stage=expected year=2023',
      '33万元: flow=expenditure function=2210201',
      '10%: growth more of [flow=expenditure function=2210201] from [stage=expected year=2023]',
    ]);
    expect(fates(['机关运行经费支出30万元，比年初预算数减少2万元。'], finals).at(-1)).toBe(
      '2万元: difference less of [flow=expenditure kind=runningCosts nature=agency] from [stage=budget]',
    );
  });

  it('without a number are said to be the same', () => {
    const { said } = read(['公务接待费3万元，与2023年预算持平。']);
    expect(
      said.map(({ kind, direction, value, from }) => ({ kind, direction, value, year: from.year })),
    ).toEqual([{ kind: 'difference', direction: 'same', value: 0n, year: '2023' }]);
  });

  it('of two amounts at once, with two signs, or from one to the other', () => {
    expect(fates(['收入总计9万元，支出总计9万元，与2023年预算相比，收支总计各增加1万元。']).at(-1)).toBe(
      '1万元: difference more of [flow=totalOut] from [year=2023]',
    );
    expect(fates(['收入预算减少-5万元，人员经费、公用经费分别为4万元、3万元。'])).toEqual([
      '5万元: unplaced',
      '4万元: unplaced',
      '3万元: unplaced',
    ]);
    expect(fates(['2024年基本支出15万元，比2023年的14万元增加1万元。']).slice(1)).toEqual([
      '14万元: flow=expenditure kind=basic year=2023',
      '1万元: difference more of [flow=expenditure kind=basic] from [year=2023]',
    ]);
    expect(fates(['“三公”经费预算较上年减少10%以上。'])).toEqual(['10%: unplaced']);
    expect(fates(['机关运行经费由上年的28万元增加到30万元。'])).toEqual([
      '28万元: flow=expenditure kind=runningCosts nature=agency year=2023',
      '30万元: flow=expenditure kind=runningCosts nature=agency',
    ]);
  });

  it('of a part with the whole: the list it stands in, or the whole that is named', () => {
    expect(fates(['支出300万元，其中：基本支出200万元，占66.67%。']).at(-1)).toBe(
      '66.67%: share same of [flow=expenditure kind=basic] from [kind=undefined]'.replace(
        'kind=undefined',
        '',
      ),
    );
    expect(
      fates(
        ['# 五、一般公共预算财政拨款支出', '一般公共预算财政拨款支出90万元，占本年支出合计的95%。'],
        finals,
      ).at(-1),
    ).toBe('95%: share same of [flow=expenditure source=generalPublicBudget] from []');
    const [said] = read(['一般公共预算财政拨款支出90万元，占本年支出合计的95%。'], finals).said;
    expect(said?.from.source).toBeUndefined();
  });
});

describe('counted things', () => {
  it('vehicles by use and equipment above a threshold, at the end of the year that is named', () => {
    expect(
      fates([
        '截至2023年12月31日，本部门共有车辆5辆，其中：机要通信用车1辆、其他用车4辆；单价100万元（含）以上专用设备（不含车辆）2台（套）。',
      ]),
    ).toEqual([
      '5辆: asset=vehicles measure=count stage=final year=2023',
      '1辆: asset=confidentialVehicles measure=count stage=final year=2023',
      '4辆: asset=otherVehicles measure=count stage=final year=2023',
      '100万元: condition',
      '2台（套）: asset=specialEquipment measure=count stage=final year=2023',
    ]);
    expect(fates(['2024年部门预算安排购置车辆1辆，其中：其他用车1辆。'])).toEqual([
      '1辆: asset=vehicles measure=count',
      '1辆: asset=otherVehicles measure=count',
    ]);
  });

  it('staff, offices and units, with the noun before or after', () => {
    expect(fates(['我局内设8个科室，行政编制30名，在职人员28人，退休15人，下设2个二级预算单位。'])).toEqual([
      '8个: measure=count organisation=offices',
      '30名: headcount=administrativePosts measure=headcount',
      '28人: headcount=staff measure=headcount',
      '15人: headcount=pensioned measure=headcount',
      '2个: measure=count organisation=secondLevelUnits',
    ]);
  });

  it('projects under performance management, their money and their score', () => {
    expect(
      fates([
        '绩效自评的2023年度项目4个，涉及预算金额598万元，平均得分99.4分（其中，绩效评级为“优”的项目4个）。',
      ]),
    ).toEqual([
      '4个: measure=count performanceWork=selfEvaluation',
      '598万元: flow=expenditure performanceWork=selfEvaluation',
      '99.4分: measure=score performanceWork=selfEvaluation',
      '4个: measure=count performanceWork=excellent',
    ]);
  });

  it('projects by their kind in the sentence after, each with its money', () => {
    expect(
      fates([
        '开展绩效目标管理的项目3个，涉及预算60万元。其中：人员类项目2个，涉及预算40万元；运转类项目1个，涉及预算20万元。',
      ]),
    ).toEqual([
      '3个: measure=count performanceWork=goals',
      '60万元: flow=expenditure performanceWork=goals',
      '2个: kind=personnel measure=count performanceWork=goals',
      '40万元: flow=expenditure kind=personnel performanceWork=goals',
      '1个: kind=running measure=count performanceWork=goals',
      '20万元: flow=expenditure kind=running performanceWork=goals',
    ]);
  });

  it('receptions and guests', () => {
    expect(fates(['国内公务接待12批次，98人次。'], finals)).toEqual([
      '12批次: activity=domesticReceptions measure=count',
      '98人次: activity=domesticGuests measure=count',
    ]);
  });

  it('procurement by category and what is reserved for small enterprises', () => {
    expect(
      fates([
        '政府采购预算34万元，其中：政府采购货物预算4万元、政府采购服务预算30万元。面向中小企业预留政府采购项目预算金额20万元。',
      ]),
    ).toEqual([
      '34万元: flow=expenditure procurement=all',
      '4万元: flow=expenditure procurement=goods',
      '30万元: flow=expenditure procurement=services',
      '20万元: enterprise=small flow=expenditure procurement=all',
    ]);
  });
});

describe('what is no amount of the budget', () => {
  it('goals are indicators', () => {
    const { indicators } = read(['# 六、绩效目标', '群众满意度不低于90%；案件办结率达到95%以上。']);
    expect(
      indicators.map(({ level3, operator, value, unit }) => `${level3}${operator}${value}${unit}`),
    ).toEqual(['群众满意度≥90%', '案件办结率≥95%']);
  });

  it('glossaries state nothing', () => {
    expect(read(['# 八、名词解释', '基本支出：指人员经费100万元等支出。']).facts).toEqual([]);
  });

  it('numbers that were torn apart, shared or summed up stay open', () => {
    expect(fates(['支出预算461. 49万元。'])).toEqual(['461: unplaced', '49万元: unplaced']);
    expect(fates(['办公费、印刷费30万元。'])).toEqual(['30万元: unplaced']);
    expect(fates(['公用经费包括办公费等30万元。'])).toEqual(['30万元: unplaced']);
    expect(fates(['一般公共预算8万元。'])).toEqual(['8万元: unplaced']);
    expect(fates(['其他来源收入8万元。'])).toEqual(['8万元: unplaced']);
  });

  it('projects are named in lists of projects only', () => {
    expect(fates(['项目支出15万元，其中：档案修复经费5万元、“数字档案”建设项目10万元。'])).toEqual([
      '15万元: flow=expenditure kind=project',
      '5万元: flow=expenditure kind=project project=9/档案修复经费',
      '10万元: flow=expenditure kind=project project=9/数字档案建设项目',
    ]);
    expect(fates(['档案修复经费5万元。'])).toEqual(['5万元: unplaced']);
  });
});

describe('sentences of a pack', () => {
  const sentences: Record<string, SentenceDefinition> = {
    special: {
      text: '{year}年{entity.name}特别安排{special}万元，比上年{change}。',
      slots: {
        special: { at: { flow: 'expenditure', kind: 'specificTarget' } },
        change: {
          difference: {
            of: { flow: 'expenditure', kind: 'specificTarget' },
            from: { flow: 'expenditure', kind: 'specificTarget', year: 'previous' },
          },
          more: '多出{}万元',
          less: '少了{}万元',
          same: '持平',
        },
      },
    },
  };

  it('that fit whole place exactly their slots', () => {
    const context = { ...budget, sentences };
    const text = '2024年 青禾市档案局特别安排 8.0 万元，比上年少了2.0万元。';
    expect(fates([text], context)).toEqual([
      '8.0 万元: flow=expenditure kind=specificTarget',
      '2.0万元: difference less of [flow=expenditure kind=specificTarget] from [year=2023]',
    ]);
    expect(derived([text], context)).toEqual(['flow=expenditure kind=specificTarget year=2023: 10.0万元']);
    expect(fates(['2024年青禾市档案局特别安排8.0万元。'], context)).toEqual(['8.0万元: unplaced']);
  });
});

it('every number of the text is accounted for, with its place', () => {
  const { numbers } = read(['2024年，支出预算 300 万元（见第3页）。']);
  expect(numbers.map(({ text, fate }) => [text, fate.type])).toEqual([
    ['2024', 'leftOut'],
    ['300 万元', 'fact'],
    ['3', 'leftOut'],
  ]);
  expect(numbers[1]?.place).toEqual({ type: 'line', line: 1, from: 11, to: 17 });
});
