// Writes schemas/*.json from the zod definitions; a test keeps them equal.
import { writeFileSync } from 'node:fs';
import { profileJsonSchema } from '../dist/checking/profile.js';
import { packJsonSchema } from '../dist/packs/json-schema.js';
import { evaluationJsonSchema } from '../dist/performance/evaluate-json.js';
import { libraryJsonSchema } from '../dist/performance/library.js';
import { monitorJsonSchema } from '../dist/performance/monitor-json.js';
import { progressJsonSchema } from '../dist/performance/progress-json.js';
import { registerJsonSchema } from '../dist/performance/register.js';
import { surveyJsonSchema } from '../dist/performance/survey.js';
import { correctionsJsonSchema } from '../dist/reading/corrections.js';
import { readingJsonSchema } from '../dist/reading/reading-json.js';
import { batchJsonSchema } from '../dist/reporting/batch.js';
import { acknowledgementsJsonSchema, checkJsonSchema } from '../dist/reporting/check-schema.js';
import { openDataJsonSchema } from '../dist/writing/open-data-schema.js';
import { proofJsonSchema } from '../dist/writing/proof-schema.js';

const schemas = {
  'pack.schema.json': packJsonSchema(),
  'disclosure.schema.json': openDataJsonSchema(),
  'reading.schema.json': readingJsonSchema(),
  'proof.schema.json': proofJsonSchema(),
  'corrections.schema.json': correctionsJsonSchema(),
  'checks.schema.json': profileJsonSchema(),
  'check.schema.json': checkJsonSchema(),
  'batch.schema.json': batchJsonSchema(),
  'acknowledgements.schema.json': acknowledgementsJsonSchema(),
  'indicators.schema.json': libraryJsonSchema(),
  'registers.schema.json': registerJsonSchema(),
  'surveys.schema.json': surveyJsonSchema(),
  'execution.schema.json': progressJsonSchema(),
  'monitor.schema.json': monitorJsonSchema(),
  'evaluation.schema.json': evaluationJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`schemas/${name}`);
}
