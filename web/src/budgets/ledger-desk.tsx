import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail, BudgetSheet } from '../../../src/server/contract/budgets.ts';
import { useBudgetCheck, useImpact } from '../api/budgets.ts';
import { useReview } from '../api/review.ts';
import { displayed } from '../grid/column.ts';
import type { GridEdit } from '../grid/fill.ts';
import { Grid } from '../grid/grid.tsx';
import type { GridHandle } from '../grid/grid-props.ts';
import { activeOf, only, type Selection } from '../grid/selection.ts';
import { rowsOf } from './book.ts';
import { CheckPanel, FoldedPanel } from './check-panel.tsx';
import { ConflictBar, ConflictCard } from './conflicts.tsx';
import type { Conflict } from './draft.ts';
import { ImpactPanel } from './impact-panel.tsx';
import { LedgerTools } from './ledger-tools.tsx';
import { makeId } from './make-id.ts';
import { marksOf } from './marks.ts';
import { operationsOf, squashed } from './operations.ts';
import { QuestionList } from './question-list.tsx';
import { type About, RemarkDialog } from './remark-dialog.tsx';
import { RemarkCards } from './remark-item.tsx';
import { RefusedBar } from './saving-tag.tsx';
import type { BudgetSession, SessionState } from './session.ts';
import { columnsOf } from './sheet-columns.ts';
import { CellBar, SheetFoot } from './sheet-foot.tsx';
import { SheetMenu } from './sheet-menu.tsx';
import { SheetTabs } from './sheet-tabs.tsx';
import { useNarrow } from './use-narrow.ts';
import { useSettled } from './use-session.ts';
import { useSources } from './use-sources.ts';
import type { Spot } from './view-state.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly session: BudgetSession;
  readonly state: SessionState;
  readonly spot: Spot;
  readonly onSpot: (spot: Spot) => void;
}

const ROW_HEIGHT = 30;
/** Where there are paragraphs: three lines of them. */
const TALL_ROW_HEIGHT = 76;
/** How long typing has to pause until the budget is checked, in milliseconds. */
const PAUSE = 400;

/** The ledger, sheet by sheet, and what is to be said of it beside. */
export function LedgerDesk({ detail, session, state, spot, onSpot }: Props) {
  const { draft } = state;
  const { message } = App.useApp();
  const grid = useRef<GridHandle>(null);
  const isNarrow = useNarrow();
  const [isFolded, setFolded] = useState(false);
  const [selection, setSelection] = useState<Selection>(only({ row: 0, column: 0 }));

  const sheet = detail.sheets.find(({ id }) => id === spot.sheet) ?? detail.sheets[0];
  if (sheet === undefined) throw new Error('a budget has sheets');
  const isClosed = !detail.openSheets.includes(sheet.id);
  const readOnly = isClosed || isNarrow;
  const rows = rowsOf(draft.view, sheet.id);
  const sources = useSources(detail.id, sheet, draft.view);
  const columns = useMemo(() => columnsOf(sheet, sources), [sheet, sources]);
  const isTall = columns.some(({ kind }) => kind === 'paragraphs');

  const revision = useSettled(draft.revision, PAUSE);
  const { data: check, error: checkError } = useBudgetCheck(detail.id, revision);
  const tried = useSettled(draft.trial?.operations, PAUSE);
  const operations = useMemo(() => squashed(tried ?? []), [tried]);
  const impact = useImpact(detail.id, draft.revision, draft.pending.length === 0 ? operations : []);
  const shownCheck =
    draft.trial !== undefined && operations.length > 0 ? (impact.data?.check ?? check) : check;
  const problems = shownCheck?.problems ?? NO_PROBLEMS;
  const { data: review } = useReview(detail.id);
  const remarks = review?.remarks ?? NO_REMARKS;
  const [about, setAbout] = useState<About>();
  const marks = useMemo(
    () => marksOf(problems, draft.conflicts, columns[0]?.key, remarks),
    [problems, draft.conflicts, columns, remarks],
  );

  const latest = useRef({ rows, sheet: sheet.id });
  latest.current = { rows, sheet: sheet.id };
  const onEdit = useCallback(
    (edit: GridEdit) => {
      const now = latest.current;
      session.edit(operationsOf(edit, now.rows, now.sheet, makeId), now.sheet);
    },
    [session],
  );

  const step = (from: 'undo' | 'redo') => {
    const { step: done, operations: steps, left } = session.step(from);
    if (done === undefined) {
      void message.info(say(from === 'undo' ? 'web.budgets.undo.nothing' : 'web.budgets.redo.nothing'));
      return;
    }
    if (left > 0) void message.warning(say('web.budgets.undo.left', { count: left }));
    const [first] = steps;
    const row = first === undefined || first.type === 'setting' ? undefined : first.row;
    const to = detail.sheets.find(({ id }) => id === done.sheet)?.id ?? sheet.id;
    if (row !== undefined)
      onSpot({ sheet: to, goal: { row, column: first?.type === 'set' ? first.column : undefined } });
  };

  const toSheet = useCallback(
    (id: BudgetSheet['id']) => {
      setSelection(only({ row: 0, column: 0 }));
      onSpot({ sheet: id });
    },
    [onSpot],
  );

  /** A remark on the active cell. */
  const remarkHere = () => {
    const { row: at, column: over } = activeOf(selection);
    const [row, column] = [rows[at], columns[over]];
    if (row === undefined || column === undefined) return;
    const place = say('web.grid.place', { row: at + 1, column: column.title });
    setAbout({
      row: row.id,
      column: column.key,
      part: `${sheet.title} ${place}`,
      quote: displayed(row.cells[column.key] ?? '', column.kind),
    });
  };
  const conflictAt = (row: string, column: string): Conflict | undefined =>
    draft.conflicts.find((one) => one.row === row && one.column === column);
  const toConflict = ({ row, column }: Conflict) => {
    const to = detail.sheets.find(({ id }) => id === draft.view.sheetOf.get(row));
    if (to !== undefined) onSpot({ sheet: to.id, goal: { row, column } });
  };

  return (
    <div className={isFolded ? 'ledger wide' : 'ledger'}>
      <section className="ledger-work" aria-label={say('web.budgets.view.ledger')}>
        <RefusedBar state={state} session={session} />
        <ConflictBar
          conflicts={draft.conflicts}
          detail={detail}
          book={draft.view}
          onGo={toConflict}
          onChoose={(conflict, choice) => session.choose(conflict, choice)}
        />
        <LedgerTools
          readOnly={readOnly}
          isNarrow={isNarrow}
          isTrial={draft.trial !== undefined}
          canUndo={draft.undo.length > (draft.trial?.steps ?? 0)}
          canRedo={draft.redo.length > 0}
          onStep={step}
          onCommand={(command) => grid.current?.do(command)}
          onTrial={(begin) => {
            setFolded(false);
            if (begin) session.beginTrial();
            else session.endTrial(false);
          }}
          tried={draft.trial?.operations.length ?? 0}
          help={sheet.help}
          closed={isClosed && detail.openSheets.length > 0}
        />
        <CellBar
          columns={columns}
          rows={rows}
          selection={selection}
          marks={marks}
          onRemark={review?.mayRemark === true ? remarkHere : undefined}
        />
        <SheetMenu
          readOnly={readOnly}
          onCommand={(command) => grid.current?.do(command)}
          onRemark={review?.mayRemark === true ? remarkHere : undefined}
        >
          <div className="sheet-grid">
            <Grid
              key={sheet.id}
              handle={grid}
              label={sheet.title}
              columns={columns}
              rows={rows}
              marks={marks}
              readOnly={readOnly}
              rowHeight={isTall ? TALL_ROW_HEIGHT : ROW_HEIGHT}
              goal={spot.goal}
              onEdit={onEdit}
              onUndo={() => step('undo')}
              onRedo={() => step('redo')}
              onSelect={setSelection}
              cardOf={(row, column) => {
                const conflict = conflictAt(row, column);
                if (conflict !== undefined)
                  return (
                    <ConflictCard
                      conflict={conflict}
                      onChoose={(choice) => session.choose(conflict, choice)}
                    />
                  );
                const own = remarks.filter(
                  (one) =>
                    one.row === row &&
                    (one.column ?? columns[0]?.key) === column &&
                    one.resolvedBy === undefined,
                );
                return own.length === 0 ? undefined : <RemarkCards budget={detail.id} remarks={own} />;
              }}
            />
          </div>
        </SheetMenu>
        <SheetTabs
          sheets={detail.sheets}
          open={detail.openSheets}
          book={draft.view}
          problems={problems}
          chosen={sheet.id}
          onChoose={toSheet}
        />
        <SheetFoot columns={columns} rows={rows} selection={selection} />
      </section>
      <aside className="ledger-panel" aria-label={say('web.budgets.panel')}>
        {!isNarrow && (
          <Button
            className="panel-toggle"
            type="text"
            size="small"
            icon={isFolded ? <LeftOutlined /> : <RightOutlined />}
            aria-expanded={!isFolded}
            aria-label={say(isFolded ? 'web.budgets.panel.open' : 'web.budgets.panel.close')}
            title={say(isFolded ? 'web.budgets.panel.open' : 'web.budgets.panel.close')}
            onClick={() => setFolded(!isFolded)}
          />
        )}
        {isFolded ? (
          <FoldedPanel check={shownCheck} />
        ) : draft.trial === undefined ? (
          <>
            <QuestionList detail={detail} onGo={onSpot} />
            <CheckPanel
              detail={detail}
              check={check}
              error={checkError}
              isStale={check !== undefined && (check.revision !== draft.revision || draft.pending.length > 0)}
              onGo={onSpot}
            />
          </>
        ) : (
          <ImpactPanel
            detail={detail}
            operations={operations}
            impact={operations.length === 0 ? undefined : impact.data}
            error={impact.error}
            isPending={operations.length > 0 && (impact.isFetching || tried !== draft.trial.operations)}
            onGo={onSpot}
            onEnd={(accepted) => session.endTrial(accepted)}
          />
        )}
      </aside>
      {about !== undefined && (
        <RemarkDialog budget={detail.id} about={about} onClose={() => setAbout(undefined)} />
      )}
    </div>
  );
}

const NO_PROBLEMS: readonly never[] = [];
const NO_REMARKS: readonly never[] = [];
