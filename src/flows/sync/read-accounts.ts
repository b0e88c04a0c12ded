import { accountTwiceText } from '../../chat/say/operate/read-problem.ts';
import type { Connection } from '../../connectors/base/connector.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { type Account, holdsSeat } from '../../domain/account.ts';
import { bucketDays } from '../../domain/data-age.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { type AccountPast, type Assessment, assess } from '../../domain/findings/assess.ts';
import { type HeldSet, heldCounter } from '../../domain/licenses/holders.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { handedOn } from '../../domain/owners/handed-on.ts';
import { type RosterIndex, rosterIndex } from '../../domain/roster-index/roster-index.ts';
import { type AccountSigns, accountSigns } from '../../domain/sync/account-signs.ts';
import { accountFactCounter } from '../../domain/sync/facts.ts';
import {
  NONE_SET_ASIDE,
  type SetAside,
  type SetAsideCounts,
  setAsideOf,
} from '../../domain/sync/set-aside.ts';
import { decisionsOf } from '../../store/decisions/decisions.ts';
import { accountIntake, unseenAccounts } from '../../store/intake/account-intake.ts';
import { unlistedAccounts } from '../../store/intake/unlisted-accounts.ts';
import { rosterEntries } from '../../store/people/people.ts';
import type { RunCounts } from '../../store/sources/runs.ts';
import { seenIds } from '../../store/sources/seen-bitmap.ts';
import { type App, type Context, domainsOf, matchingOf, timestamp, today } from '../context.ts';
import { dayOfData } from '../data-age.ts';
import { type SeatTally, tallySeats } from '../money/tally-seats.ts';
import { readPages } from '../reading/read-pages.ts';
import type { SourceRead } from '../reading/source-read.ts';
import type { Writer } from '../reading/writer.ts';
import { fileIn, unusedIn } from './read-people.ts';

/** A complete read, stored but not visible. */
export interface Reading {
  readonly counts: RunCounts;
  readonly signs: AccountSigns;
  readonly dataAt: string;
  readonly seen: Buffer;
  /** `null` when the app has none to give. */
  readonly subscriptions: readonly Subscription[] | null;
  /** `null` for an app that was read before: its seats are counted once the read is applied. */
  readonly seats: SeatTally | null;
  readonly held?: readonly HeldSet[] | null;
}

/** Increased when the rules for assessing accounts change, so that every account is assessed again. */
const RULES = 2;

/** What matching depends on besides accounts and people. */
export function policyOf(context: Context): string {
  return JSON.stringify([RULES, matchingOf(context), context.config.timezone]);
}

export interface AccountsRead {
  readonly run: number;
  readonly read: SourceRead<Connection, Account>;
  readonly writer: Writer;
  /** The table is empty, and another thread writes the rows. */
  readonly bulk: boolean;
}

/**
 * Reads every page of the app into the store. Unchanged accounts cost one look-up; new and changed ones are matched and
 * assessed. Throws what the connector throws and leaves the clean-up to the caller.
 */
export async function readAccounts(context: Context, app: App, options: AccountsRead): Promise<Reading> {
  const { run, read, writer, bulk } = options;
  const { connection } = read;
  const fileAt = (await connection.dataAge?.()) ?? null;
  const take = accountTaker(context, app, run, { bulk, day: dayOfData(context, fileAt) });
  const step = { id: app.config.id, name: app.config.name, what: 'accounts' } as const;
  const pages = await readPages(context, step, read.pages(), { ...take, writer });
  const aside = connection.setAside?.() ?? NONE_SET_ASIDE;
  const setAside =
    aside.rows.length === 0 ? null : await writer.alone(() => keepAccounts(context, app, take, aside));
  const before = app.source.numbers.total;
  // When as many stayed as there were before, none is missing, and a million rows need not be compared.
  const missing = setAside === null && take.stayed() < before;
  const gone = missing
    ? unseenAccounts(context.store, app.source.id, take.seen.has).length
    : (setAside?.gone ?? 0);
  const subscriptions = await read.during(readSubscriptions(context, app, connection));
  const counts = { ...take.counts(), ...unusedIn(connection), ...fileIn(connection), pages, before, gone };
  return {
    counts: setAside === null ? counts : { ...counts, setAside: setAside.counts },
    signs: take.signs(),
    dataAt: fileAt ?? timestamp(context),
    seen: take.seen.toBuffer(),
    subscriptions,
    seats: take.seats,
    // The licenses of those who are kept are counted once the read is applied.
    ...(setAside === null ? { held: take.held() } : {}),
  };
}

/** Keeps what is stored of the accounts that bad rows are about, as if the app had listed it again. */
function keepAccounts(
  { store }: Context,
  app: App,
  taker: Pick<ReturnType<typeof accountTaker>, 'seen' | 'keep'>,
  aside: SetAside,
): { readonly gone: number; readonly counts: SetAsideCounts } {
  const lastActive = new Map<number, string | null>();
  const unlisted = function* () {
    for (const account of unlistedAccounts(store, app.source.id, taker.seen.has)) {
      lastActive.set(account.ref, account.lastActive);
      yield account;
    }
  };
  const { keep, gone, counts } = setAsideOf(aside, unlisted());
  for (const row of keep) {
    taker.seen.add(row);
    taker.keep(lastActive.get(row) ?? null);
  }
  return { gone: gone.length, counts };
}

/** `day` is the last of which the data knows anything. */
function accountTaker(
  context: Context,
  app: App,
  run: number,
  { bulk, day }: { readonly bulk: boolean; readonly day: Day },
) {
  const { store, config } = context;
  const intake = accountIntake(
    store,
    app.source.id,
    run,
    timestamp(context),
    bulk ? context.dependencies.writeRows : null,
  );
  const decisions = decisionsOf(store, app.source.id);
  const domains = domainsOf(context);
  const policy = { timezone: config.timezone, today: today(context) };
  const idleBefore = addDays(day, -app.config.idleDays);
  const policyChanged = app.source.numbers.policy !== policyOf(context);
  const seen = seenIds();
  const seats =
    app.source.sealedRun === 0
      ? tallySeats(bucketDays(day, app.config.idleDays), context.config.timezone)
      : null;
  const held = heldCounter();
  const facts = accountFactCounter();
  let index: RosterIndex | null = null;
  const signs = accountSigns(
    (a, b) => a === b || (index !== null && (index.byRef(a)?.ref ?? a) === (index.byRef(b)?.ref ?? b)),
  );
  let [listed, stayed, added, changed, idle, withActivity, reassessed] = [0, 0, 0, 0, 0, 0, 0];

  /** `isNew`: the account, or whoever has it. `key`: under which decisions on it are kept. */
  function judge(
    account: Account,
    earlier: AccountPast['earlier'],
    { isNew = false, key = account.id } = {},
  ): Assessment {
    // Built when it is first needed: an app without changes needs none.
    index ??= rosterIndex(rosterEntries(store), context.seed);
    const past = {
      link: isNew ? null : (decisions.links.get(key) ?? null),
      known: decisions.known.get(key) ?? null,
      earlier,
    };
    return assess(account, past, index, domains, policy);
  }

  function count(lastActive: string | null): void {
    listed++;
    if (lastActive === null) return;
    withActivity++;
    if (lastActive < idleBefore) idle++;
  }

  function takeAccount(account: Account): void {
    facts.add(account);
    if (holdsSeat(account)) held.add(account.licenses);
    count(account.lastActive);
    const fingerprint = intake.take(account);
    const before = intake.before();
    if (before === null) {
      const assessment = judge(account, null);
      const row = intake.add(assessment);
      if (row === null || !seen.add(row)) throw listedTwice(app.config.id, account.id);
      seats?.add(account, assessment);
      added++;
      signs.added(assessment);
      return;
    }
    if (!seen.add(before.row)) throw listedTwice(app.config.id, account.id);
    if (!before.wasGone) stayed++;
    if (before.fingerprint === fingerprint && !before.wasGone && !policyChanged) return;
    const past = intake.past(before.row);
    // Nothing that was found or linked before is about whoever has the account now.
    const another = handedOn(past.called, account);
    const assessment = judge(account, another ? null : past.earlier, {
      isNew: another,
      key: before.earlierId ?? account.id,
    });
    if (before.wasGone) signs.added(assessment);
    else if (before.fingerprint === fingerprint) {
      signs.reassessed(past.before, assessment);
      reassessed++;
    } else signs.changed(past.before, account, assessment);
    intake.change(before.row, assessment);
    changed++;
  }

  return {
    take: takeAccount,
    /** An account that is not read, and stays as it is stored. */
    keep: count,
    elsewhere: intake.elsewhere,
    seen,
    seats,
    held: held.sets,
    stayed: () => stayed,
    signs: signs.counts,
    counts: () => ({
      listed,
      added,
      changed,
      ...(reassessed === 0 ? {} : { reassessed }),
      newInactive: signs.counts().newInactive,
      idle: withActivity === 0 ? null : idle,
      facts: facts.counts(),
    }),
  };
}

/** Subscriptions that the plan or the token withholds are left out; the accounts still count. */
async function readSubscriptions(
  context: Context,
  app: App,
  connection: Connection,
): Promise<readonly Subscription[] | null> {
  try {
    return (await connection.subscriptions?.()) ?? null;
  } catch (error) {
    if (!(error instanceof ConnectorError && (error.kind === 'plan' || error.kind === 'permission')))
      throw error;
    context.log.warn({ error, app: app.config.id }, 'subscriptions are withheld');
    return null;
  }
}

/** The same account twice in one list means that paging went wrong, so none of it can be trusted. */
export function listedTwice(app: string, id: string): ConnectorError {
  return new ConnectorError(app, 'unexpected-response', accountTwiceText(app, id));
}
