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
  'accounts.codeMissing': '“{name}”有名称而没有科目编码。请补上编码；如不是科目，请删除这一行。',
  'accounts.importEmpty': '文件是空的。请换一个含有科目编码和科目名称的 Excel 或 CSV 文件。',
  'accounts.importUnreadable':
    '文件无法识别：不是 Excel 工作簿（xlsx、xls），也不是 UTF-8 或 GB18030 编码的 CSV。请用 Excel 或 WPS 打开后另存为 xlsx 再试。',
  'accounts.importTooManyRows': '文件超过 {limit} 行。请只保留科目表所在的工作表后再试。',
  'accounts.importNothing':
    '没有找到科目表。请在数据上方保留表头：“科目编码”（或“类”“款”“项”三列）和“科目名称”。',
  'accounts.importNoRows': '找到了表头，但表头下面没有科目。请检查文件内容是否完整。',
  'accounts.importSheetSkipped': '这张工作表没有支出科目的表头，已跳过。',
  'accounts.importRevenueSkipped': '这张表有 {count} 行收入科目（编码以 1 开头），部门预算不使用，已跳过。',
  'accounts.importDigits':
    '“{name}”的编码“{code}”位数或首位不对：功能分类应为 2 开头的 3、5、7 位，部门经济分类为 3 开头、政府经济分类为 5 开头的 3、5 位数字。请改正编码。',
  'accounts.importOtherClassification':
    '编码 {code} 属于{classification}，而这张表是{sheet}。请检查编码是否有误，或把它移到相应的表。',
  'accounts.importTwoNames':
    '科目 {code} 在此处为“{name}”，在 {place} 为“{other}”。一个编码只能有一个名称，请核对后只保留正确的。',
  'accounts.importParentMissing':
    '科目 {code}“{name}”的上级科目 {parent} 不在表中。请检查科目表是否有遗漏，或编码是否有误。',
  'accounts.importYearMissing': '表名和标题中没有年度，无法确定科目表从哪一年起适用。请指定年度后再导入。',
  'accounts.importYearUnclear':
    '标题中出现了多个年度（{years}），无法确定科目表适用的年度。请指定年度后再导入。',
} as const;
