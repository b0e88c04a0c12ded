import type { Caller } from '../../domain/caller.ts';
import { lastAudit, recordAudit } from '../../store/audit.ts';
import { StoreError } from '../../store/db/errors.ts';
import { takeLock } from '../../store/db/lock.ts';
import { changesOf, unseenPeople } from '../../store/intake/person-intake.ts';
import { type Run, runById, seenBy, updateRun } from '../../store/sources/runs.ts';
import { seenIds } from '../../store/sources/seen-bitmap.ts';
import { type Source, sourceById } from '../../store/sources/sources.ts';
import { type App, type Context, findApp, timestamp } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { whenText } from '../when-text.ts';
import { applyRoster } from './apply-roster.ts';
import { applyRun } from './apply-run.ts';
import { dropRuns } from './drop-runs.ts';
import { notifyKept } from './notify-sync-trouble.ts';
import { previewRosterEffects } from './preview-roster-effects.ts';
import { isRetired, judgeRetirement } from './retire-roster.ts';

/** Believes one held read, and only that one: exactly the data whose numbers the admin saw. */
export async function acceptRun(context: Context, by: Caller, id: number): Promise<Outcome> {
  return withHeldRun(context, id, async (run, source, name) => {
    if (source.kind === 'roster') {
      const asked = run.doubts.some(({ kind }) => kind === 'retired');
      if (asked !== isRetired(context, source))
        return refused(
          `seatkeeper.yaml ${asked ? 'has' : 'does not have'} ${name} ${asked ? 'again' : 'any more'}. Nothing was changed; the next sync looks at it afresh.`,
        );
      acceptRoster(context, by, run, source);
    } else {
      const app = findApp(context, source.id);
      if (app === null) return refused(`${name} is not in seatkeeper.yaml any more. Nothing was changed.`);
      await acceptApp(context, by, run, app);
    }
    return done(`${name}: the read of run ${id} is accepted, once. The guard judges the next one as always.`);
  });
}

async function acceptApp(context: Context, by: Caller, run: Run, app: App): Promise<void> {
  const { id, counts, dataAt, startedAt } = run;
  context.store.write(() => {
    updateRun(context.store, id, { status: 'applying', acceptedBy: by.id });
    recordAccepted(context, by, run, app.source);
  });
  const seen = seenBy(context.store, id);
  await applyRun(context, app, {
    run: id,
    counts,
    dataAt: dataAt ?? startedAt,
    seen,
    previous: run,
    by: by.id,
  });
}

function acceptRoster(context: Context, by: Caller, run: Run, source: Source): void {
  const { id, counts, dataAt, startedAt } = run;
  context.store.write(() => {
    recordAccepted(context, by, run, source);
    if (isRetired(context, source)) {
      const { reading, effects } = judgeRetirement(context, source, id);
      applyRoster(context, source, { run: id, reading, effects, previous: run, by: by.id });
      return;
    }
    const gone = unseenPeople(context.store, source.id, seenIds(seenBy(context.store, id)).has);
    const changed = [...changesOf(context.store, source.id, id), ...gone];
    const effects = previewRosterEffects(context, source, id, { changed, gone });
    const reading = { counts, dataAt: dataAt ?? startedAt, changed, gone };
    applyRoster(context, source, { run: id, reading, effects, previous: run, by: by.id });
  });
}

function recordAccepted(context: Context, by: Caller, run: Run, { kind, name }: Source): void {
  recordAudit(context.store, {
    at: timestamp(context),
    actor: by.id,
    action: 'run-accepted',
    subject: `${kind}:${name}`,
    detail: { run: run.id, doubts: run.doubts, by: by.name },
  });
}

/** Drops a held read: what is shown stays, and the next sync reads anew. */
export async function keepLastGood(context: Context, by: Caller, id: number): Promise<Outcome> {
  return withHeldRun(context, id, (run, source, name) => {
    context.store.write(() => {
      updateRun(context.store, id, { status: 'dropping' });
      recordAudit(context.store, {
        at: timestamp(context),
        actor: by.id,
        action: 'run-dropped',
        subject: `${source.kind}:${source.name}`,
        detail: { run: id, by: by.name },
      });
      notifyKept(context, source, name, by.name);
    });
    dropRuns(context, source, [{ ...run, status: 'dropping' }]);
    return done(`${name}: the last good data stays. The next sync reads it again.`);
  });
}

async function withHeldRun(
  context: Context,
  id: number,
  decide: (run: Run, source: Source, name: string) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  try {
    const lock = takeLock(context.config.database, 'sync', context.now());
    try {
      const run = runById(context.store, id);
      const source = run === null ? null : sourceById(context.store, run.source);
      if (run === null || source === null) return refused(`There is no run ${id}. Nothing was changed.`);
      const handled = runHandled(context, run, source);
      if (handled !== null) return handled;
      if (run.status === 'complete') return refused(`Run ${id} was believed: there is nothing to decide.`);
      if (run.status !== 'held')
        return refused(
          `Run ${id} is not held any more: a newer read took its place. Look at health for the current one.`,
        );
      const name =
        source.kind === 'roster'
          ? `Roster ${source.name}`
          : (findApp(context, source.id)?.config.name ?? source.name);
      return await decide(run, source, name);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'locked')
      return refused(`${error.message} Nothing was changed; press it again when it is done.`);
    throw error;
  }
}

/** Somebody else was faster. */
function runHandled(context: Context, run: Run, { kind, name }: Source): Outcome | null {
  if (run.status === 'held') return null;
  const decided = lastAudit(context.store, ['run-accepted', 'run-dropped'], `${kind}:${name}`, {
    run: run.id,
  });
  if (decided === null) return null;
  const did = decided.action === 'run-accepted' ? 'accepted that read' : 'kept the last good data';
  return refused(
    `Already handled: ${decided.detail.by ?? decided.actor} ${did} ${whenText(context, decided.at)}.`,
  );
}
