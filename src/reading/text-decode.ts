import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';

/** Characters that text does not hold: a file with more than a few of them is not text. */
const FOREIGN = /[^\P{Cc}\t\n\v\f\r\u0085]|\p{Cn}|\p{Co}/gu;
const REPLACEMENT = /\ufffd/g;

/** Of so many characters one may be damaged, and the encoding is still taken to be right. */
const DAMAGE = 50;

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/**
 * The text of a file: by its byte order mark, else as UTF-16 where zero bytes say so, else UTF-8, else GB18030.
 * A few damaged bytes are a warning; what is no text in any of them is an error.
 */
export function decodeText(bytes: Uint8Array, file: string): Result<string> {
  const marked = markedEncoding(bytes);
  const encodings: readonly Encoding[] = marked === undefined ? likelyEncodings(bytes) : [marked];
  for (const encoding of encodings) {
    const text = new TextDecoder(encoding).decode(bytes);
    const damaged = count(text, REPLACEMENT);
    if (damaged * DAMAGE > letters(text) || isForeign(text)) continue;
    const problems: Problem[] =
      damaged === 0
        ? []
        : [
            problem(
              'reading.text.damaged',
              'warning',
              { file },
              { count: damaged, encoding: encoding.toUpperCase() },
            ),
          ];
    return succeed(text, problems);
  }
  return fail([problem('reading.text.notText', 'error', { file })]);
}

/** A stray character or two happen in short texts. */
function isForeign(text: string): boolean {
  const foreign = count(text, FOREIGN);
  return foreign > 2 && foreign * DAMAGE > text.length;
}

function markedEncoding([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** Line ends and digits have a zero byte in UTF-16, before or after the other; nothing has one in the others. */
function likelyEncodings(bytes: Uint8Array): readonly Encoding[] {
  let even = 0;
  let odd = 0;
  bytes.subarray(0, 65_536).forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  if (even + odd === 0) return ['utf-8', 'gb18030'];
  return odd > even ? ['utf-16le'] : ['utf-16be'];
}

/** Characters that encodings disagree about; a text without any is counted whole. */
function letters(text: string): number {
  return count(text, /\P{ASCII}/gu);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
