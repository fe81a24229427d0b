import { describe, expect, it } from 'vitest';
import { cellsOf, documentOf, lineAt, linesOf, projectOf, statedOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import { checkIdentity } from './identity.ts';

/** Findings in short: severity, rule, first line. */
function found(document: CheckedDocument): readonly string[] {
  return checkIdentity(document).map(({ rule, severity, places: [place] }) => {
    const line = place?.type === 'line' ? place.line : undefined;
    return `${severity} ${rule} ${line}`;
  });
}

/** The findings about lines of a document, of 示例市医疗保障局 in 2025 unless told otherwise. */
function lines(texts: readonly string[], more: Partial<CheckedDocument> = {}): readonly string[] {
  return found(documentOf({ lines: linesOf(...texts), ...more }));
}

function named(
  name: string,
  scope: CheckedDocument['entity']['scope'] = 'department',
): Partial<CheckedDocument> {
  return { entity: { code: '450', name, scope }, bodies: [{ code: '450', name }] };
}

describe('years', () => {
  it('in titles are the budget year', () => {
    expect(lines(['2025年部门收入预算表', '预算年度：2025'])).toEqual([]);
    expect(lines(['2024年部门收入预算表'])).toEqual(['error identity.captionYear 0']);
    expect(lines(['预算年度：2024 单位：万元'])).toEqual(['error identity.captionYear 0']);
    expect(lines(['示例市医疗保障局2024年部门预算公开'])).toEqual(['error identity.captionYear 0']);
  });

  it('in titles may be those of what is carried over or compared', () => {
    const texts = [
      '6、2024年中央财政医疗服务与保障能力提升补助资金绩效目标表',
      '2024年预算执行情况表',
      '2024年与2025年收支对比表',
      '医疗救助资金管理办法（2022年）',
    ];
    expect(lines(texts)).toEqual([]);
  });

  it('of an amount that tables print for this year is wrong, not the amount', () => {
    const tables = [tableOf('t', { facts: [statedOf('595.88', { flow: 'totalIn' })] })];
    const text = ['2024年，示例市医疗保障局收入595.88万元，含结转。', '其他。'];
    const others = [statedOf('595.88', { flow: 'totalIn', year: '2024' }, { line: 0 })];
    expect(lines(text, { tables, others })).toEqual(['warning identity.statedYear 0']);
    const last = statedOf('595.88', { flow: 'totalIn', year: '2024' });
    expect(lines(text, { tables: [...tables, tableOf('u', { facts: [last] })], others })).toEqual([]);
    expect(lines(['2024年收入595.88万元，与上年持平，含结转。'], { tables, others })).toEqual([]);
  });

  it('of what is said are the budget year', () => {
    expect(lines(['六、专项资金 2025 年度我部门无专项资金预算。'])).toEqual([]);
    expect(lines(['六、专项资金 2024 年度我部门无专项资金预算。'])).toEqual([
      'warning identity.statedYear 0',
    ]);
    expect(lines(['示例局2024年支出合计5.00万元，其中基本支出3.00万元。'])).toEqual([
      'warning identity.statedYear 0',
    ]);
    const back = [
      '2024年及2025年均未安排购置预算。',
      '比2024年预算收入增加5万元。',
      '2024年预算执行率为98%，支出预算完成。',
      '2024年部门预算5万元；2025年6万元。',
      '根据《关于批复2024年部门预算的通知》。',
    ];
    expect(lines(back)).toEqual([]);
  });

  it('compared with are the year before', () => {
    expect(lines(['收入预算5.00万元，比2024年预算增加1.00万元。'])).toEqual([]);
    expect(lines(['收入预算5.00万元，比2023年预算增加1.00万元。'])).toEqual(['warning identity.baseYear 0']);
    expect(lines(['收入预算5.00万元，比2025年预算增加1.00万元。'])).toEqual(['warning identity.baseYear 0']);
    // Goals may look further back.
    expect(lines(['到2025年，参保率比2020年增加5个百分点。'])).toEqual([]);
    const final = { stage: 'final' } satisfies Partial<CheckedDocument>;
    expect(lines(['支出决算5.00万元，与2025年年初预算相比减少1.00万元。'], final)).toEqual([]);
  });

  it('of plans are the budget year, of papers any', () => {
    expect(lines(['依据《区政府2025年重点工作任务书》和财社〔2023〕12号。'])).toEqual([]);
    expect(lines(['依据《区政府2024年重点工作任务书》。'])).toEqual(['warning identity.planYear 0']);
    expect(lines(['按2024年工作计划完成。'], { stage: 'final' })).toEqual([]);
  });

  it('of assets are the year before, in final accounts the year itself', () => {
    expect(lines(['截至2024年12月31日，共有车辆2辆。'])).toEqual([]);
    expect(lines(['截至2023年12月31日，共有车辆2辆。'])).toEqual(['notice identity.assetYear 0']);
    expect(lines(['截至2020年12月31日，共有车辆2辆。'])).toEqual(['warning identity.assetYear 0']);
    expect(lines(['截至2025年12月31日，共有车辆2辆。'], { stage: 'final' })).toEqual([]);
  });
});

describe('bodies', () => {
  const county = named('示例市东山县医疗保障局');

  it('of other places are not the subject', () => {
    expect(
      lines(
        ['现将示例市东山县医疗保障局2025年部门预算公开如下：', '县医疗保障局2025年收入预算5万元。'],
        county,
      ),
    ).toEqual([]);
    expect(lines(['现将示例市西河县医疗保障局2025年部门预算公开如下：'], county)).toEqual([
      'error identity.otherBody 0',
    ]);
    const other = ['示例市东山县教育局2025年收入总计5.00万元。', '示例市东山县医保局2025年预算按要求公开。'];
    expect(lines(other, county)).toEqual(['warning identity.otherBody 0']);
    // Those above and beside it may be named for what they do.
    expect(
      lines(['隶属于示例市医疗保障局。', '由西河县医疗保障局牵头。', '区财政局2025年预算批复。'], county),
    ).toEqual([]);
  });

  it('of other places are not whose the tables are, nor what the own ones are named after', () => {
    expect(lines(['编制单位：示例市东山县医疗保障局', '450示例市东山县医疗保障局'], county)).toEqual([]);
    expect(lines(['部门：示例市西河县医疗保障局 单位：万元'], county)).toEqual([
      'error identity.otherBody 0',
    ]);
    expect(
      lines(['2025年示例市东山县医疗保障局', '截至2024年底，示例市东山县医疗保障局共有车辆2辆。'], county),
    ).toEqual([]);
    expect(lines(['2024年底，示例市西河县医疗保障局共有车辆2辆。'], county)).toEqual([
      'warning identity.otherBody 0',
    ]);
    expect(lines(['示例市东山县医疗保障局', '清河市东山县医疗保障局收入预算5.00万元。'], county)).toEqual([
      'warning identity.otherBody 1',
    ]);
    const funds = [
      '东山县医疗救助资金5.00万元。',
      '东山县医疗救助资金绩效目标表',
      '西河县医疗救助资金绩效目标表',
    ];
    expect(lines(funds, county)).toEqual(['warning identity.otherBody 2']);
    expect(lines(['全县医疗保障工作。', '各县医疗保障局。', '我县医疗救助资金5.00万元。'], county)).toEqual(
      [],
    );
  });

  it('are spelt as they are', () => {
    for (const slip of ['示例市医疗保局', '示例市医疗保证局', '示例市医疗保保障局'])
      expect(lines([`现将${slip}的情况公开如下。`])).toEqual(['warning identity.name 0']);
    const right = [
      '示例市医疗保障局',
      '示例市医保局',
      '示例市医疗保障所',
      '示例市医疗机构',
      '示例市医疗保障局本级',
    ];
    expect(lines(right)).toEqual([]);
  });

  it('have one name', () => {
    const units = [
      {
        code: '450002',
        name: '示例市城乡居民医疗保险服务中心',
        scope: 'unit',
        nature: '',
        rank: '',
        funding: '',
      } as const,
    ];
    expect(lines(['城乡居民医疗保险服务中心负责经办。'], { units })).toEqual([]);
    expect(lines(['3.城乡居民医疗保险管理所管理工作'], { units })).toEqual(['warning identity.name 0']);
    expect(lines(['编制单位：示例市医疗保障局'])).toEqual([]);
    expect(lines(['编制单位：示例市医保保障局'])).toEqual(['warning identity.name 0']);
  });

  it('belong to one level of government', () => {
    const district = named('示例市东山区财政局');
    expect(
      lines(['财政拨款：指区级财政当年拨付的资金。', '由市级财政安排专项，按我市部署推进。'], district),
    ).toEqual([]);
    expect(
      lines(
        ['一、基本支出：是市级预算主管部门编制的计划。', '二、财政拨款：指市级财政当年拨付的资金。'],
        district,
      ),
    ).toEqual(['warning identity.level 0']);
    expect(lines(['目前我省部门预算实行综合预算。'])).toEqual(['notice identity.ourLevel 0']);
    expect(lines(['拟订我县规划。'], district)).toEqual(['notice identity.ourLevel 0']);
    // 市场 is no city, 街道 no level.
    expect(lines(['财政拨款：指市级财政拨付的资金。'], named('示例市市场监督管理局'))).toEqual([]);
  });

  it('speak of their own trade', () => {
    expect(lines(['建立健全医疗保障领域内部控制体系。', '用心解决群众教育领域的操心事。'])).toEqual([]);
    expect(lines(['建立健全教育领域内部控制体系。'])).toEqual(['warning identity.trade 0']);
    expect(lines(['建立健全教育领域内部控制体系。'], named('示例市教育局'))).toEqual([]);
    // A street office works in every field.
    expect(lines(['建立健全教育领域内部控制体系。'], named('示例市东山街道办事处'))).toEqual([]);
  });

  it('call themselves what they are', () => {
    const centre = named('示例市医疗保障事务中心', 'unit');
    expect(lines(['我中心负责经办，配合市局机关工作。'], centre)).toEqual([]);
    expect(lines(['用于局机关及下属单位缴纳保险。'], centre)).toEqual(['warning identity.bodyKind 0']);
    expect(lines(['我局负责全市工作。'])).toEqual([]);
    // A unit that has its bureau in its name, and the bureau above as another.
    expect(lines(['我局负责全市工作。'], named('示例市公安局交通警察支队', 'unit'))).toEqual([]);
    expect(lines(['由局机关统一保障。'], centre)).toEqual([]);
  });

  it('speak of units only where they have some', () => {
    const own = {
      code: '450001',
      name: '示例市医疗保障局本级',
      scope: 'ownLevel',
      nature: '',
      rank: '',
      funding: '',
    } as const;
    const other = { ...own, code: '450002', name: '示例市医保中心', scope: 'unit' } as const;
    const text = ['医疗保障局机关及所属事业单位的收支包含在部门预算中。'];
    expect(lines(text, { units: [own, other] })).toEqual([]);
    expect(lines(text, { units: [] })).toEqual([]);
    expect(lines(text, { units: [own] })).toEqual(['warning identity.subordinates 0']);
  });
});

describe('部门 and 单位', () => {
  const tables = (...titles: readonly string[]) =>
    titles.map((title, at) => tableOf(title, { after: 0, title, place: lineAt(at) }));

  it('are not mixed in sentences of a unit', () => {
    const titles = ['收支', '收入', '支出', '财政拨款收支'].map((one) => `2025年预算单位${one}总表`);
    const said = (text: string) =>
      found(documentOf({ lines: linesOf('开头', text), tables: tables(...titles) }));
    expect(said('2025年部门预算安排购置车辆0辆。')).toEqual(['notice identity.scope 1']);
    expect(said('2025年单位预算安排购置车辆0辆。')).toEqual([]);
  });

  it('are not mixed in titles', () => {
    const own = ['单位收支总表', '单位收入总表', '单位支出总表', '单位基本支出表'];
    expect(found(documentOf({ tables: tables(...own) }))).toEqual([]);
    expect(found(documentOf({ tables: tables(...own, '部门项目支出表') }))).toEqual([
      'notice identity.scope 4',
    ]);
    // A department's part and its units' parts.
    const parts = [...own, ...own.map((one) => one.replace('单位', '部门'))];
    expect(found(documentOf({ tables: tables(...parts) }))).toEqual([]);
  });

  it('were not replaced in terms', () => {
    expect(lines(['事业单位经营收入；附属单位上缴收入；行政部门和事业部门分工。'])).toEqual([]);
    const texts = ['四、事业部门经营收入：指事业部门开展经营活动取得的收入。', '附属部门上缴收入'];
    expect(lines(texts)).toEqual(['warning identity.replaced 0']);
  });
});

describe('items of expenditure', () => {
  const first =
    '1.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”5万元，主要用于行政单位医疗。主要原因是行政单位医疗经费增加。';
  const second =
    '2.“卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）”5万元，主要用于事业单位医疗。';

  it('are explained by their own use, not by that of another', () => {
    expect(lines([first, second])).toEqual([]);
    expect(lines([first, second.replace('用于事业单位医疗', '用于行政单位医疗')])).toEqual([
      'warning identity.borrowedItem 1',
    ]);
    expect(lines([first, second.replace('用于事业单位医疗', '用于缴纳在职人员医疗保险')])).toEqual([]);
  });
});

it('codes of projects have one length', () => {
  const codes = [
    '4103032200000001',
    '4103032200000002',
    '4103032200000003',
    '4103032200000004',
    '4103032200000005',
  ];
  const projects = codes.map((code) => projectOf(code));
  const short = projectOf('410303220000006', { place: lineAt(7) });
  expect(found(documentOf({ projects }))).toEqual([]);
  expect(found(documentOf({ projects: [...projects, short] }))).toEqual(['warning identity.projectCode 7']);
  expect(found(documentOf({ projects: [...projects.slice(0, 2), short] }))).toEqual([]);
});

it('looks at the cells of tables for plans', () => {
  const cells = cellsOf(3, '三级指标 | 指标值确定依据', '发放率 | 2024年度工作计划');
  expect(found(documentOf({ tables: [tableOf('t', { cells })] }))).toEqual(['warning identity.planYear 4']);
});

describe('what is right elsewhere', () => {
  const term = '财政拨款收入：指县级财政当年拨付的资金。';

  it('is a level that the name of a body does not tell', () => {
    // A city may be of a county's rank; zones are run by cities; what a region calls 区级 is its own.
    expect(lines([term], named('示例市教育局'))).toEqual([]);
    expect(lines(['财政拨款收入：指市级财政拨付的资金。'], named('示例市经济技术开发区管理委员会'))).toEqual(
      [],
    );
    expect(lines(['财政拨款收入：指区级财政拨付的资金。'], named('示例自治区教育厅'))).toEqual([]);
    expect(lines(['财政拨款收入：指市级财政拨付的资金。'], named('示例市东山区教育局'))).toEqual([
      'warning identity.level 0',
    ]);
  });

  it('is a name that most titles have, or most lines', () => {
    const titles = ['收入', '支出', '财政拨款收支', '基本支出'].map((name) => `2024年部门${name}预算表`);
    expect(lines(titles)).toEqual(['warning identity.captionYear 0']);
    expect(lines(['2024年部门整体支出绩效自评表', '2024年部门预算执行情况报告说明'])).toEqual([]);
    const other = Array.from({ length: 5 }, () => '东山市医疗保障局2025年部门预算公开');
    expect(lines(other)).toEqual([]);
  });

  it('is a base year of a plan of several years, and looking back', () => {
    expect(lines(['“十四五”时期支出比2020年预算增加5.00万元。'])).toEqual([]);
    expect(lines(['2024年重点工作完成情况良好。'])).toEqual([]);
    expect(lines(['规范教育领域收费资金管理。'], named('示例市民政局'))).toEqual([]);
  });
});
