import { problem } from '../messages/problem.ts';
import { parseKept } from '../reading/kept.ts';
import { loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import type { Format } from '../writing/publish.ts';
import { prepareKept } from '../writing/publish-kept.ts';
import { progressBar } from './progress.ts';
import { type PublishOptions, writeDisclosure } from './publish.ts';
import { EXIT, printProblems } from './terminal.ts';

/** `mingzhang publish x.facts.json`: what was read from a document, in the layout of a pack. */
export async function publishReading(
  file: string,
  options: PublishOptions,
  formats: readonly Format[],
): Promise<number> {
  const environment = loadEnvironment(options);
  const bytes = readInput(file);
  printProblems([...environment.problems, ...bytes.problems]);
  if (!environment.ok || !bytes.ok) return EXIT.unusable;
  const kept = parseKept(new TextDecoder().decode(bytes.value), file);
  printProblems(kept.problems);
  if (!kept.ok) return EXIT.unusable;
  const id = options.pack ?? kept.value.pack.id;
  if (id === 'generic') {
    printProblems([problem('cli.kept.noPack', 'error', { file })]);
    return EXIT.unusable;
  }
  const { accounts, library } = environment.value;
  const pack = library.load(id);
  printProblems(pack.problems);
  if (!pack.ok) return EXIT.unusable;
  const progress = progressBar();
  const { disclosure, problems } = prepareKept({
    kept: kept.value,
    pack: pack.value,
    accounts,
    draft: options.draft === true,
    allowUnknown: options.allowUnknown === true,
    onProgress: progress.update,
  });
  progress.stop();
  printProblems(problems);
  return writeDisclosure(disclosure, options, formats);
}
