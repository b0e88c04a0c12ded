import type { Examined } from '../../chat/say/chats/examined.ts';
import {
  appReadableText,
  type Beginning,
  EMPTY_LIST,
  rosterReadableText,
  unreadableText,
} from '../../chat/say/operate/doctor.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Context } from '../context.ts';

const PAGES_READ = 2;

/** Checks the chat platforms, the roster sources and the apps, as cheaply as each allows; changes nothing. */
export async function examine(context: Context): Promise<readonly Examined[]> {
  const { config, dependencies } = context;
  const chat = (await dependencies.examineChat?.(context.store)) ?? [];
  const roster = config.roster.map((source) =>
    attempt(`roster ${source.id}`, async () => {
      const beginning = await beginningOf(dependencies.roster(source).people());
      return { found: rosterReadableText(beginning), fix: fixFor(beginning, source.expect) };
    }),
  );
  const apps = config.apps.map((app) =>
    attempt(`app ${app.id}`, async () => {
      const connection = dependencies.app(app);
      const withheld = await connection.check();
      const beginning = await beginningOf(connection.accounts());
      return { found: appReadableText(withheld, beginning), fix: fixFor(beginning, app.expect) };
    }),
  );
  return [...chat, ...(await Promise.all([...roster, ...apps]))];
}

/** A list that cannot be read whole shows itself on the second page, or by what comes after the first. */
async function beginningOf(pages: AsyncIterable<readonly unknown[]>): Promise<Beginning> {
  let [read, listed] = [0, 0];
  for await (const page of pages) {
    listed += page.length;
    if (++read === PAGES_READ) return { listed, whole: false };
  }
  return { listed, whole: true };
}

/** An empty list may be what a wrong key sees, unless the admin expects nobody. */
function fixFor({ listed }: Beginning, expected: number | null): string | null {
  return listed === 0 && expected !== 0 ? EMPTY_LIST : null;
}

async function attempt(
  name: string,
  look: () => Promise<Pick<Examined, 'found' | 'fix'>>,
): Promise<Examined> {
  try {
    const { found, fix } = await look();
    return { name, state: fix === null ? 'good' : 'unsure', found, fix };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { name, state: 'bad', found: unreadableText(error.kind), fix: error.message };
  }
}
