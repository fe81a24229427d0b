const OWN =
  '公开的文件应当是本部门、本单位、本年度的文件；沿用上年或其他单位的文本时，名称和年份应当逐处改正';

export const checkingIdentity = {
  'checking.identity.captionYear.title': '标题中的年份是预算年度',
  'checking.identity.captionYear.basis': OWN,
  'checking.identity.captionYear': '标题“{text}”的年份是 {printed} 年，而这是 {year} 年的文件。请改正年份。',
  'checking.identity.statedYear.title': '说明的是本年度的情况',
  'checking.identity.statedYear.basis': OWN,
  'checking.identity.statedYear':
    '“{text}”说的是 {printed} 年，而这是 {year} 年的文件。请核对：如系沿用以前年度的文字，应改为 {year} 年。',
  'checking.identity.baseYear.title': '与上年比较',
  'checking.identity.baseYear.basis':
    '《地方预决算公开操作规程》（财预〔2016〕143 号）：说明与上年相比的增减变化',
  'checking.identity.baseYear':
    '“{text}”与 {printed} 年相比，而 {year} 年的文件应当与 {expected} 年相比。请改正年份。',
  'checking.identity.planYear.title': '以本年度的计划为依据',
  'checking.identity.planYear.basis': '年度项目的依据应当是当年的计划和任务',
  'checking.identity.planYear':
    '{year} 年的预算以 {printed} 年的“{text}”为依据。请核对：如系沿用上年文字，应换成 {year} 年的文件。',
  'checking.identity.assetYear.title': '资产占用情况的时点正确',
  'checking.identity.assetYear.basis': '预算公开上年的资产占用情况，决算公开当年年末的资产占用情况',
  'checking.identity.assetYear':
    '“{text}”的时点是 {printed} 年，{year} 年的文件应当是 {expected} 年。请核对。',
  'checking.identity.otherBody.title': '没有其他单位的名称',
  'checking.identity.otherBody.basis': OWN,
  'checking.identity.otherBody':
    '这是“{entity}”的文件，而文中说的是“{other}”：“{text}”。请核对是否沿用了其他单位的文本。',
  'checking.identity.name.title': '单位名称前后一致',
  'checking.identity.name.basis': '同一单位在同一文件中只用一个名称',
  'checking.identity.name': '文中写作“{printed}”，而文件中该单位的名称是“{name}”。请统一名称。',
  'checking.identity.level.title': '政府级次与本单位一致',
  'checking.identity.level.basis': OWN,
  'checking.identity.level':
    '“{entity}”属于{own}级，而文中写作“{printed}”。请核对是否沿用了{other}级的文本，并改正。',
  'checking.identity.ourLevel.title': '“我省”“我市”“我县”“我区”与本单位一致',
  'checking.identity.ourLevel.basis': OWN,
  'checking.identity.ourLevel':
    '“{entity}”属于{own}级，文中却写作“{printed}”。请核对是否沿用了其他级次的文本。',
  'checking.identity.trade.title': '没有其他行业的文字',
  'checking.identity.trade.basis': OWN,
  'checking.identity.trade':
    '“{entity}”的文件中写有“{printed}”，是{trade}部门的文字。请核对是否沿用了其他单位的文本，并改正。',
  'checking.identity.bodyKind.title': '自称与单位名称一致',
  'checking.identity.bodyKind.basis': OWN,
  'checking.identity.bodyKind':
    '“{entity}”的文件中写有“{printed}”，与单位名称不符。请核对是否沿用了其他单位的文本。',
  'checking.identity.subordinates.title': '所属单位的说法与机构设置一致',
  'checking.identity.subordinates.basis': '同一事项在同一文件中只能有一种说法',
  'checking.identity.subordinates':
    '文中说预算包含所属单位的收支（“{text}”），而机构设置只列有“{unit}”一个单位。请核对有无所属单位。',
  'checking.identity.scope.title': '“部门”和“单位”不混用',
  'checking.identity.scope.basis':
    '《中华人民共和国预算法》第八条：部门预算由本部门及其所属各单位预算组成，部门和单位不是一回事',
  'checking.identity.scope': '各表的标题都称“{usual}”，只有“{text}”称“{printed}”。请统一。',
  'checking.identity.scope.text': '这是{usual}的文件，文中却写作“{text}”。请核对是否沿用了部门的文本。',
  'checking.identity.replaced.title': '没有误替换的词语',
  'checking.identity.replaced.basis': '《政府会计制度》和《政府收支分类科目》规定了收入和科目的名称',
  'checking.identity.replaced':
    '文中写作“{printed}”，应为“{expected}”：看来把“单位”一律替换成了“部门”。请恢复规定的名称，并检查其他被替换的地方。',
  'checking.identity.borrowedItem.title': '各项支出的用途和原因说的是该项支出',
  'checking.identity.borrowedItem.basis': '逐项说明时，用途和原因应当针对该科目',
  'checking.identity.borrowedItem':
    '“{item}”一项的用途或原因写作“{text}”，那是“{other}”一项的文字。请改为本项的用途或原因。',
  'checking.identity.projectCode.title': '项目编码的位数一致',
  'checking.identity.projectCode.basis': '预算管理一体化规范：项目编码由系统统一生成，位数相同',
  'checking.identity.projectCode':
    '项目“{project}”的编码 {code} 有 {digits} 位，其他项目的编码都是 {usual} 位。请核对编码。',
} as const;
