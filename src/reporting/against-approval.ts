import type { Approved, Unmatched } from '../checking/approved.ts';
import type { Known } from '../checking/known.ts';
import type { AgainstApproval } from './against-schema.ts';
import { reportedPlace } from './reported-place.ts';

/** What comes of holding a document against approved figures, as data; the differences are among its findings. */
export function againstApproval(
  { findings, agreed, lacking, notChecked }: Approved,
  { file, entity, year }: Known,
  sha256: string,
): AgainstApproval {
  return {
    as: 'approval',
    file,
    sha256,
    entity: entity.name,
    year,
    differences: findings.length,
    agreed,
    lacking: lacking.map(reportedUnmatched),
    not_checked: notChecked.map(reportedUnmatched),
  };
}

function reportedUnmatched({ what, value, where, fact }: Unmatched): AgainstApproval['lacking'][number] {
  return {
    what,
    value,
    where,
    ...(fact?.place === undefined ? {} : { place: reportedPlace(fact.place) }),
  };
}
