import { describe, expect, it } from 'vitest';
import { printValue } from '../facts/measure.ts';
import { means } from '../testing/reading.ts';
import { readBytes } from './read-file.ts';
import type { Reading } from './reading.ts';

/** Invented documents of no region that a pack knows, as text with tabs between cells. */
async function read(...blocks: readonly (string | readonly string[])[]): Promise<Reading> {
  const text = blocks.map((block) => (typeof block === 'string' ? block : block.join('\n'))).join('\n\n');
  const bytes = new TextEncoder().encode(text);
  const reading = await readBytes(bytes, { ...means, file: 'invented.txt' });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return reading.value;
}

/** The values at a coordinate, beside those that all facts of the document share. */
function at(reading: Reading, wanted: Readonly<Record<string, string>>): readonly string[] {
  const own = reading.entity.code === '' ? reading.entity.name : reading.entity.code;
  const base = { measure: 'amount', entity: own, year: String(reading.year), stage: reading.stage };
  const key = (one: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(one).sort());
  return reading.facts
    .filter((fact) => fact.status === 'printed' && key(fact.at) === key({ ...base, ...wanted }))
    .map((fact) => `${printValue(fact.value, fact.unit, fact.decimals)}${fact.unit}`);
}

const TITLE = '青禾市水务局2024年部门预算';
const ENTITY = '部门：青禾市水务局';
const spending = { flow: 'expenditure', source: 'generalPublicBudget' };

describe('tables of a region that no pack knows', () => {
  it('columns of the year before and of what changed are not read as this year’s', async () => {
    const reading = await read(TITLE, '一般公共预算支出表', ENTITY, '单位：万元', [
      '功能分类科目\t\t2023年预算数\t2024年预算数\t\t\t2024年预算数比2023年预算数\t',
      '科目编码\t科目名称\t\t小计\t基本支出\t项目支出\t增减额\t增减%',
      '合计\t\t80.00\t100.00\t60.00\t40.00\t20.00\t25.00',
      '213\t农林水支出\t80.00\t100.00\t60.00\t40.00\t20.00\t25.00',
      '21303\t水利\t80.00\t100.00\t60.00\t40.00\t20.00\t25.00',
    ]);
    expect(reading.pack.id).toBe('generic');
    expect(at(reading, spending)).toEqual(['100.00万元']);
    expect(at(reading, { ...spending, year: '2023' })).toEqual(['80.00万元']);
    expect(at(reading, { ...spending, function: '21303', kind: 'project' })).toEqual(['40.00万元']);
    expect(reading.said.map(({ kind, value, unit }) => `${kind} ${value} ${unit}`)).toContain(
      'growth 250000 %',
    );
  });

  it('“三公”经费 of two years side by side', async () => {
    const heads = '合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费';
    const parts = '\t\t小计\t公务用车购置费\t公务用车运行费\t';
    const reading = await read(TITLE, '一般公共预算“三公”经费支出表', ENTITY, '单位：万元', [
      '2023年预算数\t\t\t\t\t\t2024年预算数\t\t\t\t\t',
      `${heads}\t${heads}`,
      `${parts}\t${parts}`,
      '9.00\t\t6.00\t\t6.00\t3.00\t8.00\t\t6.50\t\t6.50\t1.50',
    ]);
    const food = { flow: 'expenditure', source: 'fiscalAppropriation', economic: '30217' };
    expect(at(reading, food)).toEqual(['1.50万元']);
    expect(at(reading, { ...food, year: '2023' })).toEqual(['3.00万元']);
  });

  it('当年 beside transfers that were notified in advance is what the own level gives', async () => {
    const columns = '科目编码\t科目名称\t合计\t当年财政拨款安排\t提前通知专项转移支付\t上年结转';
    const rows = (total: string, own: string, advance: string) => [
      columns,
      `合计\t\t${total}\t${own}\t${advance}\t5.00`,
      `213\t农林水支出\t${total}\t${own}\t${advance}\t5.00`,
      `21303\t水利\t${total}\t${own}\t${advance}\t5.00`,
    ];
    const beside = await read(
      TITLE,
      '一般公共预算支出表',
      ENTITY,
      '单位：万元',
      rows('100.00', '65.00', '30.00'),
    );
    expect(at(beside, { ...spending, vintage: 'ownLevel' })).toEqual(['65.00万元']);
    expect(at(beside, { ...spending, vintage: 'current' })).toEqual([]);
    const inside = await read(
      TITLE,
      '一般公共预算支出表',
      ENTITY,
      '单位：万元',
      rows('100.00', '95.00', '30.00'),
    );
    expect(at(inside, { ...spending, vintage: 'current' })).toEqual(['95.00万元']);
  });

  it('a body that only a line with a label names is known without the label', async () => {
    const reading = await read(
      '2024年预算公开',
      '预算主管部门：青禾市水务局',
      '一般公共预算支出表',
      '单位：万元',
      ['科目编码\t科目名称\t合计', '合计\t\t100.00', '213\t农林水支出\t100.00'],
    );
    expect(reading.entity.name).toBe('青禾市水务局');
  });

  it('rows of units between rows of their functions are each read at both', async () => {
    const reading = await read(TITLE, '部门支出总表', ENTITY, '单位：万元', [
      '单位编码\t单位名称\t科目编码\t科目名称\t合计\t基本支出\t项目支出',
      '合计\t\t\t\t30.00\t20.00\t10.00',
      '330001\t青禾市水务局\t\t\t18.00\t12.00\t6.00',
      '330001\t青禾市水务局\t2130301\t行政运行\t18.00\t12.00\t6.00',
      '330002\t青禾市水文站\t\t\t12.00\t8.00\t4.00',
      '330002\t青禾市水文站\t2130313\t水文测报\t12.00\t8.00\t4.00',
    ]);
    expect(reading.entity.code).toBe('330');
    expect(at(reading, { flow: 'expenditure' })).toEqual(['30.00万元']);
    expect(at(reading, { flow: 'expenditure', entity: '330001' })).toEqual(['18.00万元']);
    expect(at(reading, { flow: 'expenditure', entity: '330002', function: '2130313' })).toEqual([
      '12.00万元',
    ]);
  });

  it('（一）（二） under 上年结转 are of other years, and the last line is of both', async () => {
    const reading = await read(TITLE, '财政拨款收支总表', ENTITY, '单位：万元', [
      '收入\t\t支出\t\t',
      '项目\t预算数\t项目\t合计\t一般公共预算',
      '一、本年收入\t50.00\t一、本年支出\t57.00\t57.00',
      '（一）一般公共预算拨款\t50.00\t（一）农林水支出\t57.00\t57.00',
      '二、上年结转\t7.00\t二、结转下年\t\t',
      '（一）一般公共预算拨款\t7.00\t\t\t',
      '收入总计\t57.00\t支出总计\t57.00\t57.00',
    ]);
    expect(at(reading, { flow: 'revenue', source: 'generalPublicBudget' })).toEqual(['50.00万元']);
    expect(at(reading, { flow: 'broughtForward', source: 'generalPublicBudget' })).toEqual(['7.00万元']);
    expect(at(reading, { flow: 'totalIn', source: 'fiscalAppropriation' })).toEqual(['57.00万元']);
  });

  it('a total beside what earlier years left is the total of both', async () => {
    const reading = await read(TITLE, '部门收入总表', ENTITY, '单位：万元', [
      '科目编码\t科目名称\t合计\t上年结转\t一般公共预算拨款收入\t其他收入',
      '合计\t\t57.00\t7.00\t48.00\t2.00',
      '213\t农林水支出\t57.00\t7.00\t48.00\t2.00',
    ]);
    expect(at(reading, { flow: 'totalIn' })).toEqual(['57.00万元']);
    expect(at(reading, { flow: 'broughtForward', function: '213' })).toEqual(['7.00万元']);
  });

  it('accounts with numbered lines and columns, a total of each side', async () => {
    const reading = await read(
      '青禾市水务局2023年度部门决算',
      '收入支出决算总表',
      ENTITY,
      '单位：万元',
      [
        '收入\t\t\t支出\t\t',
        '项目\t行次\t金额\t项目\t行次\t金额',
        '栏次\t\t1\t栏次\t\t2',
        '一、一般公共预算财政拨款收入\t1\t40.00\t一、农林水支出\t6\t41.00',
        '本年收入合计\t2\t40.00\t本年支出合计\t7\t41.00',
        '使用非财政拨款结余\t3\t\t结余分配\t8\t',
        '年初结转和结余\t4\t3.00\t年末结转和结余\t9\t2.00',
        '总计\t5\t43.00\t总计\t10\t43.00',
      ],
      '“三公”经费支出决算表',
      ENTITY,
      '单位：万元',
      ['项目\t年初预算数\t决算数', '公务接待费\t1.20\t1.00', '公务用车运行维护费\t2.50\t2.40'],
    );
    expect(reading.stage).toBe('final');
    expect(at(reading, { flow: 'revenue' })).toEqual(['40.00万元']);
    expect(at(reading, { flow: 'carriedForwardOut' })).toEqual(['2.00万元']);
    expect(at(reading, { flow: 'totalIn' })).toEqual(['43.00万元']);
    expect(at(reading, { flow: 'totalOut' })).toEqual(['43.00万元']);
    const food = { flow: 'expenditure', source: 'fiscalAppropriation', economic: '30217' };
    expect(at(reading, food)).toEqual(['1.00万元']);
    expect(at(reading, { ...food, stage: 'budget' })).toEqual(['1.20万元']);
  });

  it('a title that narrows nothing is the title all the same: what stands further above speaks of others', async () => {
    const reading = await read(TITLE, '“三公”经费预算情况', '部门收支总表', ENTITY, '单位：万元', [
      '收入\t\t支出\t',
      '项目\t预算数\t项目\t预算数',
      '一、一般公共预算拨款收入\t50.00\t一、农林水支出\t50.00',
      '本年收入合计\t50.00\t本年支出合计\t50.00',
    ]);
    const [spent] = reading.facts.filter(({ row }) => row === '本年支出合计');
    expect(spent?.at).not.toHaveProperty('economic');
  });

  it('sentences of one shape that say different numbers of one thing are not believed, unless a table prints one', async () => {
    const told = async (...lines: readonly string[]) => {
      const reading = await read(
        TITLE,
        '部门支出总表',
        ENTITY,
        '单位：万元',
        ['科目编码\t科目名称\t合计', '合计\t\t30.00', '213\t农林水支出\t30.00'],
        ...lines,
      );
      return reading.facts.filter(({ table }) => table === undefined).map((fact) => fact.value / 1_000_000n);
    };
    expect(await told('2024年安排支出预算5.00万元。', '2024年安排支出预算9.00万元。')).toEqual([]);
    expect(await told('2024年安排支出预算30.00万元。', '2024年安排支出预算9.00万元。')).toEqual([30n, 9n]);
  });

  it('千元 is a unit; without a unit nothing is read, and a person is told', async () => {
    const rows = ['科目编码\t科目名称\t合计\t基本支出\t项目支出', '213\t农林水支出\t300.00\t200.00\t100.00'];
    const thousands = await read(TITLE, '部门支出总表', ENTITY, '单位：千元', rows);
    const [fact] = thousands.facts.filter(({ at: { kind } }) => kind === 'basic');
    expect(fact?.value).toBe(20_000_000n);
    const unknown = await read(TITLE, '部门支出总表', ENTITY, rows);
    expect(unknown.facts.filter(({ status }) => status === 'printed')).toEqual([]);
    expect(unknown.problems.map(({ key }) => key)).toContain('reading.noUnit');
  });

  it('rows that nothing tells apart are not believed', async () => {
    const reading = await read(TITLE, '部门支出总表', ENTITY, '单位：万元', [
      '甲类\t合计\t基本支出\t项目支出',
      '东片\t30.00\t20.00\t10.00',
      '西片\t12.00\t8.00\t4.00',
    ]);
    expect(at(reading, { flow: 'expenditure' })).toEqual([]);
  });

  it('functions that only the document’s tables name are known in its text', async () => {
    const reading = await read(
      TITLE,
      '部门支出总表',
      ENTITY,
      '单位：万元',
      [
        '科目编码\t科目名称\t合计\t基本支出\t项目支出',
        '合计\t\t30.00\t20.00\t10.00',
        '213\t农林水支出\t30.00\t20.00\t10.00',
        '21303\t水利\t30.00\t20.00\t10.00',
        '2130388\t渠系看护\t30.00\t20.00\t10.00',
      ],
      '四、一般公共预算支出说明',
      '农林水支出（类）水利（款）渠系看护（项）2024年预算数为30.00万元。',
    );
    const told = reading.facts.filter(({ table }) => table === undefined).map((fact) => fact.at.function);
    expect(told).toEqual(['2130388']);
  });

  it('a code and a name in one cell', async () => {
    const rows = [
      '支出功能分类科目\t合计\t基本支出',
      '213 农林水支出\t30.00\t20.00',
      '2130388 渠系看护\t30.00\t20.00',
    ];
    const reading = await read(TITLE, '部门支出总表', ENTITY, '单位：万元', rows);
    expect(at(reading, { flow: 'expenditure', function: '2130388' })).toEqual(['30.00万元']);
  });

  it('titles that number their table in Chinese', async () => {
    const rows = ['科目编码\t科目名称\t合计', '213\t农林水支出\t30.00'];
    const reading = await read(TITLE, '附表三 一般公共预算支出表', ENTITY, '单位：万元', rows);
    expect(at(reading, { ...spending, function: '213' })).toEqual(['30.00万元']);
  });

  it('a column of 其中 whose words name no narrower part is not read as the whole', async () => {
    const reading = await read(TITLE, '一般公共预算支出表', ENTITY, '单位：万元', [
      '科目编码\t科目名称\t一般公共预算\t',
      '\t\t小计\t其中：财政拨款',
      '合计\t\t100.00\t80.00',
      '213\t农林水支出\t100.00\t80.00',
    ]);
    expect(at(reading, spending)).toEqual(['100.00万元']);
    expect(at(reading, { ...spending, function: '213' })).toEqual(['100.00万元']);
  });

  describe('leave out only what is zero', () => {
    const closed = async (...rows: readonly string[]) => {
      const reading = await read(TITLE, '一般公共预算支出表', ENTITY, '单位：万元', [
        '科目编码\t科目名称\t合计\t基本支出\t项目支出',
        ...rows,
      ]);
      return [...(reading.tables[0]?.closed ?? [])].sort();
    };
    const rows = [
      '213\t农林水支出\t100.00\t60.00\t40.00',
      '21303\t水利\t100.00\t60.00\t40.00',
      '2130301\t行政运行\t60.00\t60.00\t',
      '2130304\t水利行业业务管理\t40.00\t\t40.00',
    ];

    it('along rows under a total, and along columns where the rows add up, with a mistake or without', async () => {
      expect(await closed('合计\t\t100.00\t60.00\t40.00', ...rows)).toEqual(['function', 'kind']);
      expect(await closed('合计\t\t110.00\t60.00\t40.00', ...rows)).toEqual(['function', 'kind']);
    });

    it('but not along columns beside which there is something else, nor along rows of which one is unknown', async () => {
      const more = rows.map((row) => row.replace('100.00', '130.00').replace('\t60.00', '\t90.00'));
      expect(await closed('合计\t\t130.00\t60.00\t40.00', ...more)).toEqual(['function']);
      expect(
        await closed('合计\t\t105.00\t65.00\t40.00', ...rows, '\t某种说不清的支出\t5.00\t5.00\t'),
      ).not.toContain('function');
    });
  });

  it('a code that a lost cell has put under an amount is none', async () => {
    const reading = await read(TITLE, '部门支出总表', ENTITY, '单位：万元', [
      '科目编码\t科目名称\t合计\t基本支出\t项目支出',
      '213\t农林水支出\t30.00\t20.00\t10.00',
      '21303\t水利\t208\t20.00\t10.00',
    ]);
    expect(at(reading, { flow: 'expenditure', function: '213' })).toEqual(['30.00万元']);
    expect(at(reading, { flow: 'expenditure', function: '21303' })).toEqual([]);
  });
});
