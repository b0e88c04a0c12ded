import { defineConfig } from 'vitest/config';

/** Tries what an admin installs: the Dockerfile, the npm package, the units, the chart. On Linux, as root: `npm run test:deploy`. */
export default defineConfig({
  test: {
    include: ['test/deploy/**/*.deploy.ts'],
    testTimeout: 120_000,
    hookTimeout: 1_500_000,
    pool: 'forks',
    // Each compiles, downloads or starts processes.
    maxWorkers: 1,
  },
});
