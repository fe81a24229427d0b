import { describe, expect, it } from 'vitest';
import { type Counterpart, counterpartsOf } from './counterparts.ts';

const entity = { code: '910', name: '青禾市水务局', scope: 'department' };
const own = { entity, bodies: [], year: 2025, stage: 'budget' };
const other = (file: string, more: Partial<Counterpart> = {}): Counterpart => ({
  ...own,
  file,
  sha256: file,
  meaning: 'earlier',
  ...more,
});
const files = (found: readonly Counterpart[]) => found.map(({ file }) => file);

describe('the counterparts of a document', () => {
  it('are those of the same body, year and stage', () => {
    const among = [
      other('same'),
      other('last year', { year: 2024 }),
      other('accounts', { stage: 'final' }),
      other('elsewhere', { entity: { ...entity, name: '白石县水务局' } }),
    ];
    expect(files(counterpartsOf(own, among, undefined))).toEqual(['same']);
    expect(files(counterpartsOf({ ...own, stage: 'final' }, among, undefined))).toEqual(['accounts']);
    expect(counterpartsOf({ ...own, year: 2026 }, among, undefined)).toEqual([]);
  });

  it('are all that may be meant, copies once, unless it is said what is meant', () => {
    const among = [
      other('first'),
      other('copy', { sha256: 'first' }),
      other('approval', { meaning: 'approval' }),
    ];
    expect(files(counterpartsOf(own, among, undefined))).toEqual(['first', 'approval']);
    expect(files(counterpartsOf(own, among, 'approval'))).toEqual(['approval']);
  });

  it('are the approval of the department where a unit has none of its own', () => {
    const unit = {
      ...own,
      entity: { code: '910002', name: '青禾市水文站', scope: 'unit' },
    };
    const bodies = [
      { code: '910', name: entity.name },
      { code: '910002', name: '青禾市水文站', parent: '910' },
    ];
    const approval = other('approval', { meaning: 'approval', bodies });
    expect(files(counterpartsOf(unit, [other('disclosure', { bodies }), approval], undefined))).toEqual([
      'approval',
    ]);
    expect(files(counterpartsOf(unit, [approval, other('own', unit)], undefined))).toEqual(['own']);
  });
});
