import type { Message, Part } from '../../../domain/message.ts';

/** A command as the list of all commands shows it. */
export interface HelpLine {
  readonly group: 'look' | 'decide' | 'run';
  readonly example: string;
  readonly does: string;
}

const GROUPS = { look: 'Look', decide: 'Decide', run: 'Run' } as const;

/** What admins want most often, each with a command that does it; those a caller may not use are left out. */
export const HELP_TOPICS = [
  { asks: 'Who left and still holds a seat?', example: 'app figma' },
  { asks: 'Who is unknown?', example: 'clearing' },
  { asks: 'One person', example: 'who jo.brandt@acme.example' },
  { asks: 'Decide', example: 'known figma it-team@acme.example "group alias"' },
  { asks: 'Take back', example: 'undo' },
  { asks: 'What could be saved?', example: 'savings' },
  { asks: 'As a file', example: 'export access figma' },
  { asks: 'Read now', example: 'sync' },
  { asks: 'Is all well?', example: 'health' },
] as const;

export interface HelpTopic {
  readonly asks: string;
  readonly example: string;
}

/** What to type for what admins want most often. */
export function shortHelpMessage(topics: readonly HelpTopic[], more: string): Message {
  const summary = 'What you can ask:';
  const facts = [...topics, { asks: 'More', example: more }];
  return {
    summary,
    title: summary,
    body: [{ type: 'facts', facts: facts.map(({ asks, example }) => ({ label: asks, value: example })) }],
    buttons: [],
  };
}

/** The words of Seatkeeper that a newcomer meets first, by the command whose help explains them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['known', 'Known: an admin accepted the account as an exception, so it is no longer a finding.'],
  ['clearing', 'Clearing: the unmatched accounts, which have no owner and wait for a decision.'],
  [
    'sync',
    'Guard: the check of every read. When too much changed at once, the read is held until an admin accepts or discards it.',
  ],
]);

/** The list of all commands. */
export function helpMessage(lines: readonly HelpLine[]): Message {
  const summary = 'Every command, each with an example:';
  return {
    summary,
    title: summary,
    body: [
      ...Object.entries(GROUPS).flatMap(([group, title]): readonly Part[] => {
        const facts = lines
          .filter((line) => line.group === group)
          .map(({ example, does }) => ({ label: example, value: does }));
        return facts.length === 0
          ? []
          : [
              { type: 'text', spans: [{ bold: title }] },
              { type: 'facts', facts },
            ];
      }),
      { type: 'note', text: [...WORDS.values()].join(' ') },
      {
        type: 'note',
        text: 'Quote names that contain a space. In a shell: seatkeeper start runs the bot, --json prints data, --config and --db name the files, --version tells the version.',
      },
    ],
    buttons: [],
  };
}

/** One command in full. */
export function commandHelpText(command: {
  readonly verb: string;
  readonly does: string;
  readonly keys: readonly string[];
  readonly flags: readonly string[];
  readonly example: string;
}): string {
  const { verb, does, keys, flags, example } = command;
  const all = [...keys.map((key) => `${key}:`), ...flags.map((flag) => `--${flag}`)];
  const options = all.length === 0 ? '' : ` (options: ${all.join(' ')})`;
  const word = WORDS.get(verb);
  return `${verb}: ${does}${options}.${word === undefined ? '' : ` ${word}`} For example: ${example}`;
}

export function unknownVerbMessage(text: string, verbs: readonly string[]): Message {
  return {
    summary: text,
    title: text,
    body: [{ type: 'text', spans: [`Commands: ${verbs.join(', ')}. Type help all for an example of each.`] }],
    buttons: [],
  };
}
