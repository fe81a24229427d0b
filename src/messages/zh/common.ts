export const common = {
  'where.sheet': '工作表“{sheet}”',
  'where.cell': '单元格 {cell}',
  'where.page': '第 {page} 页',
  'where.line': '第 {line} 行',
  'severity.error': '错误',
  'severity.warning': '警告',
  'severity.notice': '提示',
  'file.notFound': '找不到文件 {file}。请检查路径是否正确。',
  'file.notReadable': '无法读取文件 {file}。请检查文件权限，或是否被其他程序（如 Excel、WPS）占用。',
  'file.tooLarge': '文件 {file} 有 {size}，超过上限 {limit}。请拆分后再试。',
  unknown: '〔未提供〕',
} as const;
