import { Button } from 'antd';
import { memo, useEffect, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import type { Annotation } from './annotations.ts';
import type { DrawnPage } from './page-layout.ts';
import { classOf, sayFindings, sayNumbers } from './say-annotation.ts';
import type { Role, SourceProps } from './source-props.ts';

interface Props {
  readonly documentId: string;
  readonly page: DrawnPage;
  readonly annotations: readonly Annotation[];
  readonly roles: ReadonlyMap<string, Role>;
  readonly onPick: SourceProps['onPick'];
}

/** A page: its picture, and over it what can be clicked. */
export const PageView = memo(function PageView({ documentId, page, annotations, roles, onPick }: Props) {
  const { page: number, width, height, top, scale } = page;
  const label = say('reporting.page', { page: number });
  return (
    <figure
      className="page"
      aria-label={label}
      style={{ top, width: width * scale, height: height * scale, marginLeft: (-width * scale) / 2 }}
    >
      <Picture
        key={number}
        documentId={documentId}
        page={number}
        label={label}
        scale={Math.min(4, Math.max(1, Math.ceil(scale * window.devicePixelRatio - 0.05)))}
      />
      {annotations.map((one) =>
        one.place.box === undefined ? null : (
          <Spot key={one.spot} annotation={one} page={page} role={roles.get(one.spot)} onPick={onPick} />
        ),
      )}
    </figure>
  );
});

interface PictureProps {
  readonly documentId: string;
  readonly page: number;
  readonly label: string;
  readonly scale: number;
}

/** Pages that are only flicked past are not asked for. */
const SETTLE_MS = 80;

function Picture({ documentId, page, label, scale }: PictureProps) {
  const [isAsked, setAsked] = useState(false);
  const [failed, setFailed] = useState(0);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isAsked) return null;
  if (isMissing)
    return (
      <div className="page-missing">
        <p>{say('web.source.noPicture', { page })}</p>
        <Button
          onClick={() => {
            setMissing(false);
            setFailed(failed + 1);
          }}
        >
          {say('web.retry')}
        </Button>
      </div>
    );
  const again = failed === 0 ? '' : `&again=${failed}`;
  return (
    <img
      alt={label}
      src={`${addressOf('page', { id: documentId, page })}?scale=${scale}${again}`}
      draggable={false}
      decoding="async"
      onError={() => setMissing(true)}
    />
  );
}

interface SpotProps {
  readonly annotation: Annotation;
  readonly page: DrawnPage;
  readonly role: Role | undefined;
  readonly onPick: SourceProps['onPick'];
}

/** Points between a number and its frame. */
const ROOM = 1.5;

/** A number or a frame over a page, in shares of the page so that it follows any zoom. */
function Spot({ annotation, page: { width, height }, role, onPick }: SpotProps) {
  const { mark, place, spot } = annotation;
  const [left, top, right, bottom] = place.box ?? [0, 0, 0, 0];
  const share = (part: number, whole: number) => `${((part / whole) * 100).toFixed(3)}%`;
  return (
    <button
      type="button"
      // Frames are reached with the tab key; the thousands of other numbers with the mouse, and with arrows from one to the next.
      tabIndex={mark === undefined ? -1 : 0}
      className={classOf(annotation, role)}
      data-spot={spot}
      aria-label={`${sayFindings(annotation)}${place.text ?? ''}`}
      aria-pressed={role === 'chosen' || role === 'lit'}
      style={{
        left: share(left - ROOM, width),
        top: share(top - ROOM, height),
        width: share(right - left + 2 * ROOM, width),
        height: share(bottom - top + 2 * ROOM, height),
      }}
      onClick={({ detail }) => onPick(annotation, detail === 0)}
    >
      {mark !== undefined && annotation.isFlagged && (
        <span className="flag" aria-hidden>
          {sayNumbers(mark.findings)}
        </span>
      )}
    </button>
  );
}
