import {
  CheckCircleFilled,
  CloseCircleFilled,
  CloseOutlined,
  LeftOutlined,
  QuestionCircleFilled,
  UndoOutlined,
} from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { type ComponentType, useEffect, useRef } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';
import type {
  CorrectionMade,
  NumberOfDocument,
  NumbersOfDocument,
} from '../../../src/server/contract/documents.ts';
import { sayTime } from '../documents/say-document.ts';
import { Part, Some } from './finding-card.tsx';
import { SeverityTag } from './severity.tsx';

type Law = NumbersOfDocument['laws'][number];

interface Props {
  readonly numbers: NumbersOfDocument;
  readonly index: number;
  readonly findings: readonly { readonly finding: ReportedFinding; readonly index: number }[];
  readonly correction: CorrectionMade | undefined;
  readonly canCorrect: boolean;
  readonly canGoBack: boolean;
  readonly litLaw: number | undefined;
  readonly onBack: () => void;
  readonly onClose: () => void;
  readonly onNumber: (place: ReportedPlace) => void;
  readonly onPlace: (place: ReportedPlace) => void;
  readonly onFinding: (finding: ReportedFinding) => void;
  readonly onLaw: (law: number | undefined) => void;
  readonly onCorrect: () => void;
  readonly onTakeBack: (correction: string) => void;
}

const STATUS_NAMES = {
  printed: undefined,
  zero: 'web.number.status.zero',
  blank: 'web.number.status.blank',
  dash: 'web.number.status.dash',
  unread: 'web.number.status.unread',
  said: 'web.number.status.said',
  record: 'web.number.status.record',
  leftOut: 'web.number.status.leftOut',
  unplaced: 'web.number.status.unplaced',
} as const satisfies Record<NumberOfDocument['status'], MessageKey | undefined>;

/** Everything a printed number is tied to: what it says, where else it is printed, the sums it takes part in. */
export function NumberPanel(props: Props) {
  const { numbers, index, findings, correction, canCorrect, onNumber, onPlace } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const number = numbers.numbers[index];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is read from its beginning
  useEffect(() => heading.current?.scrollIntoView({ block: 'nearest' }), [index]);
  if (number === undefined) return null;
  const status = STATUS_NAMES[number.status];
  const same = number.same.flatMap((at) => numbers.numbers[at] ?? []);
  return (
    <section className="number" aria-label={say('web.number.title')}>
      <div className="number-bar">
        {props.canGoBack ? (
          <Button type="text" size="small" icon={<LeftOutlined />} onClick={props.onBack}>
            {say('web.number.back')}
          </Button>
        ) : (
          <span className="number-name">{say('web.number.title')}</span>
        )}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={say('web.close')}
          title={`${say('web.close')}（Esc）`}
          onClick={props.onClose}
        />
      </div>
      <div className="number-body">
        <h3 ref={heading} aria-live="polite">
          <span className="number-value">{sayPrinted(number)}</span>
          {status !== undefined && <Tag>{say(status)}</Tag>}
        </h3>
        <p className="number-says">{number.says}</p>
        <p className="quiet">{placeText(number.place)}</p>
        {correction !== undefined && (
          <div className="number-corrected">
            <b>{say('web.number.corrected', { read: correction.read || say('web.number.empty') })}</b>
            <span>
              {say('web.number.correctedBy', {
                who: correction.who,
                when: sayTime(correction.when),
                why: correction.why,
              })}
            </span>
            {canCorrect && (
              <Button size="small" icon={<UndoOutlined />} onClick={() => props.onTakeBack(correction.id)}>
                {say('web.number.takeBack')}
              </Button>
            )}
          </div>
        )}
        {canCorrect && (
          <Button size="small" onClick={props.onCorrect}>
            {say('web.number.correct')}
          </Button>
        )}
        {findings.length > 0 && (
          <Part title={say('web.number.findings')}>
            <ul className="some">
              {findings.map(({ finding, index: at }) => (
                <li key={finding.id}>
                  <button type="button" className="jump" onClick={() => props.onFinding(finding)}>
                    <span className="finding-number">{at + 1}</span>{' '}
                    <SeverityTag severity={finding.severity} /> {finding.title}
                  </button>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {number.lastYear !== undefined && <LastYear {...props} lastYear={number.lastYear} />}
        {number.at !== undefined && (
          <Part
            title={
              same.length === 0 ? say('web.number.sameNone') : say('web.number.same', { count: same.length })
            }
          >
            <Some
              items={same}
              most={6}
              render={(one, at) => (
                <li key={`${at} ${one.says}`}>
                  <button type="button" className="row-link" onClick={() => onPlace(one.place)}>
                    <span>{placeText(one.place)}</span>
                    <b>{sayPrinted(one)}</b>
                  </button>
                </li>
              )}
            />
          </Part>
        )}
        <Part
          title={
            number.laws.length === 0
              ? say('web.number.lawsNone')
              : say('web.number.laws', { count: number.laws.length })
          }
        >
          {number.laws.map((law) => {
            const one = numbers.laws[law];
            return one === undefined ? null : (
              <LawOfNumber
                key={law}
                law={one}
                numbers={numbers}
                own={index}
                isLit={props.litLaw === law}
                onLight={() => props.onLaw(props.litLaw === law ? undefined : law)}
                onNumber={onNumber}
              />
            );
          })}
        </Part>
      </div>
    </section>
  );
}

/** A number as it is printed, with its unit; what is blank is said to be. */
export function sayPrinted({ printed, unit }: Pick<NumberOfDocument, 'printed' | 'unit'>): string {
  if (printed === '') return say('web.number.empty');
  return unit === undefined || printed.endsWith(unit) ? printed : `${printed} ${unit}`;
}

type LastYearOf = NonNullable<NumberOfDocument['lastYear']>;

function LastYear({
  lastYear,
  numbers,
  onNumber,
}: Pick<Props, 'numbers' | 'onNumber'> & { readonly lastYear: LastYearOf }) {
  const own = lastYear.number === undefined ? undefined : numbers.numbers[lastYear.number];
  return (
    <Part title={say('web.number.lastYear')}>
      {own === undefined ? (
        <p>
          <b className="figure">{sayPrinted(lastYear)}</b>{' '}
          {lastYear.document !== undefined && (
            <a href={`/documents/${lastYear.document.id}`}>
              {say('web.number.lastYearIn', { name: lastYear.document.name })}
            </a>
          )}
        </p>
      ) : (
        <button type="button" className="row-link" onClick={() => onNumber(own.place)}>
          <span>{placeText(own.place)}</span>
          <b>{sayPrinted(lastYear)}</b>
        </button>
      )}
    </Part>
  );
}

const LAW_NAMES = {
  sum: 'web.law.sum',
  ofWhich: 'web.law.ofWhich',
  balance: 'web.law.balance',
  said: 'web.law.said',
} as const satisfies Record<Law['kind'], MessageKey>;

const OUTCOMES: Readonly<
  Record<Law['outcome'], { readonly name: MessageKey & `web.law.${string}`; readonly sign: ComponentType }>
> = {
  agrees: { name: 'web.law.agrees', sign: CheckCircleFilled },
  rounding: { name: 'web.law.rounding', sign: CheckCircleFilled },
  broken: { name: 'web.law.broken', sign: CloseCircleFilled },
  notChecked: { name: 'web.law.notChecked', sign: QuestionCircleFilled },
};

interface LawProps {
  readonly law: Law;
  readonly numbers: NumbersOfDocument;
  readonly own: number;
  readonly isLit: boolean;
  readonly onLight: () => void;
  readonly onNumber: (place: ReportedPlace) => void;
}

/** A law with its numbers, each of which can be gone to. */
function LawOfNumber({ law, numbers, own, isLit, onLight, onNumber }: LawProps) {
  const { kind, outcome, text, total, numbers: parts } = law;
  const { name, sign: Sign } = OUTCOMES[outcome];
  const row = (at: number, isTotal: boolean) => {
    const one = numbers.numbers[at];
    if (one === undefined) return null;
    const label = one.place.row ?? one.says;
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
        <span className="law-text">{text}</span>
      </button>
      {isLit && (
        <>
          {total !== undefined && <ul className="some">{row(total, true)}</ul>}
          <Some items={parts} most={10} render={(at) => row(at, false)} />
        </>
      )}
    </div>
  );
}
