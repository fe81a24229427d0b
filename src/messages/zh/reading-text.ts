/** Texts of the room `reading`: text. */
export const readingText = {
  'reading.text.tooLarge': '文件超过{limit}MB的上限，未读取',
  'reading.text.tooLong': '文件的文字超过{limit}个字符的上限，未读取',
  'reading.text.tooManyPages': '文件超过{limit}页的上限，未读取',
  'reading.text.tooManyCells': '文件中表格的单元格超过{limit}个的上限，未读取',
  'reading.text.notText': '文件不是文本文件，或者编码无法识别（可识别UTF-8、GB18030、UTF-16）',
  'reading.text.damaged': '文件中有{count}处字节不符合{encoding}编码，这些文字可能有误',
  'reading.text.empty': '文件中没有文字',
} as const;
