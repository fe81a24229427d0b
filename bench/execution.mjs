// A year of 100,000 payments: imported into the workbook of a department of 200 units, imported again, and shown; then the
// reports on its 1,000 projects with 2,000 indicators, each with two dated results.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { findPacks } from '../dist/packs/load.js';
import { writeWorkbook } from '../dist/writing/workbook.js';
import { largeLedger } from './budget.mjs';
import { reference, report } from './reference.mjs';

const PAYMENTS = 100_000;

/** Two indicators a project: a count that adds up, and a rate. */
function withResults(budget) {
  const indicator = (level2, level3, value, unit) => {
    const base = { level1: '产出指标', description: '办理的业务', basis: '工作计划' };
    return { ...base, level2, level3, operator: '≥', value, unit };
  };
  const of = (index) => [
    indicator('数量指标', '业务办理件数', String(1000 + index), '件'),
    indicator('质量指标', '业务办结及时率', '95', '%'),
  ];
  const projects = budget.records.projects.map((project, index) => ({ ...project, indicators: of(index) }));
  const result = (project, level3, date, value) => {
    return { project, level2: '', level3, date, value, unit: '', share: '', reason: '按计划办理' };
  };
  const results = projects.flatMap(({ code }, index) => [
    result(code, '业务办理件数', '2025-06-30', String(400 + index)),
    result(code, '业务办理件数', '2025-08-31', String(600 + index)),
    result(code, '业务办结及时率', '2025-06-30', String(90 + (index % 10))),
    result(code, '业务办结及时率', '2025-08-31', String(92 + (index % 8))),
  ]);
  return { ...budget, records: { ...budget.records, projects }, results };
}

const base = reference();
const ledger = withResults(largeLedger({ units: 200, projects: 1000, lines: 5000 }));
const accounts = loadAccounts().value;
const pack = findPacks(accounts).value.load(ledger.pack).value;
const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
const [workbook, payments] = ['budget.xlsx', 'payments.csv'].map((name) => join(folder, name));
writeFileSync(workbook, await writeWorkbook(pack, accounts, ledger));

// Each line of the budget is paid in equal parts, a day each, so that everything is within the budget.
const lines = ledger.facts.filter(({ at }) => at.flow === 'expenditure');
const rows = ['支付日期,预算单位,功能科目,部门经济科目,资金性质,资金年度,项目编码,金额（元）,支付凭证号'];
const parts = Math.floor(PAYMENTS / lines.length);
for (let index = 0; index < PAYMENTS; index += 1) {
  const { at, value } = lines[index % lines.length];
  const day = new Date(Date.UTC(2025, 0, 1 + ((index * 7) % 365))).toISOString().slice(0, 10);
  const fen = value / BigInt(parts + 1);
  const yuan = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
  const project = at.project === '-' ? '' : at.project;
  const cells = [
    day,
    at.entity,
    at.function,
    at.economic,
    '一般公共预算',
    '本级安排',
    project,
    yuan,
    `ZF${index}`,
  ];
  rows.push(cells.join(','));
}
writeFileSync(payments, `${rows.join('\n')}\n`);

const program = fileURLToPath(new URL('../bin/mingzhang.js', import.meta.url));
/** Runs the program as a user does; time and peak memory are those of its process. */
function run(name, args, accepted = [0]) {
  const code = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(code)}`;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const ms = performance.now() - start;
  if (!accepted.includes(status))
    throw new Error(`${name}: ${status}\n${stdout.slice(0, 2000)}\n${stderr.slice(0, 2000)}`);
  const peak = Math.round(Number(/peak (\d+)/u.exec(stderr)?.[1] ?? 0) / 1024);
  report(`${name}, peak ${peak} MB`, ms, base);
}
try {
  console.log(
    `execution: ${PAYMENTS} payments on ${lines.length} lines of 200 units (reference: deflate of 64 MB, ${base.toFixed(2)} s)`,
  );
  run('import', ['execution', 'import', payments, workbook]);
  run('the same file again', ['execution', 'import', payments, workbook]);
  run('show', ['execution', 'show', workbook, '--as-of', '2025-08-31']);
  // Results that fall short without more of a reason are said, and the exit code says so too.
  const day = ['--as-of', '2025-08-31'];
  run('monitor, data', ['performance', 'monitor', workbook, ...day, '--json'], [0, 1]);
  run('monitor, forms and page', ['performance', 'monitor', workbook, ...day, '-o', folder], [0, 1]);
  run('evaluate, forms', ['performance', 'evaluate', workbook, '-o', folder], [0, 1]);
  console.log(`  the workbook then has ${(statSync(workbook).size / 1e6).toFixed(1)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
