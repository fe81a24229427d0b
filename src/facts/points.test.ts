import { describe, expect, it } from 'vitest';
import { Points } from './points.ts';

describe('points', () => {
  it('are one for equal coordinates, whatever the order of their dimensions', () => {
    const points = new Points();
    const point = points.of({ flow: 'expenditure', kind: 'basic', year: '2025' });
    expect(points.of({ year: '2025', kind: 'basic', flow: 'expenditure' })).toBe(point);
    expect(points.of({ year: '2025', kind: 'project', flow: 'expenditure' })).not.toBe(point);
    expect(points.of({ year: '2025', flow: 'expenditure' })).not.toBe(point);
  });

  it('share what is left of them without the dimension in which they differ', () => {
    const points = new Points();
    const basic = points.of({ flow: 'expenditure', kind: 'basic', year: '2025' });
    const project = points.of({ flow: 'expenditure', kind: 'project', year: '2025' });
    expect(basic.without('kind')).toBe(project.without('kind'));
    expect(basic.without('kind')).toBe(points.of({ flow: 'expenditure', year: '2025' }));
    expect(basic.without('source')).toBe(basic);
    expect(basic.without('year').without('flow').without('kind')).toBe(points.of({}));
  });

  it('are found along a dimension by their members', () => {
    const points = new Points();
    const things = [
      { at: { function: '208', kind: 'basic' } },
      { at: { function: '208', kind: 'project' } },
      { at: { function: '210', kind: 'basic' } },
      { at: { function: '210' } },
    ];
    const along = points.along('kind', things);
    expect([...along].map(([, group]) => [...group.keys()])).toEqual([['basic', 'project'], ['basic']]);
    expect(along.get(points.of({ function: '208' }))?.get('project')).toBe(things[1]);
  });
});
