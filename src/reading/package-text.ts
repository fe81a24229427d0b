/**
 * Text as a reader may pass it on: without control characters, marks that reorder what one sees, and characters
 * without a glyph (a zero-width space inside an amount is a trap). Line ends become line feeds, no-break spaces
 * spaces; a lone surrogate or a noncharacter becomes U+FFFD, so that something visibly was there.
 */
export function cleanText(text: string): string {
  return SUSPECT.test(text)
    ? text
        .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
        .replace(REMOVED, '')
        .replace(REPLACED, '\ufffd')
        .replace(/[\u00a0\u202f]/gu, ' ')
    : text;
}

const REMOVED = /(?![\t\n])[\p{Cc}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const REPLACED = /[\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu;
/** A cheap first look: nearly every text is clean. */
const SUSPECT =
  /(?![\t\n])[\p{Cc}\p{Cs}\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]/u;

/** Without the empty lines around it and the blanks behind it; blanks in front stay, they are indentation. */
export function trimLines(text: string): string {
  return text.replace(/^(?:[ \t\u3000]*\n)+/u, '').trimEnd();
}
