import { CheckOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, useEffect, useRef } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';
import { repairsOf } from '../../../src/reporting/words.ts';
import { Jump, Part, Some } from './parts.tsx';
import { SeverityTag } from './severity.tsx';

interface Props {
  readonly finding: ReportedFinding;
  readonly index: number;
  readonly isChosen: boolean;
  readonly canAccept: boolean;
  /** The broken laws that findings explain, by id. */
  readonly laws: ReadonlyMap<string, string>;
  readonly onChoose: (finding: ReportedFinding, byKeyboard: boolean) => void;
  readonly onPlace: (place: ReportedPlace) => void;
  readonly onNumber: ((place: ReportedPlace) => void) | undefined;
  readonly onAccept: (finding: ReportedFinding) => void;
  readonly onReopen: (finding: ReportedFinding) => void;
}

/** A finding: what is wrong in two lines, and all of it once it is chosen. */
export const FindingCard = memo(function FindingCard(props: Props) {
  const { finding, index, isChosen, onChoose } = props;
  const { severity, title, message, places, acknowledged } = finding;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const { current } = card;
    const list = current?.closest('.tab-body')?.getBoundingClientRect();
    if (!isChosen || current === null || list === undefined) return;
    const { top, bottom } = current.getBoundingClientRect();
    if (top < list.top || bottom > list.bottom) current.scrollIntoView({ block: 'start' });
  }, [isChosen]);
  const [first] = places;
  return (
    <li
      ref={card}
      className={`finding ${severity}${isChosen ? ' chosen' : ''}${acknowledged === undefined ? '' : ' accepted'}`}
    >
      <button
        type="button"
        className="finding-head"
        data-finding={finding.id}
        aria-expanded={isChosen}
        onClick={({ detail }) => onChoose(finding, detail === 0)}
      >
        <span className="finding-line">
          <span className="finding-number">{index + 1}</span>
          <SeverityTag severity={severity} />
          <span className="finding-title">{title}</span>
        </span>
        <span className="finding-message">{message}</span>
        {!isChosen && first !== undefined && <span className="finding-place">{placeText(first)}</span>}
      </button>
      {acknowledged !== undefined && (
        <p className="finding-accepted">
          <CheckOutlined aria-hidden /> {say('reporting.acknowledged', acknowledged)}
        </p>
      )}
      {isChosen && <Details {...props} />}
    </li>
  );
});

function Details({ finding, canAccept, laws, onPlace, onNumber, onAccept, onReopen }: Props) {
  const { value, expected, difference, unit = '', places, basis, id, under, acknowledged } = finding;
  const repairs = repairsOf(finding);
  const [first] = places;
  return (
    <div className="finding-more">
      {value !== undefined && (
        <dl className="finding-values">
          <Value name={say('reporting.printed')} text={`${value}${unit}`} />
          {expected !== undefined && (
            <Value name={say('reporting.required')} text={`${expected}${unit}`} strong />
          )}
          {difference !== undefined && (
            <Value name={say('reporting.difference')} text={`${difference}${unit}`} />
          )}
        </dl>
      )}
      {places.length > 0 && (
        <Part title={say('reporting.places')}>
          <Some
            items={places}
            most={6}
            render={(place, at) => (
              <li key={`${at} ${place.text ?? ''}`}>
                <Jump place={place} onPlace={onPlace} />
              </li>
            )}
          />
        </Part>
      )}
      {repairs.length > 1 && (
        <Part title={say('reporting.suspects')}>
          <Some items={repairs} most={4} render={(text) => <li key={text}>{text}</li>} />
        </Part>
      )}
      {under.length > 1 && (
        <Part title={say('reporting.under', { count: under.length })}>
          <Some
            items={under.flatMap((law) => laws.get(law) ?? [])}
            most={3}
            render={(text, at) => <li key={`${at} ${text}`}>{text}</li>}
          />
        </Part>
      )}
      <Part title={say('reporting.basis')}>
        <p>{basis}</p>
      </Part>
      <div className="finding-actions">
        {first !== undefined && onNumber !== undefined && (
          <Button size="small" onClick={() => onNumber(first)}>
            {say('web.finding.toNumber')}
          </Button>
        )}
        {canAccept && acknowledged === undefined && (
          <Button size="small" onClick={() => onAccept(finding)}>
            {say('web.finding.accept')}
          </Button>
        )}
        {canAccept && acknowledged !== undefined && (
          <Button size="small" icon={<UndoOutlined />} onClick={() => onReopen(finding)}>
            {say('web.finding.reopen')}
          </Button>
        )}
        <span className="finding-id">{`${say('reporting.id')} ${id}`}</span>
      </div>
    </div>
  );
}

function Value({
  name,
  text,
  strong = false,
}: {
  readonly name: string;
  readonly text: string;
  readonly strong?: boolean;
}) {
  return (
    <div className={strong ? 'strong' : undefined}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
