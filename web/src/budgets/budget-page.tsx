import { lazy, Suspense, useCallback, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { Remark } from '../../../src/server/contract/review.ts';
import { useBudget } from '../api/budgets.ts';
import { useSession } from '../api/session.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useTitle } from '../app/title.ts';
import { BudgetHead } from './budget-head.tsx';
import './budgets.css';
import { LedgerDesk } from './ledger-desk.tsx';
import { PreviewView } from './preview-view.tsx';
import { PublishView } from './publish-view.tsx';
import { ReviewView } from './review-view.tsx';
import { useBudgetSession, useSessionState } from './use-session.ts';
import type { Spot } from './view-state.ts';
import { isBudgetView } from './views.ts';

/** Fetched when it is first opened, as its charts are. */
const PicturesView = lazy(async () => ({ default: (await import('./pictures-view.tsx')).PicturesView }));
const PerformanceView = lazy(async () => ({
  default: (await import('../performance/performance-view.tsx')).PerformanceView,
}));

/** One budget: its ledger, what it will look like printed, and publishing it. */
export function BudgetPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useBudget(id);
  const { data: session } = useSession();
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined || session === undefined) return <Loading />;
  return <Opened key={id} detail={data} user={session.user?.id ?? 'open'} />;
}

function Opened({ detail, user }: { readonly detail: BudgetDetail; readonly user: string }) {
  const { view = 'ledger' } = useParams();
  const session = useBudgetSession(detail, user);
  const state = useSessionState(session);
  const [spot, setSpot] = useState<Spot>({ sheet: detail.sheets[0]?.id ?? 'units' });
  const toSheet = useCallback((next: Spot) => setSpot(next), []);
  const navigate = useNavigate();
  const toCell = useCallback(
    (next: Spot) => {
      setSpot(next);
      void navigate(`/budgets/${detail.id}`);
    },
    [navigate, detail.id],
  );
  const [remark, setRemark] = useState<string>();
  const toRemark = ({ id, row, column }: Remark) => {
    const sheet = detail.sheets.find((one) => one.id === state.draft.view.sheetOf.get(row ?? ''));
    if (row !== undefined && sheet !== undefined) return toCell({ sheet: sheet.id, goal: { row, column } });
    setRemark(id);
    void navigate(`/budgets/${detail.id}/preview`);
  };
  useTitle(detail.name);
  if (!isBudgetView(view)) return <Navigate to={`/budgets/${detail.id}`} replace />;
  return (
    <main id="main" className="budget" tabIndex={-1}>
      <BudgetHead detail={detail} session={session} state={state} view={view} />
      {view === 'ledger' && (
        <LedgerDesk detail={detail} session={session} state={state} spot={spot} onSpot={toSheet} />
      )}
      {view === 'preview' && <PreviewView detail={detail} state={state} remark={remark} />}
      {view === 'pictures' && (
        <Suspense fallback={<Loading />}>
          <PicturesView detail={detail} state={state} onSpot={toCell} />
        </Suspense>
      )}
      {view === 'review' && <ReviewView detail={detail} state={state} onGo={toRemark} />}
      {view === 'publish' && <PublishView detail={detail} state={state} />}
      {view === 'performance' && (
        <Suspense fallback={<Loading />}>
          <PerformanceView detail={detail} session={session} state={state} onSpot={toCell} />
        </Suspense>
      )}
    </main>
  );
}
