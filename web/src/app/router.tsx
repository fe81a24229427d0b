import { createBrowserRouter, Navigate } from 'react-router';
import { BrokenPage, NotFoundPage } from './broken-page.tsx';
import { Layout } from './layout.tsx';
import { Loading } from './loading.tsx';

/** The pages and their addresses; each is fetched when it is first opened. */
export const router = createBrowserRouter([
  {
    path: '/',
    Component: Layout,
    HydrateFallback: Loading,
    ErrorBoundary: BrokenPage,
    children: [
      { index: true, element: <Navigate to="/documents" replace /> },
      {
        path: 'documents',
        lazy: async () => ({ Component: (await import('../documents/documents-page.tsx')).DocumentsPage }),
      },
      {
        path: 'documents/:id',
        lazy: async () => ({ Component: (await import('../result/result-page.tsx')).ResultPage }),
      },
      {
        path: 'budgets',
        lazy: async () => ({ Component: (await import('../budgets/budgets-page.tsx')).BudgetsPage }),
      },
      {
        path: 'budgets/:id/:view?',
        lazy: async () => ({ Component: (await import('../budgets/budget-page.tsx')).BudgetPage }),
      },
      {
        path: 'board',
        lazy: async () => ({ Component: (await import('../board/board-page.tsx')).BoardPage }),
      },
      {
        path: 'sign-in',
        lazy: async () => ({ Component: (await import('../accounts/sign-in-page.tsx')).SignInPage }),
      },
      {
        path: 'first-run',
        lazy: async () => ({ Component: (await import('../accounts/first-run-page.tsx')).FirstRunPage }),
      },
      {
        path: 'password',
        lazy: async () => ({ Component: (await import('../accounts/password-page.tsx')).PasswordPage }),
      },
      {
        path: 'accounts',
        lazy: async () => ({ Component: (await import('../accounts/accounts-page.tsx')).AccountsPage }),
      },
      {
        path: 'tokens',
        lazy: async () => ({ Component: (await import('../accounts/tokens-page.tsx')).TokensPage }),
      },
      {
        path: 'bodies',
        lazy: async () => ({ Component: (await import('../bodies/bodies-page.tsx')).BodiesPage }),
      },
      { path: 'log', lazy: async () => ({ Component: (await import('../log/log-page.tsx')).LogPage }) },
      { path: '*', Component: NotFoundPage },
    ],
  },
]);
