export const checking = {
  'checking.balance.source.title': '收入总计等于支出总计（分单位、分资金性质）',
  'checking.balance.source.basis':
    '《中华人民共和国预算法》第三十六条、第三十七条：各级预算应当收支平衡，收支全部列入预算',
  'checking.balance.source':
    '{entity}的{source}收支不平：收入总计 {in} 元，支出总计 {out} 元，相差 {difference} 元。请核对“收入”“支出”“年终结转”三张工作表中该单位、该资金性质的各行。',
  'checking.carryOver.exceeds.title': '上年结转安排的支出不大于上年结转',
  'checking.carryOver.exceeds.basis': '上年结转资金安排的支出是上年结转的一部分，部分不能大于整体',
  'checking.carryOver.exceeds':
    '{entity}用上年结转（{source}）安排的支出 {out} 元，大于上年结转 {in} 元，多出 {difference} 元。请核对“支出”的资金年度，或“收入”的上年结转结余。',
  'checking.project.stated.title': '项目绩效目标表的预算数等于该项目支出合计',
  'checking.project.stated.basis': '同一事项在同一文件中只能有一个数：绩效目标表的预算数即项目支出的合计',
  'checking.project.stated':
    '项目“{project}”在“项目”工作表填报的预算数为 {stated} 元，“支出”工作表中该项目合计 {sum} 元，相差 {difference} 元。请以批复为准改正其中一处。',
  'checking.plan.final.title': '资金支出计划的年底累计数等于项目预算',
  'checking.plan.final.basis': '资金支出计划按累计数填报，年底累计数等于项目预算',
  'checking.plan.final':
    '项目“{project}”的资金支出计划到 {month} 月底累计 {planned} 元，项目预算为 {budget} 元，相差 {difference} 元。年底累计数应等于项目预算。',
  'checking.plan.decreases.title': '资金支出计划的累计数不减少',
  'checking.plan.decreases.basis': '资金支出计划按累计数填报，后一时点不小于前一时点',
  'checking.plan.decreases':
    '项目“{project}”的资金支出计划 {month} 月底累计 {planned} 元，小于前一时点的 {before} 元。计划按累计数填报，应逐期不减。',
  'checking.procurement.exceeds.title': '项目的政府采购预算不大于项目预算',
  'checking.procurement.exceeds.basis': '政府采购预算是项目支出的一部分，部分不能大于整体',
  'checking.procurement.exceeds':
    '项目“{project}”的政府采购预算 {procurement} 元，大于项目预算 {budget} 元，多出 {difference} 元。',
  'checking.procurement.source':
    '{entity}用{source}安排的政府采购 {procurement} 元，大于用{source}安排的支出 {expenditure} 元，多出 {difference} 元。请核对“政府采购”和“支出”的单位、资金性质。',
  'checking.asset.exceeds.title': '资产的“其中”项不大于合计',
  'checking.asset.exceeds.basis': '“其中”项不大于其所属的合计',
  'checking.asset.exceeds': '{entity}的{part}（{value}）大于{whole}（{total}）。请核对“资产”工作表。',
  'checking.total.negative.title': '收支合计不为负数',
  'checking.total.negative.basis': '年初预算的收入和支出合计一般不为负数',
  'checking.total.negative': '{entity}的{flow}合计为 {value} 元，是负数。请确认是否填错正负号。',
  'checking.ledger.empty.title': '预算有收入和支出',
  'checking.ledger.empty.basis': '《中华人民共和国预算法》第四条：全部收入和支出都应当纳入预算',
  'checking.ledger.empty': '“收入”“支出”两张工作表都没有金额。请先填写收支，再检查或发布。',
  'checking.lastYear.sum.title': '上年数的各项之和等于合计',
  'checking.lastYear.sum.basis': '合计等于各组成部分之和，部分不能大于整体；与上年的比较以上年数为依据',
  'checking.lastYear.sum':
    '“上年预算”中{what}为 {total} 元，按{dimension}各项之和为 {sum} 元，相差 {difference} 元。请以上年公开的预算为准改正。',
  'checking.lastYear.part':
    '“上年预算”中{what}为 {total} 元，而按{dimension}已填的各项之和为 {sum} 元，多出 {difference} 元：部分不能大于整体。请以上年公开的预算为准改正。',
  'checking.table.incomplete.title': '表中各项之和等于合计',
  'checking.table.incomplete.basis': '合计等于各组成部分之和；版式没有安排位置的金额不得隐去',
  'checking.table.incomplete':
    '“{table}”没有位置列示这些{dimension}的金额：{missing}。合计 {total} {unit}，列出的各项之和 {sum} {unit}。请核对这些金额的{dimension}是否填对；确实没有填错的，需要在版式包中补上相应的行或列。',
  'checking.table.part':
    '“{table}”中“{whole}”的其中项合计 {sum}，大于 {total}。其中项不能大于所属的合计，请核对。',
  'checking.text.missing.title': '必填的文字说明已经填写',
  'checking.text.missing.basis':
    '《地方预决算公开操作规程》（财预〔2016〕143 号）：公开内容应当完整，并说明增减变化原因',
  'checking.text.missing': '{entity}的“{label}”还没有填写。请在“文字与原因”工作表中补上。',
  'checking.cell.unknown.title': '公开文本中的数字都有依据',
  'checking.cell.unknown.basis': '没有依据的数字不得公开：不填零，也不推算',
  'checking.cell.unknown':
    '{where}的“{what}”没有数据，将印作〔未提供〕。请在工作簿中补填：上年数填在“上年预算”，资产填在“资产”，收支填到最细一级科目；确实没有的，确认后加 --allow-unknown 发布。',
  'checking.cell.undetermined':
    '有的行填得不够细，{where}的“{what}”等 {count} 处数字因此无法确定，将印作〔未提供〕。请把下列各行的科目、类型或资金性质填完整。',
  'checking.rounding.difference':
    '尾差：两个数分别四舍五入后相减为 {sum}，增减额 {total} 由原始数相减后四舍五入得到，相差 {difference}，属于四舍五入，不是错误。',
  'checking.rounding':
    '尾差：各项四舍五入后相加为 {sum}，合计 {total} 由原始数四舍五入得到，相差 {difference}，属于四舍五入，不是错误。',
} as const;
