import type { HttpApi } from '../http/exchange.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';

/** https://learn.microsoft.com/graph/throttling-limits#identity-and-access-reports-service-limits */
const LIMIT = { requests: 5, ms: 10_000 };

/** Graph at the pace of its reports about sign-ins: a small tenant does not wait, and a large one is never refused. */
export function slowly({ api, now, wait }: GraphClient): HttpApi {
  const asked: number[] = [];
  return {
    ...api,
    async send(path, request) {
      const fifth = asked.at(-LIMIT.requests);
      const rest = fifth === undefined ? 0 : fifth + LIMIT.ms - now().getTime();
      // A clock that is set back must not keep anybody waiting.
      if (rest > 0) await wait(Math.min(rest, LIMIT.ms));
      asked.push(now().getTime());
      return api.send(path, request);
    },
  };
}
