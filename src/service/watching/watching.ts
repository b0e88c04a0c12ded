import type { LoadedConfig } from '../../config/config.ts';
import { type Observer, observeTogether } from '../../domain/watching/observer.ts';
import type { Context } from '../../flows/context.ts';
import { lookAtMetrics } from '../../flows/watching/look-at-metrics.ts';
import { lookAtStatus } from '../../flows/watching/look-at-status.ts';
import { openNewEvents } from '../../flows/watching/new-events.ts';
import type { Log } from '../../log.ts';
import { behindToken } from '../../web/bearer.ts';
import type { Route } from '../../web/server.ts';
import { openTracing, type Tracing } from '../tracing/tracing.ts';
import type { EndedRequest } from './ended-requests.ts';
import type { Metrics } from './metrics.ts';

/** What a monitoring system can learn about a service. */
export interface Watching {
  /** Told about what the service does; left out if nobody asks for it. */
  readonly observer: Observer | undefined;
  /** Told of a request of the sync thread; `null` where nobody counts them. */
  readonly requested: ((request: EndedRequest) => void) | null;
  /** `null` where no traces are sent. */
  readonly tracing: Tracing | null;
  /** The pages that the environment asks for, each behind its token. */
  pages(context: Context): Promise<(isReady: () => boolean) => readonly Route[]>;
  /** Sends the last traces. Takes two seconds at most. */
  stop(): Promise<void>;
}

/** The libraries behind it are loaded only where the environment asks for it. */
export function openWatching({ config, environment }: LoadedConfig, version: string, log: Log): Watching {
  const { metricsToken, statusToken, traces: target } = environment;
  const observers: Observer[] = [];
  let metrics: Metrics | null = null;
  const { ca, proxies } = config.network;
  const tracing = target === null ? null : openTracing({ target, network: { ca, proxies }, version }, log);
  if (tracing !== null) observers.push(tracing.observer);
  return {
    observer: metricsToken === null && tracing === null ? undefined : observeTogether(observers),
    requested:
      metricsToken === null
        ? null
        : ({ vendor, status, seconds }) => metrics?.requested(vendor, status, seconds),
    tracing,
    async pages(context) {
      const found: Route[] = [];
      if (metricsToken !== null) {
        const { openMetrics } = await import('./metrics.ts');
        const opened = openMetrics(context, {
          figures: () => lookAtMetrics(context),
          newEvents: openNewEvents(context),
          elapsed: () => performance.now(),
        });
        metrics = opened;
        observers.push(opened.observer);
        found.push(metricsPage(metricsToken, opened));
      }
      return (isReady) =>
        statusToken === null ? found : [...found, statusPage(statusToken, context, isReady)];
    },
    stop: async () => tracing?.stop(),
  };
}

function metricsPage(token: string, metrics: Metrics): Route {
  return behindToken(token, {
    method: 'GET',
    path: '/metrics',
    answer: async (_, response) => {
      const page = await metrics.page();
      response.writeHead(200, { 'content-type': metrics.contentType });
      response.end(page);
    },
  });
}

function statusPage(token: string, context: Context, isReady: () => boolean): Route {
  return behindToken(token, {
    method: 'GET',
    path: '/status.json',
    answer: (_, response) => {
      const status = lookAtStatus(context, { ready: isReady() });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(status)}\n`);
    },
  });
}
