import { listNumber } from './docx-numbers.ts';
import { child, flag, value, wholeNumber, type XmlElement } from './package-xml.ts';

interface Level {
  readonly start: number;
  readonly format: string;
  /** Such as `（%1）`; `%1` is the number of the first level. */
  readonly pattern: string;
  /** The number starts again after a paragraph of this level (from 1) or a higher one; 0: never. */
  readonly restart: number | undefined;
  /** All numbers in digits, whatever their levels say. */
  readonly legal: boolean;
  readonly style: string | undefined;
  readonly suffix: string;
}

interface List {
  readonly levels: ReadonlyMap<number, Level>;
  readonly link: string | undefined;
  readonly linked: string | undefined;
}

interface Use {
  readonly abstract: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly starts: ReadonlyMap<number, number>;
}

const LEVELS = 9;
const LARGEST_START = 1_000_000;

/**
 * Automatic numbers, as they are printed: the text that Word puts in front of a paragraph, which stands nowhere in
 * the file. Lists that share a definition count on; one with a start of its own begins there once.
 */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #uses = new Map<number, Use>();
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  /** Takes in a `w:abstractNum` or a `w:num`. */
  add(element: XmlElement): void {
    if (element.name === 'w:abstractNum') {
      const id = element.attributes.abstractNumId;
      if (id === undefined) return;
      this.#lists.set(id, {
        levels: levelsIn(element),
        link: value(element, 'w:numStyleLink'),
        linked: value(element, 'w:styleLink'),
      });
    }
    if (element.name === 'w:num') {
      const id = wholeNumber(element.attributes.numId);
      const abstract = value(element, 'w:abstractNumId');
      if (id === undefined || abstract === undefined) return;
      const overrides = element.children.filter((one) => one.name === 'w:lvlOverride');
      const starts = new Map<number, number>();
      for (const one of overrides) {
        const level = wholeNumber(one.attributes.ilvl);
        const start = wholeNumber(value(one, 'w:startOverride'));
        if (level !== undefined && start !== undefined) starts.set(level, start);
      }
      const levels = new Map(overrides.flatMap((one) => [...levelsIn(one)]));
      this.#uses.set(id, { abstract, levels, starts });
    }
  }

  /** The level of a list that belongs to a paragraph style. */
  levelOfStyle(list: number, style: string | undefined): number | undefined {
    const use = this.#uses.get(list);
    if (use === undefined || style === undefined) return undefined;
    for (const [index, level] of this.#listOf(use)?.levels ?? []) if (level.style === style) return index;
    return undefined;
  }

  /** Counts a paragraph and gives what is printed in front of it, with the space that follows; '' for nothing. */
  next(list: number, index: number): string {
    const use = this.#uses.get(list);
    if (use === undefined || index < 0 || index >= LEVELS) return '';
    const levels = this.#listOf(use)?.levels;
    const levelAt = (at: number): Level | undefined => use.levels.get(at) ?? levels?.get(at);
    const level = levelAt(index);
    if (level === undefined) return '';
    const counts = this.#countsOf(use.abstract);
    const start = use.starts.get(index);
    const key = `${list} ${index}`;
    const begins = start !== undefined && !this.#started.has(key);
    this.#started.add(key);
    const before = counts[index];
    counts[index] = begins ? start : before === undefined ? level.start : before + 1;
    for (let deeper = index + 1; deeper < LEVELS; deeper += 1) {
      const restart = levelAt(deeper)?.restart;
      if (restart === undefined || (restart > 0 && index < restart)) counts[deeper] = undefined;
    }
    if (level.format === 'bullet') return label(bullet(level.pattern), level.suffix);
    const text = level.pattern.replace(/%([1-9])/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      const other = levelAt(at);
      const number = counts[at] ?? use.starts.get(at) ?? other?.start ?? 1;
      return listNumber(number, level.legal ? 'decimal' : (other?.format ?? 'decimal'));
    });
    return label(text, level.suffix);
  }

  #listOf(use: Use): List | undefined {
    const own = this.#lists.get(use.abstract);
    if (own?.link === undefined || own.levels.size > 0) return own;
    return [...this.#lists.values()].find((one) => one.linked === own.link) ?? own;
  }

  #countsOf(abstract: string): (number | undefined)[] {
    const known = this.#counts.get(abstract);
    if (known !== undefined) return known;
    const counts: (number | undefined)[] = [];
    this.#counts.set(abstract, counts);
    return counts;
  }
}

function levelsIn(element: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const one of element.children) {
    const index = wholeNumber(one.attributes.ilvl);
    if (one.name !== 'w:lvl' || index === undefined) continue;
    const start = wholeNumber(value(one, 'w:start')) ?? 0;
    levels.set(index, {
      start: Math.min(Math.max(start, 0), LARGEST_START),
      format: formatIn(one),
      pattern: value(one, 'w:lvlText') ?? '',
      restart: wholeNumber(value(one, 'w:lvlRestart')),
      legal: flag(one, 'w:isLgl') ?? false,
      style: value(one, 'w:pStyle'),
      suffix: value(one, 'w:suff') ?? 'tab',
    });
  }
  return levels;
}

/** Word wraps formats that are newer than the file format, and gives an old one beside. */
function formatIn(level: XmlElement): string {
  const plain = value(level, 'w:numFmt');
  if (plain !== undefined && plain !== 'custom') return plain;
  const fallback = child(child(level, 'mc:AlternateContent'), 'mc:Fallback');
  return value(fallback, 'w:numFmt') ?? 'decimal';
}

/** After a mark that closes, text follows at once; after a bare digit or letter it would be misread. */
function label(text: string, suffix: string): string {
  if (text === '' || suffix === 'nothing' || /[、，）】]$/u.test(text)) return text;
  return `${text} `;
}

/** Symbols in the private use area of Word's symbol fonts, as the characters that look alike. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf06f': '□',
  '\uf071': '□',
  '\uf0a8': '□',
  '\uf075': '◆',
  '\uf076': '❖',
  '\uf0d8': '➢',
  '\uf0fc': '✓',
  '\uf050': '✓',
  '\uf052': '☑',
  '\uf0fe': '☑',
  '\uf053': '☒',
  '\uf0fd': '☒',
  '\uf0fb': '✗',
  '\uf0b4': '×',
  '\uf0b3': '≥',
  '\uf0a3': '≤',
  '\uf0b1': '±',
};

/** A character of a symbol font; one we do not know becomes U+FFFD, so that something visibly was there. */
export function symbol(code: number): string {
  if (!(code > 0 && code <= 0x10ffff)) return '';
  const character = String.fromCodePoint(code < 0x100 ? code + 0xf000 : code);
  return SYMBOLS[character] ?? (/\p{Co}/u.test(character) ? '\ufffd' : character);
}

function bullet(pattern: string): string {
  return [...pattern].map((one) => (/\p{Co}/u.test(one) ? (SYMBOLS[one] ?? '•') : one)).join('');
}
