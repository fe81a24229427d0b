import { createHash } from 'node:crypto';
import { fail, problem, type Result } from '../messages/problem.ts';
import { formatOf } from './format.ts';
import { type ReadOptions, readSource } from './read.ts';
import type { Reading } from './reading.ts';
import { DEFAULT_LIMITS, type Limits, type Source } from './source.ts';

export interface ReadFileOptions extends Omit<ReadOptions, 'sha256'> {
  readonly limits?: Limits;
  /** Called after every page of formats that have pages. */
  readonly onPage?: (page: number, pages: number) => void;
}

/** Reads a file of any kind by its content. Fails with what it is and what to do, where it cannot be read. */
export async function readBytes(bytes: Uint8Array, options: ReadFileOptions): Promise<Result<Reading>> {
  const source = await readSourceOf(bytes, options);
  if (!source.ok) return source;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const reading = readSource(source.value, { ...options, sha256 });
  return reading.ok ? reading : fail([...source.problems, ...reading.problems]);
}

/** What is printed in a file, before anybody asks what it means. */
export async function readSourceOf(
  bytes: Uint8Array,
  options: Pick<ReadFileOptions, 'file' | 'limits' | 'onPage'>,
): Promise<Result<Source>> {
  const { file, limits = DEFAULT_LIMITS, onPage } = options;
  if (bytes.length > limits.bytes) {
    const size = `${Math.ceil(bytes.length / 2 ** 20)} MB`;
    const limit = `${Math.floor(limits.bytes / 2 ** 20)} MB`;
    return fail([problem('file.tooLarge', 'error', { file }, { file, size, limit })]);
  }
  const format = formatOf(bytes);
  if (typeof format !== 'string') return fail([problem(format.unreadable, 'error', { file })]);
  // A reader is loaded only where there is something for it: some take as long to load as a document to read.
  switch (format) {
    case 'pdf': {
      const { readPdf } = await import('./pdf.ts');
      return await readPdf(bytes, { file, limits, ...(onPage === undefined ? {} : { onPage }) });
    }
    case 'docx':
      return (await import('./docx.ts')).readDocx(bytes, { file, limits });
    case 'xlsx':
    case 'xls':
      return (await import('./xlsx.ts')).readXlsx(bytes, { file, limits });
    case 'html':
      return (await import('./html.ts')).readHtml(bytes, { file, limits });
    case 'text':
      return (await import('./text.ts')).readText(bytes, { file, limits });
  }
}
