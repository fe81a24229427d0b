import { useEffect, useMemo, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import { spotOf } from '../../../src/reporting/marks.ts';
import type { SourceBlock } from '../../../src/server/contract/documents.ts';
import { containerOf } from './annotations.ts';
import { BlockView, containersIn } from './block-view.tsx';
import { stepZoom, type Zoom } from './page-layout.ts';
import { recall, remember } from './remembered.ts';
import { SourceBar } from './source-bar.tsx';
import type { SourceProps } from './source-props.ts';

interface Props extends SourceProps {
  readonly blocks: readonly SourceBlock[];
}

/** A document without pages, drawn again from what was read; blocks are drawn when they come near. */
export function BlocksView({ documentId, blocks, annotations, roles, goal, onPick }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>(() => recall(documentId)?.zoom ?? 1);
  const scale = zoom === 'fit' ? 1 : zoom;
  const places = useMemo(() => blockOfContainer(blocks), [blocks]);
  const [wanted, setWanted] = useState<number>();
  const reached = useRef(0);

  useEffect(() => {
    if (goal !== undefined) setWanted(places.get(containerOf(goal.place)));
  }, [goal, places]);

  useEffect(() => {
    const { current } = scroller;
    if (goal === undefined || goal.count === reached.current || current === null) return;
    const index = places.get(containerOf(goal.place));
    if (index === undefined || index !== wanted) return;
    const found =
      current.querySelector(`[data-spot="${CSS.escape(spotOf(goal.place))}"]`) ??
      current.querySelector(`[data-container="${CSS.escape(containerOf(goal.place))}"]`) ??
      current.querySelector(`[data-block="${index}"]`);
    reached.current = goal.count;
    found?.scrollIntoView({ block: 'center', inline: 'center' });
  }, [goal, places, wanted]);

  useEffect(() => {
    const { current } = scroller;
    const kept = recall(documentId);
    const block =
      kept === undefined ? undefined : current?.querySelector(`[data-block="${kept.anchor.index}"]`);
    block?.scrollIntoView({ block: 'start' });
    return () => {
      if (current === null) return;
      const { top } = current.getBoundingClientRect();
      const all = [...current.querySelectorAll('[data-block]')];
      const index = all.findIndex((one) => one.getBoundingClientRect().bottom > top);
      remember(documentId, { zoom, anchor: { index: Math.max(0, index), share: 0 } });
    };
  }, [documentId, zoom]);

  return (
    <>
      <SourceBar
        zoom={zoom}
        shown={scale}
        onZoom={setZoom}
        onStep={(step) => setZoom(stepZoom(scale, step))}
        note={say('web.source.drawnAgain')}
      />
      <section
        ref={scroller}
        className="blocks"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={say('reporting.document')}
      >
        <div className="blocks-paper" style={{ fontSize: 14 * scale }}>
          {blocks.map((block, index) => (
            <BlockView
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks never change and have no other name
              key={index}
              index={index}
              block={block}
              isWanted={index === wanted}
              annotations={annotations}
              roles={roles}
              onPick={onPick}
            />
          ))}
        </div>
      </section>
    </>
  );
}

/** Which block each cell, paragraph or line stands in. */
function blockOfContainer(blocks: readonly SourceBlock[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, block] of blocks.entries()) {
    for (const container of containersIn(block)) if (!found.has(container)) found.set(container, index);
  }
  return found;
}
