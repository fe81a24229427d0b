import type { Alignment, Borders, Fill, PageSetup, Style } from 'exceljs';
import type { LayoutColumn } from './workbook-layout.ts';

/** How the workbook looks: calm colours, one font, what may be filled in white and what may not in grey. */

export const COLOURS = {
  accent: 'FFB8862B',
  heading: 'FF1F4E79',
  required: 'FF9C2A10',
  grey: 'FFF2F2F2',
  line: 'FFD0D7DE',
  text: 'FF222222',
  faint: 'FF666666',
  input: 'FFFFFBE6',
  white: 'FFFFFFFF',
} as const;

const FONT = '微软雅黑';

function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

const line = { style: 'thin', color: { argb: COLOURS.line } } as const;
const BORDER: Partial<Borders> = { top: line, bottom: line, left: line, right: line };
const MIDDLE: Partial<Alignment> = { vertical: 'middle' };
const WRAPPED: Partial<Alignment> = { vertical: 'middle', wrapText: true };
const LOCKED = { locked: true } as const;
const UNLOCKED = { locked: false } as const;

export const TITLE: Partial<Style> = {
  font: { name: FONT, size: 16, bold: true, color: { argb: COLOURS.heading } },
  alignment: MIDDLE,
  protection: LOCKED,
};

export const SHEET_HELP: Partial<Style> = {
  font: { name: FONT, size: 10, color: { argb: COLOURS.faint } },
  alignment: MIDDLE,
  protection: LOCKED,
};

export const SHEET_CHECK: Partial<Style> = {
  font: { name: FONT, size: 11, bold: true, color: { argb: COLOURS.text } },
  alignment: MIDDLE,
  fill: fill(COLOURS.grey),
  protection: LOCKED,
};

export const LABEL: Partial<Style> = {
  font: { name: FONT, size: 11, color: { argb: COLOURS.text } },
  alignment: MIDDLE,
  border: BORDER,
  fill: fill(COLOURS.grey),
  protection: LOCKED,
};

export const HELP: Partial<Style> = {
  font: { name: FONT, size: 10, color: { argb: COLOURS.faint } },
  alignment: WRAPPED,
  border: BORDER,
  protection: LOCKED,
};

/** A setting: text, so that 0450 stays 0450. */
export const SETTING: Partial<Style> = {
  font: { name: FONT, size: 12, bold: true, color: { argb: COLOURS.text } },
  alignment: MIDDLE,
  border: BORDER,
  fill: fill(COLOURS.input),
  numFmt: '@',
  protection: UNLOCKED,
};

export const LOCKED_VALUE: Partial<Style> = { ...SETTING, fill: fill(COLOURS.grey), protection: LOCKED };

const CHECK: Partial<Style> = {
  font: { name: FONT, size: 11, color: { argb: COLOURS.text } },
  alignment: { vertical: 'middle', horizontal: 'right' },
  border: BORDER,
  protection: LOCKED,
};

export const AMOUNT_FORMAT = '#,##0.00';

export const CHECK_AMOUNT: Partial<Style> = { ...CHECK, numFmt: AMOUNT_FORMAT };
export const CHECK_COUNT: Partial<Style> = { ...CHECK, numFmt: '0' };
export const CHECK_STATUS: Partial<Style> = { ...CHECK, alignment: MIDDLE };

export const GUIDE_LABEL: Partial<Style> = {
  font: { name: FONT, size: 11, bold: true, color: { argb: COLOURS.heading } },
  alignment: { vertical: 'middle', horizontal: 'center' },
  border: BORDER,
};

export const GUIDE_TEXT: Partial<Style> = {
  font: { name: FONT, size: 11, color: { argb: COLOURS.text } },
  alignment: WRAPPED,
  border: BORDER,
};

export const GOOD: Partial<Style> = { font: { color: { argb: 'FF1A7F37' } } };
export const BAD: Partial<Style> = {
  font: { color: { argb: 'FFB00020' }, bold: true },
  fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFDE7E9' } },
};

/** An empty cell that is still to be filled. */
export const OPEN: Partial<Style> = {
  fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFE699' } },
};

/** Headings of columns that must be filled stand out, those of formulas are grey. */
export function headingStyle(column?: LayoutColumn): Partial<Style> {
  const isCheck = column?.content.type === 'check';
  return isCheck ? heading('FF8A9199') : formHeading(column?.required === true);
}

/** The heading of a column of a form. */
export function formHeading(required: boolean): Partial<Style> {
  return heading(required ? COLOURS.required : COLOURS.heading);
}

function heading(background: string): Partial<Style> {
  return {
    font: { name: FONT, size: 11, bold: true, color: { argb: COLOURS.white } },
    alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    border: BORDER,
    fill: fill(background),
    protection: LOCKED,
  };
}

/** The style of a column's cells, filled or not; all may be edited, or rows could not be deleted. */
export function columnStyle({ content }: LayoutColumn): Partial<Style> {
  const font = { name: FONT, size: 11, color: { argb: COLOURS.text } };
  const base: Partial<Style> = { font, border: BORDER, protection: UNLOCKED };
  switch (content.type) {
    case 'amount':
      return { ...base, numFmt: AMOUNT_FORMAT, alignment: { vertical: 'middle', horizontal: 'right' } };
    case 'plan':
      // A share is shown as one: whoever types 25% sees 25%.
      return {
        ...base,
        numFmt: '[<=1]0.0%;#,##0.00',
        alignment: { vertical: 'middle', horizontal: 'right' },
      };
    case 'number':
      return { ...base, alignment: { vertical: 'middle', horizontal: 'right' } };
    case 'check':
      return {
        ...base,
        ...(content.number === 'none' ? {} : { numFmt: content.number === 'amount' ? AMOUNT_FORMAT : '0' }),
        font: { ...font, color: { argb: COLOURS.faint } },
        fill: fill(COLOURS.grey),
        alignment: { vertical: 'middle', horizontal: content.number === 'none' ? 'left' : 'right' },
      };
    case 'paragraphs':
      return { ...base, numFmt: '@', alignment: WRAPPED };
    default:
      // Text, so that a code keeps its zeros and nothing typed becomes a formula.
      return { ...base, numFmt: '@', alignment: MIDDLE };
  }
}

/** Columns behind the last one. */
export const BEHIND: Partial<Style> = { protection: UNLOCKED };

const PAGE: Partial<PageSetup> = {
  paperSize: 9,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
};

export const LANDSCAPE: Partial<PageSetup> = { ...PAGE, orientation: 'landscape' };
export const PORTRAIT: Partial<PageSetup> = { ...PAGE, orientation: 'portrait' };
