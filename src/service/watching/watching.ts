import type { LoadedConfig } from '../../config/config.ts';
import type { Context } from '../../flows/context.ts';
import { behindToken } from '../../web/bearer.ts';
import type { Route } from '../../web/server.ts';
import type { EndedRequest } from './ended-requests.ts';
import type { Metrics } from './metrics.ts';
import { type Observer, observeTogether } from './observer.ts';

/** What a monitoring system is told of a service. */
export interface Watching {
  /** Told of what the service does; left out where nobody asks for it. */
  readonly observer: Observer | undefined;
  /** A request of the sync thread. */
  readonly requested: (request: EndedRequest) => void;
  /** The pages that the environment asks for, each behind its token. */
  pages(context: Context): Promise<readonly Route[]>;
}

/** The libraries behind it are loaded only where the environment asks for it. */
export function openWatching({ environment }: LoadedConfig): Watching {
  const { metricsToken } = environment;
  const observers: Observer[] = [];
  let metrics: Metrics | null = null;
  return {
    observer: metricsToken === null ? undefined : observeTogether(observers),
    requested: ({ vendor, status, seconds }) => metrics?.requested(vendor, status, seconds),
    async pages(context) {
      if (metricsToken === null) return [];
      const { openMetrics } = await import('./metrics.ts');
      const opened = openMetrics(context, () => performance.now());
      metrics = opened;
      observers.push(opened.observer);
      return [
        behindToken(metricsToken, {
          method: 'GET',
          path: '/metrics',
          answer: async (_, response) => {
            const page = await opened.page();
            response.writeHead(200, { 'content-type': opened.contentType });
            response.end(page);
          },
        }),
      ];
    },
  };
}
