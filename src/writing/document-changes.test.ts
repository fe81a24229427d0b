import { describe, expect, it } from 'vitest';
import type { Block, Document } from '../document/document.ts';
import { documentChanges } from './document-changes.ts';

const documentOf = (...blocks: readonly Block[]): Document => ({
  title: '示例',
  language: 'zh-CN',
  author: '',
  year: 2025,
  sections: [{ orientation: 'portrait', blocks }],
});

const table = (...rows: readonly (readonly string[])[]): Block => ({
  type: 'table',
  id: 't',
  title: '支出表',
  widths: [1, 1, 1],
  head: [
    {
      cells: [
        { text: '科目', rowspan: 2 },
        { text: '支出', colspan: 2 },
      ],
    },
    { cells: [{ text: '基本' }, { text: '项目' }] },
  ],
  body: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
  notes: [],
});

const text = (content: string): Block => ({ type: 'paragraph', style: 'body', runs: [{ text: content }] });

describe('what changes between two versions of a document', () => {
  it('is nothing where nothing is printed otherwise', () => {
    const one = documentOf(table(['合计', '1.00', '2.00']), text('本年3.00万元。'));
    expect(documentChanges(one, one)).toEqual([]);
  });

  it('names the cell by the labels of its row and of the headings above it', () => {
    const changes = documentChanges(
      documentOf(table(['合计', '1.00', '2.00'])),
      documentOf(table(['合计', '1.00', '5.00'])),
    );
    expect(changes).toEqual([
      { kind: 'cell', part: '支出表', where: '合计·支出·项目', before: '2.00', after: '5.00' },
    ]);
  });

  it('tells a row that comes or goes from rows that only move', () => {
    const changes = documentChanges(
      documentOf(table(['甲', '1.00', ''], ['乙', '2.00', ''])),
      documentOf(table(['乙', '2.00', ''], ['丙', '3.00', ''])),
    );
    expect(changes.map(({ kind, where, before, after }) => [kind, where, before, after])).toEqual([
      ['row', '丙', '', '丙 3.00'],
      ['row', '甲', '甲 1.00', ''],
    ]);
  });

  it('shows a sentence as it was and as it is, under its heading', () => {
    const heading: Block = { type: 'heading', level: 1, text: '第一部分' };
    const changes = documentChanges(
      documentOf(heading, text('不变。'), text('本年3.00万元。')),
      documentOf(heading, text('不变。'), text('本年4.00万元。')),
    );
    expect(changes).toEqual([
      { kind: 'text', part: '第一部分', where: '', before: '本年3.00万元。', after: '本年4.00万元。' },
    ]);
  });
});
