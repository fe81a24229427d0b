import { z } from 'zod';
import type { Document } from '../document/document.ts';

const count = z.int().min(0);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const fileProof = z.strictObject({
  path: z.string().describe('Relative to proof.json'),
  sha256,
  bytes: count,
  compared: z
    .strictObject({
      cells: count.describe('Cells of tables, each with the text that it should have'),
      texts: count.describe('Headings, paragraphs, captions and notes, word for word'),
      facts: count.describe('Numbers that were read at the coordinate where they are printed'),
    })
    .describe('All zero for a file of which only the hash is kept'),
  notCompared: z.strictObject({
    numbers: z
      .array(z.strictObject({ table: z.string().describe('Empty for the text'), count }))
      .describe('Numbers compared as printed only, because the reader gives them no coordinate'),
    misread: z
      .array(
        z.strictObject({
          table: z.string(),
          row: z.string(),
          column: z.string(),
          read: z.string(),
          stated: z.string().describe('Empty where the document states no fact'),
        }),
      )
      .describe('Numbers printed as they should be that the reader takes for something else'),
    pageNumbers: count.describe('Page numbers in a contents'),
  }),
  statements: sha256
    .exactOptional()
    .describe('Over all facts of the tables as they are read: the same for every format'),
});

/** `proof.json`: what was read back from the files beside it, and what it takes to repeat that. */
export const proofSchema = z.strictObject({
  format: z.literal('mingzhang-proof'),
  version: z.literal(1),
  program: z.string().describe('The version of the program that read the files back'),
  pack: z.strictObject({ id: z.string(), sha256 }),
  entity: z.strictObject({ code: z.string(), name: z.string() }),
  year: z.int(),
  names: z
    .record(z.string(), z.record(z.string(), z.string()))
    .describe('Dimension → code → name, where a document may print the name alone'),
  files: z.array(fileProof),
});

export type Proof = z.output<typeof proofSchema>;
export type FileProof = Proof['files'][number];

/** The JSON Schema of {@link proofSchema}. */
export function proofJsonSchema(): object {
  return { ...z.toJSONSchema(proofSchema), title: 'Mingzhang proof' };
}

const data = z.record(z.string(), z.string());
const level = z.literal([1, 2, 3, 4]);

const cell = z.object({
  text: z.string(),
  colspan: z.int().min(1).exactOptional(),
  rowspan: z.int().min(1).exactOptional(),
  align: z.enum(['left', 'center', 'right']).exactOptional(),
  header: z.boolean().exactOptional(),
  rowHeader: z.boolean().exactOptional(),
  indent: z.number().exactOptional(),
  number: z.object({ value: z.string(), decimals: count, grouped: z.boolean() }).exactOptional(),
  data: data.exactOptional(),
});

const row = z.object({ cells: z.array(cell), emphasis: z.boolean().exactOptional() });

const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), level, text: z.string() }),
  z.object({
    type: z.literal('paragraph'),
    style: z.enum(['title', 'subtitle', 'body', 'note', 'centred']),
    runs: z.array(
      z.object({ text: z.string(), bold: z.boolean().exactOptional(), data: data.exactOptional() }),
    ),
  }),
  z.object({
    type: z.literal('table'),
    id: z.string(),
    title: z.string().exactOptional(),
    heading: level.exactOptional(),
    above: z
      .object({
        left: z.string().exactOptional(),
        middle: z.string().exactOptional(),
        right: z.string().exactOptional(),
      })
      .exactOptional(),
    widths: z.array(z.number()),
    head: z.array(row),
    body: z.array(row),
    notes: z.array(z.string()),
  }),
  z.object({ type: z.literal('contents'), title: z.string(), depth: level }),
  z.object({ type: z.literal('pageBreak') }),
]);

const document: z.ZodType<Document> = z.object({
  title: z.string(),
  language: z.string(),
  author: z.string(),
  year: z.int(),
  watermark: z.string().exactOptional(),
  sections: z.array(
    z.object({
      orientation: z.enum(['portrait', 'landscape']),
      cover: z.boolean().exactOptional(),
      blocks: z.array(block),
    }),
  ),
});

/** What a proof needs of `disclosure.json`: the facts, and the document that prints them. */
export const disclosureSchema = z.object({
  format: z.literal('mingzhang-disclosure'),
  document,
  facts: z.array(
    z.object({
      at: z.record(z.string(), z.string()),
      value: z.string(),
      unit: z.string(),
      decimals: count,
      status: z.enum(['printed', 'zero', 'unknown']),
    }),
  ),
});
