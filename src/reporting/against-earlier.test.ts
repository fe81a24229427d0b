import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedFile, WRONG_TOTAL } from '../testing/checked-file.ts';
import { againstEarlier } from './against-earlier.ts';
import { checkSchema } from './check-schema.ts';
import { writeHtmlReport } from './html-report.ts';
import { reportText } from './report-text.ts';

const RIGHT = WRONG_TOTAL.replace('1,030.00', '1,003.00');
const SECOND = [
  '',
  RIGHT.replace('103.00\t\t103.00', '104.00\t\t103.00'),
  '2025年预算支出1,003.00万元，其中项目支出103.00万元。',
  '',
].join('\n');

async function between(before: string, after: string) {
  const [earlier, now] = [await checkedFile(before, 'a.txt'), await checkedFile(after, 'b.txt')];
  return againstEarlier(now.report, earlier.report);
}

describe('the second round of a review', () => {
  it('says which findings are gone, still there and new, and which numbers changed', async () => {
    const { findings, changes, same } = await between(WRONG_TOTAL, SECOND);
    const of = (wanted: string) => findings.filter(({ status }) => status === wanted);
    expect(of('gone').map(({ rule }) => rule)).toContain('law.sum');
    expect(of('gone')[0]?.message).toContain('1030.00');
    expect(of('new').map(({ rule }) => rule)).toContain('law.sum');
    expect(changes.filter(({ type }) => type === 'changed')).toMatchObject([
      { table: '一般公共预算支出表', row: '合计', column: '合计', before: '1030.00', after: '1003.00' },
      { row: '水利行业业务管理', column: '合计', before: '103.00', after: '104.00', place: { line: 13 } },
    ]);
    expect(changes.filter(({ type }) => type === 'appeared')).toMatchObject([
      { table: '', after: '1003.00' },
      { table: '', after: '103.00' },
    ]);
    expect(changes.some(({ type }) => type === 'disappeared')).toBe(false);
    expect(same).toBe(11);
  });

  it('knows a finding again after rows were added before it and its value changed', async () => {
    const later = WRONG_TOTAL.replace('1,030.00', '1,031.00').replace(
      '单位：万元\n',
      '（节选）\n\n单位：万元\n',
    );
    const { findings } = await between(WRONG_TOTAL, later);
    expect(findings.filter(({ rule }) => rule === 'law.sum')).toMatchObject([{ status: 'still' }]);
    expect(findings.filter(({ status }) => status !== 'still')).toEqual([]);
  });

  it('says the same by the data of the earlier check', async () => {
    const [earlier, now] = [await checkedFile(WRONG_TOTAL, 'a.txt'), await checkedFile(SECOND, 'b.txt')];
    const kept = checkSchema.parse(JSON.parse(reportText(earlier.report)));
    expect(againstEarlier(now.report, kept)).toEqual(againstEarlier(now.report, earlier.report));
    const { figures: _, ...old } = kept;
    const without = againstEarlier(now.report, old);
    expect(without.changes).toEqual([]);
    expect(without.same).toBeUndefined();
  });

  it('frames the changed numbers and lists what is mended on the web page', async () => {
    const now = await checkedFile(SECOND, 'b.txt');
    const { report: earlier } = await checkedFile(WRONG_TOTAL, 'a.txt');
    const report = { ...now.report, against: againstEarlier(now.report, earlier) };
    expect(checkSchema.safeParse(report).error).toBeUndefined();
    const html = writeHtmlReport(report, { type: 'blocks', document: now.source.document });
    expect(html).toMatch(/<a class="mark change" id="(m\d+)" href="#f\d+" data-f="\d+">1,003\.00<\/a>/u);
    expect(html).toContain('合计·合计：1030.00万元 改为 1003.00万元');
    expect(html).toContain('已改的问题（1 处）');
    expect(html).toContain('<span class="status">新增</span>');
  });

  const amount = fc.integer({ min: 0, max: 99_999_99 }).map((cents) => (cents / 100).toFixed(2));
  const rows = fc.array(fc.tuple(amount, amount), { minLength: 2, maxLength: 2 });

  it('finds no change and nothing new in a document against itself, whatever it prints', async () => {
    await fc.assert(
      fc.asyncProperty(rows, amount, async ([[a, b] = ['', ''], [c, d] = ['', '']], total) => {
        const text = WRONG_TOTAL.replace('1,030.00', total)
          .replace('900.00\t900.00\t\n', `${a}\t${b}\t\n`)
          .replace('103.00\t\t103.00', `${c}\t\t${d}`);
        const { findings, changes } = await between(text, text);
        expect(changes).toEqual([]);
        expect(findings.filter(({ status }) => status !== 'still')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('finds exactly the one number that is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 99_999 }), async (cents) => {
        const other = (cents / 100).toFixed(2);
        fc.pre(other !== '103.00');
        const text = WRONG_TOTAL.replace('103.00\t\t103.00', `${other}\t\t103.00`);
        const { changes } = await between(WRONG_TOTAL, text);
        expect(changes).toMatchObject([
          { type: 'changed', row: '水利行业业务管理', column: '合计', before: '103.00', after: other },
        ]);
      }),
      { numRuns: 25 },
    );
  });
});
