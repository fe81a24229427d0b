import { checkAll } from '../checking/all.ts';
import type { DocumentCheck } from '../checking/document.ts';
import type { Pack } from '../packs/definition.ts';
import { checkedDocument } from '../reading/checked.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { Reading } from '../reading/reading.ts';
import type { ReadingMeans } from './reading-means.ts';

/** Tests everything that a document says, by what it was read by: the layout, unless only its words spoke. */
export function checkReading(
  reading: Reading,
  means: ReadingMeans,
): { readonly check: DocumentCheck; readonly pack: Pack | undefined } {
  const document = checkedDocument(reading, means);
  const { entity, year, stage, pack } = document;
  const own = entity.code === '' ? entity.name : entity.code;
  const unsaid = { entity: own, year: String(year), stage };
  return { check: checkAll(document, { unsaid, sayPlace }), pack };
}
