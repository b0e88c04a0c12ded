interface Entry {
  readonly on: string;
  readonly text: (key: string) => string;
}

/** What the audit log says about removals, written after a name. */
export const REMOVAL_ENTRIES: Readonly<Record<string, (entry: Entry) => string>> = {
  'removal-planned': ({ on, text }) => `confirmed ${on} (${text('label')})`,
  'removal-approved': ({ on, text }) => `approved ${on} (${text('label')})`,
  'removal-started': ({ on, text }) => `asked the app: ${text('step')}, ${on}`,
  'removal-verified': ({ on, text }) => `removed ${on}: ${text('step')}`,
  'removal-failed': ({ on, text }) => `did not remove ${on}: ${text('why')}`,
  'removal-in-doubt': ({ on }) => `does not know yet whether ${on} was removed`,
  'removal-cancelled': ({ on }) => `cancelled the removal of ${on}`,
  'removal-held': ({ on, text }) =>
    `holds ${on} for another admin: ${text('name')} may not remove accounts any more`,
  'removal-expired': ({ on }) => `let the removal of ${on} expire`,
  'removal-rehearsed': ({ on, text }) => `rehearsed, and asked nothing of any app: ${text('step')}, ${on}`,
  'removal-undone': ({ on, text }) =>
    `took back${text('why') === 'partly-back' ? ' in part' : ''}: ${text('step')}, ${on}`,
  'task-opened': ({ on }) => `opened a task to remove ${on} by hand`,
  'task-said': ({ on }) => `said that ${on} was removed by hand`,
  'task-not-possible': ({ on, text }) => `said that ${on} cannot be removed: ${text('why')}`,
};
