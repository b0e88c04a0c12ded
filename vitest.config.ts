import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'forks',
    maxWorkers: '100%',
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});
