/** What is said when a budget is drafted from documents. */
export const drafting = {
  'drafting.sheet': '待补事项',
  'drafting.sheetHelp':
    '根据所给文件能确定的都已填好。下列各项文件没有说明或说法不一，请逐项补填、核对；补完可以删除本表。',
  'drafting.column.number': '序号',
  'drafting.column.topic': '工作表',
  'drafting.column.text': '待补事项',
  'drafting.column.amount': '已知合计（元）',
  'drafting.control': '　　其中：{label}',
  'drafting.conflicts': '核对',
  'drafting.role.approval': '批复',
  'drafting.role.export': '平台导出表',
  'drafting.role.disclosure': '公开文本',

  'drafting.note.open': '待补：{dimensions}',
  'drafting.note.within': '只知道是{members}',
  'drafting.note.rounded': '原文以万元列示，请核对到元',

  'drafting.line.one': '{what} {amount} 元',
  'drafting.line.more': '，另有 {more} 项',
  'drafting.line.single': '{what} {amount} 元：文件没有说明{dimensions}，请补；一行可拆成多行，合计不变。',
  'drafting.line.several':
    '{what} {amount} 元在 {lines} 之间按{dimensions}如何分，文件没有说明，请补；一行可拆成多行，各行合计不变。',
  'drafting.line.flow': '{what} {amount} 元没有写入工作表：文件没有分清{dimensions}，请自行加行填写。',
  'drafting.line.pair': '{line}＝{control}（{amount} 元）',
  'drafting.line.equal': '金额恰好相等、可能是同一笔的：{pairs}，请核对后填写。',
  'drafting.line.units':
    '{count} 行、{amount} 元没有分到单位，请填“单位”列；一行分属几个单位的，拆成几行，合计不变。',
  'drafting.leftAside': '可能的组合太多，没有按{dimensions}推算，请照原表填写。',
  'drafting.vintage': '上年结转 {amount} 元用于哪些支出，请在“资金年度”列选“上年结转”；不选的视为当年安排。',
  'drafting.vintageUnknown':
    '文件没有说明有没有上年结转。有的，请在“收入”填列，并在“支出”的“资金年度”列选“上年结转”。',
  'drafting.conflict': '{what}：{firstPlace} 为 {first}，{secondPlace} 为 {second}。已采用前者，请核对。',
  'drafting.conflict.within':
    '{what}：{firstPlace} 为 {first}，{secondPlace} 为 {second}，同一份文件说法不一，没有采用，请核对。',
  'drafting.rejected':
    '{file} 有 {count} 个数与其他数合不上（见下），没有采用。往往是其中一个数有误，请核对原文。',
  'drafting.rejected.one': '{what}（{place}）',

  'drafting.noUnits': '文件没有列出{department}的单位。请在“单位”表补全，再在各表填“单位”列。',
  'drafting.someUnits': '{department}的单位可能没有列全，请在“单位”表核对；没有分到单位的行，请填“单位”列。',
  'drafting.madeCode': '“{name}”没有印出单位编码，暂编为 {code}，请改为预算管理一体化中的编码。',
  'drafting.unitNature': '请补单位性质、规格和经费保障形式：{units}。',
  'drafting.project.was': '（上年 {amount} 元）',
  'drafting.project.continues':
    '上年项目“{name}”{was}本年是否继续？继续的，核对用途、目标和指标，在“支出”填金额；不继续的，从“项目”“绩效指标”中删去。',
  'drafting.project.ended': '上年项目“{name}”{was}不在本年文件中，没有带入。本年仍有的，请在“项目”补上。',
  'drafting.project.units': '这些项目没有写明由哪个单位实施，请填“单位”列：{projects}。',
  'drafting.lastYear': '{year} 年的这些数公开文本要用到，文件没有提供，请补：{what}',
  'drafting.assets.units': '资产只有部门合计，请分单位填写。',
  'drafting.assets.none': '文件没有 {year} 年末的资产数，请补。',
  'drafting.assets.older': '文件中的资产是 {older} 年末数，没有带入，请填 {year} 年末数。',
  'drafting.texts.kept': '沿用上年的文字，请核对：{texts}。',
  'drafting.texts.missing': '还没有文字：{texts}。',

  'drafting.cli.from': '由这些文件起草：上年公开文本、平台导出表、批复（可写多个）',
  'drafting.cli.notWithLastYear': '--from 与 --last-year 不能同时使用：上年数由 --from 的文件提供。',
  'drafting.noEntity': '所给文件没有印出部门编码，{how}。',
  'drafting.how.entity.cli': '请用 --entity "代码 名称" 写明',
  'drafting.how.entity.page': '请填写部门代码和部门名称',
  'drafting.noFiles': '没有可以用来起草的文件。',
  'drafting.noPack': '所给文件不像任何一套版式，请选择版式。',
  'drafting.cli.noPack': '所给文件不像任何一套版式，请用 --pack 写明用哪套版式（用 mingzhang packs 查看）。',
  'drafting.otherEntity': '{file} 是{other}的文件，不是{department}的。请核对；确是同一部门的，{how}。',
  'drafting.how.same.cli': '用 --entity 写明',
  'drafting.how.same.page': '请填写部门代码和部门名称',
  'drafting.unusedYear': '{file} 是 {found} 年的文件，起草 {year} 年预算用不上，没有采用。',
  'drafting.file': '{file}：{role}，{entity}，{year} 年，{pack}；表内数字认出 {placed}/{printed}。',
  'drafting.filled':
    '已填：单位 {units} 个，收入 {revenue} 行，支出 {expenditure} 行（其中 {complete} 行完整），年终结转 {carry} 行，上年数 {lastYear} 个，项目 {projects} 个，绩效指标 {indicators} 个，采购 {procurement} 项，资产 {assets} 个，文字 {texts} 段。',
  'drafting.cli.open': '待补、待核对 {count} 项（已列入工作簿的“待补事项”）：',
  'drafting.cli.topic': '  {topic}（{count} 项）',
  'drafting.cli.item': '    - {text}',
  'drafting.cli.more': '    … 另有 {more} 项',
  'drafting.cli.controls': '      已知合计：{controls}',
} as const;
