import { restingText } from '../../chat/say/signing-in/resting.ts';
import type { AppConfig, RosterConfig } from '../../config/config.ts';
import type { Connection } from '../../connectors/base/connector.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { RosterConnection } from '../../roster/roster.ts';
import { type Context, type Keep, timestamp } from '../context.ts';
import { forceCommand, type SignInRest, signInRest } from './sign-in-rest.ts';

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Whether to ask it even if it refused this name and password a short while ago. */
  readonly force?: boolean;
  /** As in `Dependencies`. */
  readonly keep?: Keep;
}

/** A connection to an app. If the app refused name and password, it is not asked again until its rest is over. */
export function openAppSource(
  context: Context,
  app: AppConfig,
  { signal, force = false, keep }: OpenOptions = {},
): Connection {
  const rest = force ? null : signInRest(context, 'app', app);
  if (rest === null) return context.dependencies.app(app, signal, keep);
  const refuse = async () => {
    throw restError(context, app.id, rest, forceCommand('app', app.id));
  };
  return { check: refuse, accounts: () => never(refuse) };
}

/** The same, to a roster source. */
export function openRosterSource(
  context: Context,
  roster: RosterConfig,
  { signal, force = false, keep }: OpenOptions = {},
): RosterConnection {
  const rest = force ? null : signInRest(context, 'roster', roster);
  if (rest === null) return context.dependencies.roster(roster, signal, keep);
  const refuse = async () => {
    throw restError(context, roster.id, rest, forceCommand('roster', roster.id));
  };
  return { check: refuse, people: () => never(refuse) };
}

async function* never(refuse: () => Promise<never>): AsyncGenerator<never> {
  yield await refuse();
}

function restError(context: Context, id: string, rest: SignInRest, command: string): ConnectorError {
  const { timezone } = context.config;
  const message = restingText({ ...rest, source: id, command, timezone, now: timestamp(context) });
  return new ConnectorError(id, 'auth', message, { retryAt: rest.until, effect: 'none' });
}
