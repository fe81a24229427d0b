import { CommentOutlined, PrinterOutlined, SyncOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { SourceBlock } from '../../../src/server/contract/documents.ts';
import type { Remark } from '../../../src/server/contract/review.ts';
import { usePreview } from '../api/budgets.ts';
import { useReview } from '../api/review.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { BlockView } from '../source/block-view.tsx';
import '../source/source.css';
import type { Role } from '../source/source-props.ts';
import { RemarkDialog } from './remark-dialog.tsx';
import { RemarkItem } from './remark-item.tsx';
import { POINTED, type Pointed, pointedIn, remarkAnnotations, withPlaces } from './remark-places.ts';
import './remarks.css';
import type { SessionState } from './session.ts';

const NO_REMARKS: readonly Remark[] = [];
const ROLES: ReadonlyMap<string, Role> = new Map([[POINTED, 'chosen']]);

interface Props {
  readonly detail: BudgetDetail;
  readonly state: SessionState;
  /** A remark to show where it stands. */
  readonly remark: string | undefined;
}

/** The disclosure as it will be printed, with a list of its parts. */
export function PreviewView({ detail, state: { draft }, remark }: Props) {
  const { data, error, refetch, isFetching } = usePreview(detail.id, draft.revision);
  const scroller = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<number>();
  const parts = useMemo(() => partsOf(data?.blocks ?? []), [data]);
  const { data: review } = useReview(detail.id);
  const remarks = review?.remarks ?? NO_REMARKS;
  const { blocks, texts } = useMemo(() => withPlaces(data?.blocks ?? []), [data]);
  const [pointed, setPointed] = useState<Pointed>();
  const [shown, setShown] = useState(remark);
  const [isRemarking, setRemarking] = useState(false);
  const annotations = useMemo(() => remarkAnnotations(remarks, texts, pointed), [remarks, texts, pointed]);
  const goal = annotations.bySpot.get(remark ?? '')?.place.path;
  // Whoever comes from a remark sees where it stands.
  const goalBlock = goal === undefined ? undefined : Number(/^b(\d+)/u.exec(goal)?.[1]);
  useEffect(() => {
    if (goalBlock === undefined) return;
    setWanted(goalBlock);
    const frame = requestAnimationFrame(() =>
      scroller.current?.querySelector(`[data-block="${goalBlock}"]`)?.scrollIntoView({ block: 'center' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [goalBlock]);
  const point = (target: EventTarget) => {
    const container = target instanceof Element ? target.closest('[data-container]') : null;
    const text = texts.get(container?.getAttribute('data-container') ?? '');
    // What a remark is on shows the remark.
    const spot = target instanceof Element ? target.closest('[data-spot]')?.getAttribute('data-spot') : null;
    if (text === undefined || (spot !== null && spot !== undefined && spot !== POINTED)) return;
    setPointed(pointedIn(text, window.getSelection()?.toString() ?? ''));
    setShown(undefined);
  };
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const go = (index: number) => {
    setWanted(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector(`[data-block="${index}"]`)?.scrollIntoView({ block: 'start' }),
    );
  };
  return (
    <div className="preview">
      <nav className="preview-parts" aria-label={say('web.budgets.preview.parts')}>
        <p className="preview-note">
          {isFetching ? (
            <>
              <SyncOutlined spin aria-hidden /> {say('web.budgets.preview.refreshing')}
            </>
          ) : (
            say('web.budgets.preview.note')
          )}
        </p>
        <ul>
          {parts.map(({ index, text, level }) => (
            <li key={index} className={`level-${Math.min(3, level)}`}>
              <button type="button" onClick={() => go(index)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()} className="preview-print">
          {say('web.budgets.preview.print')}
        </Button>
      </nav>
      <section
        ref={scroller}
        className="blocks"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={say('web.budgets.view.preview')}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is pointed at stands in the bar below, with its button */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: remarks on the whole are made in the review, by keyboard too */}
        <div className="blocks-paper" onClick={({ target }) => point(target)}>
          {blocks.map((block, index) => (
            <BlockView
              // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one revision, in their order
              key={`${data.revision} ${index}`}
              index={index}
              block={block}
              isWanted={index === wanted}
              annotations={annotations}
              roles={ROLES}
              onPick={({ spot }) => spot !== POINTED && setShown(spot)}
            />
          ))}
        </div>
      </section>
      <PointedBar
        budget={detail.id}
        pointed={pointed}
        remark={remarks.find(({ id }) => id === shown)}
        onRemark={review?.mayRemark === true ? () => setRemarking(true) : undefined}
      />
      {isRemarking && pointed !== undefined && (
        <RemarkDialog
          budget={detail.id}
          about={{ part: pointed.part, quote: pointed.quote }}
          onClose={() => {
            setRemarking(false);
            setPointed(undefined);
          }}
        />
      )}
    </div>
  );
}

interface PointedBarProps {
  readonly budget: string;
  readonly pointed: Pointed | undefined;
  readonly remark: Remark | undefined;
  /** Absent where whoever looks may not remark. */
  readonly onRemark: (() => void) | undefined;
}

/** What is being pointed at, with the way to remark on it; or the remark that was chosen. */
function PointedBar({ budget, pointed, remark, onRemark }: PointedBarProps) {
  if (remark !== undefined)
    return (
      <section className="preview-remark" aria-label={say('web.review.remarks')}>
        <RemarkItem budget={budget} remark={remark} />
      </section>
    );
  if (pointed === undefined || onRemark === undefined) return null;
  return (
    <section className="preview-remark" aria-label={say('web.review.remark.title')}>
      <blockquote>
        <small className="quiet">{pointed.part}</small> {pointed.quote}
      </blockquote>
      <Button type="primary" icon={<CommentOutlined />} onClick={onRemark}>
        {say('web.review.remark.here')}
      </Button>
    </section>
  );
}

interface Part {
  readonly index: number;
  readonly text: string;
  readonly level: number;
}

/** What one can go to: headings, and tables that have a title of their own. */
function partsOf(blocks: readonly SourceBlock[]): readonly Part[] {
  return blocks.flatMap((block, index): Part[] => {
    if (block.type === 'heading') return [{ index, text: block.text, level: block.level }];
    if (block.type === 'sheet') return [{ index, text: block.name, level: 1 }];
    if (block.type === 'table' && block.title !== undefined) return [{ index, text: block.title, level: 3 }];
    return [];
  });
}
