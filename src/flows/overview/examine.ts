import type { Examined } from '../../chat/doctor-check.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Context } from '../context.ts';

/** Looks at the chat platforms, the roster sources and the apps, as cheaply as each allows; changes nothing. */
export async function examine(context: Context): Promise<readonly Examined[]> {
  const { config, outside } = context;
  const chat = (await outside.examineChat?.(context.store)) ?? [];
  const roster = config.roster.map((source) =>
    attempt(`roster ${source.id}`, async () => {
      // The first page is proof enough.
      for await (const page of outside.roster(source).people()) return `reads ${page.length} people at once`;
      return 'reads nobody';
    }),
  );
  const apps = config.apps.map((app) =>
    attempt(`app ${app.id}`, async () => {
      const limits = await outside.app(app).check();
      return limits.length === 0
        ? 'can be read'
        : `can be read; withheld by its plan: ${limits.map(({ capability, reason }) => `${capability} (${reason})`).join(', ')}`;
    }),
  );
  return [...chat, ...(await Promise.all([...roster, ...apps]))];
}

async function attempt(name: string, look: () => Promise<string>): Promise<Examined> {
  try {
    return { name, state: 'good', found: await look(), fix: null };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { name, state: 'bad', found: `cannot be read (${error.kind})`, fix: error.message };
  }
}
