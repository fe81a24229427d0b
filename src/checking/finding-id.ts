import { createHash } from 'node:crypto';
import { coordinateKey } from '../facts/fact.ts';
import type { Finding } from './finding.ts';

/** A finding with a name that it keeps from run to run, and from one version of a document to the next. */
export interface IdentifiedFinding extends Finding {
  /** Such as `identity.trade-3fk2a9`. */
  readonly id: string;
}

/**
 * Gives findings their ids: the rule, and a digest of the rule, the coordinate and the finding's key, or its message
 * without amounts and places where it has none. Neither values nor places are in it, so that a finding is known again
 * after the number or the page has changed. Findings that share all of it are told apart by their order.
 */
export function identified(findings: readonly Finding[]): readonly IdentifiedFinding[] {
  const seen = new Map<string, number>();
  return findings.map((one) => {
    const name = `${one.rule}-${digest([one.rule, coordinateKey(one.at), one.key ?? withoutValues(one.message)])}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { ...one, id: before === 0 ? name : `${name}.${before + 1}` };
  });
}

/** Places as they are said: a page, a line, a cell of a sheet, the path of a paragraph. */
const PLACES =
  /第\s*\d+(?:\s*[、,，~～至-]\s*\d+)*\s*[页行段处]|单元格\s*[A-Z]{1,3}\d+|(?<![A-Za-z\d])[pt]\d+(?:\/[a-z]\d+)*/gu;
/** Amounts and counts: what has a decimal point, a separator or a unit. Years and codes are no values. */
const VALUES =
  /[-−]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=\s*(?:[百千万亿]*元|[%％‰]|[项处个人次辆台套张条页行份]|平方米|百分点)))/gu;

/** A message as it would be if other numbers stood in the document, and stood elsewhere. */
function withoutValues(message: string): string {
  return message.replace(PLACES, '').replace(VALUES, '#');
}

/** Short enough to be typed, long enough for the findings of one document: 48 bits. */
const DIGITS = 12;

/** A short name for what the parts say. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, DIGITS);
}
