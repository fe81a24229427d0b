import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Library } from '../performance/library.ts';
import { loadLibrary } from '../performance/load-library.ts';
import { loadRegisters } from '../performance/load-registers.ts';
import type { RegisterFile } from '../performance/read-register.ts';
import type { Register } from '../performance/register.ts';
import { definitionFolders } from '../working/definition-folders.ts';
import type { CommonOptions } from '../working/environment.ts';
import { writeRegisterTemplate } from '../writing/register-template.ts';
import type { BudgetAtRevision } from './budget-worker.ts';
import type {
  BudgetEvaluation,
  BudgetProgress,
  EntriesPlan,
  IndicatorChoices,
  ResultsPlan,
} from './contract/performance.ts';
import { entriesPlan, entriesTemplate } from './entries-plan.ts';
import { indicatorChoices } from './indicator-choices.ts';
import {
  evaluated,
  isInYear,
  type MonitoredBudget,
  monitored,
  type PerformanceForm,
  type PerformanceFormat,
  type Performed,
  performanceForm,
  progressed,
} from './performance-work.ts';
import { registerOf, resultsPlan } from './results-plan.ts';

/** What is asked of the execution and the performance of a budget. Days are ISO 8601; undefined is today. */
export type PerformanceJob =
  | { readonly type: 'monitoring'; readonly budget: BudgetAtRevision; readonly asOf: string | undefined }
  | { readonly type: 'progress'; readonly budget: BudgetAtRevision; readonly asOf: string | undefined }
  | { readonly type: 'evaluation'; readonly budget: BudgetAtRevision }
  | {
      readonly type: 'performanceForm';
      readonly budget: BudgetAtRevision;
      readonly form: PerformanceForm;
      readonly format: PerformanceFormat;
      readonly asOf: string | undefined;
    }
  | {
      readonly type: 'entries';
      readonly budget: BudgetAtRevision;
      readonly bytes: Uint8Array;
      readonly name: string;
    }
  | { readonly type: 'entriesTemplate'; readonly budget: BudgetAtRevision }
  | {
      readonly type: 'indicatorChoices';
      readonly budget: BudgetAtRevision;
      readonly project: string;
      readonly words: string;
    }
  | { readonly type: 'registers'; readonly budget: BudgetAtRevision }
  | { readonly type: 'registerTemplate'; readonly budget: BudgetAtRevision; readonly register: string }
  | {
      readonly type: 'results';
      readonly budget: BudgetAtRevision;
      readonly files: readonly RegisterFile[];
      readonly asOf: string | undefined;
    };

export type PerformanceAnswer =
  | { readonly type: 'monitoring'; readonly monitored: MonitoredBudget }
  | { readonly type: 'progress'; readonly progress: BudgetProgress }
  | { readonly type: 'evaluation'; readonly evaluation: BudgetEvaluation }
  | { readonly type: 'entries'; readonly plan: EntriesPlan }
  | { readonly type: 'indicatorChoices'; readonly choices: IndicatorChoices }
  | { readonly type: 'registers'; readonly registers: readonly Register[] }
  | { readonly type: 'results'; readonly plan: ResultsPlan }
  | { readonly type: 'file'; readonly name: string; readonly bytes: Uint8Array };

/** What is declared beside budgets; read once, when it is first needed. */
export interface Definitions {
  readonly indicators: () => Result<Library>;
  readonly registers: () => Result<readonly Register[]>;
}

export function definitionsOf(options: CommonOptions): Definitions {
  return {
    indicators: once(() => loadLibrary(definitionFolders(options, 'indicators'))),
    registers: once(() => loadRegisters(definitionFolders(options, 'registers'))),
  };
}

/** What was read as it should be is kept. */
function once<Value>(read: () => Result<Value>): () => Result<Value> {
  let known: Result<Value> | undefined;
  return () => {
    const result = known ?? read();
    if (result.ok) known = result;
    return result;
  };
}

/** Answers a question about a budget that could be understood. */
export async function doPerformance(
  job: PerformanceJob,
  performed: Performed,
  definitions: Definitions,
): Promise<Result<PerformanceAnswer>> {
  const asOf = 'asOf' in job ? job.asOf : undefined;
  const { year } = performed.ledger;
  if (!isInYear({ year }, asOf))
    return fail([problem('server.performance.otherYear', 'error', {}, { day: asOf ?? '', year })]);
  switch (job.type) {
    case 'monitoring':
      return succeed({ type: 'monitoring', monitored: monitored(performed, asOf) });
    case 'progress':
      return succeed({ type: 'progress', progress: progressed(performed, asOf) });
    case 'evaluation':
      return succeed({ type: 'evaluation', evaluation: evaluated(performed) });
    case 'entries': {
      const plan = entriesPlan(performed, job.bytes, job.name);
      return plan.ok ? succeed({ type: 'entries', plan: plan.value }) : plan;
    }
    case 'indicatorChoices': {
      const library = definitions.indicators();
      if (!library.ok) return library;
      const choices = indicatorChoices(performed, library.value, job);
      return choices.ok ? succeed({ type: 'indicatorChoices', choices: choices.value }) : choices;
    }
    case 'registers': {
      const registers = definitions.registers();
      return registers.ok ? succeed({ type: 'registers', registers: registers.value }) : registers;
    }
    case 'registerTemplate': {
      const registers = definitions.registers();
      const found = registers.ok ? registerOf(registers.value, job.register) : registers;
      if (!found.ok) return found;
      const name = say('server.performance.register', { title: found.value.title, year });
      return succeed({ type: 'file', name, bytes: await writeRegisterTemplate(found.value, year) });
    }
    case 'results': {
      const [library, registers] = [definitions.indicators(), definitions.registers()];
      if (!library.ok) return library;
      if (!registers.ok) return registers;
      const given = { library: library.value, registers: registers.value, asOf };
      const plan = resultsPlan(performed, job.files, given);
      return plan.ok ? succeed({ type: 'results', plan: plan.value }) : plan;
    }
    case 'entriesTemplate':
      return succeed({ type: 'file', ...(await entriesTemplate(performed)) });
    case 'performanceForm':
      return succeed({
        type: 'file',
        ...(await performanceForm(performed, job.form, job.format, asOf)),
      });
  }
}
