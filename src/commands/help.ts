import { commandHelpText, helpMessage, unknownVerbMessage } from '../chat/say/commands/help.ts';
import { unknownVerbText } from '../chat/say/commands/unknown-word.ts';
import type { Context } from '../flows/context.ts';
import { type Answer, type Command, sentence } from './command.ts';
import { unknownWord } from './resolve.ts';

/** `help`, which lists the commands of the registry that the person may use, and explains one of them. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  verb: 'help',
  example: 'help access',
  does: 'this list, or one command in full',
  group: 'run',
  keys: [],
  changes: () => false,
  answer(context, { by, words: [verb] }): Answer {
    if (verb === undefined) {
      const open = commands().filter(({ group }) => by.mayChange || group === 'look');
      return {
        ok: true,
        message: helpMessage(open.map((command) => ({ ...command, example: exampleHere(context, command) }))),
        json: open.map(({ verb: name, example, does }) => ({ verb: name, example, does })),
      };
    }
    const found = commands().find((command) => command.verb === verb.toLowerCase());
    if (found === undefined) return unknownVerb(verb, commands());
    const text = commandHelpText({ ...found, example: exampleHere(context, found) });
    return {
      ...sentence(true, text),
      json: { verb: found.verb, example: found.example, does: found.does, filters: found.keys },
    };
  },
});

export function unknownVerb(verb: string, commands: readonly Command[]): Answer {
  const verbs = commands.map((command) => command.verb);
  const text = unknownWord(verb, verbs, unknownVerbText).message;
  return { ok: false, message: unknownVerbMessage(text, verbs), json: { ok: false, text } };
}

/** The example with an app that is connected here. */
function exampleHere({ config }: Context, { example }: Command): string {
  const app = config.apps.find(({ id }) => id === 'figma') ?? config.apps[0];
  return app === undefined ? example : example.replace('figma', app.id);
}
