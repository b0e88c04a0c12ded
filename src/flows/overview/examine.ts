import type { Examined } from '../../chat/say/chats/examined.ts';
import { appReadableText, rosterReadableText, unreadableText } from '../../chat/say/operate/doctor.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Context } from '../context.ts';

/** Checks the chat platforms, the roster sources and the apps, as cheaply as each allows; changes nothing. */
export async function examine(context: Context): Promise<readonly Examined[]> {
  const { config, dependencies } = context;
  const chat = (await dependencies.examineChat?.(context.store)) ?? [];
  const roster = config.roster.map((source) =>
    attempt(`roster ${source.id}`, async () => {
      // The first page is proof enough.
      for await (const page of dependencies.roster(source).people()) return rosterReadableText(page.length);
      return rosterReadableText(0);
    }),
  );
  const apps = config.apps.map((app) =>
    attempt(`app ${app.id}`, async () => appReadableText(await dependencies.app(app).check())),
  );
  return [...chat, ...(await Promise.all([...roster, ...apps]))];
}

async function attempt(name: string, look: () => Promise<string>): Promise<Examined> {
  try {
    return { name, state: 'good', found: await look(), fix: null };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { name, state: 'bad', found: unreadableText(error.kind), fix: error.message };
  }
}
