import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import type { ComponentType } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';
import type { NumbersOfDocument } from '../../../src/server/contract/documents.ts';
import { Some } from './parts.tsx';
import { sayLaw, sayPrinted } from './say-number.ts';

type Law = NumbersOfDocument['laws'][number];

const LAW_NAMES = {
  sum: 'web.law.sum',
  ofWhich: 'web.law.ofWhich',
  balance: 'web.law.balance',
  said: 'web.law.said',
} as const satisfies Record<Law['kind'], MessageKey>;

const OUTCOMES = {
  agrees: { name: 'web.law.agrees', sign: CheckCircleFilled },
  rounding: { name: 'web.law.rounding', sign: CheckCircleFilled },
  broken: { name: 'web.law.broken', sign: CloseCircleFilled },
  notChecked: { name: 'web.law.notChecked', sign: QuestionCircleFilled },
} as const satisfies Record<Law['outcome'], { readonly name: MessageKey; readonly sign: ComponentType }>;

interface LawProps {
  readonly law: Law;
  readonly numbers: NumbersOfDocument;
  readonly own: number;
  readonly isLit: boolean;
  readonly onLight: () => void;
  readonly onNumber: (place: ReportedPlace) => void;
}

/** A law with its numbers, each of which can be gone to. */
export function LawOfNumber({ law, numbers, own, isLit, onLight, onNumber }: LawProps) {
  const { kind, outcome, total, numbers: parts } = law;
  const { name, sign: Sign } = OUTCOMES[outcome];
  const line = (at: number, isTotal: boolean) => {
    const one = numbers.numbers[at];
    if (one === undefined) return null;
    const { row, column } = one.place;
    const label = row === undefined ? one.says : [row, column].filter(Boolean).join('·');
    return (
      <li key={`${isTotal} ${at}`} className={isTotal ? 'total' : undefined}>
        <button
          type="button"
          className={`row-link${at === own ? ' own' : ''}`}
          title={placeText(one.place)}
          onClick={() => onNumber(one.place)}
        >
          <span>{isTotal ? `${say('web.number.total')}：${label}` : label}</span>
          <b>{sayPrinted(one)}</b>
        </button>
      </li>
    );
  };
  return (
    <div className={`law ${outcome}${isLit ? ' lit' : ''}`}>
      <button type="button" className="law-head" aria-expanded={isLit} onClick={onLight}>
        <span className="law-outcome">
          <Sign /> {say(name)}
        </span>
        <span className="law-kind">{say(LAW_NAMES[kind])}</span>
        <span className="law-text">{sayLaw(law, numbers)}</span>
      </button>
      {isLit && (
        <>
          {total !== undefined && <ul className="some">{line(total, true)}</ul>}
          <Some items={parts} most={10} render={(at) => line(at, false)} />
        </>
      )}
    </div>
  );
}
