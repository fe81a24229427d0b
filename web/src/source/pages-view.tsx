import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import {
  type Anchor,
  anchorAt,
  heightOf,
  layoutPages,
  PAPER,
  type PageLayout,
  type PageSize,
  pageAt,
  pagesInSight,
  stepZoom,
  type Zoom,
} from './page-layout.ts';
import { PageView } from './page-view.tsx';
import { recall, remember } from './remembered.ts';
import { SourceBar } from './source-bar.tsx';
import type { SourceProps } from './source-props.ts';
import { useSize } from './use-size.ts';

interface Props extends SourceProps {
  readonly pages: readonly PageSize[];
}

/**
 * The document's own pages, one below the other. Only those in sight are drawn, whatever their number: where each stands
 * follows from its size alone.
 */
export function PagesView({ documentId, pages, annotations, roles, goal, onPick }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(scroller);
  const [zoom, setZoom] = useState<Zoom>(() => recall(documentId)?.zoom ?? 'fit');
  const [top, setTop] = useState(0);
  const layout = useMemo(() => layoutPages(pages, width, zoom), [pages, width, zoom]);
  const middle = useAnchor(scroller, layout, zoom, documentId, width > 0);

  const scrollTo = (to: number) => scroller.current?.scrollTo({ top: to });
  useGoal(scroller, layout, goal, width > 0, setZoom);

  const shown = pageAt(layout, top + height / 3);
  const current = layout.pages[shown];
  const inSight = pagesInSight(layout, top, height);
  return (
    <>
      <SourceBar
        zoom={zoom}
        shown={current === undefined ? 1 : current.scale / PAPER}
        onZoom={setZoom}
        onStep={(step) => setZoom(stepZoom(current === undefined ? 1 : current.scale / PAPER, step))}
        page={current?.page ?? 1}
        pages={pages.length}
        onPage={(page) => scrollTo((layout.pages[page - 1]?.top ?? 0) - 8)}
      />
      <section
        ref={scroller}
        className="pages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={say('reporting.document')}
        onScroll={({ currentTarget }) => {
          setTop(currentTarget.scrollTop);
          middle();
        }}
      >
        <div className="pages-all" style={{ height: layout.height, minWidth: layout.width }}>
          {inSight.map((index) => {
            const page = layout.pages[index];
            return (
              page !== undefined && (
                <PageView
                  key={page.page}
                  documentId={documentId}
                  page={page}
                  annotations={annotations.byContainer.get(`page ${page.page}`) ?? NONE}
                  roles={roles}
                  onPick={onPick}
                />
              )
            );
          })}
        </div>
      </section>
    </>
  );
}

const NONE: readonly never[] = [];

/**
 * Keeps the same part of the document in sight when pages change their size, and where somebody was for when they come back.
 * Gives what to call when it was scrolled.
 */
function useAnchor(
  scroller: React.RefObject<HTMLDivElement | null>,
  layout: PageLayout,
  zoom: Zoom,
  documentId: string,
  isReady: boolean,
): () => void {
  const anchor = useRef<Anchor | undefined>(undefined);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (!isReady || current === null) return;
    anchor.current ??= recall(documentId)?.anchor;
    if (anchor.current !== undefined)
      current.scrollTop = heightOf(layout, anchor.current) - current.clientHeight / 3;
    current.scrollLeft = (current.scrollWidth - current.clientWidth) / 2;
  }, [scroller, layout, documentId, isReady]);
  useLayoutEffect(
    () => () => {
      if (anchor.current !== undefined) remember(documentId, { zoom, anchor: anchor.current });
    },
    [documentId, zoom],
  );
  return () => {
    const { current } = scroller;
    if (current !== null) anchor.current = anchorAt(layout, current.scrollTop + current.clientHeight / 3);
  };
}

/** Moves to a place when one is asked for: a third down the window, and into sight from the side. */
function useGoal(
  scroller: React.RefObject<HTMLDivElement | null>,
  layout: PageLayout,
  goal: SourceProps['goal'],
  isReady: boolean,
  setZoom: (zoom: Zoom) => void,
): void {
  const reached = useRef(0);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (!isReady || current === null || goal === undefined || goal.count === reached.current) return;
    const { page, box } = goal.place;
    const drawn = layout.pages.find((one) => one.page === page);
    if (drawn === undefined) return;
    if (drawn.scale < LEGIBLE && box !== undefined) {
      setZoom(LEGIBLE / PAPER);
      return;
    }
    reached.current = goal.count;
    const [left, top, right, bottom] = box ?? [0, 0, 0, 0];
    const from = drawn.top + top * drawn.scale;
    const to = drawn.top + bottom * drawn.scale;
    const { scrollTop, clientHeight, clientWidth, scrollWidth } = current;
    const isInSight = from > scrollTop + 40 && to < scrollTop + clientHeight - 60;
    if (!isInSight) current.scrollTo({ top: from - clientHeight / 3 });
    const begin = (scrollWidth - drawn.width * drawn.scale) / 2;
    if (scrollWidth > clientWidth)
      current.scrollLeft = begin + ((left + right) / 2) * drawn.scale - clientWidth / 2;
  }, [scroller, layout, goal, isReady, setZoom]);
}

/** CSS pixels a point below which a number cannot be read: what is gone to is made at least so large. */
const LEGIBLE = PAPER * 0.6;
