import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Whether a request names this installation as its own people do: by an address, as `localhost`, by the name of the machine, or
 * by one that MINGZHANG_HOSTS lists. A page of another site can have its own name lead to this machine (DNS rebinding), and
 * the browser then takes us for that site; where nobody signs in, nothing but the name tells it.
 */
export function isOwnHost(
  host: string | undefined,
  listed: string = process.env.MINGZHANG_HOSTS ?? '',
): boolean {
  const name = (host ?? '').replace(/:\d+$/u, '').replace(/\.$/u, '').toLowerCase();
  if (isIP(name.replace(/^\[(.*)\]$/u, '$1')) !== 0) return true;
  const own = hostname().toLowerCase();
  const names = ['localhost', own, own.split('.')[0] ?? own, ...listed.toLowerCase().split(/[\s,]+/u)];
  return name !== '' && names.includes(name);
}
