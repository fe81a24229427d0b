import type { Rule } from './rules.ts';

/** The rules of procurement. */
export const PROCUREMENT_RULES = {
  'procurement.price': {
    severity: 'warning',
    title: 'checking.procurement.price.title',
    basis: 'checking.procurement.price.basis',
  },
  'procurement.reserved': {
    severity: 'error',
    title: 'checking.procurement.reserved.title',
    basis: 'checking.procurement.reserved.basis',
  },
  'procurement.measure-unit': {
    severity: 'warning',
    title: 'checking.procurement.measure-unit.title',
    basis: 'checking.procurement.measure-unit.basis',
  },
  'procurement.project': {
    severity: 'warning',
    title: 'checking.procurement.project.title',
    basis: 'checking.procurement.project.basis',
  },
  'procurement.total': {
    severity: 'warning',
    title: 'checking.procurement.total.title',
    basis: 'checking.procurement.total.basis',
  },
  'procurement.categories': {
    severity: 'warning',
    title: 'checking.procurement.categories.title',
    basis: 'checking.procurement.categories.basis',
  },
  'procurement.nothing-listed': {
    severity: 'notice',
    title: 'checking.procurement.nothing-listed.title',
    basis: 'checking.procurement.nothing-listed.basis',
  },
} as const satisfies Record<string, Rule>;
