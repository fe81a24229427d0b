import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSeed, type SeedFigures } from './seed-tables.ts';

const EXAMPLES = ['gaoyang-2025', 'baoding-lianchi-2023'] as const;

/** The seeds lie beside the repository, not in it. */
const seedOf = (name: string) => new URL(`../../../shared/seeds/${name}.txt`, import.meta.url);
const figuresOf = (name: string) => new URL(`../../examples/${name}/figures.json`, import.meta.url);

/** Set to write the figures anew; run the formatter after it. */
const UPDATE = process.env.UPDATE_FIGURES === '1';

describe.each(EXAMPLES)('the figures of %s', (name) => {
  it('are those that the disclosure prints', (test) => {
    const seed = seedOf(name);
    if (!existsSync(seed)) return test.skip(`no ${seed.pathname}: the committed figures stand unchecked`);
    const figures = readSeed(readFileSync(seed, 'utf8'));
    if (UPDATE) writeFileSync(figuresOf(name), `${JSON.stringify(figures, null, 2)}\n`);
    expect(JSON.parse(readFileSync(figuresOf(name), 'utf8'))).toEqual(figures);
  });

  it('are nine tables for each part, in rows as wide as their columns', () => {
    const { tables } = JSON.parse(readFileSync(figuresOf(name), 'utf8')) as SeedFigures;
    for (const part of new Set(tables.map((table) => table.part))) {
      expect(tables.filter((table) => table.part === part)).toHaveLength(9);
    }
    for (const { title, headings, rows } of tables) {
      const width = headings.at(-1)?.length;
      expect({ title, widths: new Set(rows.map((row) => row.length)) }).toEqual({
        title,
        widths: new Set([width]),
      });
    }
  });
});

describe('reading a seed', () => {
  it('takes cells, further paragraphs of a cell, and sheets whose titles stand below', () => {
    const { tables, sheets } = readSeed(
      [
        '[bookmark: _1]部门预算收支总表',
        '\t450某局\n\t单位：万元\n\n\t栏次\n\t1\n\n\t1\n\t  65.00\n 1',
        '第三部分  预算项目绩效目标',
        '\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n',
        '\t产出指标\n\t数量指标\n\t人次\n\t甲\n乙\n\t≥8人\n\n\t\n\t质量指标\n\t比率\n\t丙\n\t100\n',
        '1、某项目绩效目标表',
        '六、政府采购预算情况',
      ].join('\n'),
    );
    expect(tables).toEqual([
      { part: 'department', title: '部门预算收支总表', headings: [['栏次', '1']], rows: [['1', '65.00']] },
    ]);
    expect(sheets).toEqual([
      {
        part: 'department',
        code: '',
        name: '某项目',
        budget: [],
        plan: [],
        indicators: [
          { level1: '产出指标', level2: '数量指标', level3: '人次', target: '≥8人' },
          { level1: '产出指标', level2: '质量指标', level3: '比率', target: '100' },
        ],
      },
    ]);
  });
});
