import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { plainDecimal } from '../ledger/cells.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import { entryOf, type Library, type LibraryEntry } from '../performance/library.ts';
import { libraryFiles, loadLibrary, readLibrary } from '../performance/load-library.ts';
import {
  type Asked,
  compare,
  type PeerDocument,
  type Peers,
  type PeerTarget,
  peersOf,
} from '../performance/peers.ts';
import { searchIndicators } from '../performance/search.ts';
import { parseKept } from '../reading/kept.ts';
import { sayPlace } from '../reading/kept-place.ts';
import { fromJson, type KeptReading, toJson } from '../reading/reading-json.ts';
import { definitionFolders } from '../working/definition-folders.ts';
import type { CommonOptions } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { readingLimits } from '../working/reading-limits.ts';
import { filesIn } from './read.ts';
import { readFiles } from './reading-pool.ts';
import { EXIT, print, printProblems } from './terminal.ts';

export interface SearchOptions extends CommonOptions {
  readonly json?: boolean;
  readonly limit?: string;
}

export interface PeersOptions extends CommonOptions {
  readonly json?: boolean;
  readonly from?: readonly string[];
}

const FEW = 10;

/** `mingzhang indicators search`: the entries of the library that fit the words, best first. */
export function searchLibrary(words: readonly string[], options: SearchOptions): number {
  const limit = Number(options.limit ?? FEW);
  if (!Number.isInteger(limit) || limit < 1) {
    printProblems([problem('performance.indicators.badLimit', 'error', {}, { value: options.limit ?? '' })]);
    return EXIT.unusable;
  }
  const library = loadLibrary(definitionFolders(options, 'indicators'));
  printProblems(library.problems);
  if (!library.ok) return EXIT.unusable;
  const found = searchIndicators(library.value, words).map(({ entry }) => entry);
  const shown = found.slice(0, limit);
  if (options.json === true) {
    print(JSON.stringify({ words, count: found.length, indicators: shown }, undefined, 2));
    return found.length === 0 ? EXIT.broken : EXIT.clean;
  }
  if (found.length === 0) {
    print(say('performance.indicators.none', { words: words.join(' ') }));
    return EXIT.broken;
  }
  for (const entry of shown) printEntry(entry, library.value);
  if (found.length > shown.length) {
    print(say('performance.indicators.more', { more: found.length - shown.length }));
  }
  return EXIT.clean;
}

function printEntry(entry: LibraryEntry, library: Library): void {
  const {
    name,
    level,
    kind,
    unit = '',
    better,
    numerator,
    denominator,
    counts,
    note,
    data,
    aliases,
    seen,
  } = entry;
  const group = library.groups.find(({ id }) => id === entry.group)?.name ?? entry.group;
  print(say('performance.indicators.heading', { name, group }));
  print(
    say('performance.indicators.facts', {
      level: level.replace('/', '·'),
      unit:
        kind === 'quantity'
          ? say('performance.indicators.unit', { unit })
          : say(`performance.indicators.${kind}`),
      better: say(`performance.indicators.better.${better ?? 'none'}`),
    }),
  );
  if (numerator !== undefined && denominator !== undefined) {
    print(say('performance.indicators.ratio', { numerator, denominator }));
  }
  if (counts !== undefined) print(say('performance.indicators.counts', { counts }));
  if (note !== undefined) print(say('performance.indicators.note', { note }));
  print(say('performance.indicators.data', { data: data.join('、') }));
  if (aliases.length > 0) print(say('performance.indicators.aliases', { aliases: aliases.join('、') }));
  if (seen.length === 0) return;
  const targets = seen.map(({ target, document }) => {
    const from = library.documents.find(({ id }) => id === document);
    return say('performance.indicators.seenOne', { target, body: from?.body ?? '', year: from?.year ?? '' });
  });
  print(say('performance.indicators.seen', { targets: targets.join('、') }));
}

/** `mingzhang indicators validate`: every problem of library files, with file, line and key. */
export function validateLibraries(files: readonly string[], options: CommonOptions): number {
  let exit: number = EXIT.clean;
  for (const file of files.length > 0 ? files : libraryFiles(definitionFolders(options, 'indicators'))) {
    const bytes = readInput(file);
    const read = bytes.ok ? readLibrary(file) : bytes;
    printProblems(read.problems);
    if (!read.ok) exit = EXIT.unusable;
    else if ('indicators' in read.value) {
      const { groups, indicators } = read.value;
      print(say('performance.indicators.valid', { file, groups: groups.length, count: indicators.length }));
    }
  }
  return exit;
}

/** `mingzhang indicators peers`: what documents that were read print for an indicator, and what one service costs. */
export async function showPeers(words: readonly string[], options: PeersOptions): Promise<number> {
  const library = loadLibrary(definitionFolders(options, 'indicators'));
  printProblems(library.problems);
  if (!library.ok) return EXIT.unusable;
  if (options.from === undefined || options.from.length === 0) {
    printProblems([problem('performance.peers.noFrom', 'error', {})]);
    return EXIT.unusable;
  }
  const { kept, problems, failed } = await readPeers(options.from, options);
  printProblems(problems);
  if (kept.length === 0) return EXIT.unusable;
  const entry = entryOf(library.value, words.join(''));
  const asked: Asked = entry === undefined ? { words } : { entry };
  const peers = peersOf(kept.map(peerOf), library.value, asked);
  if (options.json === true) {
    print(JSON.stringify({ indicator: entry?.name ?? words.join(' '), ...peersJson(peers) }, undefined, 2));
  } else printPeers(peers, words, entry, kept.length);
  return failed ? EXIT.unusable : peers.targets.length === 0 ? EXIT.broken : EXIT.clean;
}

const DATA = /\.facts\.json$/u;

/** Data that was read, and the documents beside it of which there is none. */
function dataAndFilesIn(input: string): readonly string[] {
  if (statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true) return [input];
  const data = readdirSync(input, { recursive: true, encoding: 'utf8' })
    .filter((name) => DATA.test(name))
    .map((name) => join(input, name))
    .sort();
  const read = new Set(data.map((file) => file.replace(DATA, '')));
  return [
    ...data,
    ...filesIn(input).filter((file) => !read.has(file) && !read.has(file.replace(/\.\w+$/u, ''))),
  ];
}

interface ReadPeers {
  readonly kept: readonly KeptReading[];
  readonly problems: readonly Problem[];
  readonly failed: boolean;
}

/** Data that was read is taken as it is; documents are read. */
async function readPeers(from: readonly string[], { packs }: CommonOptions): Promise<ReadPeers> {
  const files = from.flatMap(dataAndFilesIn);
  const isData = (file: string) => file.endsWith('.json');
  const problems: Problem[] = [];
  const kept: KeptReading[] = [];
  let failed = false;
  for (const file of files.filter(isData)) {
    const bytes = readInput(file);
    const read = bytes.ok ? parseKept(new TextDecoder().decode(bytes.value), file) : bytes;
    problems.push(...read.problems);
    if (read.ok && 'records' in read.value) kept.push(read.value);
    else failed = true;
  }
  const documents = files.filter((file) => !isData(file));
  const limits = readingLimits({});
  problems.push(...limits.problems);
  if (!limits.ok || documents.length === 0) return { kept, problems, failed: failed || !limits.ok };
  const read = readFiles(documents, {
    means: packs === undefined ? {} : { packs },
    limits: limits.value,
    onStart: (started) => {
      problems.push(...started.problems);
      failed ||= !started.ok;
    },
  });
  for await (const { result } of read) {
    problems.push(...result.problems);
    if (result.ok) kept.push(fromJson(toJson(result.value.reading)));
    else failed = true;
  }
  return { kept, problems, failed };
}

function peerOf({ file, entity, year, records }: KeptReading): PeerDocument {
  return { file, body: entity.name, year, projects: records.projects, indicators: records.indicators };
}

function printPeers(
  { targets, ranges, costs }: Peers,
  words: readonly string[],
  entry: LibraryEntry | undefined,
  documents: number,
): void {
  if (entry === undefined) print(say('performance.peers.asWords', { words: words.join(' '), documents }));
  else print(say('performance.peers.asEntry', { name: entry.name, documents }));
  if (targets.length === 0) {
    print(say('performance.peers.none'));
    return;
  }
  for (const { unit, count, least, middle, most } of ranges) {
    const [low, centre, high] = [least, middle, most].map((one) => plainDecimal(one));
    const range = { unit, count, least: low ?? '', middle: centre ?? '', most: high ?? '' };
    print(
      count === 1
        ? say('performance.peers.one', { value: low ?? '', unit })
        : say('performance.peers.range', range),
    );
    const cost = costs.find((one) => one.unit === unit);
    if (cost !== undefined && cost.count > 1) {
      const said = { least: yuan(cost.least), middle: yuan(cost.middle), most: yuan(cost.most) };
      print(say('performance.peers.cost', { unit, count: cost.count, ...said }));
    }
    const own = targets.flatMap((one) =>
      one.unit === unit && one.number !== undefined ? [{ one, number: one.number }] : [],
    );
    for (const { one } of own.sort((left, right) => compare(left.number, right.number))) printTarget(one);
  }
  const others = targets.filter(({ number }) => number === undefined);
  if (others.length > 0) print(say('performance.peers.words', { count: others.length }));
  others.forEach(printTarget);
  print(say('performance.peers.warning'));
}

/** With the cost of one, or why there is none where a service is counted. */
function printTarget(one: PeerTarget): void {
  const { target, unreadSign, unitCost, unit, body, year, project, file, place } = one;
  print(
    say('performance.peers.line', {
      target:
        unreadSign === undefined ? target : say('performance.peers.unread', { target, sign: unreadSign }),
      cost: unitCost === undefined ? '' : say('performance.peers.ofOne', { cost: yuan(unitCost), unit }),
      body,
      year,
      project: project === '' ? say('performance.peers.whole') : project,
      file: basename(file),
      place: sayPlace(place),
    }),
  );
}

function yuan(fen: bigint): string {
  return printDecimal({ digits: fen, decimals: 2 });
}

/** Numbers as decimal strings; costs in 元. */
function peersJson({ targets, ranges, costs }: Peers) {
  return {
    targets: targets.map(({ number, unitCost, ...rest }) => ({
      ...rest,
      ...(number === undefined ? {} : { number: printDecimal(number) }),
      ...(unitCost === undefined ? {} : { unitCost: yuan(unitCost) }),
    })),
    ranges: ranges.map(({ least, middle, most, ...rest }) => ({
      ...rest,
      least: printDecimal(least),
      middle: printDecimal(middle),
      most: printDecimal(most),
    })),
    costs: costs.map(({ least, middle, most, ...rest }) => ({
      ...rest,
      least: yuan(least),
      middle: yuan(middle),
      most: yuan(most),
    })),
    warning: say('performance.peers.warning'),
  };
}
