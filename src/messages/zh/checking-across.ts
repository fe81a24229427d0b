/** Texts of findings between documents. */
export const checkingAcross = {
  'checking.across.approved.title': '与批复（预算数据）一致',
  'checking.across.approved.basis':
    '《中华人民共和国预算法》第十四条、第五十二条：部门公开的是经本级政府财政部门批复的预算',
  'checking.across.approved': '{what}与批复不一致：{here}；{file} {there}为 {expected}。请核对是哪一份有误。',
  'checking.across.notListed': '没有列这一项，即',
  'checking.across.sumOf': '{where}等 {count} 处合计',
  'checking.across.unit.title': '部门文件中的单位数与单位自己的文件一致',
  'checking.across.unit.basis': '《中华人民共和国预算法》第八条：各部门预算由本部门及其所属各单位预算组成',
  'checking.across.unit':
    '{what}：本文件{here}；{body}自己的文件 {file} {there}为 {expected}。请核对是哪一份有误。',
  'checking.across.unitSum.title': '部门总计与所属各单位之和一致',
  'checking.across.unitSum.basis': '《中华人民共和国预算法》第八条：各部门预算由本部门及其所属各单位预算组成',
  'checking.across.unitSum':
    '{what}：本文件{here}；所属 {count} 个单位的文件（{files}）合计为 {expected}。部门总计{relation}各单位之和，请核对。',
  'checking.across.unitSum.equal': '应等于',
  'checking.across.unitSum.atLeast': '不应小于',
  'checking.across.lastYear.title': '上年数与上年文件一致',
  'checking.across.lastYear.basis': '上年数取自上年公开的预算：同一数字在前后两年的文件中只有一个值',
  'checking.across.lastYear':
    '{what}：本文件{here}；上年的文件 {file} {there}为 {expected}。如系口径调整，请在文件中说明。',
  'checking.across.budget.title': '决算中的年初预算数与预算一致',
  'checking.across.budget.basis':
    '《中华人民共和国预算法》第七十五条：决算草案应当与预算相对应，按预算数、调整预算数、决算数分别列出',
  'checking.across.budget':
    '{what}：本文件{here}；预算文件 {file} {there}为 {expected}。请核对是哪一份有误。',
  'checking.across.mostDiffer':
    '与 {file} 同口径的数大多不一致（不一致 {differences} 处，一致 {agreed} 个），例如{here}，而那里{there}。请先核对是不是同一个单位、同一口径；如系口径调整，请在文件中说明。',
} as const;
