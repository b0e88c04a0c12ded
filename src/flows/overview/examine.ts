import type { Examined } from '../../chat/say/chats/examined.ts';
import { appReadableText, rosterReadableText, unreadableText } from '../../chat/say/operate/doctor.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Context } from '../context.ts';

const PAGES_READ = 2;

/** Checks the chat platforms, the roster sources and the apps, as cheaply as each allows; changes nothing. */
export async function examine(context: Context): Promise<readonly Examined[]> {
  const { config, dependencies } = context;
  const chat = (await dependencies.examineChat?.(context.store)) ?? [];
  const roster = config.roster.map((source) =>
    attempt(`roster ${source.id}`, async () => {
      let pages = 0;
      let people = 0;
      // A list that cannot be read whole shows itself on the second page, or by what comes after the first.
      for await (const page of dependencies.roster(source).people()) {
        people += page.length;
        if (++pages === PAGES_READ) return rosterReadableText({ people, whole: false });
      }
      return rosterReadableText({ people, whole: true });
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
