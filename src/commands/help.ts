import { unknownVerbText } from '../chat/say/commands/unknown-word.ts';
import type { Message } from '../domain/message.ts';
import type { Context } from '../flows/context.ts';
import { type Answer, type Command, sentence } from './command.ts';
import { unknownWord } from './resolve.ts';

/** Help knows all commands, itself included. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  verb: 'help',
  example: 'help access',
  does: 'this list, or one command in full',
  group: 'run',
  keys: [],
  changes: () => false,
  answer(context, { by, words: [verb] }): Answer {
    const open = commands().filter(({ group }) => by.mayChange || group === 'look');
    if (verb === undefined)
      return {
        ok: true,
        message: helpMessage(context, open),
        json: open.map(({ verb: name, example, does }) => ({ verb: name, example, does })),
      };
    const found = commands().find((command) => command.verb === verb.toLowerCase());
    if (found === undefined) return unknownVerb(verb, commands());
    const filters = found.keys.length === 0 ? '' : ` Takes ${found.keys.map((key) => `${key}:`).join(' ')}.`;
    return {
      ...sentence(
        true,
        `${found.verb}: ${found.does}.${filters} For example: ${exampleHere(context, found)}`,
      ),
      json: { verb: found.verb, example: found.example, does: found.does, filters: found.keys },
    };
  },
});

export function unknownVerb(verb: string, commands: readonly Command[]): Answer {
  const verbs = commands.map((command) => command.verb);
  const text = unknownWord(verb, verbs, unknownVerbText).message;
  const message: Message = {
    summary: text,
    title: text,
    body: [{ type: 'text', spans: [`Commands: ${verbs.join(', ')}. Type help for an example of each.`] }],
    buttons: [],
  };
  return { ok: false, message, json: { ok: false, text } };
}

const GROUPS = { look: 'Look', decide: 'Decide', run: 'Run' } as const;

function helpMessage(context: Context, commands: readonly Command[]): Message {
  const summary = 'What you can ask, each with an example:';
  return {
    summary,
    title: summary,
    body: [
      ...Object.entries(GROUPS).flatMap(([group, title]) => {
        const facts = commands
          .filter((command) => command.group === group)
          .map((command) => ({ label: exampleHere(context, command), value: command.does }));
        return facts.length === 0
          ? []
          : [{ type: 'text', spans: [{ bold: title }] } as const, { type: 'facts', facts } as const];
      }),
      {
        type: 'note',
        text: 'In a shell: seatkeeper start runs the bot, --json prints data, --config and --db name the files.',
      },
    ],
    buttons: [],
  };
}

/** The example with an app that is connected here. */
function exampleHere({ config }: Context, { example }: Command): string {
  const app = config.apps.find(({ id }) => id === 'figma') ?? config.apps[0];
  return app === undefined ? example : example.replace('figma', app.id);
}
