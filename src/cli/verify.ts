import { join } from 'node:path';
import { z } from 'zod';
import type { Document } from '../document/document.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import {
  checkFile,
  differenceProblems,
  type FileCheck,
  PROOF_FILE,
  type ProofMeans,
  packHash,
  readDisclosure,
  sha256,
} from '../writing/proof.ts';
import type { TableStatement } from '../writing/proof-facts.ts';
import type { Difference } from '../writing/proof-print.ts';
import { type FileProof, type Proof, proofSchema } from '../writing/proof-schema.ts';
import { releaseMemory } from './memory.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** `mingzhang verify`: reads the files of a publication again and compares them with its proof and with each other. */
export async function verify(folder: string, options: CommonOptions): Promise<number> {
  const opened = openProof(folder, options);
  printProblems(opened.problems);
  if (!opened.ok) return EXIT.unusable;
  const { proof, means } = opened.value;
  const files = proof.files.map((recorded) => openFile(folder, recorded));
  const document = documentOf(files);
  let broken = 0;
  let facts = 0;
  let reference: FileCheck | undefined;
  // What nobody has touched comes first: the others are held against it.
  for (const file of [...files].sort((a, b) => Number(a.isChanged) - Number(b.isChanged))) {
    const problems = [...file.problems];
    if (file.bytes !== undefined) {
      const check = await checkFile({ path: file.recorded.path, bytes: file.bytes }, document, means);
      if (check.ok) {
        facts += check.value.proof.compared.facts;
        problems.push(...compareCheck(file.recorded, check.value, reference));
        if (!file.isChanged && check.value.statements.length > 0) reference ??= check.value;
      } else problems.push(...check.problems);
      releaseMemory();
    }
    printProblems(problems);
    broken += problems.length;
  }
  const inData = document === undefined ? await compareChangedData(files, means) : [];
  printProblems(inData);
  broken += inData.length;
  if (broken > 0) {
    printError(say('cli.verify.broken', { count: broken }));
    return EXIT.broken;
  }
  print(say('cli.verify.clean', { files: files.length, facts }));
  return EXIT.clean;
}

interface OpenedProof {
  readonly proof: Proof;
  readonly means: ProofMeans;
}

function openProof(folder: string, options: CommonOptions): Result<OpenedProof> {
  const bytes = readInput(join(folder, PROOF_FILE));
  if (!bytes.ok) return fail([problem('cli.verify.noProof', 'error', {}, { folder })]);
  const proof = parseProof(bytes.value);
  if (!proof.ok) return proof;
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const vocabulary = loadVocabulary();
  if (!vocabulary.ok) return vocabulary;
  const { accounts, library } = environment.value;
  const { id, sha256: hash } = proof.value.pack;
  const pack = library.load(id);
  if (!pack.ok) return pack;
  const { year, names } = proof.value;
  const problems = [...environment.problems, ...vocabulary.problems];
  if (packHash(pack.value) !== hash)
    problems.push(problem('cli.verify.otherPack', 'warning', {}, { pack: id }));
  const means = { pack: pack.value, accounts, vocabulary: vocabulary.value, year, names };
  return succeed({ proof: proof.value, means }, problems);
}

function parseProof(bytes: Uint8Array): Result<Proof> {
  const bad = (detail: string) =>
    fail<Proof>([problem('cli.verify.badProof', 'error', { file: PROOF_FILE }, { detail })]);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return bad('JSON');
  }
  const parsed = proofSchema.safeParse(content, { error: z.locales.zhCN().localeError });
  if (parsed.success) return succeed(parsed.data);
  const [issue] = parsed.error.issues;
  return bad(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

/** A file that the proof names, as it is now. */
interface FoundFile {
  readonly recorded: FileProof;
  readonly bytes: Uint8Array | undefined;
  readonly isChanged: boolean;
  readonly problems: readonly Problem[];
}

function openFile(folder: string, recorded: FileProof): FoundFile {
  const file = recorded.path;
  const bytes = readInput(join(folder, file));
  if (!bytes.ok) {
    const problems = [problem('cli.verify.missing', 'error', { file })];
    return { recorded, bytes: undefined, isChanged: true, problems };
  }
  const isChanged = sha256(bytes.value) !== recorded.sha256;
  const problems = isChanged ? [problem('cli.verify.changed', 'error', { file })] : [];
  return { recorded, bytes: bytes.value, isChanged, problems };
}

/** The document that all files should print, from the open data: untouched data, or none. */
function documentOf(files: readonly FoundFile[]): Document | undefined {
  for (const { bytes, isChanged } of files) {
    const found = bytes === undefined || isChanged ? undefined : readDisclosure(bytes);
    if (found !== undefined) return found.document;
  }
  return undefined;
}

/** What open data that somebody changed says otherwise than an untouched file prints. */
async function compareChangedData(
  files: readonly FoundFile[],
  means: ProofMeans,
): Promise<readonly Problem[]> {
  const untouched = files.find(({ isChanged, recorded }) => !isChanged && recorded.statements !== undefined);
  if (untouched?.bytes === undefined) return [];
  const { recorded, bytes } = untouched;
  for (const { recorded: changed, bytes: data, isChanged } of files) {
    const document = data === undefined || !isChanged ? undefined : readDisclosure(data)?.document;
    if (document === undefined) continue;
    const check = await checkFile({ path: recorded.path, bytes }, document, means);
    const differences = check.ok ? check.value.differences : [];
    // It is the data that is wrong, not the file that was read.
    const turned = differences.map((one) => ({ ...one, printed: one.expected, expected: one.printed }));
    return differenceProblems(changed.path, turned);
  }
  return [];
}

/** What a file says otherwise than the document, than the proof recorded, or than an untouched file. */
function compareCheck(
  { path, statements }: FileProof,
  check: FileCheck,
  reference: FileCheck | undefined,
): readonly Problem[] {
  if (check.differences.length > 0) return differenceProblems(path, check.differences);
  if (check.proof.statements === statements) return [];
  const differences =
    reference === undefined ? [] : compareStatements(check.statements, reference.statements);
  return differences.length > 0
    ? differenceProblems(path, differences)
    : [problem('cli.verify.otherFacts', 'error', { file: path })];
}

/** Facts of one file that the other has with another value, or has not. */
function compareStatements(
  own: readonly TableStatement[],
  other: readonly TableStatement[],
): readonly Difference[] {
  const byPlace = (list: readonly TableStatement[]) =>
    new Map(list.map((one) => [`${one.table} ${one.at}`, one]));
  const [ours, theirs] = [byPlace(own), byPlace(other)];
  return [
    ...[...ours].flatMap(([key, one]) => {
      const expected = theirs.get(key)?.printed ?? '';
      return expected === one.printed ? [] : [{ ...placeOf(one), printed: one.printed, expected }];
    }),
    ...[...theirs].flatMap(([key, one]) =>
      ours.has(key) ? [] : [{ ...placeOf(one), printed: '', expected: one.printed }],
    ),
  ];
}

function placeOf({
  table = '',
  row = '',
  column = '',
}: TableStatement): Required<Pick<Difference, 'table' | 'row' | 'column'>> {
  return { table, row, column };
}
