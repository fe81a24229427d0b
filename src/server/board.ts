import { RULES } from '../checking/rules.ts';
import { say } from '../messages/say.ts';
import type { FindingCount } from '../reporting/finding-counts.ts';
import type { DocumentOfYear, TreeDepartment } from '../store/board.ts';
import type { StoredBudget } from '../store/budgets.ts';
import type { Board, BoardDocument, BoardRow } from './contract/board.ts';
import { filteredBoard, findingsOf, WHOLE_BOARD } from './contract/board-filter.ts';
import { daysBetween, deadlineOf } from './deadline.ts';

/** What is typed and cannot be understood is no rule of the catalogue; it counts under this name. */
export const TYPED_RULE = 'typed';

/** Everything that a board is made of; all of one year and within reach. */
export interface BoardParts {
  readonly year: number;
  readonly years: readonly number[];
  readonly today: string;
  /** Budgets, the last changed first. */
  readonly budgets: readonly { readonly budget: StoredBudget; readonly openRemarks: number }[];
  readonly departments: readonly TreeDepartment[];
  /** Checked documents, the last dropped first. */
  readonly documents: readonly DocumentOfYear[];
  readonly checking: number;
}

interface Body {
  readonly code: string;
  readonly name: string;
}

/** Bodies by their names: codes alone are the same in many places. */
class Index<Thing> {
  readonly #byName = new Map<string, { readonly body: Body; readonly thing: Thing }[]>();

  /** What is known of a body: its name is the same, and its code where both have one. */
  get({ code, name }: Body): Thing | undefined {
    const same = this.#byName.get(name) ?? [];
    const exact = same.find(({ body }) => body.code === code);
    return (exact ?? same.find(({ body }) => body.code === '' || code === ''))?.thing;
  }

  set(body: Body, thing: Thing): void {
    const same = this.#byName.get(body.name);
    if (same === undefined) this.#byName.set(body.name, [{ body, thing }]);
    else same.push({ body, thing });
  }
}

interface Row extends Body {
  readonly budgets: { readonly budget: StoredBudget; readonly openRemarks: number }[];
  readonly documents: DocumentOfYear[];
}

/**
 * Each department once: those of the tree, and whatever else has a budget or a document. Documents of units stand with their
 * department where the tree knows it.
 */
export function boardOf(parts: BoardParts): Board {
  const { year, years, today, budgets, departments, documents, checking } = parts;
  const rows: Row[] = [];
  const known = new Index<Row>();
  const above = new Index<Row>();
  const rowFor = (body: Body): Row => {
    const found = known.get(body);
    if (found !== undefined) return found;
    const row: Row = { code: body.code, name: body.name, budgets: [], documents: [] };
    rows.push(row);
    known.set(row, row);
    return row;
  };
  for (const { units, ...department } of departments) {
    const row = rowFor(department);
    for (const unit of units) above.set(unit, row);
  }
  for (const one of budgets) {
    const { entityCode: code, entityName: name } = one.budget;
    rowFor({ code, name }).budgets.push(one);
  }
  for (const one of lastOfEach(documents)) {
    const body = { code: one.entityCode, name: one.entityName };
    (known.get(body) ?? above.get(body) ?? rowFor(body)).documents.push(one);
  }
  const shown = rows.map((row) => boardRow(row, today));
  return {
    year,
    years: [...years],
    today,
    rules: titlesOf(shown),
    checking,
    departments: [...filteredBoard(shown, WHOLE_BOARD)],
  };
}

/** The last dropped document of each body and stage: an earlier version says nothing any more. */
function lastOfEach(documents: readonly DocumentOfYear[]): readonly DocumentOfYear[] {
  const seen = new Set<string>();
  return documents.filter(({ entityCode, entityName, outcome }) => {
    const key = JSON.stringify([entityCode, entityName, outcome.entity.scope, outcome.stage]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function boardRow({ code, name, budgets, documents }: Row, today: string): BoardRow {
  const [last] = budgets;
  const shown = { code, name, others: Math.max(0, budgets.length - 1), documents: documents.map(documentOf) };
  if (last === undefined) return { ...shown, state: 'none', openRemarks: 0 };
  const { budget, openRemarks } = last;
  const { approvedOn, state, checked } = budget;
  const deadline = approvedOn === null ? undefined : deadlineOf(approvedOn);
  return {
    ...shown,
    state,
    budget: budget.id,
    changedAt: budget.changedAt.toISOString(),
    openRemarks,
    ...(approvedOn === null ? {} : { approvedOn }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(deadline === undefined || state === 'published' ? {} : { daysLeft: daysBetween(today, deadline) }),
    ...(checked === null || checked.revision !== budget.revision
      ? {}
      : { findings: checked.findings.map((one) => ({ ...one })) }),
  };
}

function documentOf({ id, name, entityName, outcome, findings }: DocumentOfYear): BoardDocument {
  const { errors, warnings, notices } = outcome.summary;
  return {
    id,
    name,
    entity: entityName,
    stage: outcome.stage,
    errors,
    warnings,
    notices,
    ...(findings === null ? {} : { findings: findings.map((one) => ({ ...one })) }),
  };
}

function titlesOf(rows: readonly BoardRow[]): Record<string, string> {
  const titles: Record<string, string> = {};
  for (const row of rows) for (const { rule } of findingsOf(row)) titles[rule] ??= titleOf(rule);
  return titles;
}

function titleOf(rule: FindingCount['rule']): string {
  if (rule === TYPED_RULE) return say('server.board.typed');
  const known = Object.entries(RULES).find(([id]) => id === rule);
  return known === undefined ? rule : say(known[1].title);
}
