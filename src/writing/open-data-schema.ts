import { z } from 'zod';

const coordinate = z
  .record(z.string(), z.string())
  .describe('Dimension → member; an omitted dimension means the total over it');

const publishedFact = z.strictObject({
  at: coordinate,
  value: z
    .string()
    .regex(/^(-?\d+(\.\d+)?)?$/u)
    .describe('As printed, without thousands separators; empty where unknown'),
  unit: z.string(),
  decimals: z.int().min(0),
  status: z.enum(['printed', 'zero', 'unknown']),
  printedIn: z.array(z.string()).describe('Ids of tables, and names of sentences, where it stands'),
});

const rounding = z.strictObject({
  table: z.string(),
  at: coordinate,
  dimension: z.string().describe('The dimension along which the parts were added'),
  printed: z.string(),
  sumOfParts: z.string(),
  difference: z.string(),
  unit: z.string(),
  parts: z.int().min(1),
  reason: z.string(),
});

/** `disclosure.json`, version 1: fields may be added, none is taken away or changes its meaning. */
export const openDataSchema = z.strictObject({
  format: z.literal('mingzhang-disclosure'),
  version: z.literal(1),
  pack: z.string(),
  entity: z.strictObject({ code: z.string(), name: z.string() }),
  year: z.int(),
  facts: z.array(publishedFact),
  rounding: z.array(rounding),
  document: z.looseObject({
    title: z.string(),
    language: z.string(),
    author: z.string(),
    year: z.int(),
    watermark: z.string().optional(),
    sections: z.array(
      z.looseObject({
        orientation: z.enum(['portrait', 'landscape']),
        blocks: z.array(z.looseObject({ type: z.string() })),
      }),
    ),
  }),
});

/** The JSON Schema of {@link openDataSchema}. */
export function openDataJsonSchema(): object {
  return { ...z.toJSONSchema(openDataSchema), title: 'Mingzhang disclosure' };
}
