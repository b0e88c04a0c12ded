import { defineConfig } from 'vitest/config';

/** Runs the built service for half an hour between failing chats, changing apps and kills: `npm run soak`. */
export default defineConfig({
  test: {
    include: ['test/soak/*.soak.ts'],
    pool: 'forks',
    maxWorkers: 1,
    // The table is for whoever started it.
    disableConsoleIntercept: true,
  },
});
