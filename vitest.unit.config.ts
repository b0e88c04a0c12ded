import { defineConfig } from 'vitest/config';

/** The fast tests, without processes, clients or waiting: `npm run unit` while you work. `npm test` runs all. */
export default defineConfig({
  test: {
    include: [
      'test/{chat/say,config,connectors,domain,export,roster,store}/**/*.test.ts',
      'test/chat/slack/blocks/*.test.ts',
      'test/chat/teams/card/*.test.ts',
      'test/chat/terminal/**/*.test.ts',
      'test/chat/*.test.ts',
      'test/{commands,flows}/*/*.test.ts',
      'test/*.test.ts',
    ],
    // They start real clients, or store thousands of people.
    exclude: [
      'test/chat/rejections.test.ts',
      'test/chat/trouble-ends.test.ts',
      'test/store/access/access-index.test.ts',
      'test/store/people/person-lookup.test.ts',
    ],
    testTimeout: 30_000,
    pool: 'threads',
    // The files share what they import: loading it again for each takes longer than the tests.
    isolate: false,
    maxWorkers: '100%',
  },
});
