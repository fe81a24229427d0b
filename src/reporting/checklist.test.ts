import { describe, expect, it } from 'vitest';
import { familyOf } from '../checking/family.ts';
import { RULES } from '../checking/rules.ts';
import type { Document } from '../document/document.ts';
import { checkedFile, WRONG_TOTAL } from '../testing/checked-file.ts';
import { checklistOf } from './checklist.ts';
import { KINDS } from './kinds.ts';

function rowsOf({ sections }: Document): readonly (readonly string[])[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.type === 'table' ? block.body.map(({ cells }) => cells.map(({ text }) => text)) : [],
    ),
  );
}

describe('the form of the reviewers', () => {
  it('has a row for every table and kind of check, and every problem in one of them with its place', async () => {
    const { report } = await checkedFile(WRONG_TOTAL, 'invented.txt');
    const rows = rowsOf(checklistOf(report));
    expect(rows.map(([, name, , meets]) => [name, meets]).slice(0, 3)).toEqual([
      ['一般公共预算支出表', '否'],
      ['内容完整', '是'],
      ['数字勾稽一致', '是'],
    ]);
    expect(rows[0]?.[4]).toContain('第 8 行');
    expect(rows[0]?.[4]).toContain('1003.00');
    const problems = rows.map((row) => row[4]).join('\n');
    for (const { message } of report.findings) expect(problems.split(message)).toHaveLength(2);
  });

  it('says of a problem that a person accepted who did and why, and counts it no more', async () => {
    const before = (await checkedFile(WRONG_TOTAL, 'a.txt')).report;
    const acknowledgements = before.findings.map(({ id, fingerprint }) => ({
      id,
      fingerprint,
      who: '李',
      why: '批复如此',
    }));
    const { report } = await checkedFile(WRONG_TOTAL, 'a.txt', { acknowledgements });
    const [first] = rowsOf(checklistOf(report));
    expect(first?.[3]).toBe('是');
    expect(first?.[4]).toContain('批复如此');
  });

  it('has a kind for every rule', () => {
    const known = new Set(KINDS.flatMap(({ families }): readonly string[] => families));
    expect(
      Object.keys(RULES)
        .map(familyOf)
        .filter((family) => !known.has(family)),
    ).toEqual([]);
  });
});
