import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document.ts';
import { documentOf, hostileDocument, sampleDocument } from '../testing/documents.ts';
import { entriesAfter, outlineOf } from './outline.ts';

describe('outlineOf', () => {
  test('lists headings and tables whose titles are headings, in order', () => {
    const texts = outlineOf(sampleDocument()).entries.map(({ level, text }) => `${level} ${text}`);
    expect(texts.slice(0, 7)).toEqual([
      '1 第一部分  部门概况',
      '2 一、部门职责',
      '2 二、机构设置',
      '3 （一）局本级',
      '4 1.内设机构',
      '1 第二部分  部门预算报表',
      '2 部门收支总体情况表',
    ]);
  });

  test('anchors are numbers of the hierarchy, and names of tables', () => {
    const ids = outlineOf(sampleDocument()).entries.map(({ id }) => id);
    expect(ids.slice(0, 7)).toEqual(['h-1', 'h-1-1', 'h-1-2', 'h-1-2-1', 'h-1-2-1-1', 'h-2', 'budget-01']);
  });

  test('anchors are unique and safe, whatever the tables are called', () => {
    const tables = ['a b', 'a-b', '"><script>', '1', ''].map((id) => ({ ...documentOf([]), id }));
    const blocks = tables.map(({ id }) => ({
      type: 'table' as const,
      id,
      title: 't',
      heading: 2 as const,
      widths: [1],
      head: [],
      body: [],
      notes: [],
    }));
    const ids = outlineOf(documentOf(blocks)).entries.map((entry) => entry.id);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^[\p{L}][\p{L}\p{N}_.-]*$/u);
  });
});

test('contents list what follows them, down to their depth', () => {
  const sample = sampleDocument();
  const contents = sample.sections[1]?.blocks[0];
  if (contents === undefined) throw new Error('The sample has contents in its second section');
  const outline = outlineOf(sample);
  expect(entriesAfter(sample, outline, contents, 1)).toHaveLength(3);
  const reversed: Document = { ...sample, sections: [...sample.sections].reverse() };
  expect(entriesAfter(reversed, outlineOf(reversed), contents, 4)).toHaveLength(0);
  expect(outlineOf(hostileDocument()).entries.length).toBeGreaterThan(0);
});
