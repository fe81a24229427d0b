import { describe, expect, it } from 'vitest';
import type { DocumentOfYear } from '../store/board.ts';
import type { StoredBudget } from '../store/budgets.ts';
import { type BoardParts, boardOf } from './board.ts';
import { boardCsv, boardDocument } from './board-table.ts';
import { filteredBoard, severitiesOf, WHOLE_BOARD } from './contract/board-filter.ts';

const ID = '00000000-0000-4000-8000-00000000000';

function budget(part: Partial<StoredBudget>): StoredBudget {
  return {
    id: `${ID}1`,
    entityCode: '450',
    entityName: '甲局',
    year: 2025,
    pack: 'x',
    settings: {},
    state: 'draft',
    revision: 3,
    changedAt: new Date('2025-01-02T03:04:05Z'),
    changedBy: '某人',
    createdBy: null,
    isExample: false,
    approvedOn: null,
    checked: null,
    drafted: null,
    deletedAt: null,
    ...part,
  };
}

function document(
  part: Partial<DocumentOfYear>,
  counts: { errors?: number; warnings?: number; notices?: number } = {},
): DocumentOfYear {
  const share = { printed: 0, placed: 0 };
  return {
    id: `${ID}2`,
    name: '文件.pdf',
    entityCode: '450',
    entityName: '甲局',
    outcome: {
      format: 'pdf',
      pack: { id: 'x', why: '' },
      entity: { code: '450', name: '甲局', scope: 'department' },
      year: 2025,
      stage: 'budget',
      coverage: { tables: share, sheets: share, text: share, checked: { printed: 0, checked: 0 } },
      summary: {
        verdict: 'errors',
        errors: 0,
        warnings: 0,
        notices: 0,
        acknowledged: 0,
        laws: 0,
        rounding: 0,
        not_checked: 0,
        ...counts,
      },
    },
    findings: [],
    ...part,
  };
}

const parts = (some: Partial<BoardParts>): BoardParts => ({
  year: 2025,
  years: [2025],
  today: '2025-03-01',
  budgets: [],
  departments: [],
  documents: [],
  checking: 0,
  ...some,
});

describe('the board of departments', () => {
  it('has each department once: of the tree, of budgets, of documents; units stand with theirs', () => {
    const { departments } = boardOf(
      parts({
        departments: [
          { code: '450', name: '甲局', units: [{ code: '450002', name: '甲局中心' }] },
          { code: '460', name: '乙局', units: [] },
        ],
        budgets: [
          { budget: budget({}), openRemarks: 2 },
          { budget: budget({ id: `${ID}9` }), openRemarks: 0 },
        ],
        documents: [
          document({ id: `${ID}3`, entityCode: '450002', entityName: '甲局中心' }),
          // A document without a code is of the one body of its name.
          document({ id: `${ID}4`, entityCode: '' }),
          // The same body and stage, dropped earlier: it says nothing any more.
          document({ id: `${ID}5`, entityCode: '' }),
          document({ id: `${ID}6`, entityCode: '470', entityName: '丙局' }),
        ],
      }),
    );
    expect(
      departments.map(({ name, state, others, documents }) => [name, state, others, documents.length]),
    ).toEqual([
      ['甲局', 'draft', 1, 2],
      ['乙局', 'none', 0, 0],
      ['丙局', 'none', 0, 1],
    ]);
  });

  it('keeps apart bodies of one name with different codes', () => {
    const { departments } = boardOf(
      parts({
        budgets: ['1', '2'].map((entityCode) => ({ budget: budget({ entityCode }), openRemarks: 0 })),
      }),
    );
    expect(departments.map(({ code }) => code)).toEqual(['1', '2']);
  });

  it('tells findings of a budget only while it is as it was checked, with the titles of their rules', () => {
    const checked = (revision: number) => ({
      revision,
      program: '1',
      findings: [{ rule: 'plan.final', severity: 'error' as const, count: 2 }],
    });
    const of = (revision: number) =>
      boardOf(parts({ budgets: [{ budget: budget({ checked: checked(revision) }), openRemarks: 0 }] }));
    expect(of(2).departments[0]?.findings).toBeUndefined();
    expect(of(3).departments[0]?.findings).toEqual(checked(3).findings);
    expect(Object.keys(of(3).rules)).toEqual(['plan.final']);
    expect(of(3).rules['plan.final']).not.toBe('plan.final');
  });

  it('counts down the twenty days until it is published', () => {
    const days = (approvedOn: string, state: StoredBudget['state'] = 'approved') =>
      boardOf(parts({ budgets: [{ budget: budget({ approvedOn, state }), openRemarks: 0 }] })).departments[0]
        ?.daysLeft;
    expect(days('2025-02-10')).toBe(1);
    expect(days('2025-02-01')).toBe(-8);
    expect(days('2025-02-01', 'published')).toBeUndefined();
  });
});

describe('what is shown of a board', () => {
  const { departments, ...rest } = boardOf(
    parts({
      budgets: [
        {
          budget: budget({ entityName: '=乙局', state: 'approved', approvedOn: '2025-02-01' }),
          openRemarks: 0,
        },
        { budget: budget({ entityName: '丁局', state: 'submitted' }), openRemarks: 0 },
        { budget: budget({ entityName: '戊局' }), openRemarks: 0 },
      ],
      documents: [
        document(
          { entityName: '丁局', findings: [{ rule: 'plan.final', severity: 'error', count: 1 }] },
          { errors: 1 },
        ),
        // Checked before findings were counted by rule.
        document({ entityName: '戊局', findings: null }, { warnings: 7 }),
      ],
    }),
  );
  const names = (filter: Partial<typeof WHOLE_BOARD>) =>
    filteredBoard(departments, { ...WHOLE_BOARD, ...filter }).map(({ name }) => name);

  it('follows search, state and rule', () => {
    expect(names({})[0]).toBe('=乙局');
    expect(names({ search: ' 丁' })).toEqual(['丁局']);
    expect(names({ state: 'overdue' })).toEqual(['=乙局']);
    expect(names({ state: 'unsubmitted' })).toEqual(['戊局']);
    expect(names({ rule: 'plan.final' })).toEqual(['丁局']);
  });

  it('is sorted by the gravest findings, errors before warnings', () => {
    expect(names({ sort: 'findings', order: 'descend' })).toEqual(['丁局', '戊局', '=乙局']);
    expect(departments.map((row) => severitiesOf(row).warnings).sort()).toEqual([0, 0, 7]);
  });

  it('as a file is a table in which no name is a formula', () => {
    const board = { ...rest, departments };
    const csv = boardCsv(board, departments);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain(",'=乙局,");
    const [section] = boardDocument(board, departments).sections;
    const [table] = section?.blocks ?? [];
    expect(table?.type === 'table' && table.body.length).toBe(3);
    expect(table?.type === 'table' && table.head[0]?.cells.length).toBe(
      table?.type === 'table' && table.widths.length,
    );
  });
});
