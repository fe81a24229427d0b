import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PackSource } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { formatOf } from '../reading/format.ts';
import { parseKept } from '../reading/kept.ts';
import { parseJson } from '../reading/kept-json.ts';
import type { Reading } from '../reading/reading.ts';
import type { KeptReading } from '../reading/reading-json.ts';
import type { Limits, Source } from '../reading/source.ts';
import { type CheckReport, checkSchema } from '../reporting/check-schema.ts';
import { readInput } from '../working/input.ts';
import { readOne } from '../working/read-one.ts';
import type { ReadingMeans } from '../working/reading-means.ts';

/** A file that a document is held against: a check of it, what was read of a document, a budget workbook, a document. */
export type OtherDocument =
  | { readonly type: 'check'; readonly report: CheckReport }
  | { readonly type: 'kept'; readonly kept: KeptReading }
  | { readonly type: 'ledger'; readonly sha256: string; readonly ledger: Ledger; readonly pack: Pack }
  | { readonly type: 'document'; readonly source: Source; readonly reading: Reading };

/** Opens a file of any of these kinds, by its content. */
export async function openOther(
  file: string,
  means: ReadingMeans,
  limits: Limits,
): Promise<Result<OtherDocument>> {
  const input = readInput(file);
  if (!input.ok) return input;
  const format = formatOf(input.value);
  if (format === 'text') {
    const text = new TextDecoder().decode(input.value);
    if (/^\ufeff?\s*\{/u.test(text)) return openJson(text, file);
  }
  if (format === 'xlsx') {
    const { importWorkbook, isBudgetWorkbook } = await import('../ledger/import.ts');
    if (isBudgetWorkbook(input.value)) {
      const packs = packsOf(means);
      const ledger = importWorkbook(input.value, file, { packs, accounts: means.accounts });
      if (!ledger.ok) return ledger;
      const pack = packs.load(ledger.value.pack);
      if (!pack.ok) return pack;
      return succeed(
        { type: 'ledger', sha256: sha256(input.value), ledger: ledger.value, pack: pack.value },
        ledger.problems,
      );
    }
  }
  const read = await readOne(file, means, limits, () => undefined);
  if (!read.ok) return read;
  const { source, reading } = read.value;
  return succeed({ type: 'document', source, reading }, read.problems);
}

/** The packs that documents are read by, as a workbook asks for its own. */
function packsOf({ packs }: ReadingMeans): PackSource {
  return {
    ids: () => packs.map(({ id }) => id),
    load(id) {
      const pack = packs.find((one) => one.id === id);
      return pack === undefined
        ? fail([problem('cli.against.noPack', 'error', {}, { pack: id })])
        : succeed(pack);
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Every file of ours names its kind. */
const anyKind = z.looseObject({ kind: z.string() });

function openJson(text: string, file: string): Result<OtherDocument> {
  const named = parseJson(text, file, anyKind, 'check.schema.json');
  const kind = named.ok ? named.value.kind : '';
  if (kind === 'mingzhang-reading') {
    const kept = parseKept(text, file);
    return kept.ok ? succeed({ type: 'kept', kept: kept.value }, kept.problems) : kept;
  }
  if (kind === 'mingzhang-check') {
    const report = parseJson(text, file, checkSchema, 'check.schema.json');
    return report.ok ? succeed({ type: 'check', report: report.value }, report.problems) : report;
  }
  return fail([problem('cli.against.json', 'error', { file }, { file })]);
}
