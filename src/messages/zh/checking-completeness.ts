const OPERATION = '《地方预决算公开操作规程》（财预〔2016〕143 号）';

export const checkingCompleteness = {
  'checking.completeness.contents.title': '目录所列的内容在正文中都有',
  'checking.completeness.contents.basis': `${OPERATION}：公开内容应当完整；目录是对正文的说明`,
  'checking.completeness.contents':
    '目录列有{entries}，正文中没有找到。请补上缺少的内容；确实没有的，从目录中删去并说明。',
  'checking.completeness.contents.all':
    '目录所列的 {count} 张表都不在这个文件中，看来另有文件。请把各表的文件一并检查。',
  'checking.completeness.contentsName.title': '目录与正文的标题一致',
  'checking.completeness.contentsName.basis': '同一张表、同一部分在同一文件中只有一个名称',
  'checking.completeness.contentsName': '目录与正文的标题不一致：{pairs}。请统一。',
  'checking.completeness.pair': '目录作“{entry}”，正文作“{heading}”',
  'checking.completeness.table.title': '版式要求的表都已公开',
  'checking.completeness.table.basis': `${OPERATION}：部门预算应当公开规定的各张报表，没有数据的表列空表并说明`,
  'checking.completeness.table':
    '没有找到{tables}，而同一版式（{pack}）的其他表都有。请补上；没有数据的，列空表并加以说明。',
  'checking.completeness.emptyTable.title': '空表有说明',
  'checking.completeness.emptyTable.basis': `${OPERATION}：没有数据的表也应当列出，并说明没有数据`,
  'checking.completeness.emptyTable':
    '{tables}没有任何数字，也没有说明为什么是空表。请在表下注明，例如“本部门没有此项预算，故本表无数据”；有数字的，请补上。',
  'checking.completeness.fullTable.title': '有数字的表不注明为空表',
  'checking.completeness.fullTable.basis': '同一事项在同一文件中只能有一种说法',
  'checking.completeness.fullTable':
    '“{table}”下注明“{note}”，而表中有数字（{value}）。请删去这条说明，或核对表中的数字。',
  'checking.completeness.ordinal.title': '各部分的序号连续，不重复',
  'checking.completeness.ordinal.basis':
    '党政机关公文格式（GB/T 9704—2012）：结构层次序数依次标注；序号中断常是漏了内容',
  'checking.completeness.ordinal.jump':
    '“{before}”之后是“{text}”，中间缺少 {missing}。请补上遗漏的内容，或改正序号。',
  'checking.completeness.ordinal.repeat': '“{before}”和“{text}”的序号相同。请改正序号。',
  'checking.completeness.ordinal.style': '“{text}”的序号写法与前后不同，应为“{expected}”。',
  'checking.completeness.tableOrdinal.title': '表中各项的序号连续',
  'checking.completeness.tableOrdinal.basis': '序号中断说明删去了项目而没有重新编号',
  'checking.completeness.tableOrdinal':
    '{tables}中各项的序号中断，缺少 {missing}。请重新编号，或补上漏列的项目。',
  'checking.completeness.parts.title': '各部分依次编号',
  'checking.completeness.parts.basis': '党政机关公文格式（GB/T 9704—2012）：结构层次序数依次标注',
  'checking.completeness.parts.only': '文件中有“{text}”，却没有第二部分。请核对各部分的编号。',
  'checking.completeness.parts.twice': '“{before}”之后又是“{text}”：两个部分都编作第一部分。请改正编号。',
  'checking.completeness.rowTwice.title': '表中没有重复的行',
  'checking.completeness.rowTwice.basis': '同一科目、同一项目在同一张表中只列一行',
  'checking.completeness.rowTwice':
    '“{table}”中“{row}”（{value}）的一行印了两遍，名称和各数都相同。请删去一行，并核对合计有没有重复计入。',
  'checking.completeness.rowMissing.title': '表中各科目都列到同一级',
  'checking.completeness.rowMissing.basis':
    '《中华人民共和国预算法》第四十六条：支出按功能分类应当编列到项，按经济性质分类编列到款',
  'checking.completeness.rowMissing':
    '“{table}”中其他科目都列出了下级科目，只有 {above} 没有；“{other}”在其下列有 {rows}（{value}）。请补上漏印的行。',
  'checking.completeness.indicator.title': '绩效指标有指标值',
  'checking.completeness.indicator.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效指标应当细化、量化，有明确的指标值',
  'checking.completeness.indicator': '{project}的绩效指标“{indicator}”没有指标值。请补上。',
  'checking.completeness.topic.title': '应当说明的事项都有说明',
  'checking.completeness.topic.basis': `${OPERATION}：公开部门职责、机构设置、预算收支增减、机关运行经费、“三公”经费、政府采购、国有资产占用、预算绩效等情况，并解释专业名词`,
  'checking.completeness.topic': '文件中没有说明这些事项：{topics}。请补充；没有发生的，也应当说明没有。',
  'checking.completeness.topic.none': '这份文件只有表格，没有情况说明。请一并公开预算编制说明。',
  'checking.completeness.topic.duties': '部门职责',
  'checking.completeness.topic.organisation': '机构设置',
  'checking.completeness.topic.threePublic': '“三公”经费',
  'checking.completeness.topic.running': '机关运行经费',
  'checking.completeness.topic.procurement': '政府采购',
  'checking.completeness.topic.assets': '国有资产占用',
  'checking.completeness.topic.performance': '预算绩效',
  'checking.completeness.topic.glossary': '名词解释',
  'checking.completeness.threePublic.title': '“三公”经费逐项说明',
  'checking.completeness.threePublic.basis': `${OPERATION}：“三公”经费按因公出国（境）费、公务用车购置及运行费、公务接待费分项公开，并说明增减变化`,
  'checking.completeness.threePublic': '“三公”经费的说明中没有提到{items}。没有安排的，也应当写明没有安排。',
  'checking.completeness.threePublic.travel': '因公出国（境）费',
  'checking.completeness.threePublic.vehicles': '公务用车购置及运行费',
  'checking.completeness.threePublic.reception': '公务接待费',
  'checking.completeness.totalRow.title': '表中有合计',
  'checking.completeness.totalRow.basis': `${OPERATION}：按规定的表样公开，合计与各项可以核对`,
  'checking.completeness.totalRow':
    '{tables}没有合计行，也没有列全规定的各行（规定 {wanted} 行，印出 {printed} 行）。请按规定的表样列全。',
  'checking.completeness.item.title': '文字逐项说明的支出没有遗漏',
  'checking.completeness.item.basis': `${OPERATION}：支出按功能分类逐项说明，各项之和等于合计`,
  'checking.completeness.item': '文字逐项说明了各支出科目，却没有提到表中的 {items}。请补上遗漏的科目。',
  'checking.completeness.amount.title': '说明预算安排的部分写明金额',
  'checking.completeness.amount.basis': `${OPERATION}：预算安排应当公开金额`,
  'checking.completeness.amount': '“{heading}”之下没有写金额，也没有说明没有安排。请补上金额。',
  'checking.completeness.assetStock.title': '国有资产占用情况写明现有资产',
  'checking.completeness.assetStock.basis': `${OPERATION}：公开国有资产占用情况，包括现有车辆和大型设备的数量`,
  'checking.completeness.assetStock':
    '“{heading}”之下只说了购置计划，没有写明现有的车辆和设备。请补上；没有的，也应当写明。',
  'checking.completeness.reference.title': '文中引用的表在文件中',
  'checking.completeness.reference.basis': '引用的附表应当一并公开，读者才能核对',
  'checking.completeness.reference': '文中引用“{table}”，文件中没有这张表。请附上该表，或改正引用的名称。',
} as const;
