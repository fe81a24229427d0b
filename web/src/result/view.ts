import type { Severity } from '../../../src/messages/problem.ts';
import { spotOf } from '../../../src/reporting/marks.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { EVERYTHING, type Filter } from './filter.ts';

export type Tab = 'findings' | 'pictures' | 'notChecked' | 'rounding' | 'corrections';

/** What the document is to be moved to; another `count` moves it again to the same place. */
export interface Goal {
  readonly place: ReportedPlace;
  readonly count: number;
}

/** What the page shows besides the document itself. */
export interface View {
  readonly tab: Tab;
  readonly filter: Filter;
  /** Id of the chosen finding. */
  readonly finding?: string;
  /** Spots of numbers that were jumped through; the last is shown, over the tabs. */
  readonly numbers: readonly string[];
  /** Index of the law whose numbers are lit. */
  readonly law?: number;
  readonly goal?: Goal;
}

export const START: View = { tab: 'findings', filter: EVERYTHING, numbers: [] };

export type Action =
  | { readonly type: 'tab'; readonly tab: Tab }
  | { readonly type: 'filter'; readonly change: Partial<Filter> }
  | { readonly type: 'severity'; readonly severity: Severity }
  /** `place` where the document should move there; a click in the document needs none. */
  | { readonly type: 'finding'; readonly id: string; readonly place?: ReportedPlace | undefined }
  | { readonly type: 'number'; readonly place: ReportedPlace; readonly from: 'document' | 'panel' }
  | { readonly type: 'law'; readonly law: number | undefined }
  | { readonly type: 'place'; readonly place: ReportedPlace }
  | { readonly type: 'back'; readonly place?: ReportedPlace | undefined }
  | { readonly type: 'close' };

/** The view after something was done. */
export function reduce(view: View, action: Action): View {
  switch (action.type) {
    case 'tab':
      return { ...view, tab: action.tab };
    case 'filter':
      return { ...view, filter: { ...view.filter, ...action.change } };
    case 'severity': {
      const { hidden } = view.filter;
      const next = hidden.includes(action.severity)
        ? hidden.filter((one) => one !== action.severity)
        : [...hidden, action.severity];
      return { ...view, filter: { ...view.filter, hidden: next } };
    }
    case 'finding':
      return moved({ ...without(view), tab: 'findings', numbers: [], finding: action.id }, action.place);
    case 'number': {
      const spot = spotOf(action.place);
      // A click in the document begins anew; a jump from the panel can be gone back.
      const before = action.from === 'panel' ? view.numbers.filter((one) => one !== spot) : [];
      const next = { ...without(view), numbers: [...before, spot] };
      return action.from === 'panel' ? moved(next, action.place) : next;
    }
    case 'law': {
      const next = without(view);
      return action.law === undefined ? next : { ...next, law: action.law };
    }
    case 'place':
      return moved(view, action.place);
    case 'back':
      return moved({ ...without(view), numbers: view.numbers.slice(0, -1) }, action.place);
    case 'close': {
      if (view.numbers.length > 0) return { ...without(view), numbers: [] };
      const { finding: _, ...next } = view;
      return next;
    }
  }
}

/** The view with no law lit. */
function without({ law: _, ...view }: View): View {
  return view;
}

function moved(view: View, place: ReportedPlace | undefined): View {
  return place === undefined ? view : { ...view, goal: { place, count: (view.goal?.count ?? 0) + 1 } };
}
