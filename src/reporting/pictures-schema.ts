import { z } from 'zod';
import { placeSchema } from './place-schema.ts';

const index = z.int().min(0);

/** A number that a chart draws. What is not determined by the facts has no value: it is never made up. */
export const pictureFigureSchema = z.strictObject({
  label: z.string().describe('What it is called beside its neighbours'),
  says: z.string().describe('Its coordinate in words'),
  at: z.record(z.string(), z.string()),
  fen: z
    .string()
    .regex(/^-?\d+$/u)
    .optional()
    .describe('Exact, in fen; absent where it is not determined'),
  printed: z.string().describe('In the unit of the picture, exact; words where it is not determined'),
  facts: z.array(index).describe('Some of the facts that make it up, as indices of `facts`'),
  count: z.int().min(0).describe('How many facts make it up'),
});

/** Where a fact stands: a place of a document, or a cell of a budget that is written here. */
export const pictureFactSchema = z.union([
  z.strictObject({ place: placeSchema }),
  z.strictObject({ sheet: z.string(), row: z.string(), column: z.string().optional() }),
]);

/** A whole with its parts; all are indices of `figures`. */
export const picturePartsSchema = z.strictObject({
  whole: index,
  parts: z.array(index).describe('Those that are not zero'),
  fit: z
    .enum(['exact', 'rounding', 'differs', 'unknown'])
    .describe(
      'Whether the parts come to the whole: to the fen, within rounding, not at all; `unknown` where some or the whole is not determined',
    ),
});

/** From where to where money goes. */
export const pictureFlowSchema = z.strictObject({
  function: z.int().min(0).describe('Level of the functions: 0 类, 1 款, 2 项'),
  economic: z.int().min(0).describe('Level of the economic classes: 0 类, 1 款'),
  nodes: z.array(
    z.strictObject({
      column: z.int().min(0).describe('From left to right'),
      label: z.string(),
      figure: index.optional().describe('Absent where no number is stated of it as a whole'),
    }),
  ),
  links: z.array(z.strictObject({ from: index, to: index, figure: index })),
  gaps: z
    .array(z.enum(['sourceByFunction', 'functionByKind', 'functionByEconomic', 'economic', 'partial']))
    .describe('What the facts do not say, so that the flow goes through a total or ends'),
});

export const pictureSeriesSchema = z.strictObject({
  key: z.string().describe('The same for the same coordinate of another year or body'),
  label: z.string(),
  group: z.enum(['total', 'source', 'kind', 'function']),
  points: z.array(
    z.strictObject({
      year: z.int(),
      figure: index.optional(),
      other: z
        .strictObject({
          type: z.enum(['document', 'budget']),
          id: z.uuid(),
          name: z.string(),
          fen: z.string(),
          printed: z.string(),
        })
        .optional()
        .describe('Where another document or budget of the same body states it'),
    }),
  ),
});

/** What is drawn of a budget or of a document: every number once, with what it is made of. */
export const picturesSchema = z.strictObject({
  version: z.literal(1),
  unit: z.string(),
  year: z.int(),
  entity: z.string(),
  figures: z.array(pictureFigureSchema),
  facts: z.array(pictureFactSchema),
  flows: z
    .array(pictureFlowSchema)
    .describe('One for each pair of levels that tells more than the one before'),
  structure: z.array(
    z.strictObject({
      by: z.enum(['source', 'kind', 'function', 'economic']),
      level: z.int().min(0),
      parts: picturePartsSchema,
    }),
  ),
  series: z.array(pictureSeriesSchema),
  threePublic: z.array(
    z.strictObject({
      label: z.string(),
      depth: z.int().min(0).describe('0 is the sum of all'),
      figure: index,
      lastYear: index,
    }),
  ),
  execution: z
    .strictObject({
      asOf: z.iso.date(),
      rows: z.array(
        z.strictObject({
          label: z.string(),
          budget: index,
          adjusted: index,
          planned: index.optional().describe('What the plan has due by then; absent where there is none'),
          paid: index,
        }),
      ),
    })
    .optional()
    .describe('Where payments were entered; the first row is the whole'),
});

export type Pictures = z.output<typeof picturesSchema>;
export type PictureFigure = z.output<typeof pictureFigureSchema>;
export type PictureFact = z.output<typeof pictureFactSchema>;
export type PictureParts = z.output<typeof picturePartsSchema>;
export type PictureFlow = z.output<typeof pictureFlowSchema>;
export type PictureSeries = z.output<typeof pictureSeriesSchema>;
