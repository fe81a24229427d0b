export const publishing = {
  'publishing.draft': '草稿',
  'publishing.narrative': '文字说明',
  'publishing.nameOf': '{dimension}名称',
  'publishing.value': '数值（按公开文本）',
  'publishing.unit': '计量单位',
  'publishing.decimals': '小数位数',
  'publishing.status': '状态',
  'publishing.yuan': '金额（元）',
  'publishing.printedIn': '所在表或文字',
} as const;
