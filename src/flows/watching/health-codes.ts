import { keepsOut } from '../../domain/rejected-request.ts';
import type { HealthCode, ServiceStatus } from '../../domain/watching/service-status.ts';
import { whyReadOnly } from '../../store/backup/condition.ts';
import { conversationProblems } from '../../store/outbox/conversations.ts';
import { rejectionsSince } from '../../store/outbox/rejected-requests.ts';
import { LONGEST_SENDING_MS } from '../../store/outbox/stuck-outgoing.ts';
import { countDoubts } from '../../store/removal/doubts.ts';
import { latestRun } from '../../store/sources/runs.ts';
import { listSources } from '../../store/sources/sources.ts';
import { type Context, listApps, timestamp } from '../context.ts';
import { isHalfDone } from '../overview/half-done.ts';
import { doublePrices, LEAST_FREE, overruledRules } from '../overview/look-at-health.ts';
import type { Figures } from './look-at-metrics.ts';

type Item = ServiceStatus['health'][number] & { readonly code: HealthCode };

/** What `health` says, as far as it is known without looking at every person or at every page of the database. */
export function healthCodes(context: Context, { sources, outbox }: Figures): readonly Item[] {
  const { store, dependencies } = context;
  const now = timestamp(context);
  const known = listSources(store);
  const set = new Map(known.map((source) => [`${source.kind} ${source.name}`, source.numbers]));
  const halfDone = known.filter(({ id }) => {
    const run = latestRun(store, id);
    return run !== null && isHalfDone(context, run);
  });
  const prices = listApps(context).flatMap((app) => doublePrices(context, app));
  const some = (code: HealthCode, count: number): readonly Item[] =>
    count > 0 ? [{ code, source: null, count }] : [];
  const messages = (status: string) =>
    outbox.reduce((sum, each) => sum + (each.status === status ? each.count : 0), 0);
  const chat =
    conversationProblems(store).length +
    (context.chatProblems?.() ?? []).length +
    rejectionsSince(store, now).filter(keepsOut).length;
  const stuck = outbox.some(
    ({ status, since }) =>
      status === 'sending' && Math.abs(Date.parse(now) - Date.parse(since)) > LONGEST_SENDING_MS,
  );
  const free = dependencies.diskFree();
  return [
    ...sources.flatMap(({ kind, id, state }): readonly Item[] => {
      const setAside = set.get(`${kind} ${id}`)?.setAside?.count ?? 0;
      return [
        ...(state === 'good' ? [] : [{ code: `source-${state}`, source: id, count: null } as const]),
        ...(setAside === 0 ? [] : [{ code: 'rows-set-aside', source: id, count: setAside } as const]),
      ];
    }),
    ...some('reads-half-done', halfDone.length),
    ...some('messages-dead', messages('dead')),
    ...some('messages-in-doubt', messages('in-doubt')),
    ...some(
      'messages-delayed',
      outbox.reduce((sum, { refused }) => sum + refused, 0),
    ),
    ...(stuck ? [{ code: 'messages-stuck', source: null, count: null } as const] : []),
    ...some('chat-problem', chat),
    ...some('removals-in-doubt', countDoubts(store)),
    ...some('rules-overruled', overruledRules(context).length),
    ...some('prices-conflict', prices.length),
    ...(whyReadOnly(store.file) === null
      ? []
      : [{ code: 'database-read-only', source: null, count: null } as const]),
    ...(free === null || free >= LEAST_FREE
      ? []
      : [{ code: 'disk-full', source: null, count: null } as const]),
  ];
}
