import { stringify } from 'yaml';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { validateFile } from '../packs/load.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { EXIT, print, printProblems } from './terminal.ts';

/** `mingzhang packs`: the packs there are, each with its title and years. */
export function listPacks(options: CommonOptions): number {
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return EXIT.unusable;
  const { library } = environment.value;
  let exit: number = EXIT.clean;
  for (const id of library.ids()) {
    const pack = library.load(id);
    if (pack.ok) {
      const years = yearsText(pack.value);
      const tables = Object.keys(pack.value.tables).length;
      print(say('cli.pack', { id, title: pack.value.title, years, tables }));
    } else {
      print(say('cli.packBroken', { id, file: library.fileOf(id) ?? '' }));
      exit = EXIT.unusable;
    }
  }
  return exit;
}

/** The years a pack is for. */
export function yearsText({ years: [first, last] }: Pack): string {
  return first === last ? String(first) : `${first}–${last}`;
}

/** `mingzhang packs validate [FILE…]`: one file, or all packs; every problem with file, line and key. */
export function validatePacks(files: readonly string[], options: CommonOptions): number {
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return EXIT.unusable;
  const { library, accounts } = environment.value;
  // Validated anew: what the build has made of the shipped packs is not taken for granted here.
  const named =
    files.length > 0
      ? files.map((file) => ({ name: file, file }))
      : library.ids().map((id) => ({ name: id, file: library.fileOf(id) ?? '' }));
  const results = named.map(({ name, file }) => ({ name, result: validateFile(file, library, accounts) }));
  let exit: number = EXIT.clean;
  for (const { name, result } of results) {
    printProblems(result.problems);
    if (result.ok) print(say('cli.packValid', { name }));
    else exit = EXIT.unusable;
  }
  return exit;
}

/** `mingzhang packs show ID`: the pack with everything it extends, as one definition. */
export function showPack(id: string, options: CommonOptions): number {
  const environment = loadEnvironment(options);
  printProblems(environment.problems);
  if (!environment.ok) return EXIT.unusable;
  const pack = environment.value.library.load(id);
  printProblems(pack.problems);
  if (!pack.ok) return EXIT.unusable;
  print(stringify(pack.value, { aliasDuplicateObjects: false, lineWidth: 110 }).trimEnd());
  return EXIT.clean;
}
