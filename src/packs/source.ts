import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import { fail, type Problem, problem, type Result, succeed, type Where } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Compiled, hashOf } from './compiled.ts';

/** Steps from the root of a definition to one of its values. */
export type Path = readonly (string | number)[];

/** A pack file as it was written, with the position of every key. */
export interface Source {
  readonly file: string;
  /** Of its text, in hexadecimal digits. */
  readonly sha256: string;
  /** The plain value: maps, lists, scalars. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The line and column of the value at a path, or of its nearest ancestor that stands in this file. */
  positionOf(path: Path): { readonly where: Where; readonly depth: number };
}

/** A definition is written by people; what is larger than this is not one. */
const MAX_BYTES = 2_000_000;

/** Parses a pack file; every syntax error is reported with its line. */
export function parseSource(text: string, file: string): Result<Source> {
  if (text.length > MAX_BYTES) {
    return fail([
      problem(
        'file.tooLarge',
        'error',
        { file },
        { file, size: `${text.length} B`, limit: `${MAX_BYTES} B` },
      ),
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  const problems: Problem[] = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return problem('packs.syntax', 'error', { file, line, column: col }, { detail: detailOf(error.code) });
  });
  if (problems.length > 0) return fail(problems);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    return fail([problem('packs.aliases', 'error', { file })]);
  }
  if (!isObject(value)) return fail([problem('packs.notAMap', 'error', { file })]);
  return succeed({
    file,
    sha256: hashOf(text),
    value,
    positionOf: (path) => locate(document, lines, file, path),
  });
}

/** A pack file whose value the build has parsed already; it is parsed again only where somebody asks for a position. */
export function compiledSource(text: string, file: string, compiled: Compiled): Source | undefined {
  const sha256 = hashOf(text);
  const value = compiled.values[sha256];
  if (value === undefined) return undefined;
  let parsed: Result<Source> | undefined;
  return {
    file,
    sha256,
    value,
    positionOf: (path) => {
      parsed ??= parseSource(text, file);
      return parsed.ok ? parsed.value.positionOf(path) : { where: { file }, depth: 0 };
    },
  };
}

/** The commonest mistakes of YAML in words; the parser's own are in English. */
function detailOf(code: string): string {
  switch (code) {
    case 'BAD_INDENT':
    case 'DUPLICATE_KEY':
    case 'MISSING_CHAR':
    case 'TAB_AS_INDENT':
    case 'UNEXPECTED_TOKEN':
      return say(`packs.yaml.${code}`);
    default:
      return say('packs.yaml.other', { code });
  }
}

function locate(document: YamlDocument, lines: LineCounter, file: string, path: Path) {
  let node: unknown = document.contents;
  let offset = 0;
  let depth = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) break;
      node = item;
      if (isMap(node) || isSeq(node) || isScalar(node)) offset = node.range?.[0] ?? offset;
    } else break;
    depth += 1;
  }
  const { line, col } = lines.linePos(offset);
  return { where: { file, line, column: col }, depth };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values of these keys are one thought and are replaced whole, not mixed with the parent's. */
const WHOLE = new Set(['cell', 'cells', 'each', 'when', 'at', 'difference', 'ratio', 'share', 'slots']);

/**
 * A definition that states its differences from another: maps merge key by key, lists and cells are replaced
 * whole, and `null` takes a key away.
 */
export function overlay(
  base: Readonly<Record<string, unknown>>,
  difference: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(difference)) {
    const before = merged[key];
    if (value === null) delete merged[key];
    else if (isObject(value) && isObject(before) && !WHOLE.has(key)) merged[key] = overlay(before, value);
    else merged[key] = value;
  }
  return merged;
}
