import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import { packJsonSchema } from '../packs/json-schema.ts';
import { findPacks } from '../packs/load.ts';
import { correctionsJsonSchema } from '../reading/corrections.ts';
import { readingJsonSchema } from '../reading/reading-json.ts';
import { sampleLedger } from '../testing/budget.ts';
import { openDataJsonSchema, openDataSchema } from './open-data-schema.ts';
import { proofJsonSchema } from './proof-schema.ts';
import { openDataOf, prepare } from './publish.ts';

it.each([
  ['pack.schema.json', packJsonSchema],
  ['disclosure.schema.json', openDataJsonSchema],
  ['reading.schema.json', readingJsonSchema],
  ['proof.schema.json', proofJsonSchema],
  ['corrections.schema.json', correctionsJsonSchema],
])('schemas/%s is what the definitions say (npm run schemas)', (name, make) => {
  const written: unknown = JSON.parse(
    readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'),
  );
  expect(written).toEqual(JSON.parse(JSON.stringify(make())));
});

it('the open data of a disclosure keeps to its schema', () => {
  const accounts = loadAccounts();
  const library = accounts.ok ? findPacks(accounts.value) : accounts;
  if (!accounts.ok || !library.ok) throw new Error('packs');
  if (!('load' in library.value)) throw new Error('packs');
  const pack = library.value.load('hebei-2025');
  if (!pack.ok) throw new Error('pack');
  const data = openDataOf(prepare({ ledger: sampleLedger(), pack: pack.value, accounts: accounts.value }));
  expect(openDataSchema.safeParse(JSON.parse(JSON.stringify(data))).error?.issues).toBeUndefined();
  expect(data.facts.length).toBeGreaterThan(20);
});
