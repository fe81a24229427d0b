import { describe, expect, it } from 'vitest';
import { isLogin, normalLogin, passwordFault } from './accounts.ts';

describe('a login name', () => {
  it('is a Chinese name, a staff number or letters', () => {
    for (const login of ['张三', '阿依古丽·买买提', '20230157', 'Zhang.San', 'zhang_san-2', 'ａｂ', '㐀㐁'])
      expect(isLogin(login), login).toBe(true);
    for (const login of [
      '张',
      'a',
      '',
      ' ',
      'a b',
      '.ab',
      'ab.',
      'a@b.cn',
      "a'--",
      'é1',
      'x'.repeat(33),
      '张‮三',
    ])
      expect(isLogin(login), login).toBe(false);
  });

  it('is the same however it is typed', () => {
    expect(normalLogin(' ＺｈａｎｇSan ')).toBe('zhangsan');
    expect(normalLogin('阿依古丽•买买提')).toBe(normalLogin('阿依古丽·买买提'));
  });
});

it('a password has ten characters and is not the login name', () => {
  expect(passwordFault('九个字的密码不够长', 'a')).toContain('10');
  expect(passwordFault('aaaaaaaaaaaaa', 'a')).toContain('简单');
  expect(passwordFault('ZhangSanFeng', 'zhangsanfeng')).toContain('登录名');
  expect(passwordFault('x'.repeat(129), '')).toContain('128');
  expect(passwordFault('一二三四五六七八九十', 'a')).toBeUndefined();
});
