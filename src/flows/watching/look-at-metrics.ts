import { DAY_MS, type Instant } from '../../domain/day.ts';
import { CONCERNS, type Concern } from '../../domain/findings/classify.ts';
import { LIVE_STATES, type OperationState } from '../../domain/removal/operation.ts';
import { fileSizes } from '../../store/backup/condition.ts';
import { openCounts } from '../../store/findings/finding-counts.ts';
import { type OutboxFigure, outboxFigures } from '../../store/outbox/outbox-figures.ts';
import { liveCounts } from '../../store/removal/operations.ts';
import { runById } from '../../store/sources/runs.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, listApps, timestamp } from '../context.ts';
import { healthOf, lookAtRosters, type SourceHealth } from '../overview/look-at-apps.ts';

/** A source in the figures that a monitoring system asks for. Ids are those of seatkeeper.yaml. */
interface SourceFigures {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  /** The kind of app or roster source: `okta`, `csv`; `null` for a source that is no longer in seatkeeper.yaml. */
  readonly connector: string | null;
  readonly state: SourceHealth['state'];
  /** When the read whose data is shown ended; `null` before the first. */
  readonly readAt: Instant | null;
  /** Accounts or people at that read; `null` before the first. */
  readonly rows: number | null;
}

export interface Figures {
  readonly sources: readonly SourceFigures[];
  readonly findings: readonly {
    readonly app: string;
    /** By kind, including kinds without any. */
    readonly open: ReadonlyMap<Concern, number>;
    readonly snoozed: number;
  }[];
  readonly outbox: readonly OutboxFigure[];
  /** Removals that have not ended, by state. */
  readonly removals: ReadonlyMap<OperationState, number>;
  /** Bytes on the disk. */
  readonly database: { readonly main: number; readonly wal: number };
}

/** As in `health`: older messages are too old for an admin to do anything about. */
const RECENT_MS = 14 * DAY_MS;

/**
 * What a monitoring system asks for every few seconds: only figures that are stored, or counted by an index and cached until something
 * changes. No names of people.
 */
export function lookAtMetrics(context: Context): Figures {
  const { store, config } = context;
  const apps = listApps(context);
  const live = liveCounts(store);
  const rosters = lookAtRosters(context).map(({ id, source, health }) =>
    figuresOf(context, {
      kind: 'roster',
      id,
      connector: config.roster.find((each) => each.id === id)?.source ?? null,
      source,
      health,
    }),
  );
  return {
    sources: [
      ...rosters,
      ...apps.map(({ config: { id, connector }, source }) =>
        figuresOf(context, { kind: 'app', id, connector, source, health: healthOf(context, source) }),
      ),
    ],
    findings: apps.map(({ config: { id }, source }) => {
      const { byConcern, snoozed } = openCounts(store, source.id);
      return { app: id, open: new Map(CONCERNS.map((kind) => [kind, byConcern[kind] ?? 0])), snoozed };
    }),
    outbox: outboxFigures(store, new Date(Date.parse(timestamp(context)) - RECENT_MS).toISOString()),
    removals: new Map(LIVE_STATES.map((state) => [state, live.get(state) ?? 0])),
    database: fileSizes(store),
  };
}

function figuresOf(
  { store }: Context,
  {
    source,
    health,
    ...named
  }: Pick<SourceFigures, 'kind' | 'id' | 'connector'> & {
    readonly source: Source | null;
    readonly health: SourceHealth;
  },
): SourceFigures {
  const sealed = source === null || source.sealedRun === 0 ? null : runById(store, source.sealedRun);
  return {
    ...named,
    state: health.state,
    readAt: sealed?.endedAt ?? sealed?.startedAt ?? null,
    rows: sealed === null ? null : (source?.numbers.total ?? null),
  };
}
