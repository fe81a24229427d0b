import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Of package-lock.json and of a package's own package.json, what is looked at here. */
interface Entry {
  readonly license?: unknown;
  readonly integrity?: string;
}
/** By the name of the licence: which packages may have it, by what their names begin with, and why. */
type Allowed = Readonly<
  Record<string, { readonly for: 'everything' | readonly string[]; readonly why: string }>
>;

const root = fileURLToPath(new URL('..', import.meta.url));
const parse = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const ALLOWED: Allowed = parse('scripts/licences.json');
const LOCK: { readonly packages: Readonly<Record<string, Entry>> } = parse('package-lock.json');
const PACKAGES = Object.entries(LOCK.packages).filter(([path]) => path !== '');

/** Whether an SPDX expression gives a choice that the list allows; of several that hold together all must be allowed. */
function isAllowed(expression: string, name: string, allowed: Allowed): boolean {
  return expression
    .replaceAll(/[()]/gu, '')
    .split(' OR ')
    .some((choice) =>
      choice.split(' AND ').every((licence) => {
        const found = Object.hasOwn(allowed, licence) ? allowed[licence] : undefined;
        if (found === undefined || found.for === 'everything') return found !== undefined;
        return found.for.some((beginning) => name.startsWith(beginning));
      }),
    );
}

it('what is built upon has a licence that the list allows (scripts/licences.json)', () => {
  expect(PACKAGES.length).toBeGreaterThan(300);
  const wrong = PACKAGES.flatMap(([path, { license }]) =>
    typeof license === 'string' && isAllowed(license, path.replace(/^.*node_modules\//u, ''), ALLOWED)
      ? []
      : [`${path}: ${String(license)}`],
  );
  expect(wrong).toEqual([]);
});

it('packages say themselves what the lock file says of their licence', () => {
  const wrong = PACKAGES.flatMap(([path, { license }]) => {
    if (!existsSync(join(root, path, 'package.json'))) return [];
    const own: Entry = parse(join(path, 'package.json'));
    return own.license === license ? [] : [`${path}: ${JSON.stringify(own.license)}, not ${String(license)}`];
  });
  expect(wrong).toEqual([]);
});

it('every entry of the lock file has the hash of what is installed (scripts/complete-lock.mjs)', () => {
  const without = PACKAGES.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'));
  expect(without.map(([path]) => path)).toEqual([]);
});

it('no licence is on the list that nothing has, and choices are told from what holds together', () => {
  const printed = PACKAGES.map(([, { license }]) => String(license)).join(' ');
  expect(Object.keys(ALLOWED).filter((one) => !printed.includes(one))).toEqual([]);
  const allowed: Allowed = {
    MIT: { for: 'everything', why: '' },
    'MPL-2.0': { for: ['a'], why: '' },
  };
  expect(isAllowed('(MIT OR GPL-3.0-or-later)', 'b', allowed)).toBe(true);
  expect(isAllowed('MIT AND GPL-3.0-or-later', 'b', allowed)).toBe(false);
  expect(isAllowed('MPL-2.0', 'b', allowed)).toBe(false);
  expect(isAllowed('MPL-2.0', 'a-linux', allowed)).toBe(true);
});
