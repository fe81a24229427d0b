/** Texts of the room `reading`: pdf. */
export const readingPdf = {
  'reading.pdf.tooLarge': '文件太大，最多读取 {most} MB。请拆分后再读。',
  'reading.pdf.tooManyPages': '文件有 {pages} 页，最多读取 {most} 页。请拆分后再读。',
  'reading.pdf.tooManyCharacters': '文字太多，最多读取 {most} 字。请拆分后再读。',
  'reading.pdf.tooManyCells': '表格单元格太多，最多读取 {most} 个。请拆分后再读。',
  'reading.pdf.tooSlow': '读了 {seconds} 秒仍未读完，已停止。请拆分后再读。',
  'reading.pdf.noMemory': '内存不足，无法打开这个文件。请拆分后再读。',
  'reading.pdf.notPdf': '这不是 PDF 文件。请确认文件的格式与扩展名一致。',
  'reading.pdf.password': '文件设有打开密码，无法读取。请提供取消密码后的文件。',
  'reading.pdf.security': '文件的加密方式不受支持，无法读取。请提供未加密的文件。',
  'reading.pdf.damaged': '文件已损坏，无法打开。请重新导出或重新下载。',
  'reading.pdf.truncated': '文件不完整，缺少结尾，可能没有下载完。请重新下载或重新导出。',
  'reading.pdf.rebuilt': '文件的索引已损坏，已按剩余内容恢复，可能缺页。请核对页数，最好重新导出。',
  'reading.pdf.damagedPage': '第 {page} 页已损坏，无法读取。请重新导出或重新下载。',
  'reading.pdf.noPages': '文件里一页也没有。请重新导出。',
  'reading.pdf.noText': '整个文件没有文字，可能是扫描件或空白文件。请提供带文字层的文件，或先做文字识别。',
  'reading.pdf.pageWithoutText':
    '第 {page} 页没有文字，可能是扫描件，本页内容没有读取。请提供带文字层的文件，或先做文字识别。',
  'reading.pdf.recognised': '第 {page} 页的文字来自图像识别，可能认错。请对照原件核对数字。',
} as const;
