import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  QuestionCircleFilled,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import type { DocumentRow } from '../../../src/server/contract/documents.ts';

type Summary = NonNullable<DocumentRow['result']>['summary'];
export type Verdict = Summary['verdict'];

/** Words of a verdict, in a list. */
export const VERDICTS = {
  errors: 'reporting.batch.verdict.errors',
  findings: 'reporting.batch.verdict.findings',
  incomplete: 'reporting.batch.verdict.incomplete',
  clean: 'reporting.batch.verdict.clean',
} as const satisfies Record<Verdict, MessageKey>;

/** A sign of its own for each, so that colour is not all that tells them apart. */
const SIGNS: Readonly<Record<Verdict, ComponentType>> = {
  errors: CloseCircleFilled,
  findings: ExclamationCircleFilled,
  incomplete: QuestionCircleFilled,
  clean: CheckCircleFilled,
};

/** The outcome of a check: sign and words. */
export function VerdictTag({ verdict, text }: { readonly verdict: Verdict; readonly text?: string }) {
  const Sign = SIGNS[verdict];
  return (
    <span className={`verdict ${verdict}`}>
      <Sign /> {text ?? say(VERDICTS[verdict])}
    </span>
  );
}

/** How many findings of each severity there are; none is not said. */
export function Counts({ errors, warnings, notices }: Pick<Summary, 'errors' | 'warnings' | 'notices'>) {
  return (
    <span className="counts">
      {errors > 0 && <b className="error">{say('web.documents.count.errors', { count: errors })}</b>}
      {warnings > 0 && <b className="warning">{say('web.documents.count.warnings', { count: warnings })}</b>}
      {notices > 0 && <b className="notice">{say('web.documents.count.notices', { count: notices })}</b>}
    </span>
  );
}
