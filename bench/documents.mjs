// The documents that benches of checking go over: those of ../shared, and the examples published in every shipped pack
// that can print them, so that each is known to be right and is read in layouts that are not its own.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importWorkbook } from '../dist/ledger/import.js';
import { prepare, writeFormats } from '../dist/writing/publish.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Real documents, by path: `{ name, file, bytes }`. */
export function sharedDocuments() {
  return ['seeds', 'samples/shanghai']
    .map((name) => join(root, '../shared', name))
    .filter((path) => existsSync(path))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(txt|pdf)$/u.test(name))
        .map((name) => join(folder, name)),
    )
    .map((file) => ({ name: basename(file), file, bytes: new Uint8Array(readFileSync(file)) }));
}

/** Every example in every pack, as a Word file. A pack that cannot print one is left out, and that is said. */
export async function* publishedExamples({ accounts, library, packs }) {
  const folder = join(root, 'examples');
  for (const example of readdirSync(folder)) {
    const file = join(folder, example, 'budget.xlsx');
    if (!existsSync(file)) continue;
    const imported = importWorkbook(readFileSync(file), file, { packs: library, accounts });
    if (!imported.ok) throw new Error(imported.problems.map(({ message }) => message).join('\n'));
    for (const pack of packs) {
      const name = `${example.slice(0, 12)}@${pack.id}.docx`;
      try {
        const prepared = prepare({ ledger: imported.value, pack, accounts, allowUnknown: true });
        const [written] = await writeFormats(prepared, ['docx']);
        yield { name, file: name, bytes: written.bytes };
      } catch (error) {
        console.log(`${name.padEnd(38)} cannot be printed: ${String(error.message).split('\n')[0]}`);
      }
    }
  }
}
