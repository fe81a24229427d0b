import { afterEach, expect, it, vi } from 'vitest';
import { failureOf, request } from './request.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('says what the API says, and something in Chinese where something else answers', () => {
  const told = failureOf(404, '{"error":{"key":"server.noDocument","message":"没有这份文件。"}}');
  expect([told.status, told.message]).toEqual([404, '没有这份文件。']);
  expect(failureOf(502, '<html>Bad Gateway</html>').message).toMatch(/502/u);
  expect(failureOf(401, '').message).toContain('登录');
});

it('says that the service cannot be reached, and lets a request be given up', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(request('/api/session')).rejects.toThrow('连不上明账服务');
  const given = new AbortController();
  given.abort();
  await expect(request('/api/session', { signal: given.signal })).rejects.toThrow('Failed to fetch');
});

it('gives nothing for an empty answer, and a failure for one that is no JSON', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 204 })));
  expect(await request('/api/documents/1', { method: 'DELETE' })).toBeUndefined();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 200 })));
  await expect(request('/api/session')).rejects.toThrow('版本不同');
});
