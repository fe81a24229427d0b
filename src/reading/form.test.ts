import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExampleSource } from '../../scripts/example-source.mjs';
import type { Cell, Document, Place, Table } from '../document/document.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import type { Pack } from '../packs/definition.ts';
import { hasShared, means, shared } from '../testing/reading.ts';
import { compose } from '../writing/compose.ts';
import { type FlowTable, flowOf } from './flow.ts';
import { type FormReading, readForm } from './form.ts';
import { ofMiddles } from './form-levels.ts';
import { formsOf, indicatorLevels, matchForm } from './form-match.ts';
import { gridOf } from './grid.ts';
import { layoutsOf } from './layout.ts';
import { inOneUnit, pinnedForms } from './read-forms.ts';
import { recordsOf } from './records.ts';
import { DEFAULT_LIMITS, type Source } from './source.ts';
import { readText } from './text.ts';

const example = readExampleSource(
  readFileSync(new URL('../../examples/gaoyang-2025/source.yaml', import.meta.url), 'utf8'),
);
const department = example.records.department;
const base = { measure: 'amount', entity: department.code, year: '2025', stage: 'budget' };

function packOf(id: string): Pack {
  const pack = means.packs.find((one) => one.id === id);
  if (pack === undefined) throw new Error(id);
  return pack;
}

const sheets = layoutsOf(packOf('hebei-2025')).forms;
const levels = indicatorLevels([packOf('hebei-2025')]);

function sourceOf(document: Document): Source {
  return { format: 'docx', pages: 1, document, asides: [], problems: [] };
}

/** Every form of a document, read by the forms of some packs. */
function readAll(source: Source, packs: readonly Pack[]): readonly FormReading[] {
  const layouts = packs.flatMap((pack) => layoutsOf(pack).forms);
  return formsOf(flowOf(source), layouts).map(({ tables, layout, title, unit }) =>
    readForm(tables, layout, { base, year: 2025, unit, title, levels: indicatorLevels(packs) }),
  );
}

const bodies = { entity: department, bodyOf: () => undefined };

const PLACE: Place = { type: 'line', line: 1, from: 0, to: 0 };

/** A table whose cells are given as texts, or as cells where they span. */
function table(rows: readonly (readonly (string | Cell)[])[]): FlowTable {
  const body = rows.map((cells) => ({
    cells: cells.map((cell): Cell => (typeof cell === 'string' ? { text: cell, place: PLACE } : cell)),
  }));
  const made: Table = { type: 'table', id: 't', widths: [], head: [], body, notes: [] };
  return { type: 'table', table: made, grid: gridOf(made) };
}

function readSheet(rows: Parameters<typeof table>[0], more: readonly FlowTable[] = [], unit?: string) {
  const [layout] = sheets;
  if (layout === undefined) throw new Error('no form');
  return readForm([table(rows), ...more], layout, { base, year: 2025, unit, levels });
}

const attributeOf = (reading: FormReading, attribute: string) => reading.record.values.get(attribute)?.text;
const fatesOf = (reading: FormReading, text: string) =>
  [...reading.fates]
    .filter(([cell]) => cell.text === text)
    .flatMap(([, fates]) => fates.map(({ type }) => type));

describe('what a pack prints as forms', () => {
  const ledger = (pack: Pack) => ledgerCube(example, ledgerSpace(example, pack, means.accounts));
  const printed = (pack: Pack) =>
    compose({
      pack,
      year: 2025,
      records: example.records,
      cube: ledger(pack),
      unitParts: false,
      draft: false,
    }).document;

  it.each(['hebei-2025', 'hebei-2024', 'shanghai'])('is read back with %s', (id) => {
    const pack = packOf(id);
    const readings = readAll(sourceOf(printed(pack)), [pack]);
    const { projects } = recordsOf(
      readings.map(({ record }) => record),
      bodies,
    );
    expect(projects.map(({ code }) => code)).toEqual(example.records.projects.map(({ code }) => code));
    for (const [index, project] of projects.entries()) {
      const wanted = example.records.projects[index];
      expect(project.name).toBe(wanted?.name);
      expect(project.statedBudget).toBe(wanted?.statedBudget);
      expect(project.goals.join('')).toBe(wanted?.goals.join(''));
      expect(
        project.indicators.map(({ level1, level2, level3, operator, value, unit }) => [
          level1,
          level2,
          level3,
          operator,
          value,
          unit,
        ]),
      ).toEqual(
        wanted?.indicators.map(({ level1, level2, level3, operator, value, unit }) => [
          level1,
          level2,
          level3,
          operator,
          value,
          unit,
        ]),
      );
    }
    const fates = readings.flatMap((reading) => [...reading.fates.values()].flat());
    expect(fates.filter(({ type }) => type === 'unplaced')).toEqual([]);
  });

  it.each(['henan-2023', 'sichuan-2023'])('is read back for the department as a whole with %s', (id) => {
    const pack = packOf(id);
    const readings = readAll(sourceOf(printed(pack)), [pack]).filter(
      ({ record }) => record.kind === 'department',
    );
    expect(readings).toHaveLength(1);
    expect(readings.flatMap(({ facts }) => facts).length).toBeGreaterThan(1);
    expect(readings.map((reading) => attributeOf(reading, 'entity.name'))).toEqual([department.name]);
  });
});

describe('readForm', () => {
  const head = ['一级指标', '二级指标', '三级指标', '绩效指标描述', '指标值', '指标值确定依据'];
  const opening = [
    ['项目编码', '13062825P0000001', '项目名称', '宣传经费', '', '', ''],
    ['预算规模及资金用途', '预算数', '15.00', '其中：财政 资金', '15.00', '其他资金', '0.00'],
  ];

  it('is closed along the sources where what is left of the budget is printed and holds nothing', () => {
    const opened = (rest: string) => [opening[0] ?? [], [...(opening[1] ?? []).slice(0, -1), rest]];
    for (const rest of ['', '-', '0.00']) expect([...readSheet(opened(rest)).closed]).toEqual(['source']);
    expect([...readSheet(opened('3.00')).closed]).toEqual([]);
    expect([...readSheet([opening[0] ?? [], (opening[1] ?? []).slice(0, 5)]).closed]).toEqual([]);
  });

  it('takes its unit from a label, the lines above or the text that repeats the budget, and from nowhere else', () => {
    expect(readSheet(opening).facts).toEqual([]);
    expect(readSheet(opening).record.unit).toBe('');
    expect(readSheet(opening, [], '万元').facts.map(({ value }) => value)).toEqual([
      15_000_000n,
      15_000_000n,
    ]);
    const said = [
      ...opening,
      ['', '预算数15万元，其中：财政资金15万元，其他资金0万元；用于3次宣传。', '', '', '', '', ''],
    ];
    const reading = readSheet(said);
    expect(reading.facts.map(({ value, at }) => [value, at.source])).toEqual([
      [15_000_000n, undefined],
      [15_000_000n, 'fiscalAppropriation'],
      [15_000_000n, undefined],
      [15_000_000n, 'fiscalAppropriation'],
    ]);
    expect(fatesOf(reading, '预算数15万元，其中：财政资金15万元，其他资金0万元；用于3次宣传。')).toEqual([
      'fact',
      'fact',
      'said',
      'record',
    ]);
    const labelled = [
      ...opening,
      ['资金支出计划（万元）', '3月底', '6月底', '10月底', '12月底', '', ''],
      ['', '1', '2', '3', '15', '', ''],
    ];
    expect(readSheet(labelled).facts.map(({ unit }) => unit)).toEqual(['万元', '万元']);
  });

  it('does not take another amount of the text for the budget', () => {
    const text = '上年预算10万元，设备预算5万元，本项目预算15万元。';
    const reading = readSheet([...opening, ['', text, '', '', '', '', '']], [], '万元');
    expect(fatesOf(reading, text)).toEqual(['record', 'record', 'fact']);
  });

  it('keeps a plan in per cent or in money, with the unit of its label', () => {
    const plan = (label: string, ...steps: string[]) =>
      readSheet([...opening, [label, '3月底', '6月底', '10月底', '12月底'], ['', ...steps]], [], '万元')
        .record;
    const percent = recordsOf([plan('资金支出计划(%)', '10%', '30%', '60%', '100%')], bodies).projects[0];
    expect(percent?.plan.map(({ month, cumulative }) => [month, cumulative])).toEqual([
      [3, 1_500_000n],
      [6, 4_500_000n],
      [10, 9_000_000n],
      [12, 15_000_000n],
    ]);
    const money = recordsOf([plan('资金支出计划（万元）', '', '7.5', '', '15')], bodies).projects[0];
    expect(money?.plan).toEqual([
      { month: 6, cumulative: 7_500_000n },
      { month: 12, cumulative: 15_000_000n },
    ]);
  });

  it('knows what stands under labels of which extraction has made one, or that nobody can know it', () => {
    const full = ['一级指标', '二级指标', '三级指标', '绩效指标描述', '', '指标值', '指标值确定依据'];
    const plan = (...rows: readonly (readonly string[])[]) => {
      const reading = readSheet([
        ...opening,
        ...rows,
        full,
        ['产出指标', '数量指标', '次数', '开展', '', '≥3次', '计划'],
      ]);
      return ['3', '6', '10', '12'].map((month) => attributeOf(reading, `plan.${month}`));
    };
    const values = ['', '', '', '60%', '70%', '10', '0%'];
    const whole = [undefined, '60%', '70%', '100%'];
    const label = '资金支出计划(%)';
    expect(plan([label, '3 J', '月底', '6 月底', '10 月底', '12 .', '月底'], values)).toEqual(whole);
    // Two cells have become one, and what is right of it has moved.
    expect(plan([label, '3 F]底', '6 月底', '10 月底', '12 ,', '月底', ''], values)).toEqual(whole);
    // The label of both rows stands in the second.
    expect(
      plan(
        ['次今士', '3 J', '月底', '6 月底', '10 月底', '12', '月底'],
        [label, '', '', '60%', '70%', '10', '0%'],
      ),
    ).toEqual(whole);
    const nobody = [undefined, undefined, undefined, undefined];
    expect(plan([label, '3 F]底', '6 月底', '10 月底', '12.月底', '', ''], values)).toEqual(nobody);
    expect(plan([label, '3月底', '6月底', '10月底', '12月底', '', ''], values)).toEqual(nobody);
    // 100% was torn between June and October.
    const torn = ['', '', '', '10', '0%', '', ''];
    expect(plan([label, '3 J', '月底', '6 月底', '10 月底', '12', '月底'], torn)).toEqual(nobody);
  });

  it('takes the unit of a sheet that says none from the other sheets of its form', () => {
    const [layout] = sheets;
    if (layout === undefined) throw new Error('no form');
    const form = (purpose: string, unit?: string) => {
      const rows = [...opening, ['', purpose]];
      const context = { base, year: 2025, unit };
      const printed = {
        layout,
        tables: [table(rows)],
        title: undefined,
        unit,
        heading: '',
        isSpecialFund: false,
      };
      return { id: 't1', form: printed, context, reading: readForm(printed.tables, layout, context) };
    };
    const unitsOf = (...forms: readonly ReturnType<typeof form>[]) =>
      inOneUnit(forms).map(({ reading }) => reading.record.unit);
    const [says, says2, silent] = [form('预算数15万元，用于宣传'), form('预算数15.00万元'), form('用于宣传')];
    expect(unitsOf(says, silent, says2)).toEqual(['万元', '万元', '万元']);
    // One alone may be another's way.
    expect(unitsOf(says, silent)).toEqual(['万元', '']);
    expect(unitsOf(says, says2, form('用于宣传', '元'), silent)).toEqual(['万元', '万元', '元', '']);
    // Or from a table that prints the same amount with a unit.
    const at = { ...base, flow: 'expenditure', project: '13062825P0000001' };
    const pinned = (value: bigint) => {
      const fact = { at, value, unit: '万元', decimals: 2, status: 'printed', statedIn: '' } as const;
      return pinnedForms([silent], [{ table: { facts: [fact], unit: '万元' } }]).map(
        ({ reading }) => reading.record.unit,
      );
    };
    expect(pinned(15_000_000n)).toEqual(['万元']);
    expect(pinned(14_000_000n)).toEqual(['']);
  });

  it('finds labels that are split over cells, share one with their value, or cannot be read among others', () => {
    const reading = readSheet([
      ['项目', '编码', '13062825P', '0000001', '项目名称 宣传经费', '', ''],
      ['资金支出计划(%)', '3 F]底', '6 月底', '10 月底', '12 .', '月底', ''],
      ['', '10%', '30%', '60%', '10', '0%', ''],
    ]);
    expect(attributeOf(reading, 'project.code')).toBe('13062825P0000001');
    expect(attributeOf(reading, 'project.name')).toBe('宣传经费');
    expect(['3', '6', '10', '12'].map((month) => attributeOf(reading, `plan.${month}`))).toEqual([
      '10%',
      '30%',
      '60%',
      '100%',
    ]);
  });

  it('carries levels down, merged or not, over pages and a repeated heading', () => {
    const merged = { text: '产出指标', rowspan: 2 };
    const reading = readSheet(
      [
        ...opening,
        head,
        [merged, '数量指标', '次数', '', '≥3次', '计划'],
        ['质量指标', '合格率', '', '100%', '计划'],
      ],
      [
        table([
          head,
          ['', '时效指标', '及时率', '', '≥90%', '计划'],
          ['效益指标', '社会效益指标', '知晓率', '', '≥80%', '计划'],
        ]),
      ],
    );
    const { indicators } = recordsOf([reading.record], bodies);
    expect(indicators.map(({ level1, level2, value }) => [level1, level2, value])).toEqual([
      ['产出指标', '数量指标', '3'],
      ['产出指标', '质量指标', '100'],
      ['产出指标', '时效指标', '90'],
      ['效益指标', '社会效益指标', '80'],
    ]);
  });

  it('knows the level of rows above a label that stands in their middle', () => {
    const rows = [
      ['', '数量指标', '次数', '', '≥3次', '计划'],
      ['产出指标', '质量指标', '合格率', '', '100%', '计划'],
      ['', '时效指标', '及时率', '', '≥90%', '计划'],
      ['', '社会效益指标', '知晓率', '', '≥80%', '计划'],
      ['效益指标', '可持续影响指标', '持续性', '', '较好', '计划'],
    ];
    const { indicators } = recordsOf([readSheet([...opening, head, ...rows]).record], bodies);
    expect(indicators.map(({ level1 }) => level1)).toEqual([
      '产出指标',
      '产出指标',
      '产出指标',
      '效益指标',
      '效益指标',
    ]);
  });

  it('reads on in a page of other columns without a heading, below a label that stands on every page', () => {
    const first = table([
      ['部门名称', '某局', '', '', ''],
      ['年度绩效指标', '一级指标', '二级指标', '三级指标', '指标值（包含数字及文字描述）'],
      ['', '产出指标', '数量指标', '检查次数', '≥3次'],
    ]);
    const second = table([
      ['部门名称', '', '', '', '', '局'],
      ['', '效益指标', '社会效益指标', '', '群众对本项工作成果的满', '. 000/'],
      ['', '', '', '', '意率', '≥90%'],
      ['', '', '', '', '对窗口工作人员的满意率', '= 100%'],
      ['', '', '可持续', '影响指标', '制度健全', '≥3项'],
    ]);
    const layout = layoutsOf(packOf('sichuan-2023')).forms.find(({ table: id }) => id === 'overallGoals');
    if (layout === undefined) throw new Error('no form');
    const forms = formsOf([first, second], [layout]);
    expect(forms.map(({ tables }) => tables.length)).toEqual([2]);
    const reading = readForm([first, second], layout, { base, year: 2025, levels });
    expect(
      reading.record.inner.map(({ values }) =>
        ['level1', 'level2', 'level3', 'target'].map((key) => values.get(`indicator.${key}`)?.text),
      ),
    ).toEqual([
      ['产出指标', '数量指标', '检查次数', '≥3次'],
      ['效益指标', '社会效益指标', '群众对本项工作成果的满意率', '≥90%'],
      ['效益指标', '社会效益指标', '对窗口工作人员的满意率', '= 100%'],
      ['效益指标', '可持续影响指标', '制度健全', '≥3项'],
    ]);
    // What follows and is another table is no page of it.
    const other = table([
      ['单位名称', '科室', '人数', '', '', ''],
      ...Array.from({ length: 3 }, () => ['甲', '乙', '3', '', '', '']),
    ]);
    expect(formsOf([first, other], [layout]).map(({ tables }) => tables.length)).toEqual([1]);
  });

  it('joins lines of one row, and no row to another', () => {
    const rows = (...lines: readonly (readonly string[])[]) =>
      readSheet([...opening, [...head], ...lines]).record.inner.map(({ values }) =>
        ['level3', 'target'].map((key) => values.get(`indicator.${key}`)?.text ?? ''),
      );
    const full = ['产出指标', '数量指标', '开展政策宣传活动的次数', '', '≥3次', '计划'];
    expect(
      rows(
        full,
        ['', '时效指标', '完成及时', '', '≥95%', '计划'],
        // The target one line above its name, and an echo of it below.
        ['', '', '', '', '≥90%', '关于提前'],
        ['', '质量指标', '参加政策宣传活动群众的', '', '', '下达资金'],
        ['', '', '满意度', '', '25070', '的通知'],
        // A target in words is wrapped like its name.
        ['', '可持续影响指标', '社会保障制度更加公平可', '', '社会保障制度更加公平可', '计划'],
        ['', '', '持续', '', '持续', ''],
        ['', '质量指标', '合格率', '', '', '计划'],
      ),
    ).toEqual([
      ['开展政策宣传活动的次数', '≥3次'],
      ['完成及时', '≥95%'],
      ['参加政策宣传活动群众的满意度', '≥90%'],
      ['社会保障制度更加公平可持续', '社会保障制度更加公平可持续'],
      ['合格率', ''],
    ]);
  });

  it('knows whose rows are between labels in their middle, and where it cannot', () => {
    expect(ofMiddles(6, [1, 4], 0)).toEqual([0, 0, 0, 1, 1, 1]);
    // Three rows each, or two and four, or four and two: one row off is possible.
    expect(ofMiddles(6, [1, 4], 0.5)).toEqual([0, 0, undefined, undefined, 1, 1]);
    // A label at the top of its rows is in no middle.
    expect(ofMiddles(6, [0, 1], 0)).toEqual(Array.from({ length: 6 }, () => undefined));
    expect(ofMiddles(2, [], 1)).toEqual([undefined, undefined]);
  });

  it('finds the columns of a row whose empty cells extraction has dropped', () => {
    const rows = [
      ['产出指标', '数量指标', '次数', '说明', '≥3次', '计划'],
      ['质量指标', '合格率', '说明', '≥95%', '计划'],
    ];
    const { indicators } = recordsOf([readSheet([...opening, head, ...rows]).record], bodies);
    expect(indicators.map(({ level1, level2, level3, value }) => [level1, level2, level3, value])).toEqual([
      ['产出指标', '数量指标', '次数', '3'],
      ['产出指标', '质量指标', '合格率', '95'],
    ]);
  });

  it('gives every number a fate, and none to what it does not understand', () => {
    const reading = readSheet(
      [...opening, head, ['产出指标', '数量指标', '次数', '全年3次', '≥3次', '2025年工作计划']],
      [],
      '万元',
    );
    expect(fatesOf(reading, '全年3次')).toEqual(['record']);
    expect(fatesOf(reading, '2025年工作计划')).toEqual(['leftOut']);
    expect(fatesOf(reading, '13062825P0000001')).toEqual(['leftOut', 'leftOut']);
    expect(fatesOf(readSheet([['说明', '另有8万元'], ...opening]), '另有8万元')).toEqual(['unplaced']);
  });
});

describe('formsOf', () => {
  const indicators = () =>
    table([
      ['一级指标', '二级指标', '三级指标', '绩效指标描述', '指标值', '指标值确定依据'],
      ['产出指标', '数量指标', '次数', '', '≥3次', '计划'],
    ]);
  const goal = (text: string) => table([['绩效目标', text]]);
  const line = (text: string) => ({
    type: 'line' as const,
    isHeading: false,
    text,
    place: PLACE,
    placeOf: () => PLACE,
  });

  it('joins the pieces of a form, and takes titles from above', () => {
    const forms = formsOf(
      [
        line('1、宣传经费绩效目标表'),
        goal('1.宣传'),
        indicators(),
        line('2、培训经费绩效目标表'),
        goal('1.培训'),
        indicators(),
      ],
      sheets,
    );
    expect(forms.map(({ title, tables }) => [title, tables.length])).toEqual([
      ['1、宣传经费绩效目标表', 2],
      ['2、培训经费绩效目标表', 2],
    ]);
  });

  it('takes titles from below where they stand there', () => {
    const forms = formsOf(
      [
        line('第三部分 预算项目绩效目标'),
        indicators(),
        goal('1.宣传'),
        line('1、宣传经费绩效目标表'),
        indicators(),
        goal('1.培训'),
        line('2、培训经费绩效目标表'),
      ],
      sheets,
    );
    expect(forms.map(({ title }) => title)).toEqual(['1、宣传经费绩效目标表', '2、培训经费绩效目标表']);
    expect(forms.map(({ heading }) => heading)).toEqual([
      '第三部分 预算项目绩效目标',
      '第三部分 预算项目绩效目标',
    ]);
  });

  it('says of which section a form is', () => {
    const title = '1、宣传经费绩效目标表';
    const forms = formsOf(
      [
        line('六、主管专项资金情况'),
        line(title),
        goal('1.宣传'),
        line('七、项目情况'),
        line(title),
        goal('1.培训'),
      ],
      sheets,
    );
    expect(forms.map(({ isSpecialFund }) => isSpecialFund)).toEqual([true, false]);
  });

  it('takes a numbered heading that is written like a title for that of a section', () => {
    const forms = formsOf(
      [
        line('（四）专项资金绩效目标'),
        line('无。'),
        line('（五）预算项目绩效目标'),
        line('1、宣传经费绩效目标表'),
        goal('1.宣传'),
      ],
      sheets,
    );
    expect(forms.map(({ isSpecialFund }) => isSpecialFund)).toEqual([false]);
  });

  it('takes no other table for a form', () => {
    const other = table([
      ['项目', '预算数', '其他资金'],
      ['合计', '15.00', ''],
    ]);
    expect(matchForm(other, '支出预算总表', sheets)).toBeUndefined();
    expect(formsOf([line('支出预算总表'), other], sheets)).toEqual([]);
  });
});

describe.skipIf(!hasShared)('sheets of a real document', () => {
  const read = (file: string, pack: string) => {
    const source = readText(new Uint8Array(readFileSync(`${shared}seeds/${file}.txt`)), {
      file,
      limits: DEFAULT_LIMITS,
    });
    if (!source.ok) throw new Error(file);
    return readAll(source.value, [packOf(pack)]);
  };

  it('say what a person read in them', () => {
    const readings = read('gaoyang-2025', 'hebei-2025');
    const { projects, indicators } = recordsOf(
      readings.map(({ record }) => record),
      bodies,
    );
    const facts = ({ code, name, statedBudget, plan }: (typeof example.records.projects)[number]) => ({
      code,
      name,
      statedBudget,
      plan,
    });
    expect(projects.map(facts)).toEqual(example.records.projects.map(facts));
    const said = ({
      level1,
      level2,
      level3,
      operator,
      value,
      unit,
      basis,
    }: (typeof indicators)[number] | (typeof example.records.projects)[number]['indicators'][number]) => [
      level1,
      level2,
      level3,
      operator,
      value,
      unit,
      basis,
    ];
    expect(projects.map((project) => project.indicators.map(said))).toEqual(
      example.records.projects.map((project) => project.indicators.map(said)),
    );
    expect(indicators.every(({ unread }) => unread.length === 0)).toBe(true);
    const fates = readings.flatMap((reading) => [...reading.fates.values()].flat());
    expect(fates.filter(({ type }) => type === 'unplaced')).toEqual([]);
  });

  it('are found in every document, most of their numbers placed', () => {
    const counts = [
      ['baoding-lianchi-2023', 'hebei-2023'],
      ['shijiazhuang-2024', 'hebei-2024'],
      ['luoyang-xigong-2023', 'henan-2023'],
    ].map(([file = '', pack = '']) => {
      const readings = read(file, pack);
      const fates = readings.flatMap((reading) => [...reading.fates.values()].flat());
      const unplaced = fates.filter(({ type }) => type === 'unplaced').length;
      return { forms: readings.length, isPlaced: unplaced * 20 <= fates.length };
    });
    expect(counts).toEqual([
      { forms: 4, isPlaced: true },
      { forms: 30, isPlaced: true },
      { forms: 1, isPlaced: true },
    ]);
  });
});
