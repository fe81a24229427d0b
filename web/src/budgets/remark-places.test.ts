import { describe, expect, it } from 'vitest';
import type { SourceBlock } from '../../../src/server/contract/documents.ts';
import type { Remark } from '../../../src/server/contract/review.ts';
import { pointedIn, remarkAnnotations, withPlaces } from './remark-places.ts';

const blocks: readonly SourceBlock[] = [
  { type: 'heading', level: 1, text: '一、收入' },
  { type: 'paragraph', text: '收入 65.00 万元，比上年增加 5.00 万元。' },
  {
    type: 'table',
    title: '收支总表',
    head: [[{ text: '项目' }, { text: '本年' }, { text: '上年' }]],
    body: [
      [{ text: '收入' }, { text: '65.00' }, { text: '60.00' }],
      [{ text: '支出' }, { text: '65.00' }, { text: '60.00' }],
    ],
  },
];
const remark = (id: string, part: string, quote: string): Remark => ({
  id,
  text: '请核对',
  who: '审核员',
  when: '2025-01-01T00:00:00Z',
  revision: 1,
  part,
  quote,
});

describe('a remark on what is printed', () => {
  const { texts } = withPlaces(blocks);

  it('names table, row and column of a number, and stands there again', () => {
    const cell = texts.get('path b2/r2/c1');
    if (cell === undefined) throw new Error('no cell');
    const pointed = pointedIn(cell, '');
    expect(pointed).toMatchObject({ part: '收支总表 › 支出 › 本年', quote: '65.00' });
    const later = withPlaces([{ type: 'paragraph', text: '新的一段' }, ...blocks]).texts;
    const { bySpot } = remarkAnnotations([remark('a', pointed?.part ?? '', '65.00')], later, undefined);
    expect(bySpot.get('a')?.place.path).toBe('b3/r2/c1');
  });

  it('is on the words that were chosen of a sentence', () => {
    const sentence = texts.get('path b1');
    if (sentence === undefined) throw new Error('no sentence');
    const pointed = pointedIn(sentence, ' 5.00 万元 ');
    expect(pointed?.place).toMatchObject({ from: 18, to: 25 });
    expect(pointedIn(sentence, 'elsewhere')?.quote).toBe(sentence.text);
  });

  it('has no place where its words are not printed any more', () => {
    expect(remarkAnnotations([remark('a', '一、收入', '66.00')], texts, undefined).bySpot.size).toBe(0);
  });
});
