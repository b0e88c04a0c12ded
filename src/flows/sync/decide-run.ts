import {
  acceptedBeforeText,
  acceptedText,
  appGoneText,
  changedSinceText,
  FINISHED_NOW,
  keptText,
  noSuchRunText,
  replacedRunText,
  runHandledText,
  syncRunningText,
} from '../../chat/say/operate/decide-run.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Caller } from '../../domain/caller.ts';
import { lastAudit, recordAudit } from '../../store/audit.ts';
import { StoreError } from '../../store/db/errors.ts';
import { takeLock } from '../../store/db/lock.ts';
import { unseenPeople } from '../../store/intake/person-changes.ts';
import { changesOf } from '../../store/intake/roster-preview.ts';
import { type Run, runById, seenBy, updateRun } from '../../store/sources/runs.ts';
import { seenIds } from '../../store/sources/seen-bitmap.ts';
import { type Source, sourceById } from '../../store/sources/sources.ts';
import { introduceApps } from '../alerts/introduce-apps.ts';
import { type App, type Context, findApp, timestamp } from '../context.ts';
import { notifyKept } from '../guard/notify-sync-trouble.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { whenText } from '../when-text.ts';
import { applyRoster } from './apply-roster.ts';
import { applyRun } from './apply-run.ts';
import { dropRuns } from './drop-runs.ts';
import { previewRosterEffects } from './preview-roster-effects.ts';
import { splitMissing } from './read-people.ts';
import { recover } from './recover.ts';
import { isRetired, judgeRetirement } from './retire-roster.ts';

/** Accepts one held read, and only that one: exactly the data whose numbers the admin saw. */
export async function acceptRun(context: Context, by: Caller, id: number): Promise<Outcome> {
  return withHeldRun(context, id, 'run-accepted', async (run, source, name) => {
    if (source.kind === 'roster') {
      const asked = run.doubts.some(({ kind }) => kind === 'retired');
      if (asked !== isRetired(context, source)) return refused(changedSinceText(name, asked));
      acceptRoster(context, by, run, source);
    } else {
      const app = findApp(context, source.id);
      if (app === null) return refused(appGoneText(name));
      await acceptApp(context, by, run, app);
    }
    return done(acceptedText(name, id));
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
  introduceApps(context);
}

function acceptRoster(context: Context, by: Caller, run: Run, source: Source): void {
  const { id, counts, dataAt, startedAt } = run;
  context.store.write(() => {
    recordAccepted(context, by, run, source);
    if (isRetired(context, source)) {
      const { reading, effects } = judgeRetirement(context, source, id);
      applyRoster(context, source, { run: id, reading, effects, previous: run, by: by.id, retired: true });
      return;
    }
    const missing = unseenPeople(context.store, source.id, seenIds(seenBy(context.store, id)).has);
    const { gone, successors } = splitMissing(context.store, id, missing);
    const changed = [...changesOf(context.store, source.id, id), ...missing];
    const replaced = successors.size === 0 ? {} : { successors };
    const effects = previewRosterEffects(context, source, id, { changed, gone, ...replaced });
    const reading = { counts, dataAt: dataAt ?? startedAt, changed, gone, ...replaced };
    const expected = context.config.roster.find((config) => config.id === source.name)?.expect ?? null;
    applyRoster(context, source, { run: id, reading, effects, previous: run, by: by.id, expected });
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

/** Drops a held read: what is shown stays, and the next sync reads the source again. */
export async function keepLastGood(context: Context, by: Caller, id: number): Promise<Outcome> {
  return withHeldRun(context, id, 'run-dropped', (run, source, name) => {
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
    return done(keptText(name));
  });
}

async function withHeldRun(
  context: Context,
  id: number,
  wanted: Decided,
  decide: (run: Run, source: Source, name: string) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  try {
    const lock = takeLock(context.config.database, 'sync', context.now());
    try {
      const found = runById(context.store, id);
      const source = found === null ? null : sourceById(context.store, found.source);
      // A process was killed while it carried out a decision: the next request finishes it.
      const cutOff = found?.status === 'applying' || found?.status === 'dropping';
      if (cutOff) await recover(context);
      const run = cutOff ? runById(context.store, id) : found;
      if (run === null || source === null) return refused(noSuchRunText(id));
      const handled = runHandled(context, run, source, cutOff ? wanted : null);
      if (handled !== null) return handled;
      if (run.status === 'complete') return refused(acceptedBeforeText(id));
      if (run.status !== 'held') return refused(replacedRunText(id));
      const name =
        source.kind === 'roster'
          ? rosterName(source.name)
          : (findApp(context, source.id)?.config.name ?? source.name);
      return await decide(run, source, name);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'locked')
      return refused(syncRunningText(error.message));
    if (error instanceof ConnectorError) return refused(error.message);
    throw error;
  }
}

type Decided = 'run-accepted' | 'run-dropped';

/** What an admin decided about the run; `null` while it is open. `finished`: what was cut off and is finished now, if this is what is wanted. */
function runHandled(
  context: Context,
  run: Run,
  { kind, name }: Source,
  finished: Decided | null,
): Outcome | null {
  if (run.status === 'held') return null;
  const decided = lastAudit(context.store, ['run-accepted', 'run-dropped'], `${kind}:${name}`, {
    run: run.id,
  });
  if (decided === null) return null;
  const by = String(decided.detail.by ?? decided.actor);
  const text = runHandledText(by, decided.action === 'run-accepted', whenText(context, decided.at));
  if (finished === null) return refused(text);
  const said = `${text} ${FINISHED_NOW}`;
  return decided.action === finished ? done(said) : refused(said);
}
