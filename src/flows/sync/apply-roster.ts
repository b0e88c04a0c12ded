import { rosterName } from '../../chat/say/roster-name.ts';
import { accountsOfPeople } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { verdictVersion } from '../../store/db/versions.ts';
import { replaceGroups } from '../../store/groups/directory-groups.ts';
import { takeOver } from '../../store/intake/people-by-hand.ts';
import { applyPersonChanges, markPeopleGone } from '../../store/intake/person-changes.ts';
import { replacePeople } from '../../store/intake/retired-people.ts';
import { auditedCounts, type Run, updateRun } from '../../store/sources/runs.ts';
import { type Source, sealSource } from '../../store/sources/sources.ts';
import { closingOf } from '../alerts/closing.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type Context, handSource, listApps, timestamp, today } from '../context.ts';
import { notifyAccepted, notifyRetired } from '../guard/notify-sync-trouble.ts';
import { settleSetAside } from '../guard/settle-set-aside.ts';
import { recomputeStored, saveVerdicts } from '../owners/recompute-verdicts.ts';
import { cancelReturned } from '../removal/cancel-returned.ts';
import { type Effects, previewRosterEffects } from './preview-roster-effects.ts';
import type { RosterReading } from './read-people.ts';

export interface AcceptedRosterRead {
  readonly run: number;
  readonly reading: Pick<RosterReading, 'counts' | 'dataAt' | 'changed' | 'gone' | 'successors' | 'groups'>;
  readonly effects: Effects;
  readonly previous: Run | null;
  readonly by: string;
  /** The source is no longer in seatkeeper.yaml. */
  readonly retired?: boolean;
  /** How many seatkeeper.yaml expects. */
  readonly expected?: number | null;
  /** Written in the same transaction. */
  readonly sealed?: (() => void) | undefined;
}

/** Publishes an accepted roster read, with everything that follows from it, in one transaction. */
export function applyRoster(
  context: Context,
  source: Source,
  {
    run,
    reading,
    effects: judged,
    previous,
    by,
    retired = false,
    expected = null,
    sealed,
  }: AcceptedRosterRead,
): void {
  const { store } = context;
  const { counts, dataAt, gone, successors } = reading;
  store.write(() => {
    const at = timestamp(context);
    // Decisions that admins made since the preview count.
    const effects =
      verdictVersion(store) === judged.version ? judged : previewRosterEffects(context, source, run, reading);
    applyPersonChanges(store, { run, changed: reading.changed, today: today(context) });
    markPeopleGone(store, gone, { at, today: today(context), timezone: context.config.timezone });
    if (successors !== undefined) replacePeople(store, successors, at);
    if (reading.groups !== undefined) replaceGroups(store, source.id, reading.groups);
    const setAside = settleSetAside(context, source, rosterName(source.name), counts.setAside);
    sealSource(
      store,
      source,
      { run, dataAt, counts },
      {
        ...source.numbers,
        total: counts.listed,
        facts: counts.facts ?? null,
        trouble: null,
        expected,
        setAside,
        unused: counts.unused ?? null,
        usage: counts.usage ?? null,
        withheld: counts.withheld ?? [],
      },
    );
    saveVerdicts(context, effects.reassessed);
    const taken = takeOver(store, handSource(context).id);
    // Accounts of people who were added by hand and are in the roster now: they follow the roster record's status.
    const moved = recomputeStored(
      context,
      accountsOfPeople(
        store,
        taken.map(({ to }) => to),
      ),
    );
    const changed = [...effects.reassessed, ...moved].map(({ before }) => before);
    for (const app of listApps(context)) {
      const rows = changed.filter((account) => account.app === app.source.id).map(({ row }) => row);
      if (rows.length === 0) continue;
      updateFindings(context, app, { rows, closing: (row) => closingOf(context, row), sync: false });
      countDay(context, app, today(context));
    }
    cancelReturned(context);
    updateRun(store, run, { status: 'complete', endedAt: at, counts, dataAt, seen: null });
    for (const { from, to } of taken)
      recordAudit(store, {
        at,
        actor: by,
        action: 'taken-over',
        subject: `person:${from}`,
        detail: { to, by: source.name },
      });
    recordAudit(store, {
      at,
      actor: by,
      action: retired ? 'roster-retired' : 'run-complete',
      subject: `roster:${source.name}`,
      detail: {
        run,
        ...auditedCounts(counts),
        ...(successors === undefined ? {} : { takenOver: successors.size }),
        accounts: effects.reassessed.length,
      },
    });
    sealed?.();
    if (retired) return notifyRetired(context, source, previous, counts.newInactive);
    notifyAccepted(context, source, rosterName(source.name), previous, counts.listed);
  });
}
