import type { Observer } from '../../domain/watching/observer.ts';
import type { Log } from '../../log.ts';

/** Logs each request to an app or roster source, without its path and content: `LOG_LEVEL=debug`. */
export function logRequests(log: Log, milliseconds: () => number): Observer {
  return {
    requesting({ source, vendor, method }) {
      const began = milliseconds();
      return {
        end: ({ status }) =>
          log.debug({ source, vendor, method, status, ms: Math.round(milliseconds() - began) }, 'request'),
      };
    },
  };
}
