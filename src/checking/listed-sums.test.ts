import { describe, expect, it } from 'vitest';
import { documentOf, lineAt, linesOf } from '../testing/checked.ts';
import { checkListedSums } from './listed-sums.ts';

/** Every number of the text is one without a coordinate. */
const check = (text: string) =>
  checkListedSums(
    documentOf({
      lines: linesOf(text),
      unread: [...text.matchAll(/[\d.]+\p{L}+?(?=[，、。；（）]|，)/gu)].map(([number]) => ({
        text: number,
        context: '',
        place: lineAt(0),
      })),
    }),
  );

describe('checkListedSums', () => {
  it('finds parts that are more than their whole, level by level', () => {
    const text =
      '工程建筑面积为900平方米，其中地上面积为500平方米（其中计容面积480平方米，不计容面积40平方米），地下面积为400平方米。';
    const [found, ...others] = check(text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'law.sum', value: '500', expected: '520', unit: '平方米' });
    expect(found?.message).toContain('480平方米、40平方米');
    expect(check('共有车辆5辆，其中：机要用车3辆、执法用车4辆。')).toHaveLength(1);
  });

  it('leaves numbers with a coordinate to the other laws', () => {
    const lines = linesOf('共有车辆5辆，其中：机要用车3辆、执法用车4辆。');
    expect(checkListedSums(documentOf({ lines }))).toEqual([]);
  });

  it.each([
    '共有车辆9辆，其中：机要用车3辆、执法用车4辆。',
    '共有车辆7辆，其中机要用车3辆，执法用车4辆，比上年增加2辆。',
    '在编人员50人，其中在职30人，包括借调12人、挂职10人。',
    '面积12.5平方米，其中办公7.3平方米，库房5.2平方米。',
    '接待10批次、80人次，其中外宾2批次、20人次。',
    '在编人员50人。其中在职30人，退休25人。',
  ])('says nothing of %s', (text) => {
    expect(check(text)).toEqual([]);
  });
});
