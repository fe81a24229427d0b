import type { Rule } from './rules.ts';

/** Kinds of findings about whose document it is, and of which year. */
export const IDENTITY_RULES = {
  'identity.captionYear': {
    severity: 'error',
    title: 'checking.identity.captionYear.title',
    basis: 'checking.identity.captionYear.basis',
  },
  'identity.statedYear': {
    severity: 'warning',
    title: 'checking.identity.statedYear.title',
    basis: 'checking.identity.statedYear.basis',
  },
  'identity.baseYear': {
    severity: 'warning',
    title: 'checking.identity.baseYear.title',
    basis: 'checking.identity.baseYear.basis',
  },
  'identity.planYear': {
    severity: 'warning',
    title: 'checking.identity.planYear.title',
    basis: 'checking.identity.planYear.basis',
  },
  'identity.assetYear': {
    severity: 'warning',
    title: 'checking.identity.assetYear.title',
    basis: 'checking.identity.assetYear.basis',
  },
  'identity.otherBody': {
    severity: 'error',
    title: 'checking.identity.otherBody.title',
    basis: 'checking.identity.otherBody.basis',
  },
  'identity.name': {
    severity: 'warning',
    title: 'checking.identity.name.title',
    basis: 'checking.identity.name.basis',
  },
  'identity.level': {
    severity: 'warning',
    title: 'checking.identity.level.title',
    basis: 'checking.identity.level.basis',
  },
  'identity.ourLevel': {
    severity: 'notice',
    title: 'checking.identity.ourLevel.title',
    basis: 'checking.identity.ourLevel.basis',
  },
  'identity.trade': {
    severity: 'warning',
    title: 'checking.identity.trade.title',
    basis: 'checking.identity.trade.basis',
  },
  'identity.bodyKind': {
    severity: 'warning',
    title: 'checking.identity.bodyKind.title',
    basis: 'checking.identity.bodyKind.basis',
  },
  'identity.subordinates': {
    severity: 'warning',
    title: 'checking.identity.subordinates.title',
    basis: 'checking.identity.subordinates.basis',
  },
  'identity.scope': {
    severity: 'notice',
    title: 'checking.identity.scope.title',
    basis: 'checking.identity.scope.basis',
  },
  'identity.replaced': {
    severity: 'warning',
    title: 'checking.identity.replaced.title',
    basis: 'checking.identity.replaced.basis',
  },
  'identity.borrowedItem': {
    severity: 'warning',
    title: 'checking.identity.borrowedItem.title',
    basis: 'checking.identity.borrowedItem.basis',
  },
  'identity.projectCode': {
    severity: 'warning',
    title: 'checking.identity.projectCode.title',
    basis: 'checking.identity.projectCode.basis',
  },
} as const satisfies Record<string, Rule>;
