import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellEdit, usedColumns, withCells } from './cells-edit.ts';

const SHEET =
  '<worksheet><dimension ref="A1:C9"/><sheetData>' +
  '<row r="1" spans="1:3"><c r="A1" s="4" t="s"><v>0</v></c><c r="C1"><v>7</v></c></row>' +
  '<row r="3"/>' +
  '<row r="9"><c r="B9" s="2"/></row>' +
  '</sheetData><mergeCells/></worksheet>';

const put = (row: number, letter: string, value: string): CellEdit => ({
  row,
  letter,
  xml: (start) => `${start}><v>${value}</v></c>`,
});

describe('cells of a sheet', () => {
  it('are replaced with their formats, put between others, and rows are made where there are none', () => {
    const edits = [put(1, 'A', 'a'), put(1, 'B', 'b'), put(9, 'B', 'c'), put(9, 'AA', 'd'), put(3, 'C', 'e')];
    expect(withCells(SHEET, [...edits, put(5, 'A', 'f'), put(12, 'A', 'g')])).toBe(
      '<worksheet><dimension ref="A1:C9"/><sheetData>' +
        '<row r="1"><c r="A1" s="4"><v>a</v></c><c r="B1"><v>b</v></c><c r="C1"><v>7</v></c></row>' +
        '<row r="3"><c r="C3"><v>e</v></c></row>' +
        '<row r="5"><c r="A5"><v>f</v></c></row>' +
        '<row r="9"><c r="B9" s="2"><v>c</v></c><c r="AA9"><v>d</v></c></row>' +
        '<row r="12"><c r="A12"><v>g</v></c></row>' +
        '</sheetData><mergeCells/></worksheet>',
    );
  });

  it('are refused where rows do not say their numbers', () => {
    expect(
      withCells('<worksheet><sheetData><row><c r="A1"/></row></sheetData></worksheet>', [put(1, 'A', 'a')]),
    ).toBe(undefined);
  });

  it('change twice to what they were changed to once, in any order', () => {
    const edit = fc.record({
      row: fc.integer({ min: 1, max: 12 }),
      letter: fc.constantFrom('A', 'B', 'C', 'D'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(edit, { selector: ({ row, letter }) => `${letter}${row}` }), (places) => {
        const edits = places.map(({ row, letter }) => put(row, letter, `${letter}${row}`));
        const once = withCells(SHEET, edits) ?? '';
        expect(withCells(once, edits)).toBe(once);
        expect(withCells(SHEET, edits.toReversed())).toBe(once);
        for (const { row, letter } of places) expect(once).toContain(`<v>${letter}${row}</v>`);
      }),
    );
    expect(usedColumns(SHEET)).toBe(3);
  });
});
