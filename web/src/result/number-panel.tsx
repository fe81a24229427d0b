import { CloseOutlined, LeftOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useEffect, useRef } from 'react';
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
import { LawOfNumber } from './law-of-number.tsx';
import { Part, Some } from './parts.tsx';
import { sayPlace, sayPrinted } from './say-number.ts';
import { SeverityTag } from './severity.tsx';

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

const GRAVEST = ['broken', 'rounding', 'notChecked', 'agrees'] as const;

/** Laws, those that do not hold first; of those that hold, first those that say the most. */
function inOrder(laws: readonly number[], { laws: all }: NumbersOfDocument): readonly number[] {
  const weight = (law: number) => GRAVEST.indexOf(all[law]?.outcome ?? 'agrees');
  const size = (law: number) => Math.min(all[law]?.numbers.length ?? 0, 2);
  return [...laws].sort((a, b) => weight(a) - weight(b) || size(b) - size(a));
}

/** Everything a printed number is tied to: what it says, where else it is printed, the sums it takes part in. */
export function NumberPanel(props: Props) {
  const { numbers, index, findings, correction, canCorrect, onNumber, onPlace } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const number = numbers.numbers[index];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is read from its beginning
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  if (number === undefined) return null;
  const status = STATUS_NAMES[number.status];
  // A year or the number of a row is nobody's amount: there is nothing to correct, and no law to miss.
  const counts = number.status !== 'leftOut';
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
        <p className="quiet">{sayPlace(number.place)}</p>
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
        {canCorrect && counts && (
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
                    <span>{sayPlace(one.place)}</span>
                    <b>{sayPrinted(one)}</b>
                  </button>
                </li>
              )}
            />
          </Part>
        )}
        {counts && (
          <Part
            title={
              number.laws.length === 0
                ? say('web.number.lawsNone')
                : say('web.number.laws', { count: number.laws.length })
            }
          >
            {inOrder(number.laws, numbers).map((law) => {
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
        )}
      </div>
    </section>
  );
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
