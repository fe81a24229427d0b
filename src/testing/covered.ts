import type { Document } from '../document/document.ts';

/** The rows of a document's tables whose cells, with those that span from above, do not fill their columns exactly once. */
export function unfilledRows({ sections }: Document): readonly string[] {
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => {
      if (block.type !== 'table') return [];
      let covered = block.widths.map(() => 0);
      return [...block.head, ...block.body].flatMap(({ cells }, index) => {
        let column = 0;
        covered = covered.map((rows) => Math.max(0, rows - 1));
        for (const { colspan = 1, rowspan = 1 } of cells) {
          while ((covered[column] ?? 0) > 0) column += 1;
          for (let at = column; at < column + colspan; at += 1) covered[at] = rowspan;
          column += colspan;
        }
        const isFilled = covered.length === block.widths.length && covered.every((rows) => rows > 0);
        return isFilled ? [] : [`${block.id} ${index + 1}`];
      });
    });
}
