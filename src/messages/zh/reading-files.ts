/** Texts of the room `reading`: files. */
export const readingFiles = {
  'reading.file.unreadable.empty': '这个文件是空的，里面没有任何内容。请检查文件是否保存或下载完整。',
  'reading.file.unreadable.doc':
    '这是旧版 Word 或 WPS 文字文件（.doc、.wps），不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再试。',
  'reading.file.unreadable.compound':
    '这是旧版 Office 格式的文件，但其中没有可读取的表格。请用原来的程序打开，另存为 .docx 或 .xlsx 后再试。',
  'reading.file.unreadable.ofd': '这是 OFD 版式文件，目前不能读取。请用阅读器打开，导出或打印为 PDF 后再试。',
  'reading.file.unreadable.encrypted': '这个文件设有打开密码。请用密码打开，取消密码后另存，再试。',
  'reading.file.unreadable.image':
    '这是一张图片，其中的文字不能读取。请提供原来的 Word、Excel 或由其导出的 PDF 文件。',
  'reading.file.unreadable.opendocument':
    '这是 OpenDocument 文件（.odt、.ods），不能直接读取。请另存为 .docx 或 .xlsx 后再试。',
  'reading.file.unreadable.xlsb': '这是二进制工作簿（.xlsb），不能直接读取。请另存为 .xlsx 后再试。',
  'reading.file.unreadable.pptx': '这是演示文稿。请提供 Word、Excel、PDF 或网页文件。',
  'reading.file.unreadable.zip': '这是压缩包，不是文档。请解压后，对其中的每个文件分别操作。',
  'reading.file.unreadable.archive':
    '这是压缩包（rar、7z、gz 等），不是文档。请解压后，对其中的每个文件分别操作。',
  'reading.file.unreadable.rtf': '这是 RTF 文件，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再试。',
  'reading.file.unreadable.wordXml':
    '这是 Word 的 XML 文件，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再试。',
  'reading.file.unreadable.mhtml':
    '这是单个文件网页（.mht，有时也存成 .doc 或 .xls），不能直接读取。请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 后再试。',
  'reading.file.unreadable.damaged': '这个文件已损坏或不完整。请重新下载，或用原来的程序打开后另存，再试。',
  'reading.file.unreadable.unknown':
    '认不出这是什么文件。可以读取的有：PDF、Word（.docx）、Excel（.xlsx、.xls）、网页（.html）和纯文本（.txt）。',
  'reading.file.tooMuch': '文件 {file} 的{what}超过上限 {limit}。请拆分文件，或检查文件是否正常，再试。',
  'reading.file.limit.bytes': '大小',
  'reading.file.limit.unpackedBytes': '解压后的大小',
  'reading.file.limit.pages': '页数（工作表数）',
  'reading.file.limit.cells': '表格单元格数',
  'reading.file.limit.characters': '字数',
  'reading.file.limit.depth': '嵌套层数',
  'reading.file.limit.elements': '元素数',
  'reading.file.limit.time': '读取时间',
  'reading.file.seconds': '{seconds} 秒',
  'reading.file.damaged': '文件 {file} 已损坏或不完整（{part}），无法读取。请用原来的程序打开后另存，再试。',
  'reading.file.doctype':
    '文件 {file} 的 {part} 中有文档类型声明（DOCTYPE），正常的 Office 文件没有。为安全起见不予读取；请用 Word、Excel 或 WPS 打开后另存，再试。',
  'reading.file.partUnread': '文件 {file} 的 {part} 已损坏，其中的内容（如自动编号、样式、脚注）没有读取。',
  'reading.file.noText': '文件 {file} 中没有可以读取的文字。请检查内容是否都是图片，或在别的文件里。',
  'reading.file.changes':
    '文件 {file} 中有 {count} 处修订没有处理：插入的文字已按正文读取，删除的文字没有读取。请在 Word 或 WPS 的“审阅”中接受或拒绝全部修订，再定稿。',
  'reading.file.comments':
    '文件 {file} 中有 {count} 条批注，没有作为正文读取。公开前请在“审阅”中删除全部批注。',
  'reading.file.hiddenText':
    '文件 {file} 中有 {count} 处隐藏的文字，没有作为正文读取。请取消隐藏，或删除后再定稿。',
  'reading.file.pictures':
    '文件 {file} 的正文中有 {count} 张图片或嵌入的对象，其中的文字和数字没有读取。如果有表格是图片，请改成真正的表格。',
  'reading.file.hiddenSheet': '工作表“{sheet}”是隐藏的，没有作为正文读取。请取消隐藏，或删除这张工作表。',
  'reading.file.hiddenCells':
    '工作表“{sheet}”中{what}是隐藏的，没有作为正文读取。请取消隐藏，或删除这些行列。',
  'reading.file.hiddenRows': '第 {rows} 行',
  'reading.file.hiddenColumns': '第 {columns} 列',
  'reading.file.uncalculated':
    '工作表“{sheet}”的单元格 {cells} 是公式，但公式没有保存计算结果，按空白读取。请用 Excel 或 WPS 打开，重新计算后保存。',
  'reading.file.andMore': '{list}等 {count} 个',
} as const;
