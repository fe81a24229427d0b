import { likeness } from '../document/likeness.ts';
import { compact } from './head.ts';
import { normalPhrase } from './phrase.ts';

/** Words of titles and headings that tell one body or year from another, not one table from another. */
const FILLERS =
  /^(?:附件|附表|公开表|预算表|决算表|表)\d{1,2}(?:[-—]\d)?(?=20\d{2}年)|^(?:附件|附表|公开表|预算表|决算表|表)[一二三四五六七八九十]{1,3}(?!般)[:、.]?|(?:附件|附表|预算|决算)?表?\d+(?:[-—]\d+)*表?(?=[^\d年])|(?:19|20)\d{2}年?度?|[（(]\d*年?度?[）)]|本?(?:部门|单位)|预算单位|[省市区县乡镇]级|公开/gu;

/**
 * The form in which titles of tables are compared: no numbering, years, names of places in braces, 部门 or 单位.
 *
 * @example normalTitle('附件1 2024年部门收入预算总表') // '收入预算总表'
 */
export function normalTitle(text: string, entity = ''): string {
  const bare = text.replace(/\{[^{}]*\}/gu, '').replace(/\*\*|#/gu, '');
  const name = compact(entity);
  const phrase = normalPhrase(bare);
  return (name === '' ? phrase : phrase.replaceAll(name, '')).replace(FILLERS, '').replace(/[-:：.。]/gu, '');
}

/** Likenesses already worked out: documents, and the packs they are held against, repeat the same few headings. */
const known = new Map<string, Map<string, number>>();
const MOST_KNOWN = 4_000;

/** How alike two texts are by their pairs of characters (Dice's coefficient), 0 to 1. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  let row = known.get(a);
  if (row === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    row = new Map();
    known.set(a, row);
  }
  let alike = row.get(b);
  if (alike === undefined) {
    alike = ofPairs(a, b);
    row.set(b, alike);
  }
  return alike;
}

/** A single character has no pairs: it is half alike to what contains it. */
function ofPairs(a: string, b: string): number {
  if (a.length >= 2 && b.length >= 2) return likeness(a, b);
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a)) ? 0.5 : 0;
}

/** The best likeness of a text to any of several. */
export function bestSimilarity(text: string, others: readonly string[]): number {
  let best = 0;
  for (const other of others) best = Math.max(best, similarity(text, other));
  return best;
}
