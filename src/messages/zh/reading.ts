/** Texts of the room `reading`. */
export const reading = {
  'reading.pack.fits': '“{title}”的版式认出了全部 {tables} 张表中的 {found} 张',
  'reading.pack.otherYear': '“{title}”的版式认出了全部 {tables} 张表中的 {found} 张（年度不同，版式相近）',
  'reading.pack.none': '没有相近的版式，只按表名、表头和行名本身的意思阅读',
  'reading.pack.asked': '按指定的版式“{title}”阅读',
  'reading.noYear': '没有认出预算年度：请用 --year 指定',
  'reading.noUnit': '表“{title}”没有写明计量单位，其中的金额没有读取：请在表上方注明“单位：万元”或“单位：元”',
} as const;
