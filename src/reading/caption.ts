import { isCollapsed } from './collapsed-tokens.ts';
import type { FlowTable, Item, Line } from './flow.ts';
import { compact, type Head, headOf } from './head.ts';

/** A table with the lines around it that speak of it. */
export interface Captioned {
  /** t1, t2 … in the order of the document. */
  readonly id: string;
  readonly table: FlowTable;
  readonly head: Head;
  /** Lines above, the nearest last. */
  readonly above: readonly Line[];
  /** Notes right below. */
  readonly notes: readonly Line[];
  /** The unit its own label names, such as 万元. */
  readonly unit: string | undefined;
  /** Position in the flow. */
  readonly index: number;
}

const MOST_LINES_ABOVE = 8;
const LONGEST_CAPTION = 80;

const UNIT_LABEL =
  /(?:单位|單位|單位|计量单位|金额单位)\s*[:：为]?\s*(?:人民币)?\s*[:：]?\s*(亿元|万元|千元|元)|[（(]\s*(亿元|万元|千元|元)\s*[）)]/u;

/** The unit of measure that a label names. @example unitIn('单位：万元') // '万元' */
export function unitIn(text: string): string | undefined {
  const match = UNIT_LABEL.exec(compact(text));
  return match?.[1] ?? match?.[2];
}

/** All tables with what stands above and below them. A line belongs to the table that follows it. */
export function captionTables(items: readonly Item[]): readonly Captioned[] {
  const found: Captioned[] = [];
  items.forEach((item, index) => {
    if (item.type !== 'table') return;
    const above: Line[] = [];
    for (let at = index - 1; at >= 0 && above.length < MOST_LINES_ABOVE; at -= 1) {
      const line = items[at];
      if (line === undefined || line.type === 'table') break;
      // The page before may have collapsed into a line; the title stands above it.
      if (isCollapsed(line)) continue;
      if (compact(line.text).length > LONGEST_CAPTION) break;
      above.unshift(line);
    }
    const notes: Line[] = [];
    for (let at = index + 1; at < items.length && notes.length < 3; at += 1) {
      const line = items[at];
      if (
        line === undefined ||
        line.type === 'table' ||
        !/^(?:注|备注|说明)\s*[:：\d]?/u.test(line.text.trim())
      )
        break;
      notes.push(line);
    }
    const head = headOf(item.grid);
    const labels = [
      ...above.map((line) => line.text).reverse(),
      ...head.paths.flatMap((path) => path.filter((text) => /单位|單位/u.test(text))),
    ];
    found.push({
      id: `t${found.length + 1}`,
      table: item,
      head,
      above,
      notes,
      unit: labels.map(unitIn).find((one) => one !== undefined),
      index,
    });
  });
  return found;
}
