/**
 * Text as it is shown: without characters that cannot be seen, with line breaks for `<br>`, without inline tags and
 * Markdown's bold, and with LaTeX operators as the signs they stand for. Numbers stay as they are printed.
 */
export function cleanText(raw: string): string {
  // The usual text has none of these marks.
  const shown = MARKS.test(raw) ? withoutMarks(raw) : raw;
  return shown.replace(UNSEEN, '').trim();
}

const MARKS = /[<&$*]/u;
/** Control characters, marks of direction and of zero width; line breaks stay. */
const UNSEEN = /[^\P{Cc}\n]|[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const LINE_BREAK = /<br\s?\/?>/iu;
const INLINE_TAG = /<\/?(?:u|i|b|s|em|strong|sup|sub|span|font)(?:\s[^<>]*)?>/giu;
const BOLD = /\*\*(?=\S)([^*]+?)(?<=\S)\*\*/gu;
const FORMULA = /\$([^$\n]{1,200})\$/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&le;': '≤',
  '&ge;': '≥',
  '&times;': '×',
  '&quot;': '"',
  '&amp;': '&',
};
const OPERATORS: Readonly<Record<string, string>> = {
  '\\geq': '≥',
  '\\geqslant': '≥',
  '\\ge': '≥',
  '\\leq': '≤',
  '\\leqslant': '≤',
  '\\le': '≤',
  '\\times': '×',
  '\\pm': '±',
  '\\sim': '~',
  '\\approx': '≈',
  '\\neq': '≠',
  '\\div': '÷',
  '\\%': '%',
};

function withoutMarks(raw: string): string {
  return raw
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .join('\n')
    .replace(FORMULA, formula)
    .replace(INLINE_TAG, '')
    .replace(/&[a-z]+;/gu, (entity) => ENTITIES[entity] ?? entity)
    .replace(BOLD, '$1');
}

/** A formula of nothing but known operators, as plain text; any other stays as it is. */
function formula(whole: string, content: string): string {
  if (!content.includes('\\')) return whole;
  const text = content.replace(/(\\[a-z]+) *| *(\\%)/giu, (found, word?: string, percent?: string) => {
    return OPERATORS[word ?? percent ?? ''] ?? found;
  });
  return text.includes('\\') ? whole : text.trim();
}
