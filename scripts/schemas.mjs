// Writes schemas/*.json from the zod definitions; a test keeps them equal.
import { writeFileSync } from 'node:fs';
import { packJsonSchema } from '../dist/packs/json-schema.js';
import { openDataJsonSchema } from '../dist/writing/open-data-schema.js';

const schemas = { 'pack.schema.json': packJsonSchema(), 'disclosure.schema.json': openDataJsonSchema() };
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`schemas/${name}`);
}
