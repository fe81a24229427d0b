import { describe, expect, it } from 'vitest';
import { cellsOf, documentOf, linesOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import type { Finding } from './finding.ts';
import { checkWording } from './wording.ts';

/** Findings in short: severity, rule, number of places. */
function short(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, severity, places }) => `${severity} ${rule} ${places.length}`);
}

function lines(texts: readonly string[], more: Partial<CheckedDocument> = {}): readonly string[] {
  return short(checkWording(documentOf({ lines: linesOf(...texts), ...more })));
}

function cells(...rows: readonly string[]): readonly string[] {
  return short(checkWording(documentOf({ tables: [tableOf('t', { cells: cellsOf(0, ...rows) })] })));
}

/** Sentences as most of a document's are. */
const SENTENCES = Array.from(
  { length: 9 },
  (_, at) => `本部门第${at}项工作安排预算若干万元，主要用于保障机关日常运转和业务开展。`,
);

describe('what is left of a template', () => {
  it('is a number nobody filled in', () => {
    expect(lines(['2025年收入预算X,XXX万元，其中财政拨款XX万元。'])).toEqual(['error wording.placeholder 2']);
    expect(lines(['截至20XX年底共有车辆XX辆。'])).toEqual(['error wording.placeholder 2']);
    expect(lines(['安排***万元，另有××元。'])).toEqual(['error wording.placeholder 2']);
  });

  it('is a word nobody filled in', () => {
    expect(lines(['XX局是主管全市工作的部门。'])).toEqual(['warning wording.placeholder 1']);
    expect(lines(['[单位名称]2025年部门预算'])).toEqual(['warning wording.placeholder 1']);
    expect(lines(['增加5.00万元，主要原因是……。'])).toEqual(['warning wording.placeholder 1']);
    expect(lines(['“ ”经费安排5.00万元。'])).toEqual(['warning wording.placeholder 1']);
    expect(lines(['预算绩效情况：待补充。'])).toEqual(['warning wording.placeholder 1']);
  });

  it('is no sign that multiplies, masks, or belongs to a word', () => {
    const texts = [
      '测算依据：人数×月标准×12月，50人×200元，3*2台，人数x月数。',
      '* 项目支出包括结转。',
      '咨询电话138****1234，网址www.xxgk.gov.cn。',
      '购买XXL号服装12套。',
      '六、机关运行经费说明……………12',
      '待补贴资金到位后发放。',
    ];
    expect(lines(texts)).toEqual([]);
  });

  it('is a choice nobody made', () => {
    expect(lines(['比上年增加（减少）5.00万元，主要原因是人员变动。'])).toEqual([
      'warning wording.alternatives 1',
    ]);
    expect(lines(['收入预算5.00万元（持平），与上年一致。'])).toEqual(['warning wording.alternatives 1']);
    expect(lines(['决算数大于（小于）预算数的主要原因是人员变动。'])).toEqual([
      'warning wording.alternatives 1',
    ]);
    expect(lines(['本部门有（无）政府性基金预算。'])).toEqual(['warning wording.alternatives 1']);
  });

  it('is no choice where both are meant', () => {
    const texts = [
      '三、比上年增加（减少）情况',
      '预算调整大于或等于10%的，增加或减少应当说明。',
      '本部门拥有（无形资产除外）的资产。',
    ];
    expect(lines(texts)).toEqual([]);
    expect(cells('项目 | 比上年增加（减少） | 有/无')).toEqual([]);
  });

  it('is what it tells those who fill it in', () => {
    expect(lines(['五、国有资产占有使用情况（增加内容）'])).toEqual(['warning wording.remark 1']);
    expect(lines(['（若无，则写“本部门无机关运行经费”。）'])).toEqual(['warning wording.remark 1']);
    expect(lines(['（说明项目的总体情况等）'])).toEqual(['warning wording.remark 1']);
    expect(lines(['安排5.00万元（含上年结转），具体包括（列示至基层预算单位）：'])).toEqual([]);
  });
});

describe('changes', () => {
  it('have a reason behind the word that announces one', () => {
    expect(lines(['与上年持平，主要原因是。其中：购置费0万元。'])).toEqual([
      'warning wording.empty-reason 1',
    ]);
    expect(lines(['比上年增加5.00万元，主要原因。'])).toEqual(['warning wording.empty-reason 1']);
    expect(lines(['项目支出增加5.00万元，增减变化的主要原因；其余不变。'])).toEqual([
      'warning wording.empty-reason 1',
    ]);
    expect(lines(['逐项说明增减变化的原因。', '查明主要原因。'])).toEqual([]);
    expect(lines(['主要原因是，一是人员增加；二是项目增加。主要原因：', '人员增加。'])).toEqual([]);
  });

  it('go one way in amount and rate', () => {
    expect(lines(['比上年增加5.20万元，下降3.10%，原因是人员增加。'])).toEqual(['error wording.direction 1']);
    expect(lines(['比上年减少5.20万元，降低3.10%；项目增加5万元，增长1%，原因是调整。'])).toEqual([]);
    expect(lines(['增加5.20万元，下降0%的说法不成立，原因从略。'])).not.toContain(
      'error wording.direction 1',
    );
  });

  it('are none where all is said to be level', () => {
    expect(lines(['比上年增加5.20万元，与上年持平，原因从略。'])).toEqual(['warning wording.level-change 1']);
    expect(lines(['与上年持平，减少5万元，原因从略。'])).toEqual(['warning wording.level-change 1']);
    expect(lines(['出国费与上年持平，接待费减少5万元，原因是节约。'])).toEqual([]);
  });

  it('have their direction in words', () => {
    expect(lines(['比上年减少-5.20万元，原因是节约。'])).toEqual(['warning wording.negative-change 1']);
    expect(lines(['比上年增加0.00万元，增长0%。'])).toEqual(['notice wording.zero-change 2']);
    expect(lines(['比上年增加0.05万元，原因是调整。'])).toEqual([]);
  });

  it('have a unit', () => {
    expect(lines(['比上年增加5.20万元，增长3.10，原因是调整。'])).toEqual(['warning wording.bare-number 1']);
    expect(lines(['基本支出5万元，占总支出的12.30。'])).toEqual(['warning wording.bare-number 1']);
    expect(lines(['分别增长1.5、2.3和3.1个百分点；增加5.5，00万元。']).length).toBe(1);
    expect(lines(['增长1.5、2.3和3.1个百分点。'])).toEqual([]);
  });

  it('have reasons that go their way', () => {
    const down = (reason: string) => [`安排5万元，比上年减少2.98%。主要原因是：${reason}。`];
    expect(lines(down('宣传事务经费增加'))).toEqual(['warning wording.reason-direction 1']);
    expect(lines(down('宣传事务经费减少'))).toEqual([]);
    expect(lines(down('退休人员增加'))).toEqual([]);
    expect(lines(down('压减一般性支出，专项经费增加'))).toEqual([]);
    expect(lines(['比上年增加2.98%，主要原因是：宣传事务经费减少。'])).toEqual([
      'warning wording.reason-direction 1',
    ]);
  });

  it('of the whole and of 三公 have a reason', () => {
    expect(lines(['2025年收支预算总数5.00万元，比2024年增加1.00万元，增长25.00%。'])).toEqual([
      'warning wording.reason-missing 1',
    ]);
    expect(lines(['“三公”经费5.00万元，比上年减少1.00万元。'])).toEqual(['warning wording.reason-missing 1']);
    expect(lines(['“三公”经费5.00万元，比上年减少1.00万元。', '主要原因：厉行节约。'])).toEqual([]);
    expect(lines(['“三公”经费5.00万元，与上年持平。'])).toEqual([]);
    expect(lines(['“三公”经费5.00万元，比上年减少0.00万元。'])).toEqual(['notice wording.zero-change 1']);
    const tables = [tableOf('t', { cells: cellsOf(9, '项目 | 变化原因', '接待费 | 节约') })];
    expect(lines(['“三公”经费5.00万元，比上年减少1.00万元。'], { tables })).toEqual([]);
  });
});

describe('units and numbers', () => {
  it('are written as such', () => {
    expect(lines(['安排5.00万元元，增长5.2%%，占百分之3%。'])).toEqual(['warning wording.unit-word 3']);
    expect(lines(['安排12万元元旦慰问费，单位：元。'])).toEqual([]);
    expect(lines(['共安排12。5万元，另有1.234.56万元。'])).toEqual(['warning wording.number-form 2']);
    expect(lines(['共3项。5个项目12.50万元。', '1.2.5万元以上的项目。'])).toEqual([]);
  });
});

describe('marks', () => {
  it('end a paragraph where they end the others', () => {
    const open = '本部门安排预算若干万元，主要用于保障机关日常运转和业务开展';
    expect(lines([...SENTENCES, open, '二、其他情况'])).toEqual(['notice wording.missing-stop 1']);
    expect(lines([...SENTENCES, `${open}；`, '二、其他情况'])).toEqual(['notice wording.missing-stop 1']);
    expect(lines([...SENTENCES, `1.${open}；`, '2.其他情况。'])).toEqual([]);
    // A page break may have cut it.
    expect(lines([...SENTENCES, open, '以及其他必要的开支，按规定执行。'])).toEqual([]);
    // Who never writes them has a habit.
    expect(lines([open, '二、情况', open, '三、情况', open, '四、情况'])).toEqual([]);
  });

  it('stand once', () => {
    expect(lines(['一是人员的增加。。二是项目，，增加、。'])).toEqual(['notice wording.doubled-mark 3']);
    expect(lines(['会议、等相关费用。'])).toEqual(['notice wording.doubled-mark 1']);
    expect(lines(['“甲”、“乙”等；一、二等奖；待续……（略）。'])).toEqual([]);
    expect(cells('总成本 | ≤14万元.')).toEqual(['notice wording.doubled-mark 1']);
  });

  it('come in pairs', () => {
    expect(lines(['“三公经费安排5.00万元。'])).toEqual(['notice wording.unclosed 1']);
    expect(lines(['因公出国（境费安排5.00万元。'])).toEqual(['notice wording.unclosed 1']);
    expect(lines(['1）办公费；2）会议费；（三）“三公”经费。'])).toEqual([]);
    expect(lines(['按照《预算法', '实施条例》的规定。'])).toEqual([]);
  });

  it('are of one width', () => {
    expect(lines(['医疗保障经费(劳务派遣）。'])).toEqual(['notice wording.width 1']);
    expect(lines([...SENTENCES, ...SENTENCES, '加强信息化,开展宣传。'])).toEqual(['notice wording.width 1']);
    expect(lines(['安排5.00万元,其中办公费1,234.50万元,会议费2万元。'])).toEqual([]);
  });

  it('do not break a sentence where others do not', () => {
    const items = ['甲', '乙', '丙'].map((name) => `${name}费5.00万元，与2024年持平。`);
    expect(lines([...items, '丁费5.00万元。与2024年持平。'])).toEqual(['notice wording.inner-stop 1']);
    expect(lines(['丁费5.00万元。与2024年持平。'])).toEqual([]);
  });

  it('around the year of a document number are those of the standard', () => {
    expect(lines(['根据财社[2024]158号文件。'])).toEqual(['notice wording.document-number 1']);
    expect(lines(['根据财社〔2024〕158号文件，见[2024]年报。'])).toEqual([]);
  });
});

describe('words', () => {
  it('stand once', () => {
    expect(lines(['提供便捷的公共服务服务，及及相关费用的的开支。'])).toEqual([
      'notice wording.doubled-word 3',
    ]);
    expect(lines(['其中：其中：一般公共预算收入。'])).toEqual(['notice wording.doubled-word 1']);
    expect(lines(['2025年示例市示例市医疗保障局'])).toEqual(['notice wording.doubled-word 1']);
  });

  it('may follow themselves at the seam of two words', () => {
    const texts = [
      '以及及时办理，以救助为目的的活动，与与会者沟通，与和平区共建。',
      '便民服务服务中心，资产管理管理办法，部门部门预算，党建工作工作经费。',
      '二十二十三十四，其他教育支出其他教育支出。',
    ];
    expect(lines(texts)).toEqual([]);
    expect(cells('其他城市生活救助 | 妇幼保健院妇幼保健院')).toEqual([]);
  });

  it('are not said twice in a row', () => {
    const clause = '保障人民群众就医需求，减轻医药费用负担。';
    expect(lines([`推进改革。${clause}${clause}`])).toEqual(['notice wording.repeated 1']);
    const paragraph = '开展重点项目绩效评价，提高资金使用效益，接受监督。';
    expect(lines([`3、${paragraph}`, `4、${paragraph}`])).toEqual(['notice wording.repeated 1']);
    expect(lines([paragraph, '其他。', paragraph])).toEqual([]);
  });

  it('are those that are meant', () => {
    expect(lines(['相应较少公务接待费，数量、实效、质量指标，比2024年预算持平。'])).toEqual([
      'notice wording.slip 3',
    ]);
    expect(lines(['注重质量、实效，业务用车购置较少，比例与上年持平，与2024年预算持平。'])).toEqual([]);
  });
});

it('says nothing of what reading may have lost', () => {
  const unread = Array.from({ length: 20 }, () => ({
    text: '1',
    context: '',
    place: { type: 'line', line: 0, from: 0, to: 0 } as const,
  }));
  expect(lines(['“三公经费安排，XX血小。', '“ ”经费'], { unread })).toEqual([]);
});
