import type { Rule } from './rules.ts';

/** The rules of signs and sizes. */
export const SIZES_RULES = {
  'sizes.negative': {
    severity: 'warning',
    title: 'checking.sizes.negative.title',
    basis: 'checking.sizes.negative.basis',
  },
  'sizes.moved': {
    severity: 'warning',
    title: 'checking.sizes.moved.title',
    basis: 'checking.sizes.moved.basis',
  },
  'sizes.unit': {
    severity: 'error',
    title: 'checking.sizes.unit.title',
    basis: 'checking.sizes.unit.basis',
  },
} as const satisfies Record<string, Rule>;
