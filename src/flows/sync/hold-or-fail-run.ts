import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Doubt } from '../../domain/guard.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Run, type RunCounts, updateRun } from '../../store/sources/runs.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { notifySyncTrouble, type Trouble } from './notify-sync-trouble.ts';

/** A run that will not become the picture by itself. */
export interface UnacceptedRun {
  readonly source: Source;
  /** As messages call the source. */
  readonly name: string;
  readonly run: number;
  /** The run before: whether the admins were told of trouble already. */
  readonly previous: Run | null;
}

export interface HeldRead {
  readonly counts: RunCounts;
  readonly dataAt: string;
  readonly seen: Buffer;
  readonly doubts: readonly Doubt[];
}

/** Keeps a complete but implausible read aside until an admin decides or a newer one comes. */
export function holdRun(
  context: Context,
  { source, name, run, previous }: UnacceptedRun,
  held: HeldRead,
): Trouble {
  const { counts, doubts } = held;
  const trouble: Trouble = { kind: 'held', run, counts, doubts };
  const at = timestamp(context);
  context.store.write(() => {
    updateRun(context.store, run, { status: 'held', endedAt: at, ...held });
    recordAudit(context.store, {
      at,
      actor: SEATKEEPER,
      action: 'run-held',
      subject: subjectOf(source),
      detail: { run, counts, doubts },
    });
    notifySyncTrouble(context, source, name, trouble, previous);
  });
  return trouble;
}

/**
 * Records why a source could not be read and tells the admins. What is no fault of the source (a stop, a full disk, a bug) is
 * recorded without an alert and thrown on.
 */
export function failRun(
  context: Context,
  { source, name, run, previous }: UnacceptedRun,
  error: unknown,
): Trouble {
  const at = timestamp(context);
  if (!(error instanceof ConnectorError)) {
    context.store.write(() =>
      updateRun(context.store, run, { status: 'failed', endedAt: at, error: brokenOff(context) }),
    );
    throw error;
  }
  const { kind, message, retryAt } = error;
  const trouble: Trouble = { kind: 'failed', run, errorKind: kind, message, retryAt };
  context.store.write(() => {
    updateRun(context.store, run, { status: 'failed', endedAt: at, error: { kind, message, retryAt } });
    recordAudit(context.store, {
      at,
      actor: SEATKEEPER,
      action: 'run-failed',
      subject: subjectOf(source),
      detail: { run, kind, message },
    });
    notifySyncTrouble(context, source, name, trouble, previous);
  });
  return trouble;
}

function subjectOf({ kind, name }: Source): string {
  return `${kind}:${name}`;
}

function brokenOff({ outside }: Context) {
  return outside.signal.aborted
    ? { kind: 'interrupted', message: 'Seatkeeper was stopped while reading', retryAt: null }
    : {
        kind: 'internal',
        message: 'stopped by an error in Seatkeeper or its database; see the log',
        retryAt: null,
      };
}
