import type { Rule } from './rules.ts';

/** The rules of wording: what is left of templates, marks, words, and words against the numbers beside them. */
export const WORDING_RULES = {
  'wording.placeholder': {
    severity: 'warning',
    title: 'checking.wording.placeholder.title',
    basis: 'checking.wording.placeholder.basis',
  },
  'wording.alternatives': {
    severity: 'warning',
    title: 'checking.wording.alternatives.title',
    basis: 'checking.wording.alternatives.basis',
  },
  'wording.remark': {
    severity: 'warning',
    title: 'checking.wording.remark.title',
    basis: 'checking.wording.remark.basis',
  },
  'wording.empty-reason': {
    severity: 'warning',
    title: 'checking.wording.empty-reason.title',
    basis: 'checking.wording.empty-reason.basis',
  },
  'wording.reason-missing': {
    severity: 'warning',
    title: 'checking.wording.reason-missing.title',
    basis: 'checking.wording.reason-missing.basis',
  },
  'wording.reason-direction': {
    severity: 'warning',
    title: 'checking.wording.reason-direction.title',
    basis: 'checking.wording.reason-direction.basis',
  },
  'wording.direction': {
    severity: 'error',
    title: 'checking.wording.direction.title',
    basis: 'checking.wording.direction.basis',
  },
  'wording.level-change': {
    severity: 'warning',
    title: 'checking.wording.level-change.title',
    basis: 'checking.wording.level-change.basis',
  },
  'wording.negative-change': {
    severity: 'warning',
    title: 'checking.wording.negative-change.title',
    basis: 'checking.wording.negative-change.basis',
  },
  'wording.zero-change': {
    severity: 'notice',
    title: 'checking.wording.zero-change.title',
    basis: 'checking.wording.zero-change.basis',
  },
  'wording.bare-number': {
    severity: 'warning',
    title: 'checking.wording.bare-number.title',
    basis: 'checking.wording.bare-number.basis',
  },
  'wording.unit-word': {
    severity: 'warning',
    title: 'checking.wording.unit-word.title',
    basis: 'checking.wording.unit-word.basis',
  },
  'wording.number-form': {
    severity: 'warning',
    title: 'checking.wording.number-form.title',
    basis: 'checking.wording.number-form.basis',
  },
  'wording.missing-stop': {
    severity: 'notice',
    title: 'checking.wording.missing-stop.title',
    basis: 'checking.wording.missing-stop.basis',
  },
  'wording.doubled-mark': {
    severity: 'notice',
    title: 'checking.wording.doubled-mark.title',
    basis: 'checking.wording.doubled-mark.basis',
  },
  'wording.unclosed': {
    severity: 'notice',
    title: 'checking.wording.unclosed.title',
    basis: 'checking.wording.unclosed.basis',
  },
  'wording.width': {
    severity: 'notice',
    title: 'checking.wording.width.title',
    basis: 'checking.wording.width.basis',
  },
  'wording.inner-stop': {
    severity: 'notice',
    title: 'checking.wording.inner-stop.title',
    basis: 'checking.wording.inner-stop.basis',
  },
  'wording.doubled-word': {
    severity: 'notice',
    title: 'checking.wording.doubled-word.title',
    basis: 'checking.wording.doubled-word.basis',
  },
  'wording.repeated': {
    severity: 'notice',
    title: 'checking.wording.repeated.title',
    basis: 'checking.wording.repeated.basis',
  },
  'wording.slip': {
    severity: 'notice',
    title: 'checking.wording.slip.title',
    basis: 'checking.wording.slip.basis',
  },
  'wording.document-number': {
    severity: 'notice',
    title: 'checking.wording.document-number.title',
    basis: 'checking.wording.document-number.basis',
  },
} as const satisfies Record<string, Rule>;
