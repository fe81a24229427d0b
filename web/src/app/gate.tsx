import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

/** Pages for whoever is not signed in. */
const OUTSIDE = new Set(['/sign-in', '/first-run']);

/** Leads everybody first to where they have to go: to sign in, to a password of their own, to the first administrator. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { pathname, search } = useLocation();
  const { data, error, refetch } = useSession();
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />;
  }
  const { user, open, firstRun } = data;
  if (user?.mustChangePassword === true && pathname !== '/password')
    return <Navigate to="/password" replace />;
  if (user === undefined && !OUTSIDE.has(pathname)) {
    if (firstRun && !open) return <Navigate to="/first-run" replace />;
    const isForAll = open && /^\/(?:documents|budgets|board|$)/u.test(pathname);
    const to = encodeURIComponent(pathname + search);
    if (!isForAll) return <Navigate to={`/sign-in?to=${to}`} replace />;
  }
  return children;
}
