import { CONCERNS } from '../../domain/findings/classify.ts';
import { LIVE_STATES } from '../../domain/removal/operation.ts';
import type { ServiceStatus } from '../../domain/watching/service-status.ts';
import { type Context, timestamp } from '../context.ts';
import { healthCodes } from './health-codes.ts';
import { lookAtMetrics } from './look-at-metrics.ts';

/** What `/status.json` shows. As cheap as a scrape. */
export function lookAtStatus(context: Context, { ready }: { readonly ready: boolean }): ServiceStatus {
  const figures = lookAtMetrics(context);
  const { sources, findings, outbox, removals } = figures;
  const health = healthCodes(context, figures);
  const messages = (status: string) =>
    outbox.reduce((sum, each) => sum + (each.status === status ? each.count : 0), 0);
  const waiting = outbox.filter(({ status }) => status === 'pending' || status === 'sending');
  return {
    schema: 'seatkeeper.status/1',
    version: context.version,
    organisation: context.config.organisation.slice(0, 500),
    at: timestamp(context),
    ok: health.length === 0,
    ready,
    sources: sources.map(({ kind, id, state, readAt, rows }) => ({
      kind,
      id,
      state,
      lastCompleteRead: readAt,
      rows,
    })),
    findings: {
      ...countsOf(CONCERNS, (concern) =>
        findings.reduce((sum, { open }) => sum + (open.get(concern) ?? 0), 0),
      ),
      snoozed: findings.reduce((sum, { snoozed }) => sum + snoozed, 0),
    },
    outbox: {
      pending: messages('pending'),
      sending: messages('sending'),
      'in-doubt': messages('in-doubt'),
      dead: messages('dead'),
      oldestWaiting: waiting.map(({ oldest }) => oldest).sort()[0] ?? null,
    },
    removals: countsOf(LIVE_STATES, (state) => removals.get(state) ?? 0),
    health: [...health],
  };
}

function countsOf<Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, number>;
}
