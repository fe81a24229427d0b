import { isMoneyUnit } from '../money/amount.ts';
import type { FormField } from './form-layout.ts';
import { compact } from './head.ts';
import { findNumbers, type NumberToken } from './numbers.ts';

/** An amount in a text that a label of the form announces: 预算数15万元. */
export interface Repeated {
  readonly field: FormField;
  readonly token: NumberToken;
}

/** What may stand before the label of an amount: the beginning, a stop, 其中. */
const BEFORE = '(?:^|[,;:、。(\\n]|其中|包括|本项目|该项目)';
const BETWEEN = '(?:为|共|是|合计|安排|:)*$';

/**
 * The amounts of a text that repeat the form's own budget. Only those count that one of its labels announces right
 * before them, and that name their unit.
 */
export function repeatedAmounts(text: string, fields: readonly FormField[]): readonly Repeated[] {
  let from = 0;
  return findNumbers(text).flatMap((token) => {
    const before = compact(text.slice(from, token.from)).replace(/[，。；]/gu, (stop) =>
      stop === '。' ? '。' : ',',
    );
    from = token.end;
    if (!isMoneyUnit(token.unit)) return [];
    const field = fields.find(({ label }) => stems(label.text).some((stem) => announces(before, stem)));
    return field === undefined ? [] : [{ field, token }];
  });
}

function announces(before: string, stem: string): boolean {
  return new RegExp(`${BEFORE}${stem.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}${BETWEEN}`, 'u').test(before);
}

/** A label, and the label without 数 or 额: 预算数 and 预算. */
function stems(label: string): readonly string[] {
  const bare = label.replace(/^\.\*/u, '');
  return [bare, bare.replace(/(?:总额|数额|数|额)$/u, '')].filter((stem) => stem.length >= 2);
}
