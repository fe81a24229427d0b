import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { profileJsonSchema } from '../checking/profile.ts';
import { evaluationJsonSchema } from '../performance/evaluate-json.ts';
import { libraryJsonSchema } from '../performance/library.ts';
import { monitorJsonSchema } from '../performance/monitor-json.ts';
import { progressJsonSchema } from '../performance/progress-json.ts';
import { registerJsonSchema } from '../performance/register.ts';
import { surveyJsonSchema } from '../performance/survey.ts';
import { batchJsonSchema } from './batch.ts';
import { acknowledgementsJsonSchema, checkJsonSchema } from './check-schema.ts';

it.each([
  ['checks.schema.json', profileJsonSchema],
  ['check.schema.json', checkJsonSchema],
  ['batch.schema.json', batchJsonSchema],
  ['acknowledgements.schema.json', acknowledgementsJsonSchema],
  ['indicators.schema.json', libraryJsonSchema],
  ['registers.schema.json', registerJsonSchema],
  ['surveys.schema.json', surveyJsonSchema],
  ['execution.schema.json', progressJsonSchema],
  ['monitor.schema.json', monitorJsonSchema],
  ['evaluation.schema.json', evaluationJsonSchema],
])('schemas/%s is what the definitions say (npm run schemas)', (name, make) => {
  const written: unknown = JSON.parse(
    readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'),
  );
  expect(written).toEqual(JSON.parse(JSON.stringify(make())));
});
