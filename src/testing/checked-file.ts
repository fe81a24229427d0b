import { readBytes, readSourceOf } from '../reading/read-file.ts';
import type { Source } from '../reading/source.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import { type ReportOptions, reportOf } from '../reporting/report.ts';
import { type TiedNumbers, tiedNumbers } from '../reporting/tied-numbers.ts';
import { checkReading } from '../working/check-reading.ts';
import { means } from './reading.ts';

/** An invented budget whose total is wrong by a digit: 1,030.00 where the parts add up to 1,003.00. */
export const WRONG_TOTAL = [
  '青禾市水务局2025年部门预算',
  '',
  '一般公共预算支出表',
  '部门：青禾市水务局',
  '单位：万元',
  '',
  '科目编码\t科目名称\t合计\t基本支出\t项目支出',
  '合计\t\t1,030.00\t900.00\t103.00',
  '213\t农林水支出\t1,003.00\t900.00\t103.00',
  '21303\t水利\t1,003.00\t900.00\t103.00',
  '2130301\t行政运行\t900.00\t900.00\t',
  '2130304\t水利行业业务管理\t103.00\t\t103.00',
  '',
].join('\n');

/** A file, read and checked as the command does it. */
export async function checkedFile(
  content: string | Uint8Array,
  file: string,
  options: ReportOptions = {},
): Promise<{ readonly report: CheckReport; readonly source: Source; readonly bytes: Uint8Array }> {
  const { bytes, source, reading } = await readFileOf(content, file);
  const { check, pack } = checkReading(reading, means);
  return { report: reportOf(reading, check, pack, options), source, bytes };
}

/** The numbers of a file with all that they are tied to. */
export async function tiedFile(content: string | Uint8Array, file: string): Promise<TiedNumbers> {
  const { reading } = await readFileOf(content, file);
  const { document, context } = checkReading(reading, means);
  return tiedNumbers(reading, document, context);
}

async function readFileOf(content: string | Uint8Array, file: string) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = await readSourceOf(bytes, { file });
  const reading = await readBytes(bytes, { ...means, file });
  if (!source.ok || !reading.ok)
    throw new Error([...source.problems, ...reading.problems].map(({ message }) => message).join(' '));
  return { bytes, source: source.value, reading: reading.value };
}
