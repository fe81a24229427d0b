import type { Rule } from './rules.ts';

/** Kinds of findings about what a document must contain and does not. */
export const COMPLETENESS_RULES = {
  'completeness.contents': {
    severity: 'error',
    title: 'checking.completeness.contents.title',
    basis: 'checking.completeness.contents.basis',
  },
  'completeness.contentsName': {
    severity: 'notice',
    title: 'checking.completeness.contentsName.title',
    basis: 'checking.completeness.contentsName.basis',
  },
  'completeness.table': {
    severity: 'warning',
    title: 'checking.completeness.table.title',
    basis: 'checking.completeness.table.basis',
  },
  'completeness.emptyTable': {
    severity: 'warning',
    title: 'checking.completeness.emptyTable.title',
    basis: 'checking.completeness.emptyTable.basis',
  },
  'completeness.fullTable': {
    severity: 'error',
    title: 'checking.completeness.fullTable.title',
    basis: 'checking.completeness.fullTable.basis',
  },
  'completeness.ordinal': {
    severity: 'warning',
    title: 'checking.completeness.ordinal.title',
    basis: 'checking.completeness.ordinal.basis',
  },
  'completeness.tableOrdinal': {
    severity: 'notice',
    title: 'checking.completeness.tableOrdinal.title',
    basis: 'checking.completeness.tableOrdinal.basis',
  },
  'completeness.parts': {
    severity: 'notice',
    title: 'checking.completeness.parts.title',
    basis: 'checking.completeness.parts.basis',
  },
  'completeness.indicator': {
    severity: 'warning',
    title: 'checking.completeness.indicator.title',
    basis: 'checking.completeness.indicator.basis',
  },
  'completeness.topic': {
    severity: 'warning',
    title: 'checking.completeness.topic.title',
    basis: 'checking.completeness.topic.basis',
  },
  'completeness.threePublic': {
    severity: 'warning',
    title: 'checking.completeness.threePublic.title',
    basis: 'checking.completeness.threePublic.basis',
  },
  'completeness.totalRow': {
    severity: 'warning',
    title: 'checking.completeness.totalRow.title',
    basis: 'checking.completeness.totalRow.basis',
  },
  'completeness.rowTwice': {
    severity: 'warning',
    title: 'checking.completeness.rowTwice.title',
    basis: 'checking.completeness.rowTwice.basis',
  },
  'completeness.rowMissing': {
    severity: 'warning',
    title: 'checking.completeness.rowMissing.title',
    basis: 'checking.completeness.rowMissing.basis',
  },
  'completeness.item': {
    severity: 'warning',
    title: 'checking.completeness.item.title',
    basis: 'checking.completeness.item.basis',
  },
  'completeness.amount': {
    severity: 'warning',
    title: 'checking.completeness.amount.title',
    basis: 'checking.completeness.amount.basis',
  },
  'completeness.assetStock': {
    severity: 'warning',
    title: 'checking.completeness.assetStock.title',
    basis: 'checking.completeness.assetStock.basis',
  },
  'completeness.reference': {
    severity: 'notice',
    title: 'checking.completeness.reference.title',
    basis: 'checking.completeness.reference.basis',
  },
} as const satisfies Record<string, Rule>;
