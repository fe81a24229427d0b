/** Longer names are cut: systems take some 255 bytes, of which a Chinese character is three. */
const MOST = 80;

/**
 * A download under a name that may be Chinese (RFC 6266, RFC 8187). Whatever the name says, it is one name: no folder, nothing
 * that hides its ending, nothing that a system does not take.
 */
export function attachment(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] =
    dot > 0 && name.length - dot <= 10 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const safe = `${[...safeName(stem).replace(/^\./u, '')].slice(0, MOST).join('') || '_'}${safeName(ending)}`;
  const plain = safe.replace(/[^\w.-]/gu, '_');
  const encoded = encodeURIComponent(safe).replace(/['()*]/gu, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Without control characters, marks of direction and what separates folders; a name does not begin with a dot. */
function safeName(text: string): string {
  return (
    text
      // Half of a pair is no character.
      .replace(/\p{Cs}/gu, '\ufffd')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .replace(/[<>:"/\\|?*]/gu, '_')
      .replace(/\.{2,}/gu, '_')
      .trim()
  );
}
