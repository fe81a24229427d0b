import { expect, it } from 'vitest';
import { loadVocabulary } from './vocabulary.ts';

it('loads the shipped vocabularies', () => {
  const result = loadVocabulary();
  expect(result.problems).toEqual([]);
  expect(result.ok && result.value.get('基')?.some((word) => word.text === '基本支出')).toBe(true);
});
