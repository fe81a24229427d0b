import type { Workbook, Worksheet } from 'exceljs';
import { plainDecimal } from '../ledger/cells.ts';
import type { OpenItem } from '../ledger/from-rows.ts';
import { say } from '../messages/say.ts';
import { inUnit } from '../money/amount.ts';
import { printable } from './text.ts';
import { FIRST_ROW, type SheetLayout } from './workbook-layout.ts';
import * as styles from './workbook-styles.ts';

/** The sheet of a draft that lists what documents leave open, with the sums that are known. */
export function writeOpenItems(
  workbook: Workbook,
  items: readonly OpenItem[],
  title: (topic: OpenItem['topic']) => string,
): void {
  const sheet = workbook.addWorksheet(say('drafting.sheet'), {
    properties: { tabColor: { argb: styles.COLOURS.required } },
    views: [{ state: 'frozen', ySplit: 3, showGridLines: false }],
    pageSetup: styles.LANDSCAPE,
  });
  sheet.columns = [{ width: 8 }, { width: 16 }, { width: 110 }, { width: 20 }];
  sheet.getCell(1, 1).value = say('drafting.sheet');
  sheet.getCell(1, 1).style = styles.TITLE;
  sheet.getCell(2, 1).value = say('drafting.sheetHelp');
  sheet.getCell(2, 1).style = styles.SHEET_HELP;
  const headings = ['number', 'topic', 'text', 'amount'] as const;
  headings.forEach((key, index) => {
    const cell = sheet.getCell(3, index + 1);
    cell.value = say(`drafting.column.${key}`);
    cell.style = styles.headingStyle();
  });
  let next = 4;
  items.forEach(({ topic, text, controls }, index) => {
    line(sheet, next++, [String(index + 1), title(topic), text, undefined]);
    for (const { label, value } of controls) {
      const amount = Number(plainDecimal(inUnit(value, '元', 2)));
      line(sheet, next++, ['', '', say('drafting.control', { label }), amount]);
    }
  });
}

function line(sheet: Worksheet, row: number, values: readonly (string | number | undefined)[]): void {
  values.forEach((value, index) => {
    const cell = sheet.getCell(row, index + 1);
    cell.value = typeof value === 'string' ? printable(value) : (value ?? null);
    cell.style = index === 3 ? styles.CHECK_AMOUNT : index === 2 ? styles.GUIDE_TEXT : styles.GUIDE_LABEL;
  });
}

/** Marks the empty cells that a line with an amount still needs; the mark goes as they are filled. */
export function markOpenCells(sheet: Worksheet, layout: SheetLayout): void {
  const amount = layout.columns.find(({ key }) => key === 'amount');
  if (amount === undefined) return;
  for (const { key, letter, required } of layout.columns) {
    if (!required || key === 'amount') continue;
    sheet.addConditionalFormatting({
      ref: `${letter}${FIRST_ROW}:${letter}${layout.last}`,
      rules: [
        {
          type: 'expression',
          priority: 3,
          formulae: [`AND($${amount.letter}${FIRST_ROW}<>"",${letter}${FIRST_ROW}="")`],
          style: styles.OPEN,
        },
      ],
    });
  }
}
