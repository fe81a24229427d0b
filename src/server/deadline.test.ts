import { describe, expect, it } from 'vitest';
import { daysBetween, deadlineOf, today } from './deadline.ts';

describe('the time for publishing', () => {
  it('ends twenty days after the approval, over months and leap years', () => {
    expect(deadlineOf('2025-02-10')).toBe('2025-03-02');
    expect(deadlineOf('2024-02-10')).toBe('2024-03-01');
    expect(deadlineOf('2025-12-20')).toBe('2026-01-09');
  });

  it('is counted in whole days, before and after', () => {
    expect(daysBetween('2025-03-01', '2025-03-02')).toBe(1);
    expect(daysBetween('2025-03-05', '2025-03-02')).toBe(-3);
    expect(daysBetween('2025-03-02', '2025-03-02')).toBe(0);
  });

  it('counts from the day where the server stands', () => {
    expect(today(new Date(2025, 0, 5, 23, 59))).toBe('2025-01-05');
  });
});
