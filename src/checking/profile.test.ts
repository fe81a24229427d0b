import { describe, expect, it } from 'vitest';
import { finding } from './finding.ts';
import { applyProfile, NO_PROFILE, type Profile, parseProfile } from './profile.ts';

const trade = finding('identity.trade', '借来的文字', {});
const level = finding('identity.level', '级次不对', {});
const sum = finding('law.sum', '合计不符', {});

function profile(text: string): Profile {
  const parsed = parseProfile(text, 'checks.yaml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(' '));
  return parsed.value;
}

describe('a profile', () => {
  it('switches a rule off, gives another its own weight, and leaves the rest alone', () => {
    const set = profile('rules:\n  identity.trade: off\n  identity.level: notice\n');
    expect(applyProfile([trade, level, sum], set)).toEqual([{ ...level, severity: 'notice' }, sum]);
    expect(applyProfile([trade, level, sum], NO_PROFILE)).toEqual([trade, level, sum]);
  });

  it('sets a whole family, of which a rule may be an exception', () => {
    const set = profile('rules:\n  identity: off\n  identity.level: error\n');
    expect(applyProfile([trade, level, sum], set)).toEqual([{ ...level, severity: 'error' }, sum]);
  });

  it('names a rule that does not exist with its line, and the one that was probably meant', () => {
    const parsed = parseProfile('rules:\n  law.sum: off\n  identity.traed: off\n  qqq: off\n', 'checks.yaml');
    expect(parsed.problems.map(({ where, message }) => [where.line, message])).toEqual([
      [3, '没有名为“identity.traed”的检查规则。是不是“identity.trade”？'],
      [4, expect.stringContaining('没有名为“qqq”的检查规则')],
    ]);
  });

  it('refuses what is no setting, with its line and key', () => {
    const parsed = parseProfile('rules:\n  law.sum: loud\n', 'checks.yaml');
    expect(parsed.ok).toBe(false);
    expect(parsed.problems[0]?.where).toMatchObject({ file: 'checks.yaml', line: 2, key: 'rules.law.sum' });
  });
});
