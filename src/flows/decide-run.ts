import type { Caller } from '../chat/platform.ts';
import { recordAudit } from '../store/audit.ts';
import { StoreError } from '../store/errors.ts';
import { takeLock } from '../store/lock.ts';
import { changesOf, unseenPeople } from '../store/person-intake.ts';
import { type Run, runById, seenBy, updateRun } from '../store/runs.ts';
import { seenIds } from '../store/seen.ts';
import { type Source, sourceById } from '../store/sources.ts';
import { applyRoster } from './apply-roster.ts';
import { applyRun } from './apply-run.ts';
import { type Context, findApp, timestamp } from './context.ts';
import { dropRuns } from './drop-runs.ts';
import { judgeEffects } from './judge-effects.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { sayKept } from './say-trouble.ts';

/** Believes one held read, and only that one: exactly the data whose numbers the admin saw. */
export async function acceptRun(context: Context, by: Caller, id: number): Promise<Outcome> {
  return withHeldRun(context, id, async (run, source, name) => {
    const { counts, dataAt } = run;
    const seen = seenBy(context.store, id);
    const read = dataAt ?? run.startedAt;
    const app = findApp(context, source.id);
    context.store.write(() => {
      if (app !== null) updateRun(context.store, id, { status: 'applying', counts });
      recordAudit(context.store, {
        at: timestamp(context),
        actor: by.id,
        action: 'run-accepted',
        subject: `${source.kind}:${source.name}`,
        detail: { run: id, doubts: run.doubts },
      });
    });
    if (app !== null)
      await applyRun(context, app, { run: id, counts, dataAt: read, seen, previous: run, by: by.id });
    else {
      const gone = unseenPeople(context.store, source.id, seenIds(seen).has);
      const changed = [...changesOf(context.store, source.id, id), ...gone];
      const effects = judgeEffects(context, source, id, { changed, gone });
      applyRoster(context, source, {
        run: id,
        reading: { counts, dataAt: read, changed, gone },
        effects,
        previous: run,
        by: by.id,
      });
    }
    return done(`${name}: the read of run ${id} is accepted, once. The guard judges the next one as always.`);
  });
}

/** Drops a held read: what is shown stays, and the next sync reads anew. */
export async function keepLastGood(context: Context, by: Caller, id: number): Promise<Outcome> {
  return withHeldRun(context, id, (run, source, name) => {
    dropRuns(context, source, [run]);
    context.store.write(() => {
      recordAudit(context.store, {
        at: timestamp(context),
        actor: by.id,
        action: 'run-dropped',
        subject: `${source.kind}:${source.name}`,
        detail: { run: id },
      });
      sayKept(context, source, name, by.name);
    });
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
      if (run.status === 'complete' && run.doubts.length > 0)
        return refused(`Already handled: run ${id} was accepted.`);
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
