import type { Way } from './way.ts';

export const CSV_WAYS: readonly Way[] = [
  {
    name: 'from a file',
    questions: [
      { key: 'accounts', what: 'the path of the exported file with the accounts', example: 'figma.csv' },
      {
        key: 'subscriptions',
        what: 'the path of a file with the subscriptions, if you have one',
        example: 'figma-subscriptions.csv',
        optional: true,
      },
    ],
  },
];

export const CSV_ROSTER_WAYS: readonly Way[] = [
  {
    name: 'from a file',
    questions: [
      { key: 'file', what: 'the path of the exported file with your people', example: 'roster.csv' },
    ],
  },
];
