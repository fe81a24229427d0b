import { describe, expect, it } from 'vitest';
import type { StoredBody } from '../store/bodies.ts';
import { bodiesOfReport, readBodyList } from './body-list.ts';
import { planBodies } from './body-plan.ts';

const csv = (...lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));
const listOf = (...lines: readonly string[]) => {
  const listed = readBodyList(csv(...lines), '单位.csv');
  if (!listed.ok) throw new Error(listed.problems.map(({ message }) => message).join());
  return listed.value;
};
const body = (id: string, values: Partial<StoredBody>): StoredBody => ({
  id,
  code: '',
  name: '',
  parent: null,
  scope: 'unit',
  nature: '',
  createdAt: new Date(0),
  retiredAt: null,
  ...values,
});

describe('a list of bodies', () => {
  it('is read with its headings wherever they stand, those below before those above too', () => {
    const plan = planBodies(
      listOf(
        '某市单位名录,,,,',
        '单位编码,单位名称,上级编码,类型,单位性质',
        '450002,信息中心,450,单位,事业',
        '450,某局,,部门,',
        '450001,某局,450,本级,行政',
      ),
      [],
    );
    expect(plan.problems).toEqual([]);
    expect(
      plan.steps.map(({ values, parent }) => [values.code, values.scope, values.nature, parent]),
    ).toEqual([
      ['450', 'department', '', null],
      ['450002', 'unit', '事业', { step: 0 }],
      ['450001', 'ownLevel', '行政', { step: 0 }],
    ]);
  });

  it('imported again changes only what differs', () => {
    const tree = [
      body('a', { code: '450', name: '某局', scope: 'department' }),
      body('b', { code: '450002', name: '信息中心', parent: 'a' }),
    ];
    const plan = planBodies(listOf('编码,名称,上级', '450,某局,', '450002,数据中心,某局'), tree);
    expect(plan.unchanged).toBe(1);
    expect(plan.steps.map(({ existing, values }) => [existing?.id, values.name])).toEqual([
      ['a', '某局'],
      ['b', '数据中心'],
    ]);
  });

  it('says every row that is wrong', () => {
    const { problems } = planBodies(
      listOf('编码,名称,上级', '1,甲,2', '2,乙,1', '3,丙,没有的', '3,丁,', '4,戊,4'),
      [],
    );
    expect(problems.map(({ key, where }) => [where.line, key])).toEqual([
      [5, 'bodies.import.twice'],
      [4, 'bodies.import.noParent'],
      [6, 'bodies.import.noParent'],
      [2, 'bodies.import.circle'],
      [3, 'bodies.import.circle'],
    ]);
    const bad = readBodyList(csv('编码,名称,类型', '4=5,甲,单位', '2,,单位', '3,丙,公司'), 'x.csv');
    expect(bad.problems.map(({ key }) => key)).toEqual([
      'bodies.import.badCode',
      'bodies.import.noName',
      'bodies.import.badScope',
    ]);
    expect(readBodyList(csv('什么,都没有', '1,2'), 'x.csv').problems[0]?.key).toBe('bodies.import.noHeading');
  });
});

it('the bodies of a document are its department, the department itself and the units', () => {
  const bodies = [
    { code: '450', name: '某局' },
    { code: '450001', name: '某局' },
    { code: '450002', name: '信息中心' },
  ];
  const { steps } = planBodies(
    bodiesOfReport({ entity: { code: '450', name: '某局', scope: 'department' }, bodies }),
    [],
  );
  expect(steps.map(({ values, parent }) => [values.scope, parent])).toEqual([
    ['department', null],
    ['ownLevel', { step: 0 }],
    ['unit', { step: 0 }],
  ]);
});
