/** The family of a rule: `identity` of `identity.trade`. */
export function familyOf(rule: string): string {
  return rule.split('.')[0] ?? rule;
}
