import { expect, it } from 'vitest';
import { csvOf } from './export.ts';

it('writes the numbers of a chart so that no spreadsheet takes a name for a formula', () => {
  const csv = csvOf({
    heads: ['项目', '金额'],
    rows: [
      { cells: ['=HYPERLINK("http://x","y")', '-1,234.50'] },
      { cells: ['-减少', '+3.2%'] },
      { cells: [' @SUM(A1)', '-'] },
      { cells: ['甲,乙', '10'] },
    ],
  });
  expect(csv).toBe(
    [
      '\uFEFF项目,金额',
      '"\'=HYPERLINK(""http://x"",""y"")","-1,234.50"',
      "'-减少,+3.2%",
      "' @SUM(A1),'-",
      '"甲,乙",10',
      '',
    ].join('\r\n'),
  );
});
