import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { profileJsonSchema } from '../checking/profile.ts';
import { libraryJsonSchema } from '../performance/library.ts';
import { registerJsonSchema } from '../performance/register.ts';
import { batchJsonSchema } from './batch.ts';
import { acknowledgementsJsonSchema, checkJsonSchema } from './check-schema.ts';

it.each([
  ['checks.schema.json', profileJsonSchema],
  ['check.schema.json', checkJsonSchema],
  ['batch.schema.json', batchJsonSchema],
  ['acknowledgements.schema.json', acknowledgementsJsonSchema],
  ['indicators.schema.json', libraryJsonSchema],
  ['registers.schema.json', registerJsonSchema],
])('schemas/%s is what the definitions say (npm run schemas)', (name, make) => {
  const written: unknown = JSON.parse(
    readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'),
  );
  expect(written).toEqual(JSON.parse(JSON.stringify(make())));
});
