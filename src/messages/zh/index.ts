import { accounts } from './accounts.ts';
import { api } from './api.ts';
import { board } from './board.ts';
import { bodies } from './bodies.ts';
import { checking } from './checking.ts';
import { checkingAcross } from './checking-across.ts';
import { checkingAmounts } from './checking-amounts.ts';
import { checkingClassification } from './checking-classification.ts';
import { checkingCompleteness } from './checking-completeness.ts';
import { checkingIdentity } from './checking-identity.ts';
import { checkingLaws } from './checking-laws.ts';
import { checkingPage } from './checking-page.ts';
import { checkingPerformance } from './checking-performance.ts';
import { checkingProfile } from './checking-profile.ts';
import { checkingPublication } from './checking-publication.ts';
import { checkingWording } from './checking-wording.ts';

import { cli } from './cli.ts';
import { common } from './common.ts';
import { execution } from './execution.ts';
import { facts } from './facts.ts';
import { formulas } from './formulas.ts';
import { ledger } from './ledger.ts';
import { packs } from './packs.ts';
import { performance } from './performance.ts';
import { performanceEvaluation } from './performance-evaluation.ts';
import { performanceMonitoring } from './performance-monitoring.ts';
import { pictures } from './pictures.ts';
import { publishing } from './publishing.ts';
import { reading } from './reading.ts';
import { readingFiles } from './reading-files.ts';
import { readingPdf } from './reading-pdf.ts';
import { readingText } from './reading-text.ts';
import { registers } from './registers.ts';
import { reporting } from './reporting.ts';
import { server } from './server.ts';
import { store } from './store.ts';
import { surveys } from './surveys.ts';
import { web } from './web.ts';
import { webAccounts } from './web-accounts.ts';
import { webBudgets } from './web-budgets.ts';
import { webPerformance } from './web-performance.ts';
import { writing } from './writing.ts';

/** The Chinese catalogue: every text a user sees, one file a room, keys prefixed with the room's name. */
export const zh = {
  ...common,
  ...facts,
  ...accounts,
  ...packs,
  ...ledger,
  ...execution,
  ...checking,
  ...checkingAcross,
  ...checkingLaws,
  ...checkingPage,
  ...checkingPerformance,
  ...checkingAmounts,
  ...checkingIdentity,
  ...checkingCompleteness,
  ...checkingClassification,
  ...checkingWording,
  ...checkingPublication,
  ...checkingProfile,
  ...reading,
  ...readingFiles,
  ...readingPdf,
  ...readingText,
  ...writing,
  ...publishing,
  ...pictures,
  ...performance,
  ...performanceEvaluation,
  ...registers,
  ...surveys,
  ...performanceMonitoring,
  ...formulas,
  ...reporting,
  ...store,
  ...server,
  ...bodies,
  ...board,
  ...api,
  ...cli,
  ...web,
  ...webBudgets,
  ...webPerformance,
  ...webAccounts,
} as const;
