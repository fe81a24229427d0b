import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AccountBook } from '../accounts/book.ts';
import type { Document } from '../document/document.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { Vocabulary } from '../packs/vocabulary.ts';
import { readSource } from '../reading/read.ts';
import { readSourceOf } from '../reading/read-file.ts';
import type { Limits } from '../reading/source.ts';
import { compareData, readFactsCsv } from './proof-data.ts';
import { expectedOf, READ_BACK, type ReadBack } from './proof-expect.ts';
import {
  codesByName,
  compareMeaning,
  type Names,
  type TableStatement,
  tableStatements,
} from './proof-facts.ts';
import { comparePrinting, type Difference } from './proof-print.ts';
import { disclosureSchema, type FileProof, type Proof } from './proof-schema.ts';
import type { Disclosure, PublishedFile } from './publish.ts';

/** What reading back goes by. */
export interface ProofMeans {
  readonly pack: Pack;
  readonly accounts: AccountBook;
  readonly vocabulary: Vocabulary;
  readonly year: number;
  readonly names: Names;
}

/** A file that was read back. */
export interface FileCheck {
  readonly proof: FileProof;
  readonly differences: readonly Difference[];
  /** What the tables say, as it was read; empty for data. */
  readonly statements: readonly TableStatement[];
}

/** Our own files may be large: the most that a department of thousands of units comes to. */
const LIMITS: Limits = {
  bytes: 2 ** 30,
  unpackedBytes: 4 * 2 ** 30,
  pages: 200_000,
  cells: 20_000_000,
  characters: 500_000_000,
  depth: 200,
  time: 3_600_000,
};

const NOTHING = { cells: 0, texts: 0, facts: 0 };
const ALL_COMPARED = { numbers: [], misread: [], pageNumbers: 0 };

/**
 * Reads a written file back and compares it with the document that it should print; without a document, only reads what
 * its tables say. Fails where the file cannot be read.
 */
export async function checkFile(
  { path, bytes }: PublishedFile,
  document: Document | undefined,
  means: ProofMeans,
): Promise<Result<FileCheck>> {
  const file = { path, sha256: sha256(bytes), bytes: bytes.length };
  const format = READ_BACK.find((one) => path.endsWith(`.${one}`));
  if (format !== undefined) return await readBack(file, format, bytes, document, means);
  const data = checkData(path, bytes, document);
  if (data === undefined) return fail([problem('writing.proof.unreadable', 'error', { file: path })]);
  const compared = { ...NOTHING, facts: data.facts };
  const proof = { ...file, compared, notCompared: ALL_COMPARED };
  return succeed({ proof, differences: data.differences, statements: [] });
}

async function readBack(
  file: Pick<FileProof, 'path' | 'sha256' | 'bytes'>,
  format: ReadBack,
  bytes: Uint8Array,
  document: Document | undefined,
  means: ProofMeans,
): Promise<Result<FileCheck>> {
  const { pack, names, ...others } = means;
  const source = await readSourceOf(bytes, { file: file.path, limits: LIMITS });
  if (!source.ok) return source;
  const reading = readSource(source.value, {
    ...others,
    file: file.path,
    sha256: file.sha256,
    packs: [pack],
    pack: pack.id,
  });
  if (!reading.ok) return fail(reading.problems);
  const codesOf = codesByName(names);
  const statements = tableStatements(reading.value, codesOf);
  const lines = statements.map(({ key }) => key).sort();
  const digest = { statements: sha256(lines.join('\n')) };
  if (document === undefined) {
    const proof = { ...file, compared: NOTHING, notCompared: ALL_COMPARED, ...digest };
    return succeed({ proof, differences: [], statements });
  }
  const expected = expectedOf(document, format);
  const printing = comparePrinting(expected, source.value);
  const meaning = compareMeaning(expected, printing.agreeing, reading.value, codesOf);
  const numbers = [...meaning.unread].map(([table, count]) => ({ table, count }));
  const proof: FileProof = {
    ...file,
    compared: { cells: printing.cells, texts: printing.texts, facts: meaning.tables + meaning.text },
    notCompared: { numbers, misread: [...meaning.misread], pageNumbers: printing.pageNumbers },
    ...digest,
  };
  return succeed({ proof, differences: printing.differences, statements });
}

/** Open data: every fact that the document prints, once. Of its description only the hash is kept. */
function checkData(
  path: string,
  bytes: Uint8Array,
  document: Document | undefined,
): { readonly facts: number; readonly differences: readonly Difference[] } | undefined {
  if (path.endsWith(DESCRIPTION)) return { facts: 0, differences: [] };
  const disclosure = path.endsWith('.json') ? readDisclosure(bytes) : undefined;
  const facts = path.endsWith('.csv') ? readFactsCsv(bytes) : disclosure?.facts;
  if (facts === undefined) return undefined;
  const own = document ?? disclosure?.document;
  if (own === undefined) return { facts: facts.length, differences: [] };
  const isOther = disclosure !== undefined && !isDeepStrictEqual(disclosure.document, own);
  const differences = compareData(own, facts);
  if (!isOther) return { facts: facts.length, differences };
  const other: Difference = { printed: disclosure.document.title, expected: own.title };
  return { facts: facts.length, differences: [...differences, ...(differences.length === 0 ? [other] : [])] };
}

const DESCRIPTION = 'datapackage.json';

/** The facts and the document of a `disclosure.json`; undefined where the bytes are none. */
export function readDisclosure(
  bytes: Uint8Array,
): ReturnType<(typeof disclosureSchema)['parse']> | undefined {
  const text = new TextDecoder().decode(bytes);
  if (!text.startsWith('{"format":"mingzhang-disclosure"')) return undefined;
  try {
    return disclosureSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The names that documents may print where the ledger has codes. */
export function namesOf({ ledger: { records } }: Pick<Disclosure, 'ledger'>): Names {
  const byCode = (list: readonly { readonly code: string; readonly name: string }[]) =>
    Object.fromEntries(list.map(({ code, name }) => [code, name]));
  return { entity: byCode([records.department, ...records.units]), project: byCode(records.projects) };
}

/** Made of everything that a pack says, what it extends included. */
export function packHash(pack: Pack): string {
  return sha256(JSON.stringify(pack));
}

/** The `proof.json` of files that were read back. */
export function proofOf(
  { ledger, pack }: Pick<Disclosure, 'ledger' | 'pack'>,
  names: Names,
  files: readonly FileProof[],
  program: string,
): Proof {
  const { code, name } = ledger.records.department;
  return {
    format: 'mingzhang-proof',
    version: 1,
    program,
    pack: { id: pack.id, sha256: packHash(pack) },
    entity: { code, name },
    year: ledger.year,
    names: { ...names },
    files: [...files],
  };
}

/** So many differences of a file are named. */
const MOST_NAMED = 20;

/** Differences in words: the file, the table, its row and column, what is printed and what should be. */
export function differenceProblems(file: string, differences: readonly Difference[]): readonly Problem[] {
  const problems = differences.slice(0, MOST_NAMED).map((one) => {
    const { printed, expected } = one;
    const where = sayPlace(one);
    if (expected === '') return problem('writing.proof.extra', 'error', { file }, { where, printed });
    if (printed === '') return problem('writing.proof.missing', 'error', { file }, { where, expected });
    return problem('writing.proof.wrong', 'error', { file }, { where, printed, expected });
  });
  const more = differences.length - problems.length;
  return more > 0
    ? [...problems, problem('writing.proof.more', 'error', { file }, { count: more })]
    : problems;
}

/** Numbers printed as they should be that are read as something else: where, and what is read for what is stated. */
function misreadProblems(file: string, misread: FileProof['notCompared']['misread']): readonly Problem[] {
  const problems = misread.slice(0, MOST_NAMED).map(({ read, stated, ...place }) => {
    const where = sayPlace({ ...place, printed: read, expected: stated });
    return problem('writing.proof.misread', 'error', { file }, { where, read, stated });
  });
  const more = misread.length - problems.length;
  return more > 0
    ? [...problems, problem('writing.proof.more', 'error', { file }, { count: more })]
    : problems;
}

function sayPlace({ table, row, column }: Difference): string {
  if (table !== undefined) {
    return row === undefined || column === undefined
      ? say('writing.proof.table', { table })
      : say('writing.proof.cell', { table, row, column });
  }
  return row === undefined ? say('writing.proof.text') : say('writing.proof.data', { coordinate: row });
}

/** Reads the files of a disclosure back as they are written, and keeps the books. */
export class Prover {
  readonly #disclosure: Disclosure;
  readonly #means: ProofMeans;
  readonly #files: FileProof[] = [];
  #differences = 0;

  constructor(disclosure: Disclosure, vocabulary: Vocabulary) {
    const { pack, accounts, ledger } = disclosure;
    this.#disclosure = disclosure;
    this.#means = { pack, accounts, vocabulary, year: ledger.year, names: namesOf(disclosure) };
  }

  /** Reads a file back; the problems are what it prints otherwise than the ledger has it. */
  async add(file: PublishedFile): Promise<readonly Problem[]> {
    const check = await checkFile(file, this.#disclosure.composed.document, this.#means);
    if (!check.ok) {
      this.#differences += 1;
      return check.problems;
    }
    const { proof, differences } = check.value;
    const { misread } = proof.notCompared;
    this.#files.push(proof);
    this.#differences += differences.length + misread.length;
    return [...differenceProblems(file.path, differences), ...misreadProblems(file.path, misread)];
  }

  /** How many files were read back. */
  get files(): number {
    return this.#files.length;
  }

  /** How many facts were read back and compared. */
  get compared(): number {
    return this.#files.reduce((total, { compared }) => total + compared.facts, 0);
  }

  /** How many differences there were; nothing is released unless there is none. */
  get differences(): number {
    return this.#differences;
  }

  /** `proof.json`. */
  file(program: string): PublishedFile {
    const proof = proofOf(this.#disclosure, this.#means.names, this.#files, program);
    return { path: PROOF_FILE, bytes: new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`) };
  }

  /** The proof in a line. */
  summary(): string {
    const sum = (of: (file: FileProof) => number) => this.#files.reduce((total, file) => total + of(file), 0);
    const params = {
      files: this.#files.length,
      facts: sum(({ compared }) => compared.facts),
      cells: sum(({ compared }) => compared.cells),
      texts: sum(({ compared }) => compared.texts),
    };
    const unread = sum(({ notCompared }) =>
      notCompared.numbers.reduce((total, { count }) => total + count, 0),
    );
    return [
      say('writing.proof.summary', params),
      ...(unread === 0 ? [] : [say('writing.proof.unread', { count: unread })]),
    ].join('');
  }
}

export const PROOF_FILE = 'proof.json';

/** The SHA-256 of bytes or text, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
