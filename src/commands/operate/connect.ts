import {
  type ConnectKind,
  howToConnectMessage,
  kindListMessage,
  unknownKindText,
} from '../../chat/say/connect/connect.ts';
import type { Context } from '../../flows/context.ts';
import type { Answer, Command } from '../command.ts';
import { resolve } from '../resolve.ts';

/** Explains how to connect an app or a roster. In a terminal the shell asks and writes instead: see shell/connect/connect.ts. */
export const connect: Command = {
  verb: 'connect',
  example: 'connect okta',
  does: 'what to grant and to write for an app or a roster; connect --list names them all',
  group: 'run',
  keys: [],
  flags: ['list'],
  changes: () => false,
  answer(context, { words, flags, by }): Answer {
    const { kinds } = context.dependencies;
    const [word] = words;
    if (word === undefined || flags.has('list')) {
      const inUse = (kind: ConnectKind) => usedAs(context.config, kind);
      return { ok: true, message: kindListMessage(kinds, inUse), json: kinds };
    }
    const found = kindsCalled(kinds, word);
    return { ok: true, message: howToConnectMessage(found, by.on !== 'terminal'), json: found };
  },
};

/** The kinds with this id or name: an app, a roster source, or both. Throws `CommandError`. */
function kindsCalled(kinds: readonly ConnectKind[], word: string): readonly ConnectKind[] {
  const one = kinds.filter((kind, at) => kinds.findIndex(({ id }) => id === kind.id) === at);
  const { id } = resolve(word, one, unknownKindText, (kind) => [kind.id, kind.name]);
  return kinds.filter((kind) => kind.id === id);
}

function usedAs({ apps, roster }: Context['config'], { what, id }: ConnectKind): readonly string[] {
  return what === 'app'
    ? apps.filter(({ connector }) => connector === id).map((app) => app.id)
    : roster.filter(({ source }) => source === id).map((source) => source.id);
}
