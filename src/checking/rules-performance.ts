import type { Rule } from './rules.ts';

/** The rules of performance: budgets of projects, plans, goals and indicators. */
export const PERFORMANCE_RULES = {
  'performance.budget-list': {
    severity: 'warning',
    title: 'checking.performance.budget-list.title',
    basis: 'checking.performance.budget-list.basis',
  },
  'performance.projects-exceed': {
    severity: 'warning',
    title: 'checking.performance.projects-exceed.title',
    basis: 'checking.performance.projects-exceed.basis',
  },
  'performance.project-count': {
    severity: 'warning',
    title: 'checking.performance.project-count.title',
    basis: 'checking.performance.project-count.basis',
  },
  'performance.cost-ceiling': {
    severity: 'warning',
    title: 'checking.performance.cost-ceiling.title',
    basis: 'checking.performance.cost-ceiling.basis',
  },
  'performance.cost-unit': {
    severity: 'warning',
    title: 'checking.performance.cost-unit.title',
    basis: 'checking.performance.cost-unit.basis',
  },
  'performance.cost-direction': {
    severity: 'warning',
    title: 'checking.performance.cost-direction.title',
    basis: 'checking.performance.cost-direction.basis',
  },
  'performance.plan-end': {
    severity: 'warning',
    title: 'checking.performance.plan-end.title',
    basis: 'checking.performance.plan-end.basis',
  },
  'performance.plan-decreases': {
    severity: 'error',
    title: 'checking.performance.plan-decreases.title',
    basis: 'checking.performance.plan-decreases.basis',
  },
  'performance.weights': {
    severity: 'warning',
    title: 'checking.performance.weights.title',
    basis: 'checking.performance.weights.basis',
  },
  'performance.evidence': {
    severity: 'warning',
    title: 'checking.performance.evidence.title',
    basis: 'checking.performance.evidence.basis',
  },
  'performance.category': {
    severity: 'warning',
    title: 'checking.performance.category.title',
    basis: 'checking.performance.category.basis',
  },
  'performance.goal-amount': {
    severity: 'warning',
    title: 'checking.performance.goal-amount.title',
    basis: 'checking.performance.goal-amount.basis',
  },
  'performance.goal-as-indicator': {
    severity: 'warning',
    title: 'checking.performance.goal-as-indicator.title',
    basis: 'checking.performance.goal-as-indicator.basis',
  },
  'performance.foreign-goal': {
    severity: 'warning',
    title: 'checking.performance.foreign-goal.title',
    basis: 'checking.performance.foreign-goal.basis',
  },
  'performance.same-goals': {
    severity: 'notice',
    title: 'checking.performance.same-goals.title',
    basis: 'checking.performance.same-goals.basis',
  },
  'performance.rate-unit': {
    severity: 'warning',
    title: 'checking.performance.rate-unit.title',
    basis: 'checking.performance.rate-unit.basis',
  },
  'performance.count-percent': {
    severity: 'warning',
    title: 'checking.performance.count-percent.title',
    basis: 'checking.performance.count-percent.basis',
  },
  'performance.measure-word': {
    severity: 'notice',
    title: 'checking.performance.measure-word.title',
    basis: 'checking.performance.measure-word.basis',
  },
  'performance.rate-without-percent': {
    severity: 'notice',
    title: 'checking.performance.rate-without-percent.title',
    basis: 'checking.performance.rate-without-percent.basis',
  },
  'performance.rate-as-quantity': {
    severity: 'notice',
    title: 'checking.performance.rate-as-quantity.title',
    basis: 'checking.performance.rate-as-quantity.basis',
  },
  'performance.quantity-in-words': {
    severity: 'notice',
    title: 'checking.performance.quantity-in-words.title',
    basis: 'checking.performance.quantity-in-words.basis',
  },
  'performance.direction': {
    severity: 'warning',
    title: 'checking.performance.direction.title',
    basis: 'checking.performance.direction.basis',
  },
  'performance.time-direction': {
    severity: 'warning',
    title: 'checking.performance.time-direction.title',
    basis: 'checking.performance.time-direction.basis',
  },
  'performance.at-least-all': {
    severity: 'notice',
    title: 'checking.performance.at-least-all.title',
    basis: 'checking.performance.at-least-all.basis',
  },
  'performance.circular': {
    severity: 'notice',
    title: 'checking.performance.circular.title',
    basis: 'checking.performance.circular.basis',
  },
  'performance.not-applicable': {
    severity: 'notice',
    title: 'checking.performance.not-applicable.title',
    basis: 'checking.performance.not-applicable.basis',
  },
  'performance.two-values': {
    severity: 'warning',
    title: 'checking.performance.two-values.title',
    basis: 'checking.performance.two-values.basis',
  },
  'performance.overall-differs': {
    severity: 'warning',
    title: 'checking.performance.overall-differs.title',
    basis: 'checking.performance.overall-differs.basis',
  },
  'performance.two-signs': {
    severity: 'notice',
    title: 'checking.performance.two-signs.title',
    basis: 'checking.performance.two-signs.basis',
  },
  'performance.two-directions': {
    severity: 'warning',
    title: 'checking.performance.two-directions.title',
    basis: 'checking.performance.two-directions.basis',
  },
  'performance.two-kinds': {
    severity: 'notice',
    title: 'checking.performance.two-kinds.title',
    basis: 'checking.performance.two-kinds.basis',
  },
  'performance.three-public': {
    severity: 'warning',
    title: 'checking.performance.three-public.title',
    basis: 'checking.performance.three-public.basis',
  },
  'performance.rate-of-nothing': {
    severity: 'notice',
    title: 'checking.performance.rate-of-nothing.title',
    basis: 'checking.performance.rate-of-nothing.basis',
  },
  'performance.count-as-quality': {
    severity: 'notice',
    title: 'checking.performance.count-as-quality.title',
    basis: 'checking.performance.count-as-quality.basis',
  },
  'performance.cost-without-sign': {
    severity: 'notice',
    title: 'checking.performance.cost-without-sign.title',
    basis: 'checking.performance.cost-without-sign.basis',
  },
} as const satisfies Record<string, Rule>;
