import { nearest } from '../domain/nearest.ts';
import type { Message } from '../chat/message.ts';
import { COMMANDS } from './registry.ts';
import { type Answer, type Command, sentence } from './command.ts';

export const help: Command = {
  verb: 'help',
  example: 'help access',
  does: 'this list, or one command in full',
  group: 'run',
  keys: [],
  answer(_context, { words: [verb] }): Answer {
    if (verb === undefined) return { ok: true, message: helpMessage('What you can ask, each line an example that works:'), json: COMMANDS.map(({ verb: name, example, does }) => ({ verb: name, example, does })) };
    const found = COMMANDS.find((command) => command.verb === verb.toLowerCase());
    if (found === undefined) return unknownVerb(verb);
    const filters = found.keys.length === 0 ? '' : ` Takes ${found.keys.map((key) => `${key}:`).join(' ')}.`;
    return { ...sentence(true, `${found.verb}: ${found.does}.${filters} For example: ${found.example}`), json: { verb: found.verb, example: found.example, does: found.does, filters: found.keys } };
  },
};

export function unknownVerb(verb: string): Answer {
  const meant = nearest(verb, COMMANDS.map((command) => command.verb));
  const text = `I don't know ${JSON.stringify(verb)}.${meant === null ? '' : ` Did you mean ${meant}?`}`;
  return { ok: false, message: helpMessage(text), json: { ok: false, text } };
}

const GROUPS = { look: 'Look', decide: 'Decide', run: 'Run' } as const;

function helpMessage(summary: string): Message {
  return {
    summary,
    title: summary,
    body: Object.entries(GROUPS).flatMap(([group, title]) => [
      { type: 'text', spans: [{ bold: title }] } as const,
      { type: 'facts', facts: COMMANDS.filter((command) => command.group === group).map(({ example, does }) => ({ label: example, value: does })) } as const,
    ]),
    buttons: [],
  };
}
