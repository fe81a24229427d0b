import { CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import type { ComponentType } from 'react';
import { SEVERITY_LABELS, type Severity } from '../../../src/messages/problem.ts';
import { say } from '../../../src/messages/say.ts';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

const SIGNS: Readonly<Record<Severity, ComponentType>> = {
  error: CloseCircleFilled,
  warning: WarningFilled,
  notice: InfoCircleFilled,
};

/** How grave something is: a sign of its own, and the word. */
export function SeverityTag({ severity, count }: { readonly severity: Severity; readonly count?: number }) {
  const Sign = SIGNS[severity];
  return (
    <span className={`severity ${severity}`}>
      <Sign /> {say(SEVERITY_LABELS[severity])}
      {count !== undefined && <b>{count}</b>}
    </span>
  );
}
