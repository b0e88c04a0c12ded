import { defineConfig } from 'vitest/config';

/** Asks promtool, of Debian's package `prometheus`, about the alert rules: `npm run test:monitoring`. */
export default defineConfig({
  test: { include: ['test/monitoring/**/*.monitoring.ts'], testTimeout: 60_000, pool: 'forks' },
});
