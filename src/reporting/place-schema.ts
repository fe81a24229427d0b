import { z } from 'zod';

/** A place in a report: where something stands, and what stands there. */
export const placeSchema = z
  .strictObject({
    page: z.int().min(1).optional(),
    box: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .optional()
      .describe('Left, top, right, bottom in points from the upper left corner of the page as shown'),
    sheet: z.string().optional(),
    cell: z.string().optional().describe('Such as B7'),
    path: z.string().optional().describe('Of the paragraph or cell in its document, such as p12 or t3/r2/c1'),
    line: z.int().min(0).optional(),
    from: z.int().min(0).optional(),
    to: z.int().min(0).optional().describe('Characters from..to of the paragraph or line, the end excluded'),
    table: z.string().optional().describe('The title of its table'),
    row: z.string().optional(),
    column: z.string().optional(),
    text: z.string().optional().describe('What is printed there'),
  })
  .describe('Where it stands: page and box, sheet and cell, paragraph, or line; with the words around it');

export type ReportedPlace = z.output<typeof placeSchema>;
