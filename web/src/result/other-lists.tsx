import { UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import type { CorrectionMade } from '../../../src/server/contract/documents.ts';
import { sayTime } from '../documents/say-document.ts';
import type { Report } from '../source/annotations.ts';
import { Jump, Part, Some } from './parts.tsx';

interface Props {
  readonly report: Report;
  readonly onPlace: (place: ReportedPlace) => void;
}

/** What could not be checked and why; what reading noticed. */
export function NotChecked({ report: { not_checked, problems }, onPlace }: Props) {
  if (not_checked.length === 0 && problems.length === 0)
    return <p className="panel-none">{say('web.notChecked.none')}</p>;
  return (
    <>
      {not_checked.length > 0 && (
        <>
          <p className="panel-note">{say('web.notChecked.note')}</p>
          <ul className="plain">
            {not_checked.map(({ message, place }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order, and messages may be alike
              <li key={`${index} ${message}`}>
                <span>{message}</span>
                {place !== undefined && <Jump place={place} onPlace={onPlace} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {problems.length > 0 && (
        <Part title={say('reporting.problems', { count: problems.length })}>
          <ul className="plain">
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

/** Laws that hold but for rounding. */
export function Rounding({ report: { rounding }, onPlace }: Props) {
  if (rounding.length === 0) return <p className="panel-none">{say('web.rounding.none')}</p>;
  return (
    <>
      <p className="panel-note">{say('reporting.rounding.note')}</p>
      <ul className="plain">
        {rounding.map(({ what, message, places }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order, and messages may be alike
          <li key={`${index} ${message}`}>
            <b>{what}</b>
            <span>{message}</span>
            <Some
              items={places}
              most={2}
              render={(place, at) => (
                <li key={`${at} ${place.text ?? ''}`}>
                  <Jump place={place} onPlace={onPlace} />
                </li>
              )}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CorrectionsProps {
  readonly corrections: readonly CorrectionMade[];
  readonly onPlace: (place: ReportedPlace) => void;
  readonly onTakeBack: ((correction: string) => void) | undefined;
}

/** What people have corrected, each with the way back. */
export function Corrections({ corrections, onPlace, onTakeBack }: CorrectionsProps) {
  if (corrections.length === 0) return <p className="panel-none">{say('web.corrections.none')}</p>;
  return (
    <ul className="plain">
      {corrections.map(({ id, place, read, corrected, who, when, why }) => (
        <li key={id}>
          <b>
            {read === '' ? say('web.number.empty') : read} → {corrected}
          </b>
          <span>{say('web.number.correctedBy', { who, when: sayTime(when), why })}</span>
          <Jump place={place} onPlace={onPlace} />
          {onTakeBack !== undefined && (
            <Button size="small" icon={<UndoOutlined />} onClick={() => onTakeBack(id)}>
              {say('web.number.takeBack')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
