import { describe, expect, it } from 'vitest';
import { DEPARTMENT, FINAL, LAST_YEAR, OWN_LEVEL, UNIT } from '../testing/batch.ts';
import { checkedFile } from '../testing/checked-file.ts';
import { reportTogether, storedReport, type Together, withFindings } from './across-report.ts';
import { acrossRowSchema } from './batch.ts';
import { type CheckReport, checkSchema } from './check-schema.ts';

const ALL = {
  'department.txt': DEPARTMENT,
  'unit.txt': UNIT,
  'own.txt': OWN_LEVEL,
  'last.txt': LAST_YEAR,
  'final.txt': FINAL,
};

async function together(
  files: Readonly<Record<string, string>>,
): Promise<Together & { readonly reports: ReadonlyMap<string, CheckReport> }> {
  const reports = new Map<string, CheckReport>();
  for (const [file, text] of Object.entries(files)) {
    const { report } = await checkedFile(text, file);
    reports.set(file, checkSchema.parse(JSON.parse(JSON.stringify(report))));
  }
  const documents = [...reports].map(([file, report]) => storedReport(report, file, file));
  return {
    ...reportTogether(
      documents,
      ({ path }) => reports.get(path),
      () => ({}),
    ),
    reports,
  };
}

const rulesOf = ({ findings }: Together) =>
  [...findings].flatMap(([file, found]) => found.map(({ rule }) => `${file} ${rule}`));

describe('several documents together', () => {
  it('agree where each number is the same: unit, sum of units, last year, budget', async () => {
    const { findings, rows } = await together(ALL);
    expect(findings.size).toBe(0);
    expect(rows.map((row) => acrossRowSchema.parse(row))).toEqual([
      {
        relation: 'lastYear',
        file: 'department.txt',
        others: ['last.txt'],
        agreed: 5,
        differences: 0,
        without: 0,
      },
      {
        relation: 'unit',
        file: 'department.txt',
        others: ['unit.txt'],
        agreed: 13,
        differences: 0,
        without: 0,
      },
      {
        relation: 'unit',
        file: 'department.txt',
        others: ['own.txt'],
        agreed: 13,
        differences: 0,
        without: 0,
      },
      {
        relation: 'unitSum',
        file: 'department.txt',
        others: ['unit.txt', 'own.txt'],
        agreed: 3,
        differences: 0,
        without: 0,
      },
      {
        relation: 'budget',
        file: 'final.txt',
        others: ['department.txt'],
        agreed: 5,
        differences: 0,
        without: 0,
      },
    ]);
  });

  it('name exactly the number that is another, both files and both places', async () => {
    const { findings, reports } = await together({
      ...ALL,
      'last.txt': LAST_YEAR.replace('行政运行\t850.00', '行政运行\t860.00'),
      'final.txt': FINAL.replace('水利行业业务管理\t103.00', '水利行业业务管理\t104.00'),
      'unit.txt': UNIT.replace('水利行业业务管理\t10.00', '水利行业业务管理\t19.00'),
    });
    const [lastYear, unit] = findings.get('department.txt') ?? [];
    expect(lastYear).toMatchObject({
      rule: 'across.lastYear',
      severity: 'warning',
      value: '850.00',
      expected: '860.00',
      places: [{ row: '行政运行', column: '上年预算数', text: '850.00' }],
    });
    expect(lastYear?.message).toContain('last.txt “一般公共预算支出表”行政运行·合计（第 11 行）');
    expect(unit).toMatchObject({ rule: 'across.unit', value: '10.00', expected: '19.00' });
    expect(findings.get('department.txt')).toHaveLength(2);
    expect(findings.get('final.txt')).toMatchObject([
      { rule: 'across.budget', value: '104.00', expected: '103.00', places: [{ column: '年初预算数' }] },
    ]);
    const own = reports.get('department.txt');
    if (own === undefined) throw new Error('no report');
    const report = withFindings(own, findings.get('department.txt') ?? []);
    expect(checkSchema.safeParse(report).error).toBeUndefined();
    expect(report.summary.warnings).toBe(own.summary.warnings + 2);
    // Checked again, it says the same once.
    expect(withFindings(report, findings.get('department.txt') ?? [])).toEqual(report);
    expect(withFindings(report, [])).toEqual(own);
  });

  it('hold the total of a department to the sum of its units, and only to no less where one is missing', async () => {
    const other = UNIT.replaceAll('300.00', '310.00').replaceAll('290.00', '300.00');
    expect(
      rulesOf(await together({ 'department.txt': DEPARTMENT, 'unit.txt': other, 'own.txt': OWN_LEVEL })),
    ).toContain('department.txt across.unitSum');
    const some = await together({ 'department.txt': DEPARTMENT, 'unit.txt': other });
    expect(rulesOf(some)).not.toContain('department.txt across.unitSum');
    expect(some.rows.find(({ relation }) => relation === 'unitSum')).toMatchObject({ agreed: 0, without: 3 });
    const large = UNIT.replaceAll('300.00', '9,300.00').replaceAll('290.00', '9,290.00');
    expect(rulesOf(await together({ 'department.txt': DEPARTMENT, 'unit.txt': large }))).toContain(
      'department.txt across.unitSum',
    );
  });

  it('hold no total to a sum of units of which the department prints no number', async () => {
    // It names the bureau itself in a list, and may have more units than these.
    const named = DEPARTMENT.replace(
      /一般公共预算支出表\n单位名称：910001[\s\S]*$/u,
      [
        '项目支出表',
        '单位：万元',
        '',
        '单位编码\t单位名称\t项目支出',
        '910001\t青禾市水务局机关\t93.00',
        '',
      ].join('\n'),
    );
    const small = OWN_LEVEL.replaceAll('703.00', '603.00').replaceAll('610.00', '510.00');
    const { rows, findings } = await together({
      'department.txt': named,
      'unit.txt': UNIT,
      'own.txt': small,
    });
    expect(rows.find(({ relation }) => relation === 'unitSum')?.others).toEqual(['unit.txt', 'own.txt']);
    const sums = (findings.get('department.txt') ?? []).filter(({ rule }) => rule === 'across.unitSum');
    expect(sums).toEqual([]);
  });

  it('find the document of the bureau itself, whether or not it prints 本级 behind its name', async () => {
    const bureau = (name: string) => ({
      'department.txt': DEPARTMENT.replaceAll('青禾市水务局机关', '青禾市水务局（本级）'),
      'own.txt': OWN_LEVEL.replaceAll('青禾市水务局机关', name),
    });
    for (const name of ['青禾市水务局（本级）', '青禾市水务局']) {
      const { rows, findings } = await together(bureau(name));
      expect(rows[0], name).toMatchObject({ relation: 'unit', others: ['own.txt'], agreed: 13 });
      expect(findings.size).toBe(0);
    }
  });

  it('take no body of another code for one of the same name, and none where several may be meant', async () => {
    const elsewhere = LAST_YEAR.replaceAll('910', '777').replaceAll('850.00', '1.00');
    expect((await together({ 'department.txt': DEPARTMENT, 'last.txt': elsewhere })).rows).toEqual([]);
    const twice = await together({
      'department.txt': DEPARTMENT,
      'a.txt': LAST_YEAR,
      'b.txt': LAST_YEAR.replaceAll('850.00', '851.00'),
    });
    expect(twice.findings.size).toBe(0);
    expect(twice.rows).toMatchObject([{ relation: 'lastYear', others: ['a.txt', 'b.txt'], ambiguous: true }]);
    const copies = await together({ 'department.txt': DEPARTMENT, 'a.txt': LAST_YEAR, 'b.txt': LAST_YEAR });
    expect(copies.rows).toMatchObject([{ relation: 'lastYear', others: ['a.txt'], agreed: 5 }]);
  });

  it('say it once where most numbers differ: other bodies, or another way of counting', async () => {
    const other = LAST_YEAR.replace(/\d\.00/gu, '9.00');
    const { findings } = await together({ 'department.txt': DEPARTMENT, 'last.txt': other });
    expect(findings.get('department.txt')).toMatchObject([{ rule: 'across.lastYear' }]);
    expect(findings.get('department.txt')?.[0]?.message).toContain('大多不一致');
  });
});
