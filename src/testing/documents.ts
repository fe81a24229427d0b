import type { Cell, Document, Row, Table } from '../document/document.ts';

/** An invented budget of an invented place, with every kind of block: what the tests of the writers write. */
export function sampleDocument(watermark?: string): Document {
  return {
    title: '示例县医疗保障局2025年部门预算公开',
    language: 'zh-CN',
    author: '示例县医疗保障局',
    year: 2025,
    ...(watermark === undefined ? {} : { watermark }),
    sections: [
      {
        orientation: 'portrait',
        cover: true,
        blocks: [
          { type: 'paragraph', style: 'title', runs: [{ text: '示例县医疗保障局\n2025年部门预算公开' }] },
          { type: 'paragraph', style: 'subtitle', runs: [{ text: '示例县医疗保障局编制' }] },
          { type: 'paragraph', style: 'subtitle', runs: [{ text: '二〇二五年二月' }] },
        ],
      },
      { orientation: 'portrait', blocks: [{ type: 'contents', title: '目    录', depth: 3 }] },
      {
        orientation: 'portrait',
        blocks: [
          { type: 'heading', level: 1, text: '第一部分  部门概况' },
          { type: 'heading', level: 2, text: '一、部门职责' },
          body(
            '贯彻执行医疗保险、生育保险、医疗救助等医疗保障制度的法律法规和政策，拟订全县医疗保障事业发展规划并组织实施。组织制定并实施医疗保障基金监督管理办法，建立健全医疗保障基金安全防控机制，推进医疗保障基金支付方式改革。',
          ),
          body('完成县委、县政府交办的其他任务。'),
          { type: 'heading', level: 2, text: '二、机构设置' },
          body('本部门由局本级和1个所属事业单位组成，编制35人，年末实有32人。'),
          institutionTable(),
          { type: 'heading', level: 3, text: '（一）局本级' },
          body('行政单位，经费保障形式为财政拨款。'),
          { type: 'heading', level: 4, text: '1.内设机构' },
          body('办公室、待遇保障股、基金监管股。'),
        ],
      },
      {
        orientation: 'portrait',
        blocks: [{ type: 'heading', level: 1, text: '第二部分  部门预算报表' }, twoSidedTable()],
      },
      { orientation: 'landscape', blocks: [wideTable(), emptyTable()] },
      { orientation: 'portrait', blocks: [performanceTable()] },
      {
        orientation: 'portrait',
        blocks: [
          { type: 'heading', level: 1, text: '第三部分  预算情况说明' },
          { type: 'heading', level: 2, text: '一、收支总体情况' },
          {
            type: 'paragraph',
            style: 'body',
            runs: [
              { text: '2025年预算收入' },
              { text: '1,234.56', data: { coordinate: 'entity=900 year=2025 flow=revenue' } },
              { text: '万元，比上年增加' },
              { text: '34.56', data: { coordinate: 'change' } },
              { text: '万元，增长2.88%，' },
              { text: '主要原因是人员经费增加', bold: true },
              { text: '。' },
            ],
          },
          { type: 'pageBreak' },
          { type: 'heading', level: 2, text: '二、名词解释' },
          body('一般公共预算拨款收入：指县级财政当年拨付的资金。'),
          { type: 'paragraph', style: 'note', runs: [{ text: '注：本文件数字为虚构。' }] },
          { type: 'paragraph', style: 'centred', runs: [{ text: '（全文完）' }] },
        ],
      },
    ],
  };
}

/** A document with only these tables. */
export function documentOf(
  tables: readonly Table[],
  orientation: 'portrait' | 'landscape' = 'portrait',
): Document {
  return {
    title: '示例',
    language: 'zh-CN',
    author: '示例县',
    year: 2025,
    sections: [{ orientation, blocks: tables }],
  };
}

/** A disclosure of many units: contents, and a section of tables for each unit. */
export function largeDocument(units: number, tablesEach: number, rows: number, columns: number): Document {
  return {
    ...documentOf([]),
    sections: [
      { orientation: 'portrait', blocks: [{ type: 'contents', title: '目录', depth: 2 }] },
      ...Array.from({ length: units }, (_, unit) => ({
        orientation: unit % 2 === 0 ? ('portrait' as const) : ('landscape' as const),
        blocks: [
          { type: 'heading' as const, level: 1 as const, text: `示例单位${unit + 1}` },
          ...Array.from({ length: tablesEach }, (_, number) =>
            plainTable(`u${unit}-t${number}`, unit, number, rows, columns),
          ),
        ],
      })),
    ],
  };
}

function plainTable(id: string, unit: number, number: number, rows: number, columns: number): Table {
  return {
    type: 'table',
    id,
    title: `单位${unit + 1}支出预算表${number + 1}`,
    heading: 2,
    above: { left: '部门：示例单位', right: '单位：万元' },
    widths: Array.from({ length: columns }, (_, column) => (column === 1 ? 3 : 1.5)),
    head: [
      {
        cells: Array.from({ length: columns }, (_, column) => ({
          text: column === 0 ? '编码' : `栏次${column}`,
        })),
      },
    ],
    body: Array.from({ length: rows }, (_, row) => ({
      cells: Array.from({ length: columns }, (_, column): Cell => {
        if (column === 0) return { text: String(2_101_501 + row) };
        if (column === 1) return { text: `行政运行${row}` };
        return amount((unit * 31 + number * 17 + row * 7 + column) / 4);
      }),
    })),
    notes: [],
  };
}

function body(text: string) {
  return { type: 'paragraph', style: 'body', runs: [{ text }] } as const;
}

function amount(value: number, data?: Readonly<Record<string, string>>): Cell {
  const exact = value.toFixed(2);
  const text = exact.replace(/\B(?=(\d{3})+\.)/gu, ',');
  return {
    text,
    align: 'right',
    number: { value: exact, decimals: 2, grouped: true },
    ...(data === undefined ? {} : { data }),
  };
}

function institutionTable(): Table {
  return {
    type: 'table',
    id: 'institutions',
    title: '机构设置情况',
    widths: [1, 5, 3, 3],
    head: [
      { cells: [{ text: '序号' }, { text: '单位名称' }, { text: '单位性质' }, { text: '经费保障形式' }] },
    ],
    body: [
      {
        cells: [
          { text: '1', align: 'center' },
          { text: '示例县医疗保障局（本级）' },
          { text: '行政' },
          { text: '财政拨款' },
        ],
      },
      {
        cells: [
          { text: '2', align: 'center' },
          { text: '示例县医疗保险事业中心' },
          { text: '参照公务员法管理事业单位' },
          { text: '财政拨款' },
        ],
      },
    ],
    notes: [],
  };
}

const FUNCTIONS = [
  '一般公共服务支出',
  '外交支出',
  '国防支出',
  '公共安全支出',
  '教育支出',
  '科学技术支出',
  '文化旅游体育与传媒支出',
  '社会保障和就业支出',
  '社会保险基金支出',
  '卫生健康支出',
  '节能环保支出',
  '城乡社区支出',
  '农林水支出',
  '交通运输支出',
  '资源勘探工业信息等支出',
  '商业服务业等支出',
  '金融支出',
  '援助其他地区支出',
  '自然资源海洋气象等支出',
  '住房保障支出',
  '粮油物资储备支出',
  '国有资本经营预算支出',
  '灾害防治及应急管理支出',
  '预备费',
  '其他支出',
  '转移性支出',
  '债务还本支出',
  '债务付息支出',
  '债务发行费用支出',
  '抗疫特别国债安排的支出',
  '往来性支出',
];

function twoSidedTable(): Table {
  const revenues = [
    '一般公共预算拨款收入',
    '政府性基金预算拨款收入',
    '国有资本经营预算拨款收入',
    '财政专户管理资金收入',
    '单位资金收入',
  ];
  const rows: Row[] = FUNCTIONS.map((name, index) => ({
    cells: [
      { text: revenues[index] === undefined ? '' : `${'一二三四五'[index]}、${revenues[index]}` },
      index === 0 ? amount(1234.56, { coordinate: 'flow=revenue', page: '1' }) : { text: '' },
      { text: name },
      name === '卫生健康支出' ? amount(1180.12) : name === '住房保障支出' ? amount(54.44) : { text: '' },
    ],
  }));
  return {
    type: 'table',
    id: 'budget-01',
    title: '部门收支总体情况表',
    heading: 2,
    above: { left: '部门：示例县医疗保障局', middle: '2025年度', right: '单位：万元' },
    widths: [4, 2, 4, 2],
    head: [
      {
        cells: [
          { text: '收        入', colspan: 2 },
          { text: '支        出', colspan: 2 },
        ],
      },
      { cells: [{ text: '项目' }, { text: '预算数' }, { text: '项目' }, { text: '预算数' }] },
    ],
    body: [
      ...rows,
      {
        emphasis: true,
        cells: [
          { text: '本年收入合计', header: true },
          amount(1234.56),
          { text: '本年支出合计', header: true },
          amount(1234.56),
        ],
      },
      {
        cells: [
          { text: '上年结转结余' },
          amount(0),
          { text: '年终结转结余' },
          { text: '—', align: 'center' },
        ],
      },
      {
        emphasis: true,
        cells: [
          { text: '收入总计', header: true },
          amount(1234.56),
          { text: '支出总计', header: true },
          amount(1234.56),
        ],
      },
    ],
    notes: [
      '注：1.本表反映部门本年度的总收支和年末结转结余情况。',
      '    2.本表金额转换成万元时，因四舍五入可能存在尾差。',
    ],
  };
}

function wideTable(): Table {
  const line = (code: string, name: string, indent: number, value: number): Row => ({
    emphasis: indent === 0,
    cells: [
      { text: code },
      { text: name, indent },
      amount(value),
      amount(value),
      amount(value * 0.7),
      { text: '' },
      { text: '' },
      { text: '' },
      { text: '' },
      { text: '' },
      { text: '' },
      { text: '' },
      amount(123_456.78),
    ],
  });
  return {
    type: 'table',
    id: 'budget-02',
    title: '部门收入总体情况表',
    heading: 2,
    above: { left: '部门：示例县医疗保障局', right: '单位：万元' },
    widths: [2, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    head: [
      {
        cells: [
          { text: '功能分类科目', colspan: 2 },
          { text: '合计', rowspan: 2 },
          { text: '本年收入', colspan: 9 },
          { text: '上年结转结余', rowspan: 2 },
        ],
      },
      {
        cells: [
          { text: '科目编码' },
          { text: '科目名称' },
          { text: '小计' },
          { text: '一般公共预算' },
          { text: '政府性基金预算' },
          { text: '国有资本经营预算' },
          { text: '财政专户管理资金' },
          { text: '事业收入' },
          { text: '事业单位经营收入' },
          { text: '上级补助收入' },
          { text: '其他收入' },
        ],
      },
    ],
    body: [
      line('', '合计', 0, 1234.56),
      line('210', '卫生健康支出', 0, 1180.12),
      line('21015', '医疗保障管理事务', 1, 1180.12),
      ...Array.from({ length: 24 }, (_, index) =>
        line(
          String(2_101_501 + index),
          index === 4 ? '医疗保障经办事务和其他医疗保障管理事务支出' : '行政运行',
          2,
          1000.1 + index,
        ),
      ),
      line('221', '住房保障支出', 0, 54.44),
    ],
    notes: ['注：本表反映部门本年度取得的各项收入情况。'],
  };
}

function emptyTable(): Table {
  return {
    type: 'table',
    id: 'budget-09',
    title: '部门政府性基金预算支出情况表',
    heading: 2,
    above: { right: '单位：万元' },
    widths: [2, 4, 2, 2, 2],
    head: [
      {
        cells: [
          { text: '科目编码' },
          { text: '科目名称' },
          { text: '合计' },
          { text: '基本支出' },
          { text: '项目支出' },
        ],
      },
    ],
    body: [],
    notes: ['注：本部门无政府性基金预算支出，空表列示。'],
  };
}

function performanceTable(): Table {
  const label = (text: string, colspan = 1, rowspan = 1): Cell => ({ text, header: true, colspan, rowspan });
  return {
    type: 'table',
    id: 'performance-1',
    title: '城乡居民医疗保险补助资金绩效目标表',
    heading: 3,
    above: { left: '900001示例县医疗保障局本级', right: '单位：万元' },
    widths: [3, 3, 5, 6, 4, 4],
    head: [],
    body: [
      {
        cells: [
          label('项目编码'),
          { text: '13999925P00000110000X', colspan: 2 },
          label('项目名称'),
          { text: '城乡居民医疗保险补助资金', colspan: 2 },
        ],
      },
      {
        cells: [
          label('预算规模及资金用途', 1, 2),
          label('预算数'),
          amount(456.78),
          label('其中：财政资金'),
          amount(456.78),
          label('其他资金'),
        ],
      },
      {
        cells: [
          {
            text: '用于2025年城乡居民基本医疗保险参保人员财政补助。按照国家、省、市规定的补助标准，对参保居民个人缴费予以补助，确保及时足额到位。',
            colspan: 5,
          },
        ],
      },
      {
        cells: [
          label('绩效目标'),
          { text: '1.参保率稳定在95%以上。\n2.补助资金按时足额拨付到位。', colspan: 5 },
        ],
      },
      {
        cells: [
          label('一级指标'),
          label('二级指标'),
          label('三级指标'),
          label('绩效指标描述'),
          label('指标值'),
          label('指标值确定依据'),
        ],
      },
      {
        cells: [
          { text: '产出指标', rowspan: 3, align: 'center' },
          { text: '数量指标', align: 'center' },
          { text: '参保人数' },
          { text: '当年参加城乡居民基本医疗保险的人数' },
          { text: '≥25万人' },
          { text: '上年实际' },
        ],
      },
      {
        cells: [
          { text: '质量指标', rowspan: 2, align: 'center' },
          { text: '补助资金到位率' },
          { text: '实际到位资金占应到位资金的比率' },
          { text: '100%' },
          { text: '文件要求' },
        ],
      },
      {
        cells: [
          { text: '政策范围内住院费用报销比例' },
          { text: '政策范围内报销费用占总费用的比例' },
          { text: '≥70%' },
          { text: '文件要求' },
        ],
      },
      {
        cells: [
          { text: '效益指标', rowspan: 2, align: 'center' },
          { text: '社会效益指标', align: 'center' },
          { text: '因病致贫返贫' },
          { text: '减轻参保群众就医负担的程度' },
          { text: '有效缓解' },
          { text: '调查' },
        ],
      },
      {
        cells: [
          { text: '满意度指标', align: 'center' },
          { text: '参保对象满意度' },
          { text: '满意人数占调查人数的比例' },
          { text: '≥90%' },
          { text: '问卷调查' },
        ],
      },
    ],
    notes: [],
  };
}

/** Texts that attack each format in turn. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '</w:t></w:r><w:br/>',
  "=cmd|' /C calc'!A0",
  '#read("/etc/passwd")',
  '#import "@preview/x:1.0.0"',
  '$x^2$ *粗* _斜_ `码` \\ @引 <标> // 注',
  '"引号" & \'撇号\'',
  `控制${String.fromCharCode(0, 1, 8, 11, 12, 14, 31, 127)}字符`,
  '孤立代理\ud800与\udc00',
  '双向\u202e倒序\u2066隔离\u2069',
  '非字符\ufffe\uffff',
  '长'.repeat(400),
] as const;

/** A document in which every text is hostile. */
export function hostileDocument(): Document {
  const everything = HOSTILE.join('\n');
  return {
    title: HOSTILE[0],
    language: 'zh-CN"><script>',
    author: HOSTILE[3],
    year: 2025,
    watermark: '草稿"/><x',
    sections: [
      { orientation: 'portrait', blocks: [{ type: 'contents', title: HOSTILE[0], depth: 4 }] },
      {
        orientation: 'landscape',
        blocks: [
          ...HOSTILE.map((text) => ({ type: 'heading' as const, level: 2 as const, text })),
          ...HOSTILE.map((text) => ({
            type: 'paragraph' as const,
            style: 'body' as const,
            runs: [{ text, data: { key: text } }],
          })),
          {
            type: 'table',
            id: '"><script>',
            title: everything,
            heading: 3,
            above: { left: HOSTILE[0], middle: HOSTILE[3], right: HOSTILE[2] },
            widths: [1, 1],
            head: [{ cells: [{ text: HOSTILE[0] }, { text: HOSTILE[2] }] }],
            body: HOSTILE.map((text) => ({ cells: [{ text, header: true, data: { key: text } }, { text }] })),
            notes: [...HOSTILE],
          },
        ],
      },
    ],
  };
}
