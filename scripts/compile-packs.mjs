// Parses and validates the shipped packs and words once, at the build, for every start after it (src/packs/compiled.ts).
// A pack that is wrong is named and left out; it is then validated, and reported, at every start.
import { rmSync, writeFileSync } from 'node:fs';
import { loadAccounts } from '../dist/accounts/load.js';
import { sayWhere } from '../dist/messages/problem.js';
import { compilePacks } from '../dist/packs/compile.js';
import { compiledFile } from '../dist/packs/compiled.js';

rmSync(compiledFile, { force: true });
const accounts = loadAccounts();
const { compiled, problems } = accounts.ok ? compilePacks(accounts.value) : { problems: accounts.problems };
for (const { where, message } of problems) console.error(`${sayWhere(where)} ${message}`);
if (compiled !== undefined) writeFileSync(compiledFile, JSON.stringify(compiled));
