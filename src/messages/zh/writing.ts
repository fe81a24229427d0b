export const writing = {
  'writing.contents': '目录',
  'writing.table': '表{number}',
  'writing.openTable': '打开',
  'writing.skipToText': '跳到正文',
  'writing.backToTop': '返回顶部',
  'writing.filter': '在目录中查找',
  'writing.scrollable': '{title}，可左右滚动',
  'writing.untitledTable': '表格',
  'writing.banner': '{watermark}：本文件不是正式公开文本',
  'writing.returnToContents': '返回目录',
  'writing.pdfFailed': '无法生成 PDF：{reason}',
} as const;
