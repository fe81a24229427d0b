import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinateKey } from '../facts/fact.ts';
import { means } from '../testing/reading.ts';
import type { SeedFigures, SeedTable } from '../testing/seed-tables.ts';
import { bodiesOf } from './bodies.ts';
import { captionTables } from './caption.ts';
import { expandCollapsed } from './collapsed.ts';
import { mendNumbers } from './collapsed-cells.ts';
import { flowOf, type Item } from './flow.ts';
import { joinPieces } from './join.ts';
import { layoutsOf } from './layout.ts';
import { Members } from './members.ts';
import { readingSpace } from './read.ts';
import { readTable, type TableReading } from './read-tables.ts';
import type { ReadEntity, ReadFact } from './reading.ts';
import { normalTitle } from './similarity.ts';
import { DEFAULT_LIMITS } from './source.ts';
import { readText } from './text.ts';

const figures: SeedFigures = JSON.parse(
  readFileSync(new URL('../../examples/gaoyang-2025/figures.json', import.meta.url), 'utf8'),
);
const tables = figures.tables.filter((table) => table.part === 'department');
const pack = means.packs.find((one) => one.id === 'hebei-2025');
if (pack === undefined) throw new Error('pack');
const { grids } = layoutsOf(pack);

const SCOPE: ReadEntity['scope'] = 'department';
const CAPTION = '450 高阳县医疗保障局\n\n预算年度: 2025 单位: 万元';
/** Both sides in one row: these stay as they are, and others are checked against them. */
const INTACT = /收支总表$/u;

/** A table with tabs between its cells, under the headings of its definition. */
function intact({ title, headings, rows }: SeedTable): string {
  const layout = grids.find((one) => one.titles.includes(normalTitle(title)));
  if (layout === undefined) throw new Error(title);
  const deep = Math.max(...layout.columns.map((column) => column.above.length));
  const head = Array.from({ length: deep + 1 }, (_, level) =>
    layout.columns.map((column) => (level < deep ? column.above[level] : column.titles)?.[0] ?? ''),
  );
  const lines = [...head, headings.at(-1) ?? [], ...rows].map((cells) => cells.join('\t'));
  return `${title}\n\n${CAPTION}\n\n${lines.join('\n')}\n\n`;
}

/** The same in one line: blanks are lost, and the words of each row fall into two runs, one after the other. */
function collapsed({ title, headings, rows }: SeedTable, next: () => number, lost: number): string {
  const words = rows.flatMap((row) => {
    const printed = row.map((cell) => cell.replace(/\s/gu, '')).filter((cell) => cell !== '');
    const kept = printed.filter((cell) => !/\.\d\d$/u.test(cell) || next() >= lost);
    const later = kept.map(() => next() < 0.3);
    return [...kept.filter((_, index) => !later[index]), ...kept.filter((_, index) => later[index])];
  });
  const head = headings.slice(0, -1).flat().reverse().join(' ');
  return `${title}\n\n${CAPTION} ${head} ${(headings.at(-1) ?? []).join(' ')} ${words.join(' ')}\n\n`;
}

/** What tables say that were text, damage undone. */
function read(text: string): readonly TableReading[] {
  const source = readText(new TextEncoder().encode(text), { file: 'test', limits: DEFAULT_LIMITS });
  if (!source.ok || pack === undefined) throw new Error('text');
  const entity = { code: '450', name: '高阳县医疗保障局', scope: SCOPE };
  const members = new Members(means.accounts, 2025);
  const readItems = (items: readonly Item[]) => {
    const captioned = captionTables(joinPieces(items));
    const bodies = bodiesOf(entity, captioned);
    const context = {
      pack,
      name: entity.name,
      entityOf: bodies.of,
      bodyOf: bodies.inRow,
      mayShift: true,
      space: readingSpace(pack, means.accounts, 2025, bodies.all()),
      members,
      vocabulary: means.vocabulary,
      base: { measure: 'amount', entity: '450', year: '2025', stage: 'budget' },
      year: 2025,
    };
    return captioned.map((one) => readTable(one, context));
  };
  const damage = {
    layouts: grids,
    name: entity.name,
    members,
    isBody: () => false,
    known: () => [],
    space: readingSpace(pack, means.accounts, 2025, []),
    read: readItems,
  };
  const { items } = expandCollapsed(flowOf(source.value), damage);
  return readItems(mendNumbers(items, damage));
}

function printed(readings: readonly TableReading[], title: string): ReadonlyMap<string, ReadFact> {
  const facts = readings.find(({ table }) => table.title === title)?.table.facts ?? [];
  return new Map(
    facts.flatMap((fact) => (fact.status === 'printed' ? [[coordinateKey(fact.at), fact]] : [])),
  );
}

const whole = read(tables.map(intact).join(''));

/** How many numbers of the collapsed tables were placed, and those at a wrong coordinate or with a wrong value. */
function compare(seed: number, lost: number): { all: number; placed: number; wrong: readonly string[] } {
  let state = seed + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const text = tables.map((table) =>
    INTACT.test(table.title) ? intact(table) : collapsed(table, next, lost),
  );
  const readings = read(text.join(''));
  let all = 0;
  let placed = 0;
  const wrong: string[] = [];
  for (const { title } of tables.filter((table) => !INTACT.test(table.title))) {
    const truth = printed(whole, title);
    all += truth.size;
    for (const [key, fact] of printed(readings, title)) {
      if (truth.get(key)?.value === fact.value) placed += 1;
      else wrong.push(`${title} ${key} ${fact.value}`);
    }
    for (const { at, status } of readings.find((one) => one.table.title === title)?.table.facts ?? []) {
      if (status === 'blank' && truth.has(coordinateKey(at)))
        wrong.push(`${title} ${coordinateKey(at)} blank`);
    }
  }
  return { all, placed, wrong };
}

describe('tables that extraction has collapsed into a line', () => {
  it('are read into their cells, and never into others', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const { all, placed, wrong } = compare(seed, 0);
        expect(wrong).toEqual([]);
        expect(placed).toBeGreaterThan(0.75 * all);
      }),
      { numRuns: 6, seed: 1 },
    );
  }, 60_000);

  it('with numbers lost leave cells unread instead of guessing', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        expect(compare(seed, 0.03).wrong).toEqual([]);
      }),
      { numRuns: 6, seed: 1 },
    );
  }, 60_000);

  it('leave sentences alone', () => {
    const text =
      '收入总表\n\n2025年收入预算595.88万元，其中：一般公共预算595.88万元，上年结转0.00万元，合计595.88万元。';
    expect(read(text)).toEqual([]);
  });
});

describe('numbers torn by wrapping', () => {
  const broken = (text: string, torn: string) => {
    const table = tables.find(({ title }) => title.endsWith('支出总表'));
    return read((table === undefined ? '' : intact(table)).replace(text, torn));
  };
  const first = (readings: readonly TableReading[]) => readings[0]?.table.facts[0];

  it('are joined where a sum of the table confirms them', () => {
    expect(first(broken('595.88', '595.8 8'))).toMatchObject({ status: 'printed', value: 595_880_000n });
    expect(first(broken('595.88', '595,88'))).toMatchObject({ status: 'printed', value: 595_880_000n });
  });

  it('stay unread where none does', () => {
    expect(first(broken('595.88', '595.8 1'))).toMatchObject({ status: 'unread' });
  });
});
