import type { AccountBook } from '../accounts/book.ts';
import type { Document } from '../document/document.ts';
import { openTables } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fail, type Result, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { loadRules, type PerformanceRules } from '../performance/rules.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import type { PublishedFile } from '../writing/publish.ts';

export interface RulesOptions extends CommonOptions {
  /** A file with an office's own rules. */
  readonly rules?: string;
}

export interface OpenedPerformance {
  readonly ledger: Ledger;
  readonly rules: PerformanceRules;
  readonly pack: Pack;
  readonly accounts: AccountBook;
}

/** Opens a workbook, with the rules of performance that hold for it. */
export function openPerformance(workbook: string, options: RulesOptions): Result<OpenedPerformance> {
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const bytes = readInput(workbook);
  const office = options.rules === undefined ? undefined : readInput(options.rules);
  if (!bytes.ok || office?.ok === false) return fail([...bytes.problems, ...(office?.problems ?? [])]);
  const { accounts, library } = environment.value;
  const opened = openTables(bytes.value, workbook, { packs: library, accounts });
  if (!opened.ok) return opened;
  const { ledger } = opened.value;
  const pack = library.load(ledger.pack);
  if (!pack.ok) return pack;
  const own =
    office === undefined
      ? undefined
      : { text: new TextDecoder().decode(office.value), file: options.rules ?? '' };
  const rules = loadRules(pack.value, own);
  if (!rules.ok) return rules;
  return succeed({ ledger, rules: rules.value, pack: pack.value, accounts }, [
    ...environment.problems,
    ...opened.problems,
  ]);
}

/** A document as Word and as Excel, under one name. */
export async function bothFormats(name: string, document: Document): Promise<readonly PublishedFile[]> {
  const [{ writeDocx }, { writeXlsx }] = await Promise.all([
    import('../writing/docx.ts'),
    import('../writing/xlsx.ts'),
  ]);
  return [
    { path: `${name}.docx`, bytes: await writeDocx(document) },
    { path: `${name}.xlsx`, bytes: await writeXlsx(document) },
  ];
}
