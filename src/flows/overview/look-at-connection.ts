import type { ConnectionView } from '../../chat/say/overview/connection.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { type Withheld, withheldOnce } from '../../domain/sync/withheld.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { openAppSource } from '../signing-in/open-source.ts';
import { withSignInRest } from '../signing-in/sign-in-rest.ts';
import { healthOf } from './look-at-apps.ts';

/** What keeps an app from being read, according to its last read; `null` while it is connected. Does not ask the app. */
export function lookAtConnection(context: Context, app: App): ConnectionView | null {
  const health = healthOf(context, app.source);
  if (health.state === 'good' || health.state === 'held' || health.state === 'old') return null;
  const failed = health.state === 'failed' ? health.run : null;
  return {
    ...viewOf(context, app),
    trouble:
      failed === null
        ? null
        : {
            kind: failed.errorKind ?? 'internal',
            message: failed.error ?? 'it failed',
            retryAt: failed.retryAt,
          },
  };
}

/** How long a command waits for an app to answer. */
const PATIENCE_MS = 3000;

export interface CheckedConnection {
  /** What keeps it from being read right now; `null` when nothing does. */
  readonly connection: ConnectionView | null;
  /** What we do not get because of the plan or the way the app is connected, now and in the read that is shown. */
  readonly withheld: readonly Withheld[];
}

/** The same, but asks the app itself, in the cheapest way it offers. */
export async function checkConnection(context: Context, app: App): Promise<CheckedConnection> {
  const known = lookAtConnection(context, app);
  const read = app.source.numbers.withheld;
  const signal = AbortSignal.any([context.dependencies.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const now = await openAppSource(context, app.config, { signal }).check();
    return { connection: known, withheld: withheldOnce([...now, ...read]) };
  } catch (error) {
    context.dependencies.signal.throwIfAborted();
    // No answer in time tells nothing new.
    if (signal.aborted) return { connection: known, withheld: read };
    if (!(error instanceof ConnectorError)) throw error;
    const { kind, message, retryAt } = withSignInRest(context, 'app', app.config, error);
    return { connection: { ...viewOf(context, app), trouble: { kind, message, retryAt } }, withheld: read };
  }
}

function viewOf(context: Context, { config, source }: App): Omit<ConnectionView, 'trouble'> {
  return {
    app: { id: config.id, name: config.name },
    dataAt: source.dataAt,
    scopes: neededRights(context, config),
    timezone: context.config.timezone,
    now: timestamp(context),
  };
}

/** The names of the rights without which a connector reads nothing; with settings, those that this way to connect needs. */
export function neededRights(
  { dependencies }: Context,
  { connector, settings }: { readonly connector: string; readonly settings?: unknown },
): readonly string[] {
  const rights = dependencies.connectors.find(({ id }) => id === connector)?.rights ?? [];
  const set = settings as Readonly<Record<string, unknown>> | null | undefined;
  const isFor = (setting: string) => set?.[setting] !== undefined;
  return rights
    .filter(({ optional, onlyWith }) => optional !== true && (onlyWith === undefined || isFor(onlyWith)))
    .map(({ name }) => name);
}
