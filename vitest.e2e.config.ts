import { defineConfig } from 'vitest/config';

/** Needs a browser: `npm run test:e2e`. */
export default defineConfig({
  test: { include: ['test/e2e/**/*.e2e.ts'], testTimeout: 300_000, hookTimeout: 60_000, pool: 'forks' },
});
