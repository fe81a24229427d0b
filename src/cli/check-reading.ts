import { checkAll } from '../checking/all.ts';
import type { DocumentCheck } from '../checking/document.ts';
import { checkedDocument } from '../reading/checked.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { Reading } from '../reading/reading.ts';
import type { ReadingMeans } from './reading-means.ts';

/** Tests everything that a document says, by what it was read by. */
export function checkReading(reading: Reading, means: ReadingMeans): DocumentCheck {
  const document = checkedDocument(reading, means);
  const { entity, year, stage } = document;
  const own = entity.code === '' ? entity.name : entity.code;
  return checkAll(document, { unsaid: { entity: own, year: String(year), stage }, sayPlace });
}
