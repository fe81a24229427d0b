/** Text of a web page or of plain markup, with the encoding it was read in. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

/**
 * Decodes a page the way it was meant. In this order: a byte order mark; UTF-8 wherever the bytes are UTF-8 (pages
 * saved anew often still declare the encoding they had); what the page declares; UTF-16 by its zero bytes; and
 * otherwise GB 18030, which holds GBK and GB 2312.
 */
export function decodeMarkup(bytes: Uint8Array): Decoded {
  const marked = byMark(bytes);
  if (marked !== undefined) return decode(bytes, marked);
  const wide = byZeros(bytes);
  if (wide !== undefined) return decode(bytes, wide);
  const utf8 = strictly(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  const declared = declaredIn(bytes);
  const candidates = [...new Set([declared ?? 'gb18030', 'gb18030', 'utf-8'])].map((one) =>
    decode(bytes, one),
  );
  const [first, ...others] = candidates;
  if (first === undefined) return decode(bytes, 'utf-8');
  // A declaration is wrong where it leaves many more bytes unread than another encoding does.
  return others.reduce((best, one) => (strange(one.text) * 2 < strange(best.text) ? one : best), first);
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Markup in UTF-16 has a zero in nearly every second byte of its tags. */
function byZeros(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 1024) & ~1;
  const zeros = [0, 0];
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > length / 8 && even === 0) return 'utf-16le';
  return even > length / 8 && odd === 0 ? 'utf-16be' : undefined;
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    // The end of what is looked at may cut a character in two.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 8192));
  const label = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/iu.exec(beginning)?.[1];
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes, { stream: true }), encoding };
}

function strange(text: string): number {
  return text.match(/\ufffd/gu)?.length ?? 0;
}
