// Adds to package-lock.json the platform packages that npm left out because its registry did not have them that day:
// `npm ci` refuses a lock without them, on every platform. Entries say for which system they are, so that others skip
// them. Then asks the registry for the hash of every entry that has none, so that what is installed is what was meant.
// Run after `npm install`; a test keeps the lock complete.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** os, cpu and libc as the names of platform packages say them: …-linux-arm64-musl, …-win32-x64-msvc. */
function platformOf(name) {
  const os = /-(android|darwin|freebsd|linux|openharmony|win32)(?:-|$)/u.exec(name)?.[1];
  const cpu = /-(arm64|arm|x64|ia32|ppc64|s390x|riscv64)(?:-|$)/u.exec(name)?.[1];
  const libc = /-(gnu|musl|gnueabihf)$/u.exec(name)?.[1];
  if (os === undefined || cpu === undefined) throw new Error(`not a platform package: ${name}`);
  return {
    cpu: [cpu],
    ...(os === 'linux' && libc !== undefined ? { libc: [libc === 'musl' ? 'musl' : 'glibc'] } : {}),
    os: [os],
  };
}

for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined) continue;
    lock.packages[key] = {
      version,
      ...platformOf(name),
      ...(entry.dev ? { dev: true } : {}),
      license: entry.license,
      optional: true,
    };
    console.log(`added ${name}@${version}`);
  }
}

for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.link === true || entry.integrity !== undefined) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const asked = execFileSync('npm', ['view', `${name}@${entry.version}`, 'dist.integrity'], {
    encoding: 'utf8',
  });
  const integrity = asked.trim();
  if (!integrity.startsWith('sha512-')) throw new Error(`no hash of ${name}@${entry.version}`);
  lock.packages[path] = { version: entry.version, integrity, ...entry };
  console.log(`hash of ${name}@${entry.version}`);
}

const [root, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
