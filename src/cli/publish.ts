import { hasErrors, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { Staging } from '../working/output.ts';
import { programVersion } from '../working/version.ts';
import { PdfUnavailable } from '../writing/pdf.ts';
import { Prover } from '../writing/proof.ts';
import { type Disclosure, FORMATS, type Format, prepare, writeFormats } from '../writing/publish.ts';
import { releaseMemory } from './memory.ts';
import { openWorkbook } from './open-workbook.ts';
import { progressBar } from './progress.ts';
import { EXIT, print, printError, printFindings, printProblems, sizeText } from './terminal.ts';

export interface PublishOptions extends CommonOptions {
  readonly output: string;
  readonly draft?: boolean;
  readonly allowUnknown?: boolean;
  /** Comma-separated formats; all by default. */
  readonly formats?: string;
  /** The layout for what was read; the one it was read by, by default. */
  readonly pack?: string;
}

/** From so many tables on, memory is tidied between formats. */
const LARGE = 500;

/** `mingzhang publish`: a workbook becomes the whole disclosure. Refuses what is broken, unless as a draft. */
export async function publish(file: string, options: PublishOptions): Promise<number> {
  const formats = parseFormats(options.formats);
  if (formats === undefined) {
    printError(say('cli.unknownFormat', { given: options.formats ?? '', allowed: FORMATS.join('、') }));
    return EXIT.unusable;
  }
  if (/\.json$/iu.test(file)) {
    const { publishReading } = await import('./publish-reading.ts');
    return publishReading(file, options, formats);
  }
  const opened = openWorkbook(file, options);
  printProblems(opened.problems);
  if (!opened.ok) return EXIT.unusable;
  const final = options.pack === undefined ? undefined : finalPack(options.pack, options);
  printProblems(final?.problems ?? []);
  if (final?.ok === false) return EXIT.unusable;
  if (final?.value !== undefined) {
    const { prepareFinal } = await import('../writing/publish-final.ts');
    const { disclosure, problems } = prepareFinal({
      ...opened.value,
      pack: final.value,
      draft: options.draft === true,
      allowUnknown: options.allowUnknown === true,
    });
    printProblems(problems);
    return hasErrors(problems) ? EXIT.unusable : writeDisclosure(disclosure, options, formats);
  }
  const progress = progressBar();
  const disclosure = prepare({
    ...opened.value,
    draft: options.draft === true,
    allowUnknown: options.allowUnknown === true,
    onProgress: progress.update,
  });
  progress.stop();
  return writeDisclosure(disclosure, options, formats);
}

/** A pack of final accounts by its id; other layouts print a budget from the pack that its workbook names. */
function finalPack(id: string, options: CommonOptions): Result<Pack | undefined> {
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const pack = environment.value.library.load(id);
  if (!pack.ok) return pack;
  return succeed(pack.value.stage === 'final' ? pack.value : undefined);
}

/** Prints what is wrong with a disclosure and writes it in the formats asked for, unless it is refused. */
export async function writeDisclosure(
  disclosure: Disclosure,
  options: PublishOptions,
  formats: readonly Format[],
): Promise<number> {
  printFindings(disclosure.findings);
  const errors = disclosure.findings.filter((finding) => finding.severity === 'error').length;
  if (errors > 0 && options.draft !== true) {
    printError(say('cli.refused', { count: errors }));
    return EXIT.broken;
  }
  const vocabulary = loadVocabulary();
  printProblems(vocabulary.problems);
  if (!vocabulary.ok) return EXIT.unusable;
  const prover = new Prover(disclosure, vocabulary.value);
  const staging = new Staging(options.output);
  const sizes: number[] = [];
  try {
    for (const format of formats) {
      if (disclosure.tables > LARGE) releaseMemory();
      const files = await writeFormats(disclosure, [format]).catch((error: unknown) => {
        if (!(error instanceof PdfUnavailable)) throw error;
        printError(error.message);
        return [];
      });
      for (const file of files) {
        staging.add(file);
        sizes.push(file.bytes.length);
        if (disclosure.tables > LARGE) releaseMemory();
        printProblems(await prover.add(file));
      }
    }
  } catch (error) {
    staging.discard();
    throw error;
  }
  if (prover.differences > 0) {
    staging.discard();
    printError(say('cli.verify.refused', { count: prover.differences }));
    return EXIT.broken;
  }
  const proof = prover.file(programVersion());
  staging.add(proof);
  sizes.push(proof.bytes.length);
  const written = staging.commit();
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('cli.published', { count: prover.files, laws: disclosure.laws, tables: disclosure.tables }));
  if (options.draft === true) print(say('cli.draftErrors', { count: errors }));
  if (disclosure.rounding.length > 0) print(say('cli.rounding', { count: disclosure.rounding.length }));
  print(prover.summary());
  written.value.forEach((path, index) => {
    print(`  ${path}（${sizeText(sizes[index] ?? 0)}）`);
  });
  return EXIT.clean;
}

function parseFormats(text: string | undefined): readonly Format[] | undefined {
  if (text === undefined) return FORMATS;
  const wanted = text.split(/[,，]/u).map((one) => one.trim());
  const found = FORMATS.filter((format) => wanted.includes(format));
  return found.length === wanted.length ? found : undefined;
}
