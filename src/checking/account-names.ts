import { type Account, normalName } from '../accounts/tree.ts';
import { numberedOf } from './text.ts';

/** A name that an account had, the name it has, and the year of the list that changed it. */
export interface Superseded {
  readonly name: string;
  readonly official: string;
  readonly since: number;
}

/** 《政府收支分类科目》 of the years named; 支出 at the end may be left out. */
const SUPERSEDED: readonly Superseded[] = [
  { name: '医疗卫生与计划生育支出', official: '卫生健康支出', since: 2019 },
  { name: '文化体育与传媒支出', official: '文化旅游体育与传媒支出', since: 2019 },
  { name: '国土海洋气象等支出', official: '自然资源海洋气象等支出', since: 2019 },
  { name: '资源勘探信息等支出', official: '资源勘探工业信息等支出', since: 2020 },
  { name: '行政事业单位离退休', official: '行政事业单位养老支出', since: 2020 },
  { name: '城乡社区事务支出', official: '城乡社区支出', since: 2015 },
  { name: '农林水事务支出', official: '农林水支出', since: 2015 },
];

/** The superseded name that a label is, 支出 at its end or not. */
export function supersededBy(label: string): Superseded | undefined {
  const stem = (text: string) => text.replace(/支出$/u, '');
  return SUPERSEDED.find(
    ({ name, official }) => stem(name) === stem(label) && stem(official) !== stem(label),
  );
}

/** Whether a name is the account's own, with 支出 or 费 at its end or not. */
export function isCalledSo(account: Account, name: string): boolean {
  const stem = (text: string) => bare(text).replace(/(?:支出|费用?)$/u, '');
  // A name that breaks off has been cut by a narrow column.
  const isCut = name.length >= 4 && bare(account.name).startsWith(bare(name));
  return isCut || stem(account.name) === stem(name);
}

/** A name without brackets. */
export function bare(name: string): string {
  return normalName(name).replace(/[()]/gu, '');
}

/** A label without its number. */
export function labelOf(text: string): string {
  return numberedOf(text)?.rest ?? normalName(text);
}
