import { say } from '../messages/say.ts';
import { PdfUnavailable } from '../writing/pdf.ts';
import { FORMATS, type Format, prepare, writeFormats } from '../writing/publish.ts';
import { type CommonOptions, openWorkbook } from './environment.ts';
import { releaseMemory } from './memory.ts';
import { Staging } from './output.ts';
import { progressBar } from './progress.ts';
import { EXIT, print, printError, printFindings, printProblems, sizeText } from './terminal.ts';

export interface PublishOptions extends CommonOptions {
  readonly output: string;
  readonly draft?: boolean;
  readonly allowUnknown?: boolean;
  /** Comma-separated formats; all by default. */
  readonly formats?: string;
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
  const opened = openWorkbook(file, options);
  printProblems(opened.problems);
  if (!opened.ok) return EXIT.unusable;
  const progress = progressBar();
  const disclosure = prepare({
    ...opened.value,
    draft: options.draft === true,
    allowUnknown: options.allowUnknown === true,
    onProgress: progress.update,
  });
  progress.stop();
  printFindings(disclosure.findings);
  const errors = disclosure.findings.filter((finding) => finding.severity === 'error').length;
  if (errors > 0 && options.draft !== true) {
    printError(say('cli.refused', { count: errors }));
    return EXIT.broken;
  }
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
      }
    }
  } catch (error) {
    staging.discard();
    throw error;
  }
  const written = staging.commit();
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('cli.published', { count: sizes.length, laws: disclosure.laws, tables: disclosure.tables }));
  if (options.draft === true) print(say('cli.draftErrors', { count: errors }));
  if (disclosure.rounding.length > 0) print(say('cli.rounding', { count: disclosure.rounding.length }));
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
