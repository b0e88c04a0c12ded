import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from '../../domain/watching/observer.ts';
import type { Context } from '../../flows/context.ts';
import type { Figures } from '../../flows/watching/look-at-metrics.ts';
import type { NewEvents } from '../../flows/watching/new-events.ts';

export interface Metrics {
  /** Told of what this process does. */
  readonly observer: Observer;
  /** A request of the sync thread. */
  requested(vendor: string, status: number | null, seconds: number): void;
  /** In Prometheus' text format. */
  page(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsOptions {
  readonly figures: () => Figures;
  /** What has happened since the last call. */
  readonly newEvents: () => NewEvents;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
}

const STATES = ['good', 'old', 'held', 'failed', 'never-read', 'retiring'] as const;
const OUTBOX_STATES = ['pending', 'sending', 'in-doubt', 'dead'] as const;
const OUTCOMES = ['complete', 'held', 'failed'] as const;

/**
 * Everything that `/metrics` shows. Labels are ids from seatkeeper.yaml, kinds and states: their number is bounded, and none is the name of a
 * person. Its data is passed in, so that importing it loads only this file and its library.
 */
export function openMetrics(
  context: Pick<Context, 'config' | 'version' | 'platforms' | 'now'>,
  { figures, newEvents, elapsed }: MetricsOptions,
): Metrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `seatkeeper_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `seatkeeper_${name}`, help, labelNames, registers });
  const seconds = (name: string, help: string, buckets: number[], ...labelNames: string[]) =>
    new Histogram({ name: `seatkeeper_${name}_seconds`, help, labelNames, buckets, registers });

  const info = gauge('info', 'Version of Seatkeeper; always 1.', 'version');
  const source = gauge(
    'source_info',
    'A source of seatkeeper.yaml; always 1.',
    'kind',
    'source',
    'connector',
  );
  const state = gauge(
    'source_state',
    '1 for the state a source is in, 0 for all others.',
    'kind',
    'source',
    'state',
  );
  const age = gauge(
    'last_complete_read_age_seconds',
    'Time since the end of the last complete read; absent before the first.',
    'kind',
    'source',
  );
  const rows = gauge(
    'source_rows',
    'Accounts of an app or people of a roster source at its last complete read.',
    'kind',
    'source',
  );
  const findings = gauge('open_findings', 'Findings to decide on.', 'app', 'kind');
  const snoozed = gauge('snoozed_findings', 'Findings that were put off.', 'app');
  const messages = gauge(
    'outbox_messages',
    'Messages that were not sent yet, and those of the last 14 days that are in doubt or dead.',
    'platform',
    'state',
  );
  const oldest = gauge(
    'outbox_oldest_age_seconds',
    'Time since the oldest of these messages was queued; absent when there is none.',
    'platform',
    'state',
  );
  const removals = gauge('removals', 'Steps of removals that have not ended.', 'state');
  const bytes = gauge('database_bytes', 'Size of the database on the disk.', 'file');

  const reads = counter(
    'reads_total',
    'Reads that ended since the service was started, in whichever process.',
    'kind',
    'source',
    'outcome',
  );
  const requests = counter(
    'vendor_requests_total',
    'Requests to apps and roster sources by HTTP status; none when no answer came.',
    'vendor',
    'status',
  );
  const refused = counter(
    'refused_requests_total',
    'Requests in the name of a chat platform that were not let in.',
    'platform',
    'reason',
  );
  const deliveries = counter('deliveries_total', 'Tries to send a message.', 'platform', 'outcome');
  const readTime = seconds(
    'read_duration',
    'Time from the start of a read to its end.',
    [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
    'kind',
  );
  const requestTime = seconds(
    'vendor_request_duration',
    'Time until a vendor answered.',
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    'vendor',
  );
  const answerTime = seconds(
    'answer_duration',
    'Time until a command, a click or a form was answered.',
    [0.01, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3, 10, 60],
    'platform',
    'kind',
    'outcome',
  );

  const { config } = context;
  info.set({ version: context.version }, 1);
  // A counter that appears with its first event shows no increase.
  for (const outcome of OUTCOMES) {
    for (const { id } of config.apps) reads.inc({ kind: 'app', source: id, outcome }, 0);
    for (const { id } of config.roster) reads.inc({ kind: 'roster', source: id, outcome }, 0);
  }

  function requested(vendor: string, status: number | null, took: number): void {
    requests.inc({ vendor, status: status ?? 'none' });
    requestTime.observe({ vendor }, took);
  }

  function count(): void {
    const found = newEvents();
    for (const { kind, source: name, outcome, seconds: took } of found.reads) {
      reads.inc({ kind, source: name, outcome });
      readTime.observe({ kind }, took);
    }
    for (const { platform, reason, more } of found.refused) refused.inc({ platform, reason }, more);
  }

  function show({ sources, findings: found, outbox, removals: live, database }: Figures): void {
    for (const each of [source, state, age, rows, findings, snoozed, messages, oldest, removals])
      each.reset();
    const now = context.now().getTime();
    const ageOf = (at: string) => Math.max(0, now - Date.parse(at)) / 1000;
    for (const { kind, id, connector, readAt, rows: listed, ...one } of sources) {
      const labels = { kind, source: id };
      source.set({ ...labels, connector: connector ?? '' }, 1);
      for (const each of STATES) state.set({ ...labels, state: each }, each === one.state ? 1 : 0);
      if (readAt !== null) age.set(labels, ageOf(readAt));
      if (listed !== null) rows.set(labels, listed);
    }
    for (const { app, open, snoozed: later } of found) {
      for (const [kind, count] of open) findings.set({ app, kind }, count);
      snoozed.set({ app }, later);
    }
    for (const platform of context.platforms)
      for (const each of OUTBOX_STATES) messages.set({ platform, state: each }, 0);
    for (const { platform, status, count: waiting, oldest: since } of outbox) {
      messages.set({ platform, state: status }, waiting);
      oldest.set({ platform, state: status }, ageOf(since));
    }
    for (const [each, steps] of live) removals.set({ state: each }, steps);
    bytes.set({ file: 'main' }, database.main);
    bytes.set({ file: 'wal' }, database.wal);
  }

  return {
    observer: {
      answering({ kind, platform }) {
        const began = elapsed();
        return {
          end: (outcome) => answerTime.observe({ platform, kind, outcome }, (elapsed() - began) / 1000),
        };
      },
      requesting({ vendor }) {
        const began = elapsed();
        return { end: ({ status }) => requested(vendor, status, (elapsed() - began) / 1000) };
      },
      delivering: ({ platform }) => ({ end: (outcome) => deliveries.inc({ platform, outcome }) }),
    },
    requested,
    async page() {
      count();
      show(figures());
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
