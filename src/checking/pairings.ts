import type { EntityNode } from '../facts/space.ts';
import { type Bodied, bareName, codeOf, isDepartment, isSameOwn } from './same-body.ts';

/** A document of several, without its numbers. */
export interface Filed extends Bodied {
  readonly file: string;
  readonly year: number;
  readonly stage: string;
  /** Of all its numbers: two files of one document have the same. */
  readonly digest: string;
}

/** How a document speaks of another: of a unit of its department, of last year's, of the budget that accounts settle. */
export type Relation = 'unit' | 'lastYear' | 'budget';

/** Two documents that state the same numbers. */
export interface Pairing<Document extends Filed> {
  readonly relation: Relation;
  /** The document that speaks of the other. */
  readonly from: Document;
  readonly to: Document;
  /** The body that `to` is of, by what `from` calls it. */
  readonly body: string;
}

/** A department with the documents of its units. */
export interface UnitsOf<Document extends Filed> {
  readonly department: Document;
  readonly units: readonly Document[];
  /** What the department calls the bodies of these documents, in the same order. */
  readonly bodies: readonly string[];
  /** Whether each unit that the department names has a document. */
  readonly isWhole: boolean;
}

export interface Pairings<Document extends Filed> {
  readonly pairs: readonly Pairing<Document>[];
  readonly units: readonly UnitsOf<Document>[];
  /** Documents of which several others may be the counterpart: none is taken. */
  readonly ambiguous: readonly {
    readonly relation: Relation;
    readonly from: Document;
    readonly candidates: readonly Document[];
  }[];
}

/**
 * Finds which of many documents speak of each other, in one pass: every document is looked up by name, year and stage.
 * Where several documents with other numbers may be meant, as with bodies of one name in two places, none is taken.
 */
export function pairingsOf<Document extends Filed>(documents: readonly Document[]): Pairings<Document> {
  const byName = new Map<string, Document[]>();
  for (const document of documents) {
    const key = keyOf(document.entity.name, document.year, document.stage);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [document]);
    else known.push(document);
  }
  const pairs: Pairing<Document>[] = [];
  const units: UnitsOf<Document>[] = [];
  const ambiguous: Pairings<Document>['ambiguous'][number][] = [];
  for (const from of documents) {
    const find = (
      relation: Relation,
      name: string,
      year: number,
      stage: string,
      fits: (to: Document) => boolean,
    ): Document | undefined => {
      const candidates = (byName.get(keyOf(name, year, stage)) ?? []).filter((to) => to !== from && fits(to));
      const [first, ...others] = candidates;
      if (others.some(({ digest }) => digest !== first?.digest)) {
        ambiguous.push({ relation, from, candidates });
        return undefined;
      }
      return first;
    };
    const own = codeOf(from.entity);
    const isOwn = (to: Document) => isSameOwn(from, to);
    const lastYear = find('lastYear', from.entity.name, from.year - 1, from.stage, isOwn);
    if (lastYear !== undefined) pairs.push({ relation: 'lastYear', from, to: lastYear, body: own });
    const budget =
      from.stage === 'final' ? find('budget', from.entity.name, from.year, 'budget', isOwn) : undefined;
    if (budget !== undefined) pairs.push({ relation: 'budget', from, to: budget, body: own });
    const below = isDepartment(from) ? unitsIn(from) : [];
    const found = below.flatMap((body) => {
      const to = find('unit', body.name, from.year, from.stage, (one) => isUnit(body, one));
      return to === undefined ? [] : [{ relation: 'unit' as const, from, to, body: body.code }];
    });
    pairs.push(...found);
    if (found.length > 0)
      units.push({
        department: from,
        units: found.map(({ to }) => to),
        bodies: found.map(({ body }) => body),
        isWhole: found.length === below.length,
      });
  }
  return { pairs, units, ambiguous };
}

/** The bodies below a department, as its document names them. */
function unitsIn(document: Filed): readonly EntityNode[] {
  const own = codeOf(document.entity);
  return document.bodies.filter(({ code }) => code !== own);
}

/** Whether a document is that of a unit of its name: by its code, or where one prints none by its level. */
function isUnit({ code }: EntityNode, document: Filed): boolean {
  const other = document.entity.code;
  if (/^\d+$/u.test(code) && other !== '') return other === code;
  return !isDepartment(document);
}

function keyOf(name: string, year: number, stage: string): string {
  return `${bareName(name)} ${year} ${stage}`;
}
