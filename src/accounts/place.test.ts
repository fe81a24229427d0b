import { expect, test } from 'vitest';
import { placeAccount, unknownCode } from './place.ts';
import { AccountTree } from './tree.ts';

const row = { aliases: [], from: 2023, seen: [], status: 'official' } as const;
const tree = new AccountTree('economic', 2024, [
  { ...row, code: '302', name: '商品和服务支出' },
  { ...row, code: '30202', name: '印刷费' },
  { ...row, code: '30203', name: '咨询费' },
]);

test('a row whose code and name agree is known', () => {
  expect(placeAccount(tree, '30202', '印 刷 费')).toMatchObject({
    type: 'known',
    account: { code: '30202' },
  });
});

test('a code under another account’s name gives both readings', () => {
  expect(placeAccount(tree, '30202', '咨询费')).toMatchObject({
    type: 'disagrees',
    account: { code: '30202', name: '印刷费' },
    namesakes: [{ code: '30203' }],
  });
});

test('a code no list has is taken under its printed name', () => {
  expect(placeAccount(tree, '30298', '社区服务费')).toMatchObject({
    type: 'unknown',
    account: { code: '30298', name: '社区服务费', status: 'local' },
  });
});

test('the notice of an unknown code says code, name, list and what to do', () => {
  const notice = unknownCode(tree, '30298', '社区服务费', { file: '预算.xlsx', sheet: '表8', cell: 'B12' });
  expect(notice).toMatchObject({ key: 'accounts.unknownCode', severity: 'notice' });
  expect(notice.message).toBe(
    '部门预算支出经济分类科目 30298“社区服务费”不在 2024 年度科目表中，已按文件所印名称作为本地科目处理。请核对编码；如确为新增或本地科目，请导入当地财政部门的科目表。',
  );
});
