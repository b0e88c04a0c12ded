import {
  commandHelpText,
  HELP_TOPICS,
  helpMessage,
  shortHelpMessage,
  unknownVerbMessage,
} from '../chat/say/commands/help.ts';
import { unknownVerbText } from '../chat/say/commands/unknown-word.ts';
import type { Caller } from '../domain/caller.ts';
import type { Context } from '../flows/context.ts';
import { type Answer, type Command, sentence } from './command.ts';
import { type ExampleWords, exampleWords } from './example-words.ts';
import { unknownWord } from './resolve.ts';

/** `help` in a few lines, `help all` with every command of the registry that the person may use, and `help <verb>`. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  verb: 'help',
  example: 'help access',
  does: 'what to type for what you want most often; help all lists every command, help <command> explains one in full',
  group: 'run',
  keys: [],
  changes: () => false,
  answer(context, { by, words: [verb] }): Answer {
    const open = commands().filter(({ group }) => by.mayChange || group === 'look');
    const words = exampleWords(context);
    const shown = ({ example }: { readonly example: string }) => exampleHere(example, words, by);
    const json = open.map(({ verb: name, example, does }) => ({ verb: name, example, does }));
    if (verb === undefined) {
      const topics = HELP_TOPICS.filter(({ example }) =>
        open.some((command) => command.verb === example.split(' ')[0]),
      ).map((topic) => ({ ...topic, example: shown(topic) }));
      const more = [prefixed('help all', by), prefixed('help access', by)].join(', ');
      return { ok: true, message: shortHelpMessage(topics, more), json };
    }
    if (verb.toLowerCase() === 'all')
      return {
        ok: true,
        message: helpMessage(open.map((command) => ({ ...command, example: shown(command) }))),
        json,
      };
    const found = commands().find((command) => command.verb === verb.toLowerCase());
    if (found === undefined) return unknownVerb(verb, commands());
    const { flags = [] } = found;
    const text = commandHelpText({ ...found, flags, example: shown(found) });
    return {
      ...sentence(true, text),
      json: { verb: found.verb, example: found.example, does: found.does, filters: found.keys, flags },
    };
  },
});

export function unknownVerb(verb: string, commands: readonly Command[]): Answer {
  const verbs = commands.map((command) => command.verb);
  const text = unknownWord(verb, verbs, unknownVerbText).message;
  return { ok: false, message: unknownVerbMessage(text, verbs), json: { ok: false, text } };
}

/** A command's example, as it works in this company. */
export function ownExample(context: Context, example: string, by: Caller): string {
  return exampleHere(example, exampleWords(context), by);
}

/** The example with an app, an account and a person of this company, as it is typed where the caller is. */
function exampleHere(example: string, words: ExampleWords, by: Caller): string {
  const here = Object.entries(words).reduce((text, [word, own]) => text.replaceAll(word, own), example);
  return prefixed(here, by);
}

function prefixed(command: string, { on }: Caller): string {
  return on === 'slack' ? `/seats ${command}` : command;
}
