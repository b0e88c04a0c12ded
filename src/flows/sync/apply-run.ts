import { type HeldSet, licenseIndex } from '../../domain/licenses/holders.ts';
import { keepsBack } from '../../domain/sync/withheld.ts';
import { pagesUpTo } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { peopleVersion } from '../../store/db/versions.ts';
import { applyAccountChanges, type BatchListeners, markGone } from '../../store/intake/account-intake.ts';
import { unseenAccounts } from '../../store/intake/unlisted-accounts.ts';
import { countHeld, forgetElapsed } from '../../store/licenses/assignments.ts';
import { type Loss, lossesOfGone } from '../../store/money/savings.ts';
import { rosterEntries } from '../../store/people/people.ts';
import { forgetToldLater } from '../../store/restored/told-later.ts';
import { auditedCounts, type Run, type RunCounts, runById, updateRun } from '../../store/sources/runs.ts';
import { seenIds } from '../../store/sources/seen-bitmap.ts';
import { sealSource } from '../../store/sources/sources.ts';
import { closingOf } from '../alerts/closing.ts';
import { recordGone, settleHandedOn, settleReturns } from '../alerts/gone-and-back.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { type FindingsUpdated, updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { isOldSource } from '../data-age.ts';
import { notifyAccepted } from '../guard/notify-sync-trouble.ts';
import { settleSetAside } from '../guard/settle-set-aside.ts';
import { wholeInventory } from '../licenses/list-inventory.ts';
import { recordSavings } from '../money/record-savings.ts';
import { peopleIndex } from '../owners/people-index.ts';
import {
  recomputeStored,
  recomputeVerdicts,
  saveVerdicts,
  verdictsDue,
} from '../owners/recompute-verdicts.ts';
import { policyOf } from '../reading/matching-policy.ts';
import { settleByRead } from '../removing/settle-by-read.ts';
import { settleTasks } from '../tasks/settle-tasks.ts';
import { yieldTurn } from '../yield-turn.ts';

export interface AcceptedRead {
  readonly run: number;
  readonly counts: RunCounts;
  readonly dataAt: string;
  readonly seen: Buffer;
  /** The licenses held, counted while reading; left out when a restart finishes the run, because it counts them again. */
  readonly held?: readonly HeldSet[] | null;
  /** The run before this one: whether it left a health message to close. */
  readonly previous: Run | null;
  /** Who accepted it: Seatkeeper itself, or an admin. */
  readonly by: string;
  /** `accept` writes along with the acceptance, `sealed` along with the seal; each is left out when that was written already. */
  readonly accept?: () => void;
  readonly sealed?: () => void;
}

const BATCH = 4000;

/** Whether a seat was really given up. If the read did not get the licenses, only an account that no longer holds a seat proves it. */
function isProven({ after }: Loss, { withheld = [] }: RunCounts): boolean {
  return after === null || !keepsBack(withheld, 'licenses');
}

/**
 * Publishes an accepted read. Changes are applied in short transactions; after a crash in between, `recover` continues. The
 * last transaction seals gone accounts, findings, alert, audit and the run itself, all or nothing. Without changes it is the only one.
 */
export async function applyRun(context: Context, app: App, accepted: AcceptedRead): Promise<FindingsUpdated> {
  const { store } = context;
  const { run, dataAt } = accepted;
  const read = runById(store, run);
  // Accounts in unreadable rows were not matched by this read, and the policy may be new.
  const matchAll = accepted.counts.setAside !== undefined && app.source.numbers.policy !== policyOf(context);
  let matchedWith = matchAll ? '' : (read?.peopleVersion ?? '');
  const listeners: BatchListeners = {
    losing: (losses) =>
      recordSavings(
        context,
        app,
        losses.filter((loss) => isProven(loss, accepted.counts)),
      ),
    returning: (accounts) => settleReturns(context, app, accounts),
    moved: (accounts) => settleHandedOn(context, app, accounts),
  };
  if (accepted.counts.changed === 0) {
    const sealed = store.write(() => {
      if (peopleVersion(store) !== matchedWith) return null;
      accepted.accept?.();
      return seal(context, app, accepted, read?.startedAt ?? dataAt);
    });
    if (sealed !== null) return sealed;
  }
  if (accepted.accept !== undefined) store.write(accepted.accept);
  while (applyAccountChanges(store, { run, limit: BATCH, at: timestamp(context) }, listeners))
    await yieldTurn();

  for (;;) {
    // People who came or went while the app was read, or while the read was held, count as they are now.
    if (peopleVersion(store) !== matchedWith) matchedWith = await refreshVerdicts(context, app, run);
    const settled = store.write(() =>
      peopleVersion(store) === matchedWith ? seal(context, app, accepted, read?.startedAt ?? dataAt) : null,
    );
    if (settled !== null) return settled;
  }
}

/** Matches all accounts of the app again, those the run added included, with the people as they are now. */
async function refreshVerdicts(context: Context, app: App, run: number): Promise<string> {
  const { store } = context;
  const version = peopleVersion(store);
  const index = peopleIndex(context, rosterEntries(store));
  for (const page of pagesUpTo(store, app.source.id, run)) {
    store.write(() => saveVerdicts(context, recomputeVerdicts(context, page, index)));
    await yieldTurn();
  }
  return version;
}

function seal(context: Context, app: App, accepted: AcceptedRead, since: string): FindingsUpdated {
  const { store } = context;
  const { run, counts, dataAt, seen } = accepted;
  const at = timestamp(context);
  const bits = seenIds(seen);
  const gone = counts.gone === 0 ? [] : unseenAccounts(store, app.source.id, bits.has);
  if (gone.length > 0) recordSavings(context, app, lossesOfGone(store, gone));
  markGone(store, gone, at);
  recordGone(context, gone);
  sealSource(
    store,
    app.source,
    { run, dataAt, counts },
    {
      ...app.source.numbers,
      total: counts.listed,
      idle: counts.idle,
      facts: counts.facts ?? null,
      trouble: null,
      unused: counts.unused ?? null,
      usage: counts.usage ?? null,
      withheld: counts.withheld ?? [],
      domains: counts.domains ?? [],
      content: counts.content ?? null,
      setAside: settleSetAside(context, app.source, app.config.name, counts.setAside),
      expected: app.config.expect,
      policy: policyOf(context),
      held: accepted.held === undefined ? countHeld(store, app.source.id, run) : accepted.held,
    },
  );
  forgetElapsedSeats(context, app);
  recomputeStored(context, verdictsDue(context, app, since));
  const settled = updateFindings(context, app, {
    closing: (row) => closingOf(context, row),
    sync: true,
    ...(counts.changed === 0 ? {} : { changedSince: since }),
    // The alert may still say how old the previous data was.
    retell: isOldSource(context, app.source) && !isOldSource(context, { ...app.source, dataAt }),
  });
  forgetToldLater(store, app.source.id);
  settleTasks(context, app, dataAt);
  settleByRead(context, app, dataAt);
  countDay(context, app, today(context));
  updateRun(store, run, { status: 'complete', endedAt: at, counts, dataAt, seen: null });
  recordAudit(store, {
    at,
    actor: accepted.by,
    action: 'run-complete',
    subject: `app:${app.config.id}`,
    detail: {
      run,
      ...auditedCounts(counts),
      opened: settled.opened,
      reopened: settled.reopened,
      closed: settled.closed,
    },
  });
  notifyAccepted(context, app.source, app.config.name, accepted.previous, counts.listed);
  accepted.sealed?.();
  return settled;
}

/** Seats that were given up and whose minimum entitlement period is over need not be kept any longer. */
function forgetElapsedSeats(context: Context, app: App): void {
  const meant = licenseIndex(wholeInventory(context, app.source.id));
  forgetElapsed(
    context.store,
    app.source.id,
    { today: today(context), timezone: context.config.timezone },
    (license) => Math.max(0, ...meant(license).map(({ entitlementDays }) => entitlementDays ?? 0)),
  );
}
