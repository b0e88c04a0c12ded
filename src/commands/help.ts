import type { Message } from '../chat/message.ts';
import { nearest } from '../domain/nearest.ts';
import { type Answer, type Command, sentence } from './command.ts';

/** Help knows all commands, itself included. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  verb: 'help',
  example: 'help access',
  does: 'this list, or one command in full',
  group: 'run',
  keys: [],
  answer(_context, { words: [verb] }): Answer {
    if (verb === undefined)
      return {
        ok: true,
        message: helpMessage('What you can ask, each line an example that works:', commands()),
        json: commands().map(({ verb: name, example, does }) => ({ verb: name, example, does })),
      };
    const found = commands().find((command) => command.verb === verb.toLowerCase());
    if (found === undefined) return unknownVerb(verb, commands());
    const filters = found.keys.length === 0 ? '' : ` Takes ${found.keys.map((key) => `${key}:`).join(' ')}.`;
    return {
      ...sentence(true, `${found.verb}: ${found.does}.${filters} For example: ${found.example}`),
      json: { verb: found.verb, example: found.example, does: found.does, filters: found.keys },
    };
  },
});

export function unknownVerb(verb: string, commands: readonly Command[]): Answer {
  const meant = nearest(
    verb,
    commands.map((command) => command.verb),
  );
  const text = `I don't know ${JSON.stringify(verb)}.${meant === null ? '' : ` Did you mean ${meant}?`}`;
  return { ok: false, message: helpMessage(text, commands), json: { ok: false, text } };
}

const GROUPS = { look: 'Look', decide: 'Decide', run: 'Run' } as const;

function helpMessage(summary: string, commands: readonly Command[]): Message {
  return {
    summary,
    title: summary,
    body: Object.entries(GROUPS).flatMap(([group, title]) => [
      { type: 'text', spans: [{ bold: title }] } as const,
      {
        type: 'facts',
        facts: commands
          .filter((command) => command.group === group)
          .map(({ example, does }) => ({ label: example, value: does })),
      } as const,
    ]),
    buttons: [],
  };
}
