import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { AccountBook } from '../accounts/book.ts';
import type { Coordinate } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import type { Entity } from '../facts/records.ts';
import { draftTyped, type PlacedQuestion, sayFilled } from '../ledger/from-rows.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import {
  readTyped,
  rowsOfTyped,
  spotOf,
  type TypedBudget,
  typedSheets,
  typedWorkbook,
} from '../ledger/typed.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { PackLibrary } from '../packs/load.ts';
import type { Vocabulary } from '../packs/vocabulary.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import { loadRules } from '../performance/rules.ts';
import { applyCorrections } from '../reading/corrections.ts';
import { draftFrom } from '../reading/draft.ts';
import { type Role, roleOf } from '../reading/draft-role.ts';
import { sayGiven, settleDraft } from '../reading/draft-settle.ts';
import type { Correction } from '../reading/reading.ts';
import { fromJson, type ReadingJson, toJson } from '../reading/reading-json.ts';
import type { Limits } from '../reading/source.ts';
import { picturesOf } from '../reporting/pictures.ts';
import type { Pictures } from '../reporting/pictures-schema.ts';
import { sourceBlocks } from '../reporting/source-blocks.ts';
import { loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { readContent } from '../working/read-one.ts';
import { loadMeans, type MeansOptions, type ReadingMeans } from '../working/reading-means.ts';
import { serveJobs, standBehind, type Work } from '../working/thread.ts';
import { programVersion } from '../working/version.ts';
import { documentChanges, type PrintedChange } from '../writing/document-changes.ts';
import { PdfUnavailable } from '../writing/pdf.ts';
import { Prover } from '../writing/proof.ts';
import {
  type Disclosure,
  type Format,
  type PublishedFile,
  prepare,
  writeFormats,
} from '../writing/publish.ts';
import { writeTyped } from '../writing/workbook.ts';
import type { BudgetCheck } from './contract/budgets.ts';
import {
  definitionsOf,
  doPerformance,
  type PerformanceAnswer,
  type PerformanceJob,
} from './performance-jobs.ts';
import type { Performed } from './performance-work.ts';

/** What a thread for budgets is started with. */
export interface BudgetTask {
  readonly means: MeansOptions;
  readonly limits: Limits;
}

/** A budget with its revision, as a thread gets it. */
export interface BudgetAtRevision {
  readonly revision: number;
  readonly typed: TypedBudget;
}

export type BudgetJob =
  | { readonly type: 'check'; readonly budget: BudgetAtRevision }
  | { readonly type: 'preview'; readonly budget: BudgetAtRevision }
  | { readonly type: 'pictures'; readonly budget: BudgetAtRevision }
  | { readonly type: 'impact'; readonly before: BudgetAtRevision; readonly after: BudgetAtRevision }
  | {
      readonly type: 'publish';
      readonly budget: BudgetAtRevision;
      readonly formats: readonly Format[];
      readonly draft: boolean;
    }
  | { readonly type: 'workbook'; readonly budget: BudgetAtRevision }
  | { readonly type: 'import'; readonly bytes: Uint8Array; readonly name: string }
  | PerformanceJob
  /** Reads a document that a budget is to be begun from. */
  | {
      readonly type: 'read';
      readonly path: string;
      readonly name: string;
      readonly corrections: readonly Correction[];
    }
  /** Begins a budget from what was read. */
  | { readonly type: 'draft'; readonly given: readonly ReadSource[]; readonly wishes: Wishes };

/** A document that was read, as threads hand it on. */
export interface ReadSource {
  readonly reading: ReadingJson;
  readonly role: Role;
  /** What it is, in words. */
  readonly says: string;
}

/** What somebody says of a budget that is begun from documents; the rest the documents say. */
export interface Wishes {
  readonly entity?: Entity | undefined;
  readonly year?: number | undefined;
  readonly pack?: string | undefined;
}

export type BudgetAnswer =
  | { readonly type: 'check'; readonly check: BudgetCheck }
  | { readonly type: 'preview'; readonly blocks: ReturnType<typeof sourceBlocks> }
  | { readonly type: 'pictures'; readonly pictures: Pictures }
  | {
      readonly type: 'impact';
      readonly moved: readonly PrintedChange[];
      readonly check: BudgetCheck;
      readonly comparable: boolean;
    }
  | { readonly type: 'published'; readonly files: readonly PublishedFile[]; readonly compared: number }
  /** Errors, or a file that does not say what the budget says: nothing is released. */
  | { readonly type: 'refused'; readonly reasons: readonly string[] }
  | { readonly type: 'workbook'; readonly bytes: Uint8Array }
  | { readonly type: 'typed'; readonly typed: TypedBudget }
  | PerformanceAnswer
  | { readonly type: 'read'; readonly source: ReadSource }
  | {
      readonly type: 'drafted';
      readonly typed: TypedBudget;
      readonly filled: string;
      readonly questions: readonly PlacedQuestion[];
    };

if (parentPort !== null) {
  standBehind();
  serveJobs(parentPort, budgetWork(workerData));
}

interface Means {
  readonly library: PackLibrary;
  readonly accounts: AccountBook;
  readonly vocabulary: Vocabulary;
}

function budgetWork({ means, limits }: BudgetTask): Result<Work<BudgetJob, BudgetAnswer>> {
  const environment = loadEnvironment(means);
  if (!environment.ok) return environment;
  const vocabulary = loadVocabulary();
  if (!vocabulary.ok) return vocabulary;
  const definitions = definitionsOf(means);
  const all: Means = { ...environment.value, vocabulary: vocabulary.value };
  // Few threads read documents: what that needs is loaded when the first does.
  let reading: Result<ReadingMeans> | undefined;
  return succeed(async (job, onPage) => {
    switch (job.type) {
      case 'read':
        reading ??= loadMeans(means);
        return reading.ok ? readDocument(job, reading.value, limits, onPage) : reading;
      case 'draft':
        return draftBudget(job, all);
      case 'import':
        return importBudget(job.bytes, job.name, all);
      case 'check':
        return withPack(job.budget, all, (pack) =>
          succeed({ type: 'check', check: composed(job.budget, pack, all).check }),
        );
      case 'preview':
        return withPack(job.budget, all, (pack) => preview(job.budget, pack, all));
      case 'pictures':
        return withPack(job.budget, all, (pack) => pictures(job.budget, pack, all));
      case 'impact':
        return withPack(job.after, all, (pack) => impact(job.before, job.after, pack, all));
      case 'workbook':
        return withPack(job.budget, all, async (pack) =>
          succeed({
            type: 'workbook',
            bytes: await writeTyped(rowsOfTyped(job.budget.typed, pack, all.accounts)),
          }),
        );
      case 'publish':
        return withPack(job.budget, all, (pack) => publish(job, pack, all));
      default:
        return withPack(job.budget, all, (pack) =>
          withLedger(job.budget, pack, all, (one) => doPerformance(job, one, definitions)),
        );
    }
  });
}

type Answer = Result<BudgetAnswer> | Promise<Result<BudgetAnswer>>;

function withPack({ typed }: BudgetAtRevision, { library }: Means, use: (pack: Pack) => Answer): Answer {
  const pack = library.load(typed.settings.pack);
  return pack.ok ? use(pack.value) : pack;
}

interface ComposedBudget {
  readonly check: BudgetCheck;
  /** The disclosure as it would be printed; none where the rows cannot be understood. */
  readonly disclosure: Disclosure | undefined;
}

/** Reads, composes and checks a budget as it stands. */
function composed(
  { revision, typed }: BudgetAtRevision,
  pack: Pack,
  { library, accounts }: Means,
  draft = false,
): ComposedBudget {
  const { ledger, problems } = readTyped(typed, pack, { packs: library, accounts });
  const disclosure = ledger === undefined ? undefined : prepare({ ledger, pack, accounts, draft });
  const findings = (disclosure?.findings ?? []).map(({ severity, message, rule }) => ({
    severity,
    message,
    rule,
  }));
  const check: BudgetCheck = {
    revision,
    problems: problems.map(({ problem: { severity, message }, ...spot }) => ({ severity, message, ...spot })),
    findings,
    totals: disclosure === undefined ? [] : totalsOf(disclosure),
    laws: disclosure?.laws ?? 0,
    tables: disclosure?.tables ?? 0,
    rounding: disclosure?.rounding.length ?? 0,
    publishable: disclosure !== undefined && findings.every(({ severity }) => severity !== 'error'),
  };
  return { check, disclosure };
}

/** What everybody looks at first, of the whole department. */
const TOTALS: readonly { readonly key: 'in' | 'out' | 'basic' | 'project'; readonly at: Coordinate }[] = [
  { key: 'in', at: { flow: 'totalIn' } },
  { key: 'out', at: { flow: 'totalOut' } },
  { key: 'basic', at: { flow: 'expenditure', kind: 'basic' } },
  { key: 'project', at: { flow: 'expenditure', kind: 'project' } },
];

function totalsOf({ cube, ledger, pack }: Disclosure): BudgetCheck['totals'] {
  const base = {
    measure: 'amount',
    entity: ledger.records.department.code,
    year: String(ledger.year),
    stage: 'budget',
  };
  return TOTALS.flatMap(({ key, at }) => {
    const found = cube.value({ ...base, ...at });
    if (!found.known) return [];
    return [
      {
        label: say(`server.budget.total.${key}`),
        value: printValue(found.value, pack.unit, pack.decimals),
        unit: pack.unit,
      },
    ];
  });
}

function preview(budget: BudgetAtRevision, pack: Pack, means: Means): Result<BudgetAnswer> {
  const { disclosure, check } = composed(budget, pack, means);
  return disclosure === undefined
    ? succeed({ type: 'refused', reasons: errorsOf(check) })
    : succeed({ type: 'preview', blocks: sourceBlocks(disclosure.composed.document) });
}

/** What is drawn of a budget; its rows must be understood, and may break any law. */
function pictures(
  { typed }: BudgetAtRevision,
  pack: Pack,
  { library, accounts }: Means,
): Result<BudgetAnswer> {
  const { ledger, problems } = readTyped(typed, pack, { packs: library, accounts });
  if (ledger === undefined)
    return succeed({
      type: 'refused',
      reasons: problems.flatMap(({ problem: { severity, message } }) =>
        severity === 'error' ? [message] : [],
      ),
    });
  const { sheets } = typedSheets(typed, pack, accounts);
  const { department } = ledger.records;
  return succeed({
    type: 'pictures',
    pictures: picturesOf({
      cube: ledgerCube(ledger, ledgerSpace(ledger, pack, accounts)),
      base: { measure: 'amount', entity: department.code, year: String(ledger.year), stage: pack.stage },
      onlyStated: false,
      year: ledger.year,
      entity: department.name,
      ledger,
      factOf: ({ place }) => {
        if (place?.type !== 'cell') return undefined;
        const { sheet, row, column } = spotOf(place, typed, sheets);
        if (sheet === undefined || row === undefined) return undefined;
        return { sheet, row, ...(column === undefined ? {} : { column }) };
      },
    }),
  });
}

function impact(
  before: BudgetAtRevision,
  after: BudgetAtRevision,
  pack: Pack,
  means: Means,
): Result<BudgetAnswer> {
  const [was, is] = [composed(before, pack, means), composed(after, pack, means)];
  const comparable = was.disclosure !== undefined && is.disclosure !== undefined;
  const moved =
    was.disclosure === undefined || is.disclosure === undefined
      ? []
      : documentChanges(was.disclosure.composed.document, is.disclosure.composed.document);
  return succeed({ type: 'impact', moved, check: is.check, comparable });
}

/** Writes every format and reads each file back; nothing is released unless all of them say what the budget says. */
async function publish(
  { budget, formats, draft }: Extract<BudgetJob, { type: 'publish' }>,
  pack: Pack,
  means: Means,
): Promise<Result<BudgetAnswer>> {
  const { disclosure, check } = composed(budget, pack, means, draft);
  if (disclosure === undefined || (!check.publishable && !draft))
    return succeed({ type: 'refused', reasons: errorsOf(check) });
  const prover = new Prover(disclosure, means.vocabulary);
  const files: PublishedFile[] = [];
  const reasons: string[] = [];
  for (const format of formats) {
    try {
      files.push(...(await writeFormats(disclosure, [format])));
    } catch (error) {
      if (!(error instanceof PdfUnavailable)) throw error;
      reasons.push(error.message);
    }
  }
  for (const file of files) reasons.push(...(await prover.add(file)).map(({ message }) => message));
  if (prover.differences > 0 || files.length === 0) return succeed({ type: 'refused', reasons });
  const proof = prover.file(programVersion());
  return succeed({ type: 'published', files: [...files, proof], compared: prover.compared });
}

/** What is asked of a budget's execution and performance needs rows that can be understood, and rules. */
function withLedger(
  { revision, typed }: BudgetAtRevision,
  pack: Pack,
  { library, accounts }: Means,
  use: (performed: Performed) => Answer,
): Answer {
  const { ledger, problems } = readTyped(typed, pack, { packs: library, accounts });
  const rules = loadRules(pack);
  if (!rules.ok) return rules;
  if (ledger === undefined) {
    const reasons = problems.flatMap(({ problem: { severity, message } }) =>
      severity === 'error' ? [message] : [],
    );
    return succeed({ type: 'refused', reasons });
  }
  return use({ revision, typed, ledger, pack, accounts, rules: rules.value, packs: library });
}

function errorsOf({ problems, findings }: BudgetCheck): readonly string[] {
  return [...problems, ...findings].flatMap(({ severity, message }) =>
    severity === 'error' ? [message] : [],
  );
}

function importBudget(bytes: Uint8Array, name: string, { library, accounts }: Means): Result<BudgetAnswer> {
  const typed = typedWorkbook(bytes, name, { packs: library, accounts }, randomUUID);
  if (!typed.ok)
    return typed.problems.length > 0
      ? typed
      : fail([problem('server.budget.notWorkbook', 'error', {}, { name })]);
  return succeed({ type: 'typed', typed: typed.value });
}

async function readDocument(
  { path, name, corrections }: Extract<BudgetJob, { type: 'read' }>,
  means: ReadingMeans,
  limits: Limits,
  onPage: (page: number, pages: number) => void,
): Promise<Result<BudgetAnswer>> {
  const input = readInput(path);
  if (!input.ok) return input;
  const read = await readContent(input.value, name, means, limits, onPage);
  if (!read.ok) return read;
  const reading = applyCorrections(read.value.reading, corrections);
  const role = roleOf(name, read.value.source);
  return succeed({
    type: 'read',
    source: { reading: toJson(reading), role, says: sayGiven(reading, role) },
  });
}

function draftBudget(
  { given, wishes: { entity, year, pack: wished } }: Extract<BudgetJob, { type: 'draft' }>,
  { library, accounts }: Means,
): Result<BudgetAnswer> {
  const documents = given.map(({ reading, role }) => ({ kept: fromJson(reading), role }));
  const settled = settleDraft(documents, { entity, year, at: 'page' });
  if (!settled.ok) return settled;
  const { department, pack: found } = settled.value;
  const id = wished ?? found;
  if (id === undefined) return fail([problem('drafting.noPack', 'error', {})]);
  const pack = library.load(id);
  if (!pack.ok) return pack;
  const draft = draftFrom(settled.value.given, {
    pack: pack.value,
    accounts,
    department,
    year: settled.value.year,
  });
  const { typed, questions } = draftTyped(pack.value, accounts, draft, randomUUID);
  const placed = questions.map(({ item: { facts: _, ...item }, spot }) => ({ item, spot }));
  return succeed(
    { type: 'drafted', typed, filled: sayFilled(draft.ledger), questions: placed },
    settled.problems,
  );
}
