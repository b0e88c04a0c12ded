import { INTERNAL_ERROR, INTERRUPTED } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Doubt } from '../../domain/sync/doubt.ts';
import type { Usage } from '../../domain/sync/usage.ts';
import { recordAudit } from '../../store/audit.ts';
import { auditedCounts, type Run, type RunCounts, updateRun } from '../../store/sources/runs.ts';
import { type Source, saveUsage } from '../../store/sources/sources.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { withSignInRest } from '../signing-in/sign-in-rest.ts';
import { notifySyncTrouble, type Trouble } from './notify-sync-trouble.ts';

/** A run whose data is not accepted, with what its message needs. */
export interface UnacceptedRun {
  readonly source: Source;
  /** What messages call the source. */
  readonly name: string;
  readonly run: number;
  /** The run before this one: whether a message about trouble is there already. */
  readonly previous: Run | null;
  /** What it has cost, where that is counted. `health` shows it, even for a read that failed because of a rate limit. */
  readonly usage?: () => Usage | undefined;
}

export interface HeldRead {
  readonly counts: RunCounts;
  readonly dataAt: string;
  readonly seen: Buffer;
  readonly doubts: readonly Doubt[];
}

/** Keeps a complete but implausible read aside until an admin decides or a newer read replaces it. */
export function holdRun(context: Context, unaccepted: UnacceptedRun, held: HeldRead): Trouble {
  const { counts, doubts } = held;
  return endRun(context, unaccepted, {
    trouble: { kind: 'held', run: unaccepted.run, counts, doubts },
    run: { status: 'held', ...held },
    action: 'run-held',
    detail: { counts: auditedCounts(counts), doubts },
  });
}

/**
 * Records why a source could not be read and notifies the admins. An error that is not the source's fault (a stop, a full
 * disk, a bug) is recorded without an alert and thrown again.
 */
export function failRun(context: Context, unaccepted: UnacceptedRun, error: unknown): Trouble {
  const { run } = unaccepted;
  if (!(error instanceof ConnectorError)) {
    context.store.write(() =>
      updateRun(context.store, run, {
        status: 'failed',
        endedAt: timestamp(context),
        error: ownError(context),
      }),
    );
    throw error;
  }
  const { source } = unaccepted;
  const { apps, roster } = context.config;
  const entry = (source.kind === 'app' ? apps : roster).find(({ id }) => id === source.name);
  const told = entry === undefined ? error : withSignInRest(context, source.kind, entry, error);
  const { kind, message, retryAt } = told;
  return endRun(context, unaccepted, {
    trouble: { kind: 'failed', run, errorKind: kind, message, retryAt },
    run: { status: 'failed', error: { kind, message, retryAt } },
    action: 'run-failed',
    detail: { kind, message },
  });
}

/** The run, the audit entry and the message in one transaction. */
function endRun(
  context: Context,
  { source, name, run, previous, usage }: UnacceptedRun,
  ended: {
    readonly trouble: Trouble;
    readonly run: Parameters<typeof updateRun>[2];
    readonly action: 'run-held' | 'run-failed';
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Trouble {
  const at = timestamp(context);
  context.store.write(() => {
    updateRun(context.store, run, { ...ended.run, endedAt: at });
    const used = usage?.();
    if (used !== undefined && used.requests > 0) saveUsage(context.store, source.id, used);
    recordAudit(context.store, {
      at,
      actor: SEATKEEPER,
      action: ended.action,
      subject: `${source.kind}:${source.name}`,
      detail: { run, ...ended.detail },
    });
    notifySyncTrouble(context, source, name, ended.trouble, previous);
  });
  return ended.trouble;
}

function ownError({ dependencies }: Context) {
  return dependencies.signal.aborted
    ? { kind: 'interrupted', message: INTERRUPTED, retryAt: null }
    : { kind: 'internal', message: INTERNAL_ERROR, retryAt: null };
}
