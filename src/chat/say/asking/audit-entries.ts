interface Entry {
  readonly on: string;
  readonly until: string;
  readonly text: (key: string) => string;
}

/** What the audit log says about questions about seats, written after a name. */
export const ASKING_ENTRIES: Readonly<Record<string, (entry: Entry) => string>> = {
  'seat-asked': ({ on, text }) => `asked ${text('person')} whether ${on} is still needed`,
  'seat-unreachable': ({ on, text }) => `could not ask ${text('person')} about ${on}`,
  'seat-reminded': ({ on, text }) => `reminded ${text('person')} of the question about ${on}`,
  'seat-kept': ({ on }) => `said that ${on} is still needed`,
  'seat-released': ({ on }) => `released ${on}`,
  'seat-snoozed': ({ on, until }) => `needs ${on}${until}`,
  'seat-given': ({ on, text }) => `gave ${on} to ${text('to')}`,
  'seat-unanswered': ({ on, text }) => `got no answer from ${text('person')} about ${on}`,
  'seat-question-closed': ({ on }) => `closed the question about ${on}`,
  'seat-request-done': ({ on }) => `said that what was asked for ${on} is done`,
  'seat-request-declined': ({ on }) => `left ${on} where it is`,
};
