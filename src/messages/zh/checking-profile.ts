/** What is wrong with a profile of checks. */
export const checkingProfile = {
  'checking.profile.unknown':
    '没有名为“{name}”的检查规则。规则名见 docs/rules.md，或写一族规则的名称，如 wording。',
  'checking.profile.meant': '没有名为“{name}”的检查规则。是不是“{meant}”？',
} as const;
