import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { AccountBook } from '../accounts/load.ts';
import {
  fail,
  hasErrors,
  type Problem,
  problem,
  type Result,
  succeed,
  type Where,
} from '../messages/problem.ts';
import { type Compiled, chainKey, shippedCompiled } from './compiled.ts';
import { type Pack, packSchema } from './definition.ts';
import { compiledSource, overlay, type Path, parseSource, type Source } from './source.ts';
import { packSpace } from './space.ts';
import { meaningProblems, schemaProblems } from './validate.ts';

/** The folder of packs that this program ships; beside `src/` and, once built, beside `dist/`. */
export const shippedPacks: string = fileURLToPath(new URL('../../packs/', import.meta.url));

/** All packs found, validated on demand: one wrong pack does not keep the others from working. */
export class PackLibrary {
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #accounts: AccountBook;
  readonly #compiled: Compiled;
  readonly #loaded = new Map<string, Result<Pack>>();

  constructor(sources: ReadonlyMap<string, Source>, accounts: AccountBook, compiled: Compiled) {
    this.#sources = sources;
    this.#accounts = accounts;
    this.#compiled = compiled;
  }

  /** The ids of all packs, sorted. */
  ids(): readonly string[] {
    return [...this.#sources.keys()].sort();
  }

  /** A pack's file and those of the packs it extends, the nearest first; stops where one is missing or repeats. */
  chainOf(id: string): readonly Source[] {
    const chain: Source[] = [];
    for (let source = this.#sources.get(id); source !== undefined && !chain.includes(source); ) {
      chain.push(source);
      const parent: unknown = source.value.extends;
      source = typeof parent === 'string' ? this.#sources.get(parent) : undefined;
    }
    return chain;
  }

  fileOf(id: string): string | undefined {
    return this.#sources.get(id)?.file;
  }

  /** A pack with everything it extends, or what is wrong with it. */
  load(id: string): Result<Pack> {
    const known = this.#loaded.get(id);
    if (known !== undefined) return known;
    const result = this.#load(id);
    this.#loaded.set(id, result);
    return result;
  }

  #load(id: string): Result<Pack> {
    const available = this.ids().join('、');
    const chain = this.chainOf(id);
    const last = chain.at(-1);
    if (last === undefined) return fail([problem('packs.notFound', 'error', {}, { id, available })]);
    const parent = last.value.extends;
    if (typeof parent === 'string') {
      const { where } = last.positionOf(['extends']);
      const at = { ...where, key: 'extends' };
      return fail([
        this.#sources.has(parent)
          ? problem('packs.extendsItself', 'error', at, { id: parent })
          : problem('packs.extendsMissing', 'error', at, { id: parent, available }),
      ]);
    }
    // The build has validated it with the shipped lists; others over them may know other codes.
    const known = this.#accounts.hasImported ? undefined : this.#compiled.packs[chainKey(chain)];
    return known === undefined ? validate(chain, this.#accounts) : succeed(known);
  }
}

/** Validates a definition with what it extends, the nearest first. */
function validate(chain: readonly Source[], accounts: AccountBook): Result<Pack> {
  const merged = chain.reduceRight<Readonly<Record<string, unknown>>>(
    (base, source) => overlay(base, source.value),
    {},
  );
  const locate = (path: Path): Where => {
    let best: { where: Where; depth: number } = { where: {}, depth: -1 };
    for (const source of chain) {
      const position = source.positionOf(path);
      if (position.depth > best.depth) best = position;
    }
    return best.where;
  };
  const parsed = packSchema.safeParse(merged, { reportInput: true, error: z.locales.zhCN().localeError });
  if (!parsed.success) return fail(schemaProblems(parsed.error.issues, locate));
  const pack = parsed.data;
  const space = packSpace(pack, accounts, { year: pack.years[1], entities: [] });
  const problems = meaningProblems(pack, space, locate);
  return hasErrors(problems) ? fail(problems) : succeed(pack, problems);
}

/**
 * Finds the packs in the shipped folder and in further ones; only unreadable files and doubled ids are reported here.
 * What `compiled` has of them is neither parsed nor validated again.
 */
export function findPacks(
  accounts: AccountBook,
  directories: readonly string[] = [],
  compiled: Compiled = shippedCompiled(),
): Result<PackLibrary> {
  const problems: Problem[] = [];
  const sources = new Map<string, Source>();
  let isFolderMissing = false;
  for (const directory of [shippedPacks, ...directories]) {
    if (!(statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
      problems.push(problem('packs.directoryNotFound', 'error', { file: directory }, { folder: directory }));
      isFolderMissing = true;
      continue;
    }
    for (const name of readdirSync(directory).sort()) {
      if (!/\.ya?ml$/u.test(name)) continue;
      const source = readSource(join(directory, name), compiled);
      problems.push(...source.problems);
      if (!source.ok) continue;
      const id =
        typeof source.value.value.id === 'string' ? source.value.value.id : name.replace(/\.ya?ml$/u, '');
      const first = sources.get(id);
      if (first !== undefined) {
        problems.push(
          problem('packs.twice', 'error', { file: source.value.file, key: 'id' }, { id, first: first.file }),
        );
      } else sources.set(id, source.value);
    }
  }
  return isFolderMissing ? fail(problems) : succeed(new PackLibrary(sources, accounts, compiled), problems);
}

/** Validates one pack file anew, which may extend a pack of the library. */
export function validateFile(file: string, library: PackLibrary, accounts: AccountBook): Result<Pack> {
  const source = readSource(file);
  if (!source.ok) return source;
  const chain: Source[] = [source.value];
  const parent = source.value.value.extends;
  if (typeof parent === 'string') {
    const base = library.load(parent);
    if (!base.ok) {
      const { where } = source.value.positionOf(['extends']);
      const available = library.ids().join('、');
      return fail([
        problem('packs.extendsMissing', 'error', { ...where, key: 'extends' }, { id: parent, available }),
        ...base.problems,
      ]);
    }
    chain.push(...library.chainOf(parent));
  }
  return validate(chain, accounts);
}

function readSource(file: string, compiled?: Compiled): Result<Source> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const exists = statSync(file, { throwIfNoEntry: false }) !== undefined;
    return fail([problem(exists ? 'file.notReadable' : 'file.notFound', 'error', { file }, { file })]);
  }
  const known = compiled === undefined ? undefined : compiledSource(text, file, compiled);
  return known === undefined ? parseSource(text, file) : succeed(known);
}
