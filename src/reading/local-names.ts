import type { Classification } from '../accounts/tree.ts';
import type { Captioned } from './caption.ts';
import { compact } from './head.ts';
import { BODY } from './identity.ts';
import { withoutEnumeration } from './phrase.ts';
import { codeReader } from './rows.ts';

/** A code with the name that the document's own tables print beside it. */
export interface PrintedName {
  readonly classification: Classification;
  readonly code: string;
  readonly name: string;
}

const FUNCTION = /^2\d{2}(?:\d{2}){1,2}$/u;
const ECONOMIC = /^3\d{4}$/u;
const GOV_ECONOMIC = /^5\d{4}$/u;

/**
 * The names of functions and economic classes as the document's tables print them beside their codes. The lists that
 * are shipped do not have every account of every trade; the narrative names them, and sums run over them.
 */
export function namesPrinted(tables: readonly Captioned[]): readonly PrintedName[] {
  const found = new Map<string, PrintedName>();
  for (const { table } of tables) {
    const codes = codeReader();
    for (const row of table.grid.rows) {
      const texts = row.map((cell) => compact(cell?.text ?? ''));
      const at = texts.findIndex((text) => /^\d{2,7}$/u.test(text));
      const width = /^\d{3}$/u.test(texts[at] ?? '')
        ? texts.slice(at).findIndex((text) => /\D/u.test(text))
        : 1;
      if (at < 0 || width < 1) continue;
      const code = width === 1 ? (texts[at] ?? '') : codes(texts.slice(at, at + width));
      const name = withoutEnumeration(texts[at + width] ?? '');
      const classification = classificationOf(code);
      if (classification === undefined || !/^\p{Script=Han}/u.test(name)) continue;
      if (classification !== 'function' && BODY.test(name)) continue;
      if (!found.has(code)) found.set(code, { classification, code, name });
    }
  }
  return [...found.values()];
}

function classificationOf(code: string): Classification | undefined {
  if (FUNCTION.test(code)) return 'function';
  if (ECONOMIC.test(code)) return 'economic';
  return GOV_ECONOMIC.test(code) ? 'govEconomic' : undefined;
}
