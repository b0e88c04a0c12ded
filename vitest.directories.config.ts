import { defineConfig } from 'vitest/config';

/** Starts OpenLDAP, Samba and 389 Directory Server, which must be installed: `npm run test:directories`. */
export default defineConfig({
  test: {
    include: ['test/directories/**/*.directory.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // Each file starts a server or two, which need the machine to themselves.
    maxWorkers: 2,
  },
});
