export const accounts = {
  'accounts.function': '支出功能分类',
  'accounts.economic': '部门预算支出经济分类',
  'accounts.govEconomic': '政府预算支出经济分类',
  'accounts.unknownCode':
    '{classification}科目 {code}“{name}”不在 {year} 年度科目表中，已按文件所印名称作为本地科目处理。请核对编码；如确为新增或本地科目，请导入当地财政部门的科目表。',
  'accounts.folderNotFound': '找不到科目表文件夹 {folder}。请检查路径是否正确。',
  'accounts.csvColumns': '表头缺少列：{missing}。第一行应为：{columns}。',
  'accounts.csvCode':
    '科目编码“{code}”不符合本表的编码规则（功能分类为 2 开头的 3、5、7 位，部门经济分类为 3 开头、政府经济分类为 5 开头的 3、5 位数字）。请改正编码。',
  'accounts.nameMissing': '科目 {code} 没有名称。请补上科目名称，或删除这一行。',
  'accounts.csvYears':
    '科目 {code} 的有效年度“{years}”不正确：起始年度必填，年度为四位数字，终止年度不早于起始年度。',
  'accounts.csvTwice': '科目 {code}（{from} 年起）与第 {first} 行重复。请只保留一行。',
  'accounts.csvNature': '单位性质“{nature}”不认识，可填：{allowed}（多个用“|”分隔，留空表示不区分）。',
} as const;
