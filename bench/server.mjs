// npm run bench:server [-- --people 200 --seconds 20 --embedded]: the built server with that many people at work, signed in, on
// PostgreSQL (DATABASE_URL, or a cluster of its own of Debian's) and on the embedded database with 10. Prints of every kind of
// request how long it took, beside a bare Fastify route in a process of its own that answers as many bytes in the same run.
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    people: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    embedded: { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
  },
});
const SECONDS = Number(values.seconds);
/** How often somebody at work asks for something, in seconds: a page opened, a cell typed, or the page itself looking for news. */
const EVERY = 2.5;
/** Under so many milliseconds 95 % of what pages show must come. */
const BAR = 300;
/** The accounts, each in several browsers, and the budgets that people share. */
const ACCOUNTS = 20;
const BUDGETS = 20;

/** What people do, by how much of all they ask it is. `data` is what a page waits for before it shows anything. */
const KINDS = [
  {
    name: 'changes since (poll)',
    share: 40,
    data: true,
    path: ({ budget }) => `/api/budgets/${budget.id}/changes?since=${budget.revision}`,
  },
  {
    name: 'save a cell',
    share: 15,
    data: true,
    method: 'POST',
    path: ({ budget }) => `/api/budgets/${budget.id}/changes`,
    body: save,
  },
  { name: 'session', share: 6, data: true, path: () => '/api/session' },
  { name: 'list of budgets', share: 7, data: true, path: () => '/api/budgets' },
  { name: 'budget in full', share: 5, data: true, path: ({ budget }) => `/api/budgets/${budget.id}` },
  { name: 'review', share: 4, data: true, path: ({ budget }) => `/api/budgets/${budget.id}/review` },
  { name: 'list of documents', share: 7, data: true, path: () => '/api/documents?limit=50' },
  { name: 'result', share: 4, data: true, path: ({ document }) => `/api/documents/${document}` },
  {
    name: 'numbers of a result',
    share: 3,
    data: true,
    path: ({ document }) => `/api/documents/${document}/numbers`,
  },
  {
    name: 'check of a budget',
    share: 7,
    data: false,
    path: ({ budget }) => `/api/budgets/${budget.id}/check`,
  },
  { name: 'upload', share: 2, data: false, method: 'POST', path: () => '/api/documents', body: upload },
];
const BOUNDARY = 'bench-boundary';

function save() {
  const insert = {
    type: 'insert',
    sheet: 'assets',
    row: randomUUID(),
    after: null,
    cells: { note: randomUUID() },
  };
  return JSON.stringify({ id: randomUUID(), operations: [insert] });
}

function upload() {
  const text = `2025年部门预算 ${randomUUID()}\n`.repeat(40);
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="bench.txt"\r\n\r\n${text}\r\n--${BOUNDARY}--\r\n`;
}

/** A throw-away PostgreSQL of Debian's, as its own user where this one is root. */
function cluster() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const bin = versions
    .map((one) => `/usr/lib/postgresql/${one}/bin`)
    .find((one) => existsSync(join(one, 'initdb')));
  if (bin === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-pg-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const run = (name, args) =>
    isRoot
      ? execFileSync('runuser', ['-u', 'postgres', '--', join(bin, name), ...args], {
          stdio: 'ignore',
          cwd: folder,
        })
      : execFileSync(join(bin, name), args, { stdio: 'ignore', cwd: folder });
  const port = 20_000 + Math.floor(Math.random() * 30_000);
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8']);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  run('pg_ctl', ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function started(args, env) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const url = /http:\/\/[^\s/]+/u.exec(printed)?.[0];
      if (url !== undefined)
        resolve({
          url: url.replace('localhost', '127.0.0.1'),
          pid: child.pid,
          stop: () =>
            new Promise((end) => child.removeAllListeners('exit').once('exit', end).kill('SIGTERM')),
        });
    });
  });
}

/** Somebody who asks as a browser does, each from an address of their own. */
function person(url, number) {
  const headers = { 'x-forwarded-for': `10.0.${number >> 8}.${number & 255}` };
  const ask = async (method, path, body) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const cookie = answer.headers.getSetCookie().find((one) => one.includes('session_token'));
    if (cookie !== undefined) headers.cookie = cookie.split(';')[0];
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return { headers, ask };
}

/** Accounts that are signed in, budgets, and documents that are checked. */
async function prepare(url, people) {
  const admin = person(url, 0);
  const login = { login: '管理员', name: '管理员', password: 'administrator password' };
  await admin.ask('POST', '/api/first-run', login);
  await admin.ask('POST', '/api/session/sign-in', { login: login.login, password: login.password });
  const signedIn = [];
  for (let index = 0; index < Math.min(ACCOUNTS, people); index += 1) {
    const name = `填报人${index}`;
    const { account, temporaryPassword } = await (
      await admin.ask('POST', '/api/accounts', { login: name, name })
    ).json();
    await admin.ask('POST', `/api/accounts/${account.id}/roles`, { role: 'preparer' });
    const one = person(url, index + 1);
    await one.ask('POST', '/api/session/sign-in', { login: name, password: temporaryPassword });
    const password = `password of ${name}`;
    await one.ask('POST', '/api/session/password', { current: temporaryPassword, password });
    signedIn.push(one);
  }
  const {
    budgets: [example],
  } = await (await admin.ask('GET', '/api/budgets')).json();
  const workbook = await (await admin.ask('GET', `/api/budgets/${example.id}/workbook`)).blob();
  const budgets = [];
  for (let index = 0; index < Math.min(BUDGETS, people); index += 1) {
    const form = new FormData();
    form.append('file', workbook, 'budget.xlsx');
    budgets.push(await (await admin.ask('POST', '/api/budgets/import', form)).json());
  }
  const { id: publication, files } = await (
    await admin.ask('POST', `/api/budgets/${example.id}/publications`, { formats: ['html'], draft: true })
  ).json();
  const file = files.findIndex(({ path }) => path.endsWith('.html'));
  const page = await (
    await admin.ask('GET', `/api/budgets/${example.id}/publications/${publication}/${file}`)
  ).blob();
  const documents = [];
  for (let index = 0; index < 3; index += 1) {
    const form = new FormData();
    form.append('file', new Blob([page, `<!-- ${index} -->`]), `公开${index}.html`);
    const {
      documents: [sent],
    } = await (await admin.ask('POST', '/api/documents', form)).json();
    documents.push(sent.id);
    for (;;) {
      const { state } = await (await admin.ask('GET', `/api/documents/${sent.id}`)).json();
      if (state === 'done') break;
      if (state === 'failed') throw new Error('the document was not checked');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return { admin, signedIn, budgets, documents };
}

/** Seconds of processor that a process has used; none where the system does not say. */
function cpuOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** One kind of request at its rate; every answer's time, and what was no success. */
function load({ url, kind, rate, connections, setting }) {
  return new Promise((resolve, reject) => {
    const times = [];
    let bytes = 0;
    let number = 0;
    const failed = new Map();
    const scene = () => ({ budget: pick(setting.budgets), document: pick(setting.documents) });
    const type = kind.body === upload ? `multipart/form-data; boundary=${BOUNDARY}` : 'application/json';
    const instance = autocannon(
      {
        url,
        connections,
        overallRate: rate,
        duration: SECONDS,
        timeout: 30,
        setupClient: (client) => {
          number += 1;
          const { headers } = setting.signedIn[number % setting.signedIn.length];
          client.setHeaders({
            ...headers,
            'accept-encoding': 'gzip',
            'x-forwarded-for': `10.1.${number >> 8}.${number & 255}`,
          });
        },
        requests: [
          {
            method: kind.method ?? 'GET',
            setupRequest: (request) => ({
              ...request,
              path: kind.path(scene()),
              ...(kind.body === undefined
                ? {}
                : { body: kind.body(scene()), headers: { ...request.headers, 'content-type': type } }),
            }),
          },
        ],
      },
      (error) => (error ? reject(error) : resolve({ times, bytes, failed })),
    );
    instance.on('response', (_client, status, length, time) => {
      if (status < 200 || status > 299) failed.set(status, (failed.get(status) ?? 0) + 1);
      times.push(time);
      bytes += length;
    });
  });
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const inMs = (time) => time.toFixed(time < 10 ? 1 : 0).padStart(7);

async function measure(title, database, people) {
  const data = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
  mkdirSync(data, { recursive: true });
  const server = await started([here('../bin/mingzhang.js'), 'start', '--port', '0'], {
    MINGZHANG_DATA: data,
    MINGZHANG_OPEN: 'no',
    DATABASE_URL: database ?? '',
  });
  const reference = await started([here('server-reference.mjs')], {});
  try {
    const setting = await prepare(server.url, people);
    const rateOfAll = people / EVERY;
    const shares = KINDS.reduce((sum, { share }) => sum + share, 0);
    const sizes = new Map();
    for (const kind of KINDS) {
      const scene = { budget: setting.budgets[0], document: setting.documents[0] };
      const answer = kind.method === 'POST' ? undefined : await setting.admin.ask('GET', kind.path(scene));
      sizes.set(kind, answer === undefined ? 500 : (await answer.arrayBuffer()).byteLength);
    }
    const runs = KINDS.map(async (kind) => {
      const rate = Math.max(1, Math.round((rateOfAll * kind.share) / shares));
      const connections = Math.max(1, Math.min(rate, Math.round((people * kind.share) / shares)));
      const bare = { name: kind.name, path: () => `/bytes/${sizes.get(kind)}` };
      const [own, twin] = await Promise.all([
        load({ url: server.url, kind, rate, connections, setting }),
        load({ url: reference.url, kind: bare, rate, connections, setting }),
      ]);
      return { kind, own, twin };
    });
    const [load1] = loadavg();
    const before = cpuOf(server.pid);
    const results = await Promise.all(runs);
    const cores = (cpuOf(server.pid) - before) / SECONDS;
    console.log(`\n${title}: ${people} people, a request every ${EVERY} s each, ${SECONDS} s; milliseconds`);
    // What others do on the machine is in every figure but the ratio.
    console.log(
      `${availableParallelism()} cores, load ${load1.toFixed(1)} when it began; the server used ${cores.toFixed(2)} cores`,
    );
    console.log(`${'request'.padEnd(22)} count     p50     p95     p99   bare p95   ratio   KB`);
    const data95 = [];
    for (const { kind, own, twin } of results) {
      const [sorted, bare] = [own, twin].map(({ times }) => times.toSorted((a, b) => a - b));
      if (kind.data) data95.push(...sorted);
      const ratio = at(sorted, 0.95) / Math.max(0.01, at(bare, 0.95));
      const wrong = [...own.failed].map(([status, count]) => ` ${count} × ${status}`).join(',');
      console.log(
        `${kind.name.padEnd(22)}${String(sorted.length).padStart(6)} ${inMs(at(sorted, 0.5))} ${inMs(at(sorted, 0.95))} ${inMs(at(sorted, 0.99))}    ${inMs(at(bare, 0.95))} ${ratio.toFixed(1).padStart(7)} ${String(Math.round((sizes.get(kind) ?? 0) / 1024)).padStart(4)}${wrong}`,
      );
    }
    const all = data95.toSorted((a, b) => a - b);
    const under = all.filter((time) => time < BAR).length / Math.max(1, all.length);
    const { documents } = await (await setting.admin.ask('GET', '/api/documents?limit=100')).json();
    const waiting = documents.filter(({ state }) => state === 'waiting');
    const placed = waiting.filter(({ line }) => line > 0).length;
    console.log(
      `page data: ${(under * 100).toFixed(1)} % under ${BAR} ms (bar: 95 %), p95 ${inMs(at(all, 0.95)).trim()} ms; in line ${waiting.length}, with their place ${placed}`,
    );
    return under >= 0.95 && placed === waiting.length;
  } finally {
    await server.stop();
    await reference.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const kept = [];
if (!values.embedded) {
  const own = process.env.DATABASE_URL === undefined ? cluster() : undefined;
  const url = process.env.DATABASE_URL ?? own?.url;
  if (url === undefined)
    console.log('PostgreSQL: not measured, no DATABASE_URL and no PostgreSQL of Debian here');
  else {
    try {
      kept.push(await measure('PostgreSQL', url, Number(values.people ?? 200)));
    } finally {
      own?.stop();
    }
  }
}
if (!values.server) kept.push(await measure('embedded database', undefined, Number(values.people ?? 10)));
process.exit(kept.every(Boolean) ? 0 : 1);
