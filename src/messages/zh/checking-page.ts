/** Texts of the page that lists all rules (docs/rules.md). */
export const checkingPage = {
  'checking.page.head':
    '# 检查规则\n\n共 {count} 条。本页由规则目录生成（`npm run rules`），不要手工修改。\n\n级别：**错误**——不可能是对的；**警告**——需要有人核对；**提示**——写法问题。个别情形按证据强弱升降一级。规则编号不变，可在检查配置和确认记录中引用。',
  'checking.page.severity.error': '错误',
  'checking.page.severity.warning': '警告',
  'checking.page.severity.notice': '提示',
  'checking.page.rule': '### `{id}` {title}\n\n- 级别：{severity}\n- 依据：{basis}',
  'checking.page.form': '- 提示语：{message}',
  'checking.page.example': '- 错例：{wrong}\n- 正例：{right}\n- 会提示：{message}',
  'checking.page.family.identity': '文件是谁的、哪一年的',
  'checking.page.family.completeness': '完整',
  'checking.page.family.classification': '科目',
  'checking.page.family.law': '勾稽',
  'checking.page.family.performance': '绩效',
  'checking.page.family.procurement': '政府采购',
  'checking.page.family.assets': '资产',
  'checking.page.family.sizes': '正负和大小',
  'checking.page.family.wording': '文字',
  'checking.page.family.publication': '不应公开的内容',
  'checking.page.family.across': '与其他文件核对',
  'checking.page.family.ledger': '编制预算的工作簿',
} as const;
