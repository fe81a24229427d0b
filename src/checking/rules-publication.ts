import type { Rule } from './rules.ts';

/** The rules of what must not be published: personal data, secrets, and what the file holds beside its pages. */
export const PUBLICATION_RULES = {
  'publication.identity-number': {
    severity: 'error',
    title: 'checking.publication.identity-number.title',
    basis: 'checking.publication.identity-number.basis',
  },
  'publication.mobile': {
    severity: 'warning',
    title: 'checking.publication.mobile.title',
    basis: 'checking.publication.mobile.basis',
  },
  'publication.bank-account': {
    severity: 'warning',
    title: 'checking.publication.bank-account.title',
    basis: 'checking.publication.bank-account.basis',
  },
  'publication.secret': {
    severity: 'error',
    title: 'checking.publication.secret.title',
    basis: 'checking.publication.secret.basis',
  },
  'publication.internal': {
    severity: 'warning',
    title: 'checking.publication.internal.title',
    basis: 'checking.publication.internal.basis',
  },
  'publication.comments': {
    severity: 'warning',
    title: 'checking.publication.comments.title',
    basis: 'checking.publication.comments.basis',
  },
  'publication.revisions': {
    severity: 'warning',
    title: 'checking.publication.revisions.title',
    basis: 'checking.publication.revisions.basis',
  },
  'publication.hidden': {
    severity: 'warning',
    title: 'checking.publication.hidden.title',
    basis: 'checking.publication.hidden.basis',
  },
  'publication.author': {
    severity: 'notice',
    title: 'checking.publication.author.title',
    basis: 'checking.publication.author.basis',
  },
} as const satisfies Record<string, Rule>;
