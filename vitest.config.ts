import { defineConfig } from 'vitest/config';

/**
 * `structure` holds the tests of the repository itself (import directions, packs), `web` those of the web app, which open the
 * built program in a browser, `rooms` all others.
 */
export default defineConfig({
  test: {
    // By itself it leaves one core to whoever looks on, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'structure',
          include: ['src/structure.test.ts', 'src/licences.test.ts', 'src/packs/shipped.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'rooms',
          include: ['src/**/*.test.ts'],
          exclude: ['src/structure.test.ts', 'src/licences.test.ts', 'src/packs/shipped.test.ts'],
          // Tests share what they import: loading it anew for every file took most of the time.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['web/src/**/*.test.ts'],
          testTimeout: 150_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
