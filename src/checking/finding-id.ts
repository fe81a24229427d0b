import { createHash } from 'node:crypto';
import { coordinateKey } from '../facts/fact.ts';
import type { Finding } from './finding.ts';

/** A finding with a name that it keeps from run to run, and from one version of a document to the next. */
export interface IdentifiedFinding extends Finding {
  /** Such as `identity.trade-3fk2a9`. */
  readonly id: string;
}

/**
 * Gives findings their ids: the rule, and a digest of the rule, the coordinate and the finding's key. Neither values nor
 * places are in it, so that a finding is known again after the number or the page has changed. Findings that share all
 * of it are told apart by their order.
 */
export function identified(findings: readonly Finding[]): readonly IdentifiedFinding[] {
  const seen = new Map<string, number>();
  return findings.map((one) => {
    const name = `${one.rule}-${digest([one.rule, coordinateKey(one.at), one.key ?? one.message])}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { ...one, id: before === 0 ? name : `${name}.${before + 1}` };
  });
}

/** Short enough to be typed, long enough for the findings of one document: 48 bits. */
const DIGITS = 12;

/** A short name for what the parts say. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, DIGITS);
}
