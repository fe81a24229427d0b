export const writing = {
  'writing.contents': '目录',
  'writing.table': '表{number}',
  'writing.number': '序号',
  'writing.tableName': '表名',
  'writing.part': '所在部分',
  'writing.skipToText': '跳到正文',
  'writing.backToTop': '返回顶部',
  'writing.filter': '在目录中查找',
  'writing.scrollable': '{title}，可左右滚动',
  'writing.untitledTable': '表格',
  'writing.banner': '{watermark}：本文件不是正式公开文本',
  'writing.returnToContents': '返回目录',
  'writing.pdfUnavailable':
    '本机系统（{system}）没有可用的 PDF 排版组件，没有生成 PDF；其他格式不受影响。可在 Word 中另存为 PDF。',
  'writing.pdfFailed': '无法生成 PDF：{reason}',
} as const;
