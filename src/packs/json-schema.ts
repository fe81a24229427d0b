import { z } from 'zod';
import { packSchema } from './definition.ts';

/**
 * The JSON Schema of a pack file, for editors. A pack that extends another may leave anything out, so nothing
 * but the id is required here; `packs validate` checks the whole.
 */
export function packJsonSchema(): object {
  const schema = z.toJSONSchema(packSchema, { io: 'input', unrepresentable: 'any' });
  return { ...schema, title: 'Mingzhang pack', required: ['id'] };
}
