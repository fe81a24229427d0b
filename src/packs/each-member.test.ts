import { describe, expect, it } from 'vitest';
import type { Document } from '../document/document.ts';
import { Cube } from '../facts/cube.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import { RECORDS, sampleLedger } from '../testing/budget.ts';
import { testAccounts, testPack } from '../testing/ledger.ts';
import { compose } from '../writing/compose.ts';
import { type Pack, packSchema } from './definition.ts';
import { departmentScope } from './scope.ts';

/** A pack with these sentences and blocks. */
function packOf(sentences: object, blocks: readonly object[]): Pack {
  const document = { title: '预算', parts: [{ sections: [{ blocks }] }] };
  return packSchema.parse({ ...testPack, sentences, document });
}

function linesOf(pack: Pack): readonly string[] {
  const ledger = sampleLedger();
  const cube = ledgerCube(ledger, ledgerSpace(ledger, pack, testAccounts()));
  const { document } = compose({ pack, year: 2025, records: RECORDS, cube, unitParts: false, draft: false });
  return textsOf(document);
}

function textsOf(document: Document): readonly string[] {
  return document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.type === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : [],
    ),
  );
}

describe('blocks for each member of a dimension', () => {
  const sentences = {
    item: {
      text: '{n}.{name.3}（类）{name.5}（款）{name}（项）{amount}元，占{share}%。',
      slots: {
        amount: { at: { flow: 'expenditure' }, unit: '元' },
        share: { share: { of: { flow: 'expenditure' }, in: { flow: 'expenditure', function: '*' } } },
      },
    },
  };
  const block = (where: object) => ({
    each: { dimension: 'function', levels: [7], where },
    blocks: [{ sentence: 'item' }],
    otherwise: [{ paragraph: '没有。' }],
  });

  it('print what they say at each member in use, with the names of the codes above it', () => {
    expect(linesOf(packOf(sentences, [block({ flow: 'expenditure' })]))).toEqual([
      '1.卫生健康支出（类）医疗保障管理事务（款）行政运行（项）10000.50元，占49.18%。',
      '2.卫生健康支出（类）医疗保障管理事务（款）医疗保障经办事务（项）10333.83元，占50.82%。',
    ]);
  });

  it('print something else where there is none', () => {
    expect(
      linesOf(packOf(sentences, [block({ flow: 'expenditure', source: 'governmentFundBudget' })])),
    ).toEqual(['没有。']);
  });
});

it('a clause around a coordinate is left out where its amount is zero', () => {
  const clause = (source: string, name: string) => ({
    at: { flow: 'revenue', source },
    unit: '元',
    more: `；${name}{}元`,
    same: '',
  });
  const sentences = {
    revenue: {
      text: '收入如下{own}{other}。',
      slots: { own: clause('institutionalRevenue', '事业收入'), other: clause('otherRevenue', '其他收入') },
    },
  };
  expect(linesOf(packOf(sentences, [{ sentence: 'revenue' }]))).toEqual(['收入如下；事业收入333.33元。']);
});

it('amounts are of the stage of the pack', () => {
  const stageOf = (pack: Pack) => {
    const space = ledgerSpace(sampleLedger(), pack, testAccounts());
    return departmentScope({ pack, year: 2025, records: RECORDS, cube: Cube.of(space, []) }).at.stage;
  };
  expect(stageOf(testPack)).toBe('budget');
  expect(stageOf(packSchema.parse({ ...testPack, stage: 'final' }))).toBe('final');
});
