import { isBeside } from '../document/place.ts';
import { checkAssets } from './assets.ts';
import type { CheckedDocument } from './checked.ts';
import { checkClassification } from './classification.ts';
import { checkCompleteness } from './completeness.ts';
import { checkDocument, type DocumentCheck } from './document.ts';
import type { Finding } from './finding.ts';
import { checkIdentity } from './identity.ts';
import { checkListedSums } from './listed-sums.ts';
import { checkPerformance } from './performance.ts';
import { checkProcurement } from './procurement.ts';
import { checkPublication } from './publication.ts';
import { checkSizes, inMeantUnits } from './sizes.ts';
import { checkWording } from './wording.ts';
import type { DocumentContext } from './words.ts';

/** The families of checks beyond arithmetic, each over one document. */
const FAMILIES: readonly ((document: CheckedDocument) => readonly Finding[])[] = [
  checkListedSums,
  checkCompleteness,
  checkClassification,
  checkIdentity,
  checkPerformance,
  checkProcurement,
  checkAssets,
  checkSizes,
  checkWording,
  checkPublication,
];

/** Everything that is checked of one document: its laws, and what each family finds; the gravest first. */
export function checkAll(document: CheckedDocument, context: DocumentContext): DocumentCheck {
  const arithmetic = checkDocument(inMeantUnits(document), context);
  const others = once(FAMILIES.flatMap((check) => check(document))).filter(
    // A change that goes two ways breaks a law too, where both numbers were placed; the law says more.
    ({ rule, places }) =>
      rule !== 'wording.direction' ||
      !places.every((place) =>
        arithmetic.findings.some((law) => law.places.some((other) => isBeside(place, other))),
      ),
  );
  const weight = { error: 0, warning: 1, notice: 2 } as const;
  const findings = [...arithmetic.findings, ...others].sort(
    (a, b) => weight[a.severity] - weight[b.severity],
  );
  return { ...arithmetic, findings };
}

/** What is said twice, of a department and of its only unit, is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const byMessage = new Map<string, Finding>();
  for (const one of findings) {
    const key = `${one.rule} ${one.severity} ${one.message}`;
    const known = byMessage.get(key);
    const places = new Set([...(known?.places ?? []), ...one.places]);
    byMessage.set(key, known === undefined ? one : { ...known, places: [...places] });
  }
  return [...byMessage.values()];
}
