import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../../config/config.ts';
import type { ConnectorIo } from '../../connectors/base/connector.ts';
import type { Sockets } from '../../connectors/network/sockets.ts';
import { openHostTurns } from '../../connectors/pacing/host-turns.ts';

/** What the app or roster source with this id is given. `waiting`: as in `ConnectorIo`. */
export type OpenIo = (
  app: string,
  signal: AbortSignal,
  waiting?: (until: Date | null) => void,
) => ConnectorIo;

/** The real world for connectors: the guarded network, the clock, and the turns that apps at one host take. */
export function connectorIo({ config, now }: { readonly config: Config; readonly now: () => Date }): OpenIo {
  const fetch = guardedFetch(config);
  const sockets = guardedSockets(config);
  const hosts = openHostTurns(() => performance.now());
  return (app, signal, waiting) => ({
    app,
    fetch,
    sockets,
    hosts,
    signal,
    now,
    sleep: (ms) => wait(ms, undefined, { signal }),
    directory: config.directory,
    domains: config.domains,
    timezone: config.timezone,
    groups: namedGroups(config),
    downloads:
      config.database === ':memory:'
        ? join(config.directory, 'seatkeeper.files')
        : `${config.database}.files`,
    ...(waiting === undefined ? {} : { waiting }),
  });
}

/** Loaded with the first request: most commands make none. */
function guardedFetch({ network }: Config): typeof fetch {
  let opened: Promise<typeof fetch> | null = null;
  return async (...asked) => {
    opened ??= import('../../connectors/network/network.ts').then(({ createFetch }) => createFetch(network));
    return (await opened)(...asked);
  };
}

function guardedSockets({ network }: Config): Sockets {
  let opened: Promise<Sockets> | null = null;
  const sockets = () => {
    opened ??= import('../../connectors/network/sockets.ts').then(({ createSockets }) =>
      createSockets(network),
    );
    return opened;
  };
  return {
    open: async (...asked) => (await sockets()).open(...asked),
    encrypt: async (...asked) => (await sockets()).encrypt(...asked),
  };
}

function namedGroups({ groups }: Config): readonly string[] {
  return [...new Set(Object.entries(groups).flatMap(([name, { groups: inner }]) => [name, ...inner]))];
}
