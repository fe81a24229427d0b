import type { Block, Document } from '../document/document.ts';

/** A line of the contents: a heading, or a table whose title is one. */
export interface Entry {
  /** Unique in the document, safe as an anchor in HTML; a table keeps its own name. */
  readonly id: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
  readonly block: Block;
}

/** The headings of a document in order. */
export interface Outline {
  readonly entries: readonly Entry[];
  /** The anchor of a heading or of any table. */
  anchor(block: Block): string | undefined;
}

/**
 * Collects the headings and gives each an anchor.
 *
 * A heading's anchor is its number in the hierarchy (`h-2-1`), which survives a change of wording.
 */
export function outlineOf(document: Document): Outline {
  const entries: Entry[] = [];
  const anchors = new Map<Block, string>();
  const taken = new Set<string>();
  const numbers = [0, 0, 0, 0];
  const claim = (block: Block, wanted: string): string => {
    let id = wanted;
    for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
    taken.add(id);
    anchors.set(block, id);
    return id;
  };
  for (const block of document.sections.flatMap((section) => section.blocks)) {
    if (block.type === 'heading') {
      numbers[block.level - 1] = (numbers[block.level - 1] ?? 0) + 1;
      numbers.fill(0, block.level);
      const id = claim(block, `h-${numbers.slice(0, block.level).join('-')}`);
      entries.push({ id, level: block.level, text: block.text, block });
    } else if (block.type === 'table') {
      const id = claim(block, anchorName(block.id));
      if (block.heading !== undefined && block.title !== undefined) {
        entries.push({ id, level: block.heading, text: block.title, block });
      }
    }
  }
  return { entries, anchor: (block) => anchors.get(block) };
}

/** The entries that a contents block lists: those that follow it, down to its depth. */
export function entriesAfter(
  document: Document,
  outline: Outline,
  contents: Block,
  depth: number,
): readonly Entry[] {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const following = new Set(blocks.slice(blocks.indexOf(contents) + 1));
  return outline.entries.filter((entry) => entry.level <= depth && following.has(entry.block));
}

function anchorName(id: string): string {
  const name = id.replace(/[^\p{L}\p{N}_.-]+/gu, '-');
  return /^\p{L}/u.test(name) ? name : `t-${name}`;
}
