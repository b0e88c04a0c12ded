import { defineConfig } from 'vitest/config';

/** Installs real open products from npm, starts them and reads them as declared: `npm run test:products`. Needs PostgreSQL. */
export default defineConfig({
  test: {
    include: ['test/products/**/*.product.ts'],
    testTimeout: 120_000,
    // An install takes minutes where the registry is far.
    hookTimeout: 900_000,
    pool: 'forks',
    // Each starts a server, and some a database.
    maxWorkers: 1,
  },
});
