import { say } from '../messages/say.ts';
import { ROUTES } from './contract/routes.ts';
import type { Who } from './permissions.ts';

const WHO: Readonly<Record<Who, string>> = {
  anyone: say('server.who.anyone'),
  account: say('server.who.account'),
  own: say('server.who.own'),
  open: say('server.who.open'),
  operator: say('server.who.operator'),
  preparer: say('role.preparer'),
  unitReviewer: say('role.unitReviewer'),
  financeReviewer: say('role.financeReviewer'),
  administrator: say('role.administrator'),
  auditor: say('role.auditor'),
};

const STYLE = `
body{margin:0;background:#f4f6f8;color:#1d2530;font:15px/1.7 "PingFang SC","Microsoft YaHei","微软雅黑","Noto Sans CJK SC",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.4rem;margin:0 0 .5rem}
details{background:#fff;border:1px solid #c4ccd6;border-radius:6px;margin:.4rem 0;padding:.45rem .9rem}
summary{cursor:pointer;display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:baseline}
summary>*{min-width:0}
summary b{color:#17579c;min-width:4rem}
code{overflow-wrap:anywhere}
code,pre{font:13px/1.5 Consolas,"DejaVu Sans Mono",monospace}
pre{background:#f4f6f8;padding:.6rem;overflow:auto;max-height:24rem;border-radius:4px}
dt{color:#4d5866;margin-top:.5rem}
dd{margin:0;min-width:0}
p{overflow-wrap:anywhere}
`;

interface Operation {
  readonly summary?: string;
  readonly 'x-who'?: readonly Who[];
  readonly 'x-in-person'?: boolean;
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses?: unknown;
}

/**
 * The API as one page for people, with nothing fetched from anywhere.
 *
 * @param description OpenAPI, as this server made it
 * @param nonce of the answer's policy, for the one style
 */
export function apiPage(description: object, nonce: string): string {
  // Made by us: paths, each with its methods.
  const { paths = {} } = description as { paths?: Record<string, Record<string, Operation>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(path, method, operation)),
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say(
    'server.docs.title',
  )}</title><style nonce="${nonce}">${STYLE}</style></head><body><main><h1>${say('server.docs.title')}</h1><p>${say(
    'server.docs.about',
  )}</p><p><a href="${ROUTES.openApi}">${say('server.docs.json')}</a></p>${operations.join('')}</main></body></html>`;
}

function operationOf(path: string, method: string, operation: Operation): string {
  const { summary = '', parameters, requestBody, responses } = operation;
  const who = (operation['x-who'] ?? []).map((one) => WHO[one]).join('、');
  const inPerson = operation['x-in-person'] === true ? say('server.docs.inPerson') : '';
  const parts = [
    [say('server.docs.who'), `${escaped(who)}${inPerson}`],
    ...[
      [say('server.docs.params'), parameters] as const,
      [say('server.docs.body'), requestBody] as const,
      [say('server.docs.answer'), responses] as const,
    ].flatMap(([title, value]) =>
      value === undefined
        ? []
        : [[title, `<pre tabindex="0">${escaped(JSON.stringify(value, null, 2))}</pre>`]],
    ),
  ];
  const list = parts.map(([title = '', text = '']) => `<dt>${title}</dt><dd>${text}</dd>`).join('');
  return `<details><summary><b>${method.toUpperCase()}</b><code>${escaped(path)}</code><span>${escaped(summary)}</span></summary><dl>${list}</dl></details>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (one) => `&#${one.charCodeAt(0)};`);
}
