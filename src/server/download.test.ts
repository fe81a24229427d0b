import { expect, it } from 'vitest';
import { attachment } from './download.ts';

const nameOf = (header: string) => decodeURIComponent(/filename\*=UTF-8''(.*)$/u.exec(header)?.[1] ?? '');

it('a download has one name, whatever it is called', () => {
  expect(nameOf(attachment('青禾县水务局 2025.xlsx'))).toBe('青禾县水务局 2025.xlsx');
  expect(nameOf(attachment('../../etc/passwd'))).not.toMatch(/[/\\]|\.\./u);
  expect(nameOf(attachment('a\u202Excod.exe'))).toBe('axcod.exe');
  expect(nameOf(attachment('a\r\nset-cookie: x.docx'))).toBe('aset-cookie_ x.docx');
  expect(nameOf(attachment(`${'长'.repeat(300)}.xlsx`))).toBe(`${'长'.repeat(80)}.xlsx`);
  // Half of a pair is no character, and was an error of the server.
  expect(nameOf(attachment('a\uD800.xlsx'))).toBe('a\uFFFD.xlsx');
  for (const name of ['', '.', '..', '"', "'()*"])
    expect(attachment(name)).toMatch(/^attachment; filename="[\w.-]+"; /u);
});
