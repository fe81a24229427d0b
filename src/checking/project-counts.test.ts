import { describe, expect, it } from 'vitest';
import { documentOf, linesOf, projectOf, statedOf, tableOf } from '../testing/checked.ts';
import { checkProjectCounts } from './project-counts.ts';

const tables = [
  tableOf('项目支出表', {
    facts: ['1.00', '2.00', '3.00'].map((value, at) => statedOf(value, { project: `p${at}` })),
  }),
];
const found = (text: string, more: Parameters<typeof documentOf>[0] = { tables }) =>
  checkProjectCounts(documentOf({ lines: linesOf(text), ...more })).map(
    ({ rule, value, expected }) => `${rule} ${value} → ${expected}`,
  );

describe('the number of projects in the text', () => {
  it('is that of the projects listed, where their amounts come to what is said', () => {
    expect(found('涉及预算拨款 6.00 万元，共 3 个项目。')).toEqual([]);
    expect(found('涉及预算拨款 6.00 万元，共 4 个项目。')).toEqual(['performance.project-count 4 → 3']);
    expect(found('编报绩效目标的项目2个，涉及项目预算资金6.00万元。')).toEqual([
      'performance.project-count 2 → 3',
    ]);
    const projects = [1n, 2n].map((value, at) => projectOf(`p${at}`, { statedBudget: value * 1_000_000n }));
    expect(found('项目共3个，涉及预算3.00万元。', { projects })).toEqual(['performance.project-count 3 → 2']);
  });

  it('says nothing of projects that are not listed', () => {
    expect(found('编报绩效目标的项目9个，涉及资金20.00万元。')).toEqual([]);
    expect(found('选定1个项目作为重点。')).toEqual([]);
  });

  it('is the sum of its parts, where their amounts are', () => {
    const text = (count: number) =>
      `开展绩效目标管理的项目 ${count} 个，涉及预算 9.00 万元。其中：人员类项目 4 个，涉及预算 7.00 万元；特定目标类项目 3 个，涉及预算 2.00 万元。`;
    expect(found(text(7))).toEqual([]);
    expect(found(text(8))).toEqual(['performance.project-count 8 → 7']);
  });
});
