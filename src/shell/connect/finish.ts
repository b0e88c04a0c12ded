import { join, resolve } from 'node:path';
import type { ConnectKind } from '../../chat/say/connect/connect.ts';
import * as words from '../../chat/say/connect/conversation.ts';
import type { Asker } from './ask.ts';
import type { Tried } from './try-it.ts';

/** Says that it works, and what it does not tell. */
export function saidTried(asker: Asker, { name }: ConnectKind, tried: Tried & { readonly ok: true }): void {
  asker.say(words.worksText(name));
  asker.say(words.readableText(tried.readable));
  for (const note of tried.notes) asker.say(note);
  for (const each of tried.withheld) asker.say(words.worksWithoutText(each));
}

/** The file that the secrets go into; `null` when the admin ends the input. */
export async function askEnvFile(asker: Asker, directory: string): Promise<string | null> {
  const offered = join(directory, '.env');
  const typed = await asker.ask(words.envFileQuestion(offered));
  if (typed === null) return null;
  return typed === '' ? offered : resolve(directory, typed);
}

/** The command that reads it first; `app`: `null` for a roster source. */
export function nextCommand(envFile: string | null, app: string | null): string {
  const sync = app === null ? 'sync' : `sync ${app}`;
  return envFile === null ? `npx seatkeeper ${sync}` : `node --env-file=${envFile} dist/main.js ${sync}`;
}
