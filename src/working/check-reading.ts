import { checkAll } from '../checking/all.ts';
import type { CheckedDocument } from '../checking/checked.ts';
import type { DocumentCheck } from '../checking/document.ts';
import type { DocumentContext } from '../checking/words.ts';
import type { Pack } from '../packs/definition.ts';
import { checkedDocument } from '../reading/checked.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { Reading } from '../reading/reading.ts';
import type { ReadingMeans } from './reading-means.ts';

/** A document that was checked, with what it was checked by. */
export interface CheckedReading {
  readonly check: DocumentCheck;
  /** The layout that it was read by; none where only its words spoke. */
  readonly pack: Pack | undefined;
  readonly document: CheckedDocument;
  readonly context: DocumentContext;
}

/** Tests everything that a document says. */
export function checkReading(
  reading: Reading,
  means: Pick<ReadingMeans, 'packs' | 'accounts'>,
): CheckedReading {
  const document = checkedDocument(reading, means);
  const { entity, year, stage, pack } = document;
  const own = entity.code === '' ? entity.name : entity.code;
  const context = { unsaid: { entity: own, year: String(year), stage }, sayPlace };
  return { check: checkAll(document, context), pack, document, context };
}
