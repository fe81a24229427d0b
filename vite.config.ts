import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { zh } from './src/messages/zh/index.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The directories whose texts the page can show: its own, and what it shares with the server. */
const SPEAKING = ['web/src', 'src/messages', 'src/reporting', 'src/server/contract'];

/**
 * Of the one catalogue, only the texts that the page can show: those whose key stands as a literal in a file of
 * {@link SPEAKING}. Keys are never put together from parts (the types of `say` see to that), so none is missed.
 */
function spokenTexts(): Plugin {
  return {
    name: 'mingzhang-spoken-texts',
    load(id) {
      if (!id.endsWith('/src/messages/zh/index.ts')) return null;
      const sources = SPEAKING.flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/u.test(name) && !/\.test\.ts$|^zh[\\/]/u.test(name))
          .map((name) => readFileSync(join(root, folder, name), 'utf8')),
      ).join('\n');
      const spoken = Object.entries(zh).filter(([key]) => sources.includes(`'${key}'`));
      return `export const zh = ${JSON.stringify(Object.fromEntries(spoken))};`;
    },
  };
}

/**
 * Ant Design keeps the page behind a dialog from scrolling by a style without the nonce, which the policy of the page
 * refuses. A class does the same; see web/src/app/app.css.
 */
function lockedByClass(): Plugin {
  return {
    name: 'mingzhang-locked-by-class',
    load(id) {
      if (!id.includes('@rc-component/portal/es/useScrollLocker')) return null;
      return `import { useLayoutEffect } from 'react';
let locks = 0;
const change = (by) => {
  locks += by;
  document.documentElement.classList.toggle('locked', locks > 0);
};
export default function useScrollLocker(lock) {
  useLayoutEffect(() => {
    if (!lock) return;
    change(1);
    return () => change(-1);
  }, [lock]);
}`;
    },
  };
}

/**
 * Ant Design measures the width of a scroll bar in the style of a table, which it sets without the nonce. Ours have no style of their own.
 */
function measuredPlainly(): Plugin {
  return {
    name: 'mingzhang-measured-plainly',
    load(id) {
      if (!id.includes('@rc-component/util/es/getScrollBarSize')) return null;
      return `let known;
const measured = () => {
  const outer = document.createElement('div');
  Object.assign(outer.style, { position: 'absolute', width: '100px', height: '100px', overflow: 'scroll' });
  document.body.appendChild(outer);
  const size = { width: outer.offsetWidth - outer.clientWidth, height: outer.offsetHeight - outer.clientHeight };
  outer.remove();
  return size;
};
export default function getScrollBarSize(fresh) {
  if (fresh || known === undefined) known = measured();
  return known.width;
}
export function getTargetScrollBarSize(target) {
  return target instanceof Element ? measured() : { width: 0, height: 0 };
}`;
    },
  };
}

/** The web app: built to dist/web, every script, style and picture from its own host. */
export default defineConfig({
  root: join(root, 'web'),
  plugins: [react(), spokenTexts(), lockedByClass(), measuredPlainly()],
  // The server puts a nonce of its own into each page; see web/index.html.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: join(root, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // No data: addresses, so that the policy can say that pictures and fonts come from the server alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env.MINGZHANG_SERVER ?? 'http://localhost:8080' } },
  },
});
