import { z } from 'zod';

/** What a body is: a folder of bodies, a department with all below it, the department itself, a unit. */
export const bodyScopes = ['group', 'department', 'ownLevel', 'unit'] as const;
export type BodyScope = (typeof bodyScopes)[number];

const values = {
  code: z
    .string()
    .trim()
    .max(30)
    .regex(/^[\dA-Za-z-]*$/u),
  name: z.string().trim().min(1).max(100),
  parent: z.uuid().nullable().describe('The body above; none for one at the top'),
  scope: z.enum(bodyScopes),
  nature: z.string().trim().max(30).describe('行政, 参公, 事业 and so on; may be empty'),
};

/** A body of the tree. */
export const bodySchema = z.strictObject({ id: z.uuid(), ...values, code: z.string(), retired: z.boolean() });
export type Body = z.output<typeof bodySchema>;

export const bodiesSchema = z.strictObject({
  bodies: z.array(bodySchema).describe('By code and name; retired ones too'),
});

export const newBodySchema = z.strictObject({
  ...values,
  code: values.code.default(''),
  parent: values.parent.default(null),
  nature: values.nature.default(''),
});
export type NewBodyRequest = z.input<typeof newBodySchema>;

/** What is to be different: renamed, moved, retired or back. */
export const bodyChangeSchema = z.strictObject({ ...values, retired: z.boolean() }).partial();
export type BodyChange = z.output<typeof bodyChangeSchema>;

/** The bodies that a document speaks of. */
export const bodiesFromSchema = z.strictObject({
  document: z.uuid(),
  parent: z.uuid().nullable().default(null).describe('Where its department goes'),
});
export type BodiesFromRequest = z.input<typeof bodiesFromSchema>;

/** What an import did: all of a file, or nothing. */
export const importedBodiesSchema = z.strictObject({
  added: z.int().min(0),
  changed: z.int().min(0),
  unchanged: z.int().min(0),
});
export type ImportedBodies = z.output<typeof importedBodiesSchema>;
