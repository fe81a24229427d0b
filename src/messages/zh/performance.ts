/** What is said of indicators: the library, what peers print, drafts of sheets. */
export const performance = {
  'performance.library.group':
    '指标“{name}”的分组 {group} 不在 groups 中。请改用已有的分组，或先在 groups 中添加。',
  'performance.library.document':
    '指标“{name}”引用的文件 {document} 不在 documents 中。请先在 documents 中登记该文件。',
  'performance.library.computed':
    '指标“{name}”没有说清怎么算。比率请同时填 numerator（分子）和 denominator（分母），其余只填 counts（计什么）。',
  'performance.library.unit':
    '指标“{name}”的 kind 与 unit 不配：quantity 要填常用单位，deadline、quality 不填。',
  'performance.library.target':
    '指标“{name}”的起草目标“{target}”与 kind（{kind}）不配。请改目标，或改 kind；没有通用目标的不要填。',
  'performance.library.twice': '“{name}”既是“{first}”又是“{second}”的名称。一个名称只能属于一条指标。',

  'performance.draft.mark': '【草稿】',
  'performance.draft.basis': '【草稿】取自指标库，请核定目标值并改写依据',
  'performance.draft.ratio': '{numerator}÷{denominator}',
  'performance.draft.noted': '{computed}（{note}）',

  'performance.cli': '绩效：按指标库起草绩效目标表，填写完成情况，自评打分',
  'performance.cli.usage': '<命令>',
  'performance.cli.draft': '为没有绩效目标的项目起草绩效指标，写回工作簿；已有的一律不动',
  'performance.cli.draftUsage': '<工作簿> [选项]',
  'performance.cli.project': '只为这个项目起草（项目编码或名称）',
  'performance.cli.output': '写到另一个文件，不改原工作簿',
  'performance.cli.drafted': '{project}（{groups}）：起草 {count} 条，其中 {open} 条的指标值待填',
  'performance.cli.noGroup': '未认出业务类别，用通用指标',
  'performance.cli.indicator': '  {level}｜{name}｜{target}',
  'performance.cli.openTarget': '{operator}〔待填〕{unit}',
  'performance.cli.written':
    '已写回 {file}。起草的指标在“{sheet}”表第 {first}–{last} 行，“{column}”列标有{mark}，请逐条核改。',
  'performance.cli.nothing': '每个项目都已有绩效指标，没有改动工作簿。',
  'performance.cli.hasTargets':
    '项目“{project}”已有 {count} 条绩效指标，没有改动。要重新起草，请先在“{sheet}”表删去。',
  'performance.cli.projectUnknown':
    '工作簿里没有编码或名称为“{project}”的项目。请用“{sheet}”表里的编码或名称。',
  'performance.cli.columnNeeded':
    '这张表缺少列：{columns}，起草的指标写不全，也标不出是草稿。请补上这些列再试。',
  'performance.cli.workbookForm':
    '这个文件的结构特殊，不能在原样保留其他内容的情况下写回。请用 Excel 或 WPS 打开，另存为 xlsx 再试。',

  'performance.indicators': '医保绩效指标库：查指标、看同类单位的目标值',
  'performance.indicators.usage': '<命令>',
  'performance.indicators.search': '按名称、别名、类别查指标，最相近的在前',
  'performance.indicators.searchUsage': '<词…> [选项]',
  'performance.indicators.peers': '从读过的公开文本里看一个指标的目标值范围和单位成本',
  'performance.indicators.peersUsage': '<词…> --from <文件或文件夹…> [选项]',
  'performance.indicators.validate': '校验指标库文件；不给文件时校验自带的指标库',
  'performance.indicators.json': '以 JSON 输出',
  'performance.indicators.from': '读过的数据（*.facts.json）或公开文本，可以是文件夹',
  'performance.indicators.limit': '最多列出几条',
  'performance.indicators.words': '要查的词',
  'performance.indicators.none': '指标库里没有与“{words}”相近的指标。请换一个词，或只写其中一部分。',
  'performance.indicators.more': '另有 {more} 条，用更多的词可以缩小范围，或用 --limit 多列几条。',
  'performance.indicators.heading': '{name}  〔{group}〕',
  'performance.indicators.facts': '  {level}；{unit}；{better}',
  'performance.indicators.unit': '单位 {unit}',
  'performance.indicators.quality': '定性',
  'performance.indicators.deadline': '不晚于某日',
  'performance.indicators.better.more': '正向（越高越好）',
  'performance.indicators.better.less': '反向（越低越好）',
  'performance.indicators.better.none': '无方向',
  'performance.indicators.ratio': '  算法：{numerator} ÷ {denominator}',
  'performance.indicators.counts': '  口径：{counts}',
  'performance.indicators.note': '  说明：{note}',
  'performance.indicators.data': '  数据：{data}',
  'performance.indicators.aliases': '  又称：{aliases}',
  'performance.indicators.seen': '  见过的目标值：{targets}',
  'performance.indicators.seenOne': '{target}（{body}{year}）',
  'performance.indicators.valid': '{file}：指标库有效，{groups} 类 {count} 条指标',
  'performance.indicators.badLimit': '--limit 应为不小于 1 的整数，现为“{value}”。',

  'performance.peers.noFrom':
    '没有给出文件。请用 --from 指定读过的数据（*.facts.json）或公开文本，可以是文件夹。',
  'performance.peers.asEntry': '按指标库的“{name}”（含其他叫法）查找，共 {documents} 份文件：',
  'performance.peers.asWords': '指标库里没有这个指标，按名称含“{words}”查找，共 {documents} 份文件：',
  'performance.peers.none': '这些文件里没有这个指标。',
  'performance.peers.range': '目标值 {count} 个：{least}–{most} {unit}，中位数 {middle} {unit}',
  'performance.peers.one': '目标值 1 个：{value} {unit}',
  'performance.peers.words': '没有数字、或没有读准的目标 {count} 个',
  'performance.peers.cost':
    '　单位成本（项目预算÷目标值）{count} 个：{least}–{most} 元/{unit}，中位数 {middle} 元/{unit}',
  'performance.peers.line': '  {target}{cost}  {body} {year}年  {project}  {file} {place}',
  'performance.peers.unread': '{target}（“{sign}”处的符号没有读准）',
  'performance.peers.ofOne': '  {cost} 元/{unit}',
  'performance.peers.whole': '部门整体',
  'performance.peers.warning':
    '注意：目标值多为下限（≥），实际完成往往更多，折算的单位成本因此是上限；项目预算往往不只用于这一项服务，用途宽的项目折算偏高；没有读出项目预算的不折算。各地口径不同，只供参考。',
} as const;
