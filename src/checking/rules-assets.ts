import type { Rule } from './rules.ts';

/** The rules of assets. */
export const ASSETS_RULES = {
  'assets.vehicles': {
    severity: 'warning',
    title: 'checking.assets.vehicles.title',
    basis: 'checking.assets.vehicles.basis',
  },
  'assets.worth': {
    severity: 'warning',
    title: 'checking.assets.worth.title',
    basis: 'checking.assets.worth.basis',
  },
} as const satisfies Record<string, Rule>;
