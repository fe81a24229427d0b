/**
 * Text that is safe to put into a published file.
 *
 * Left out: control characters (XML 1.0 forbids them, and an amount with a hidden character in it is a
 * trap) and the marks that reorder what a reader sees ("Trojan source"). A lone surrogate or a
 * noncharacter becomes U+FFFD, so that something visibly was there. Tab and line feed stay.
 */
export function printable(text: string): string {
  return SUSPECT.test(text)
    ? text
        .replace(/\r\n?|\u0085|\u2028|\u2029/gu, '\n')
        .replace(REMOVED, '')
        .replace(REPLACED, '\ufffd')
    : text;
}

const REMOVED = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const REPLACED = /[\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu;
/** A cheap first look: nearly every text has nothing to replace, and documents have a million cells. */
const SUSPECT =
  /(?![\t\n])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]/u;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Printable text as XML or HTML character data or a quoted attribute. @example escapeXml('a<b') // 'a&lt;b' */
export function escapeXml(text: string): string {
  const clean = printable(text);
  return /[&<>"']/u.test(clean) ? clean.replace(/[&<>"']/gu, (one) => ENTITIES[one] ?? one) : clean;
}
