import { z } from 'zod';
import { RULES } from '../checking/rules.ts';
import { againstSchema } from './against-schema.ts';
import { figuresSchema } from './figures-data.ts';
import { placeSchema as place } from './place-schema.ts';

const severity = z.enum(['error', 'warning', 'notice']);

const printed = z.string().describe('As printed, in the unit named');

const suspect = z.strictObject({
  repair: z
    .int()
    .min(1)
    .describe('Changes of one number are made together; 1 is the likeliest repair, others are as small'),
  place: place.optional(),
  what: z.string().describe('Where it stands, in words'),
  printed,
  required: z.string().describe('What it should be; empty where several values would do'),
  unit: z.string(),
});

const rule = z.string().describe(`A rule, such as ${Object.keys(RULES)[0]}; docs/rules.md lists them`);

const acknowledgement = z.strictObject({
  who: z.string().min(1).describe('Who says so'),
  why: z.string().min(1).describe('Why it may stay as it is'),
});

const finding = z.strictObject({
  id: z.string().describe('The same from run to run, and in the next version of the document'),
  rule,
  severity,
  title: z.string().describe('The rule in words'),
  basis: z.string().describe('The law, regulation, standard or reasoning behind it'),
  message: z.string(),
  value: printed.optional(),
  expected: printed.optional(),
  difference: printed.optional().describe('Expected less printed'),
  unit: z.string().optional(),
  at: z.record(z.string(), z.string()).describe('The coordinate: dimension → member'),
  fingerprint: z.string().describe('Of what is printed at its places: changes when a number does'),
  places: z.array(place).describe('Of all numbers involved, the suspected one first'),
  suspects: z.array(suspect),
  under: z.array(z.string()).describe('Ids of the broken laws that it explains, in `explained`'),
  acknowledged: acknowledgement.optional(),
});

const partCoverage = z.strictObject({ printed: z.int().min(0), placed: z.int().min(0) });

/** What `check --json` prints for one document, version 1: fields may be added; none is taken away or changes its meaning. */
export const checkSchema = z.strictObject({
  kind: z.literal('mingzhang-check'),
  version: z.literal(1),
  file: z.string(),
  sha256: z.string(),
  format: z.enum(['pdf', 'docx', 'xlsx', 'xls', 'html', 'text']),
  pages: z.int().min(0),
  pack: z.strictObject({ id: z.string(), why: z.string() }),
  entity: z.strictObject({ code: z.string(), name: z.string(), scope: z.string() }),
  bodies: z
    .array(z.strictObject({ code: z.string(), name: z.string(), parent: z.string().optional() }))
    .optional()
    .describe('All bodies that it speaks of, by which documents of units are found'),
  year: z.int(),
  stage: z.string(),
  parts: z
    .array(
      z.strictObject({
        title: z.string(),
        layout: z.string().describe('Its name in the pack; `generic` where its own words spoke'),
        status: z.enum(['read', 'unread', 'missing']),
        place: place.optional(),
      }),
    )
    .describe('Its tables in their order, and those that its layout prescribes and it lacks'),
  coverage: z.strictObject({
    tables: partCoverage,
    sheets: partCoverage,
    text: partCoverage,
    checked: z
      .strictObject({ printed: z.int().min(0), checked: z.int().min(0) })
      .describe(
        'Amounts that tables print, zeros and blanks left out, and those of them that a law holds to others, so that a wrong one would show',
      ),
  }),
  findings: z.array(finding),
  explained: z
    .array(z.strictObject({ id: z.string(), message: z.string() }))
    .describe('Broken laws that a finding explains'),
  rounding: z
    .array(
      z.strictObject({
        law: rule,
        what: z.string().describe('What it is about, in words'),
        table: z.string().optional(),
        printed,
        computed: printed.describe('What the other numbers come to as they are printed'),
        difference: printed,
        unit: z.string(),
        message: z.string().describe('Why it is no error'),
        places: z.array(place),
      }),
    )
    .describe('Laws that hold only because printed numbers are rounded (尾差)'),
  not_checked: z
    .array(
      z.strictObject({
        law: z.string().describe('A rule; `number` or `table` where reading itself stopped'),
        reason: z.string().describe('Such as unread, unplaced, noCounterpart, oneSide, alone'),
        message: z.string(),
        place: place.optional(),
      }),
    )
    .describe('What could not be checked, and why: it is not passed'),
  corrections: z.int().min(0).describe('Cells that a person corrected after reading'),
  summary: z.strictObject({
    verdict: z
      .enum(['clean', 'incomplete', 'findings', 'errors'])
      .describe('`incomplete`: nothing found, but not all could be read and checked'),
    errors: z.int().min(0),
    warnings: z.int().min(0),
    notices: z.int().min(0),
    acknowledged: z.int().min(0).describe('Findings that a person has accepted; not in the counts above'),
    laws: z.int().min(0).describe('Laws that were tested'),
    rounding: z.int().min(0),
    not_checked: z.int().min(0),
  }),
  against: againstSchema.optional().describe('What comes of holding it against another document'),
  problems: z.array(z.looseObject({ severity: z.string(), message: z.string() })),
  figures: figuresSchema
    .optional()
    .describe('All numbers it prints, by which a later version is held against it'),
});

/** A check of one document, as data: what every report is made from. */
export type CheckReport = z.output<typeof checkSchema>;
export type ReportedFinding = z.output<typeof finding>;
export type { ReportedPlace } from './place-schema.ts';

/** The JSON Schema of {@link checkSchema}. */
export function checkJsonSchema(): object {
  return { ...z.toJSONSchema(checkSchema, { unrepresentable: 'any' }), title: 'Mingzhang check' };
}

/** `FILE.acknowledged.json`: findings that a person has looked at and accepted. */
export const acknowledgementsSchema = z.array(
  acknowledgement.extend({
    id: z.string().min(1).describe('The finding'),
    fingerprint: z
      .string()
      .describe('Of the finding when it was accepted: it counts only while what is printed stays the same'),
  }),
);

export type Acknowledgement = z.output<typeof acknowledgementsSchema>[number];

/** The JSON Schema of {@link acknowledgementsSchema}. */
export function acknowledgementsJsonSchema(): object {
  return { ...z.toJSONSchema(acknowledgementsSchema), title: 'Mingzhang acknowledgements' };
}
