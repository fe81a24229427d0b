import { SEVERITY_LABELS } from '../../../src/messages/problem.ts';
import { say } from '../../../src/messages/say.ts';
import type { Annotation } from './annotations.ts';
import type { Role } from './source-props.ts';

/** The classes of what is drawn over a place: form follows severity, so that colour is not all. */
export function classOf(
  { mark, accepted, corrected, isFlagged }: Annotation,
  role: Role | undefined,
): string {
  return [
    mark === undefined ? 'hit' : `frame ${mark.severity}`,
    isFlagged ? 'flagged' : '',
    accepted ? 'accepted' : '',
    corrected ? 'corrected' : '',
    role === undefined ? '' : `role-${role}`,
  ]
    .filter((one) => one !== '')
    .join(' ');
}

/** What a frame is, read out before what is printed there: how grave, and which findings. */
export function sayFindings({ mark, accepted }: Annotation): string {
  if (mark === undefined || mark.severity === 'change') return '';
  return say(accepted ? 'web.source.frameAccepted' : 'web.source.frame', {
    severity: say(SEVERITY_LABELS[mark.severity]),
    numbers: sayNumbers(mark.findings),
  });
}

/** The findings of a frame as the list counts them. */
export function sayNumbers(findings: readonly number[]): string {
  const [first = 0] = findings;
  return findings.length > 1 ? `${first + 1}+` : String(first + 1);
}
