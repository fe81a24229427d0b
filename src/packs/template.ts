/** Variables that every template may use, beside attributes and the slots of its sentence. */
export const VARIABLES: ReadonlySet<string> = new Set([
  'year',
  'previousYear',
  'unit',
  /** The running number of a repetition, as 1 and as 一. */
  'n',
  'cn',
  'name',
  'code',
]);

/** `name.3`: of a repetition over codes, the name of the code that the first three digits are. */
export const NAME_ABOVE = /^name\.\d$/u;

/** A piece of a template: words, or the name of what stands between braces. */
export type TemplatePart = { readonly text: string } | { readonly name: string };

const parsed = new Map<string, readonly TemplatePart[]>();

/** Takes a template apart. @example parseTemplate('{year}年') // [{ name: 'year' }, { text: '年' }] */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const known = parsed.get(template);
  if (known !== undefined) return known;
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(/\{([^{}]*)\}/gu)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    parts.push({ name: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  parsed.set(template, parts);
  return parts;
}

export function namesIn(template: string): readonly string[] {
  return parseTemplate(template).flatMap((part) => ('name' in part ? [part.name] : []));
}

const DIGITS = '零一二三四五六七八九';

/** A number up to 9999 in Chinese, as headings count. @example chineseNumber(31) // '三十一' */
export function chineseNumber(n: number): string {
  const units = ['', '十', '百', '千'];
  const digits = String(n);
  let text = '';
  let pendingZero = false;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[i]);
    if (digit === 0) {
      pendingZero = text !== '';
      continue;
    }
    if (pendingZero) text += '零';
    pendingZero = false;
    text += (DIGITS[digit] ?? '') + (units[digits.length - 1 - i] ?? '');
  }
  return text.replace(/^一十/u, '十') || '零';
}
