import { describe, expect, it } from 'vitest';
import { parseProfile } from '../checking/profile.ts';
import { checkedFile, WRONG_TOTAL } from '../testing/checked-file.ts';
import { checkSchema, type ReportedFinding } from './check-schema.ts';

function sumOf(findings: readonly ReportedFinding[]): ReportedFinding {
  const [found, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (found === undefined || others.length > 0) throw new Error('one error expected');
  return found;
}

describe('the report on a document', () => {
  it('names the wrong number with its place, what it should be, the difference and the laws under it', async () => {
    const { report } = await checkedFile(WRONG_TOTAL, 'invented.txt');
    expect(checkSchema.safeParse(JSON.parse(JSON.stringify(report))).error?.issues).toBeUndefined();
    const found = sumOf(report.findings);
    expect(found).toMatchObject({
      value: '1030.00',
      expected: '1003.00',
      difference: '-27.00',
      unit: '万元',
    });
    expect(found.places[0]).toMatchObject({
      line: 8,
      table: '一般公共预算支出表',
      row: '合计',
      column: '合计',
    });
    expect(found.suspects[0]).toMatchObject({ repair: 1, printed: '1030.00', required: '1003.00' });
    const explained = new Map(report.explained.map(({ id, message }) => [id, message]));
    expect(found.under.length).toBeGreaterThan(1);
    for (const id of found.under) expect(explained.get(id)).toContain('1030.00');
    expect(report.summary).toMatchObject({ verdict: 'errors', errors: 1 });
  });

  it('says how many of the amounts in tables a law holds to others', async () => {
    const { report } = await checkedFile(WRONG_TOTAL, 'budget.txt');
    expect(report.coverage.checked).toEqual({ printed: 13, checked: 13 });
    const halves = WRONG_TOTAL.replace('一般公共预算支出表', '说不清的表').replace(
      '科目编码\t科目名称',
      '甲\t乙',
    );
    const { coverage } = (await checkedFile(halves, 'other.txt')).report;
    expect(coverage.checked.checked).toBeLessThan(coverage.checked.printed);
  });

  it('is the same in every run', async () => {
    const [a, b] = [await checkedFile(WRONG_TOTAL, 'a.txt'), await checkedFile(WRONG_TOTAL, 'a.txt')];
    expect(b.report).toEqual(a.report);
  });

  it('counts no more what a person has accepted, for as long as the number stays', async () => {
    const before = sumOf((await checkedFile(WRONG_TOTAL, 'a.txt')).report.findings);
    const { id, fingerprint } = before;
    const acknowledgements = [{ id, fingerprint, who: '李审核', why: '批复即如此' }];
    const accepted = (await checkedFile(WRONG_TOTAL, 'a.txt', { acknowledgements })).report;
    expect(sumOf(accepted.findings).acknowledged).toEqual({ who: '李审核', why: '批复即如此' });
    expect(accepted.summary).toMatchObject({ errors: 0, acknowledged: 1 });
    const changed = WRONG_TOTAL.replace('1,030.00', '1,031.00');
    const again = (await checkedFile(changed, 'a.txt', { acknowledgements })).report;
    expect(sumOf(again.findings).id).toBe(id);
    expect(again.summary).toMatchObject({ errors: 1, acknowledged: 0 });
  });

  it('weighs rules as the profile says', async () => {
    const profile = parseProfile('rules:\n  law: notice\n', 'checks.yaml');
    if (!profile.ok) throw new Error('profile');
    const { report } = await checkedFile(WRONG_TOTAL, 'a.txt', { profile: profile.value });
    expect(report.summary.errors).toBe(0);
    expect(report.findings.filter(({ rule }) => rule.startsWith('law.'))[0]?.severity).toBe('notice');
  });

  it('calls no document clean of which a number was not understood', async () => {
    const right = WRONG_TOTAL.replace('1,030.00', '1,003.00');
    const { report } = await checkedFile(`${right}\n另有不明事项 77.35 万元。\n`, 'a.txt');
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.not_checked).toContainEqual(expect.objectContaining({ law: 'number', reason: 'unplaced' }));
    expect(report.summary.verdict).not.toBe('clean');
  });

  it('names a table of which no number was understood, and no empty table or contents', async () => {
    const right = WRONG_TOTAL.replace('1,030.00', '1,003.00');
    const strange = ['某种说不清的登记簿', '', '甲乙丙\t丁戊己', '天地\t35.70', '玄黄\t88.20', ''].join('\n');
    const contents = ['附表目录', '', '序号\t表名', '1\t一般公共预算支出表', '2\t登记簿', ''].join('\n');
    const { report } = await checkedFile(`${contents}\n\n${right}\n\n${strange}`, 'a.txt');
    expect(report.not_checked.filter(({ law }) => law === 'table')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('某种说不清的登记簿') }),
    ]);
    expect(report.summary.verdict).not.toBe('clean');
  });

  it('lists the tables that its layout prescribes and it lacks', async () => {
    const { report } = await checkedFile(WRONG_TOTAL, 'a.txt');
    expect(report.parts).toEqual([expect.objectContaining({ title: '一般公共预算支出表', status: 'read' })]);
  });
});
