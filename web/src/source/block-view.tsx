import { type JSX, memo, useEffect, useMemo, useRef, useState } from 'react';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import type { SourceBlock } from '../../../src/server/contract/documents.ts';
import { type Annotation, containerOf } from './annotations.ts';
import { type PlacedPart, type Segment, segmentsOf } from './block-segments.ts';
import { classOf, sayFindings, sayNumbers } from './say-annotation.ts';
import type { SourceProps } from './source-props.ts';

type Marked = Pick<SourceProps, 'annotations' | 'roles' | 'onPick'>;

interface Props extends Marked {
  readonly block: SourceBlock;
  readonly index: number;
  /** Drawn although it is not near: something in it is to be shown. */
  readonly isWanted: boolean;
}

/** How far from the window a block is drawn already. */
const NEAR = '1200px';

/** A block, drawn once it has come near; before, room for it. */
export const BlockView = memo(function BlockView({ block, index, isWanted, ...marked }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (isNear || current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      // Within the window that scrolls: of the page's own, what that hides is never near.
      { root: current.closest('.blocks'), rootMargin: NEAR },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [isNear]);
  useEffect(() => {
    if (isWanted) setNear(true);
  }, [isWanted]);
  const isDrawn = isNear || isWanted;
  return (
    <div
      ref={place}
      className="block"
      data-block={index}
      style={isDrawn ? undefined : { minHeight: `${roomOf(block)}em` }}
    >
      {isDrawn && <Content block={block} {...marked} />}
    </div>
  );
});

/** About how much room a block takes, in lines. */
function roomOf(block: SourceBlock): number {
  if (block.type === 'table') return 2.1 * (block.head.length + block.body.length) + 2;
  return block.type === 'paragraph' ? 2 + Math.floor(block.text.length / 45) * 1.8 : 3;
}

function Content({ block, ...marked }: Marked & { readonly block: SourceBlock }): JSX.Element {
  switch (block.type) {
    case 'sheet':
      return <h2 className="block-sheet">{block.name}</h2>;
    case 'heading':
      return (
        <h3 data-container={block.place === undefined ? undefined : containerOf(block.place)}>
          <Text text={block.text} place={block.place} {...marked} />
        </h3>
      );
    case 'paragraph':
      return (
        <p data-container={block.place === undefined ? undefined : containerOf(block.place)}>
          <Text text={block.text} place={block.place} parts={block.spans} {...marked} />
        </p>
      );
    case 'table':
      return (
        <div className="block-scroll">
          <table>
            {block.title !== undefined && <caption>{block.title}</caption>}
            {[block.head, block.body].map((rows, part) =>
              rows.length === 0 ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: head and body, in this order
                <tbody key={part} className={part === 0 ? 'head' : undefined}>
                  {rows.map((cells, row) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows never change and have no other name
                    <tr key={row}>
                      {cells.map((cell, column) => (
                        <td
                          // biome-ignore lint/suspicious/noArrayIndexKey: as rows
                          key={column}
                          colSpan={cell.colspan}
                          rowSpan={cell.rowspan}
                          className={cell.align ?? (isNumber(cell.text) ? 'right' : undefined)}
                          data-container={cell.place === undefined ? undefined : containerOf(cell.place)}
                        >
                          <Text text={cell.text} place={cell.place} {...marked} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              ),
            )}
          </table>
        </div>
      );
  }
}

function isNumber(text: string): boolean {
  return /^[-−\d.,%\s]+$/u.test(text);
}

interface TextProps extends Marked {
  readonly text: string;
  readonly place: ReportedPlace | undefined;
  readonly parts?: readonly PlacedPart[] | undefined;
}

/** A text with its numbers and frames. */
function Text({ text, place, parts, annotations, roles, onPick }: TextProps) {
  const segments = useMemo(() => {
    const placed = parts ?? (place === undefined ? [] : [{ from: 0, to: text.length, place }]);
    return segmentsOf(text, placed, annotations);
  }, [text, place, parts, annotations]);
  return (
    <>
      {segments.map((segment, index) => (
        <Piece
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          key={index}
          segment={segment}
          before={segments[index - 1]}
          after={segments[index + 1]}
          roles={roles}
          onPick={onPick}
        />
      ))}
    </>
  );
}

interface PieceProps extends Pick<Marked, 'roles' | 'onPick'> {
  readonly segment: Segment;
  readonly before: Segment | undefined;
  readonly after: Segment | undefined;
}

/** A part of a text: a number, a part of a frame, or neither. A frame that numbers divide is drawn as one. */
function Piece({ segment: { text, number, frames }, before, after, roles, onPick }: PieceProps) {
  const frame = frames[0];
  const annotation = frames.find((one) => one.spot === number?.spot) ?? number ?? frame;
  if (annotation === undefined) return text;
  const { mark } = annotation;
  const isFirst = !isPartOf(annotation, before);
  const around =
    frame === undefined
      ? []
      : [
          'piece',
          classOf(frame, roles.get(frame.spot)),
          isPartOf(frame, before) ? '' : 'begins',
          isPartOf(frame, after) ? '' : 'ends',
        ];
  const own = frame?.spot === annotation.spot ? [] : [classOf(annotation, roles.get(annotation.spot))];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button breaks no lines, and what is marked may be a paragraph
    <span
      role="button"
      tabIndex={mark === undefined || !isFirst ? -1 : 0}
      className={['inline', ...around, ...own].filter((one) => one !== '').join(' ')}
      data-spot={annotation.spot}
      onClick={(event) => onPick(annotation, event.detail === 0)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPick(annotation, true);
      }}
    >
      {isFirst && mark !== undefined && <span className="hidden-text">{sayFindings(annotation)}</span>}
      {text}
      {isFirst && mark !== undefined && annotation.isFlagged && (
        <span className="flag" aria-hidden>
          {sayNumbers(mark.findings)}
        </span>
      )}
    </span>
  );
}

function isPartOf({ spot }: Annotation, segment: Segment | undefined): boolean {
  return segment?.frames.some((one) => one.spot === spot) === true || segment?.number?.spot === spot;
}

/** Every place that a block holds, as the containers of annotations. */
export function containersIn(block: SourceBlock): readonly string[] {
  switch (block.type) {
    case 'sheet':
      return [];
    case 'heading':
      return block.place === undefined ? [] : [containerOf(block.place)];
    case 'paragraph':
      return [
        ...(block.place === undefined ? [] : [containerOf(block.place)]),
        ...(block.spans ?? []).map(({ place }) => containerOf(place)),
      ];
    case 'table':
      return [...block.head, ...block.body].flatMap((cells) =>
        cells.flatMap(({ place }) => (place === undefined ? [] : [containerOf(place)])),
      );
  }
}
