import { coordinateKey } from '../facts/fact.ts';
import type { TiedNumbers } from '../reporting/tied-numbers.ts';
import type { Db } from '../store/database.ts';
import { documentsOfBody, type StoredDocument } from '../store/documents.ts';
import type { FileStore } from '../store/files.ts';
import type { Reach } from '../store/reach.ts';
import type { NumbersOfDocument } from './contract/documents.ts';

/**
 * The numbers of a document, with last year's values from last year's document of the same body where the document itself
 * does not state them, if that lies within reach.
 */
export async function otherYears(
  { numbers, laws }: TiedNumbers,
  document: StoredDocument,
  { db, files, reach }: { readonly db: Db; readonly files: FileStore; readonly reach: Reach },
): Promise<NumbersOfDocument> {
  const [earlier] =
    document.year === null ? [] : await documentsOfBody(db, document, document.year - 1, reach);
  const text = earlier === undefined ? undefined : files.result(earlier.id, 'numbers');
  // Made by this program.
  const other: TiedNumbers | undefined = text === undefined ? undefined : JSON.parse(text);
  const known = new Map(
    (other?.numbers ?? []).flatMap((one) =>
      one.at !== undefined && (one.status === 'printed' || one.status === 'zero')
        ? [[coordinateKey(one.at), one] as const]
        : [],
    ),
  );
  const laterYear = (at: Readonly<Record<string, string>>) =>
    known.get(coordinateKey({ ...at, year: String(Number(at.year) - 1) }));
  return {
    numbers: numbers.map(({ place, same, laws: own, at, lastYear, ...rest }) => {
      const found = lastYear === undefined && at !== undefined ? laterYear(at) : undefined;
      const earlierValue =
        lastYear ??
        (found === undefined || earlier === undefined
          ? undefined
          : {
              printed: found.printed,
              unit: found.unit ?? '',
              document: { id: earlier.id, name: earlier.name },
            });
      return {
        ...rest,
        place,
        ...(at === undefined ? {} : { at: definedOf(at) }),
        same: [...same],
        laws: [...own],
        ...(earlierValue === undefined ? {} : { lastYear: earlierValue }),
      };
    }),
    laws: laws.map(({ numbers: parts, ...law }) => ({ ...law, numbers: [...parts] })),
  };
}

function definedOf(at: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(at).flatMap(([id, member]) => (member === undefined ? [] : [[id, member]])),
  );
}
