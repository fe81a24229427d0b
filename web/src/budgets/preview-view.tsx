import { PrinterOutlined, SyncOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { SourceBlock } from '../../../src/server/contract/documents.ts';
import { usePreview } from '../api/budgets.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import type { Annotations } from '../source/annotations.ts';
import { BlockView } from '../source/block-view.tsx';
import '../source/source.css';
import type { Role } from '../source/source-props.ts';
import type { SessionState } from './session.ts';

const NOTHING: Annotations = { bySpot: new Map(), byContainer: new Map() };
const NO_ROLES: ReadonlyMap<string, Role> = new Map();
const nothing = () => {};

interface Props {
  readonly detail: BudgetDetail;
  readonly state: SessionState;
}

/** The disclosure as it will be printed, with a list of its parts. */
export function PreviewView({ detail, state: { draft } }: Props) {
  const { data, error, refetch, isFetching } = usePreview(detail.id, draft.revision);
  const scroller = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<number>();
  const parts = useMemo(() => partsOf(data?.blocks ?? []), [data]);
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
        <div className="blocks-paper">
          {data.blocks.map((block, index) => (
            <BlockView
              // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one revision, in their order
              key={`${data.revision} ${index}`}
              index={index}
              block={block}
              isWanted={index === wanted}
              annotations={NOTHING}
              roles={NO_ROLES}
              onPick={nothing}
            />
          ))}
        </div>
      </section>
    </div>
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
