import { describe, expect, it } from 'vitest';
import { means } from '../testing/reading.ts';
import { readBytes } from './read-file.ts';
import type { Reading } from './reading.ts';

/** An invented department whose own body has its name; rows of bodies print no code, rows inside them do. */
const DEPARTMENT = [
  '青禾市水务局2023年部门预算',
  ['部门收入总表', '单位：万元'].join('\n'),
  [
    '单位代码\t单位名称（科目）\t合计\t上年结转\t一般公共预算拨款收入',
    '\t合计\t100.00\t\t100.00',
    '400\t青禾市水务局\t100.00\t\t100.00',
    '400001\t青禾市水务局\t60.00\t\t60.00',
    '400002\t青禾市河道管理处\t40.00\t\t40.00',
  ].join('\n'),
  ['部门支出总表', '单位：万元'].join('\n'),
];

const HEAD = ['项目\t\t\t\t\t合计\t基本支出\t项目支出', '类\t款\t项\t单位代码\t单位名称（科目）\t\t\t'];

async function read(rows: readonly string[]): Promise<Reading> {
  const text = [...DEPARTMENT, [...HEAD, ...rows].join('\n')].join('\n\n');
  const reading = await readBytes(new TextEncoder().encode(text), {
    ...means,
    file: 'invented.txt',
    pack: 'sichuan-2023',
  });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return reading.value;
}

/** Label, body and function of every total of the table of expenditure. */
function totals(reading: Reading): readonly string[] {
  const table = reading.tables.find(({ layout }) => layout === 'expenditure');
  return reading.facts
    .filter((fact) => fact.table === table?.id && fact.status === 'printed' && fact.at.kind === undefined)
    .map(({ row, at }) => `${row} ${at.entity} ${at.function ?? ''}`.trim());
}

describe('rows inside rows of bodies', () => {
  it('a name that several bodies have is that of the body whose code the row below prints', async () => {
    const reading = await read([
      '\t\t\t\t合计\t100.00\t30.00\t70.00',
      '\t\t\t\t青禾市水务局\t60.00\t20.00\t40.00',
      '213\t03\t01\t400001\t行政运行\t20.00\t20.00\t',
      '213\t03\t05\t400001\t水利工程建设\t40.00\t\t40.00',
      '\t\t\t\t青禾市河道管理处\t40.00\t10.00\t30.00',
      '213\t03\t05\t400002\t水利工程建设\t40.00\t10.00\t30.00',
    ]);
    expect(totals(reading)).toEqual([
      '合计 400',
      '青禾市水务局 400001',
      '行政运行 400001 2130301',
      '水利工程建设 400001 2130305',
      '青禾市河道管理处 400002',
      '水利工程建设 400002 2130305',
    ]);
  });

  it('a row’s own code of a body counts unless it is that of a whole that the body above is part of', async () => {
    const reading = await read([
      '\t\t\t\t合计\t100.00\t30.00\t70.00',
      '213\t03\t01\t400001\t行政运行\t15.00\t15.00\t',
      '213\t03\t04\t400001\t水利行业业务管理\t5.00\t5.00\t',
      '213\t03\t05\t400001\t水利工程建设\t40.00\t\t40.00',
      '\t\t\t\t青禾市河道管理处\t40.00\t10.00\t30.00',
      '213\t03\t05\t400\t水利工程建设\t40.00\t10.00\t30.00',
    ]);
    expect(totals(reading)).toContain('水利工程建设 400001 2130305');
    // The code of the whole says less than the body’s own row above.
    expect(totals(reading)).toContain('水利工程建设 400002 2130305');
  });
});
