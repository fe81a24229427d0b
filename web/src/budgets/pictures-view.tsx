import { useCallback } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { PictureFact } from '../../../src/reporting/pictures-schema.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { usePictures } from '../api/pictures.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { PicturesPanel } from '../pictures/pictures-panel.tsx';
import { type Book, rowOf, rowsOf } from './book.ts';
import type { SessionState } from './session.ts';
import { useSettled } from './use-session.ts';
import type { Spot } from './view-state.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly state: SessionState;
  /** Opens the ledger at a cell. */
  readonly onSpot: (spot: Spot) => void;
}

/** How long typing has to pause until everything is drawn anew, in milliseconds. */
const PAUSE = 400;

/** A budget in pictures; each number leads to the rows that make it up. */
export function PicturesView({ detail, state: { draft }, onSpot }: Props) {
  const revision = useSettled(draft.revision, PAUSE);
  const { data, error, refetch } = usePictures('budget', detail.id, String(revision));
  const toRow = useCallback(
    (fact: PictureFact) => {
      if ('place' in fact) return;
      const sheet = detail.sheets.find(({ id }) => id === fact.sheet);
      if (sheet !== undefined) onSpot({ sheet: sheet.id, goal: { row: fact.row, column: fact.column } });
    },
    [detail, onSpot],
  );
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <div className="budget-pictures">
      <PicturesPanel pictures={data} sayFact={(fact) => sayRow(fact, detail, draft.view)} onFact={toRow} />
    </div>
  );
}

/** A row with its place in its sheet and what is typed in it, the cell that is meant last. */
function sayRow(fact: PictureFact, { sheets }: BudgetDetail, book: Book): string {
  if ('place' in fact) return '';
  const sheet = sheets.find(({ id }) => id === fact.sheet);
  const cells = rowOf(book, fact.row)?.cells ?? {};
  const number = rowsOf(book, fact.sheet).findIndex(({ id }) => id === fact.row) + 1;
  const words = (sheet?.columns ?? []).flatMap(({ key, type }) => {
    const text = cells[key];
    const isNamed = type === 'account' || type === 'project' || type === 'unit' || type === 'member';
    return text === undefined || key === fact.column || !isNamed ? [] : [text];
  });
  const value = fact.column === undefined ? '' : (cells[fact.column] ?? '');
  return [say('web.pictures.row', { sheet: sheet?.title ?? '', number }), ...words, value]
    .filter((one) => one !== '')
    .join(' · ');
}
