import type { Connection } from '../../connectors/base/connector.ts';
import type { Account } from '../../domain/account.ts';
import { bucketDays } from '../../domain/data-age.ts';
import type { HeldSet } from '../../domain/licenses/holders.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { type AccountSigns, accountSigns } from '../../domain/sync/account-signs.ts';
import {
  NONE_SET_ASIDE,
  type SetAside,
  type SetAsideCounts,
  setAsideOf,
} from '../../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import { keepsBack, lostBeyond, type Withheld } from '../../domain/sync/withheld.ts';
import { countIdle } from '../../store/accounts/accounts.ts';
import { unlistedAccounts, unseenAccounts } from '../../store/intake/unlisted-accounts.ts';
import type { RunCounts } from '../../store/sources/runs.ts';
import { seenIds } from '../../store/sources/seen-bitmap.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { dayOfData } from '../data-age.ts';
import type { SeatTally } from '../money/tally-seats.ts';
import { type AccountsTaken, accountTaker } from '../reading/account-taker.ts';
import { readPages } from '../reading/read-pages.ts';
import { toldOf, withheldBy } from '../reading/read-told.ts';
import { contentOf, contentRead, isStored } from '../reading/same-content.ts';
import type { SourceRead } from '../reading/source-read.ts';
import { refuseFindings } from '../reading/too-many.ts';
import { withKinds } from '../reading/with-kinds.ts';
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

export interface AccountsRead extends AccountsTaken {
  readonly read: SourceRead<Connection, Account>;
  readonly writer: Writer;
}

/**
 * Reads every page of the app into the store, unless the list is known to be as it was. Unchanged accounts cost one look-up; new and
 * changed ones are matched and assessed. Throws what the connector throws and leaves the clean-up to the caller.
 */
export async function readAccounts(context: Context, app: App, options: AccountsRead): Promise<Reading> {
  const { read, writer } = options;
  const { connection } = read;
  const content = await read.during(contentOf(context, connection));
  const fileAt = (await connection.dataAge?.()) ?? null;
  if (isStored(context, app, content)) return await storedReading(context, app, read, fileAt);
  const licensesUntold = () => keepsBack(connection.withheld?.() ?? [], 'licenses');
  const take = accountTaker(context, app, { ...options, licensesUntold }, dayOfData(context, fileAt));
  const list = connection.kindsOf === undefined ? read.pages() : withKinds(context, app, options);
  const pages = await readPages(context, read.source, list, { ...take, writer });
  refuseFindings(context, app, take.counts().listed, take.concerned());
  const aside = connection.setAside?.() ?? NONE_SET_ASIDE;
  const setAside =
    aside.rows.length === 0 ? null : await writer.alone(() => keepAccounts(context, app, take, aside));
  const before = app.source.numbers.total;
  // If as many accounts stayed as there were before, none is missing, and a million rows need not be compared.
  const missing = setAside === null && take.stayed() < before;
  const gone = missing
    ? unseenAccounts(context.store, app.source.id, take.seen.has).length
    : (setAside?.gone ?? 0);
  const { subscriptions, besides } = await read.during(readSubscriptions(context, app, connection));
  const domains = (await read.during(connection.domains?.() ?? NO_DOMAINS)) ?? [];
  const told = {
    ...toldOf(connection, besides),
    ...(domains.length === 0 ? {} : { domains }),
    ...unusedIn(connection),
    ...fileIn(connection),
    ...(await contentRead(context, connection, content)),
  };
  const counts = { ...take.counts(), ...told, pages, before, gone };
  return {
    counts: setAside === null ? counts : { ...counts, setAside: setAside.counts },
    signs: withoutWithheld(take.signs(), told.withheld ?? []),
    dataAt: fileAt ?? timestamp(context),
    seen: take.seen.toBuffer(),
    subscriptions,
    seats: take.seats,
    // The licenses of accounts that are kept are counted once the read is applied.
    ...(setAside === null ? { held: take.held() } : {}),
  };
}

const NO_DOMAINS = Promise.resolve(null);

/** The list has not changed, so the stored accounts are used instead of reading it. */
async function storedReading(
  context: Context,
  app: App,
  { connection, during }: SourceRead<Connection, Account>,
  fileAt: string | null,
): Promise<Reading> {
  const { content, facts, held, total } = app.source.numbers;
  const { idleBefore } = bucketDays(dayOfData(context, fileAt), app.config.idleDays, context.config.timezone);
  const idle = facts?.['last-active'] ? countIdle(context.store, app.source, idleBefore) : null;
  const step = { id: app.config.id, name: app.config.name, what: 'accounts', rows: total, pages: 0 } as const;
  context.dependencies.progress({ type: 'read', ...step });
  const { subscriptions, besides } = await during(readSubscriptions(context, app, connection));
  const nothing = { added: 0, changed: 0, gone: 0, newInactive: 0, pages: 0 };
  const unused = withNotesOf(unusedIn(connection).unused ?? null, app.source.numbers.unused);
  // Subscriptions were fetched again; what the last read did not get of the list is still missing.
  const stillMissing = app.source.numbers.withheld.filter(({ capability }) => capability !== 'subscriptions');
  const told = {
    ...toldOf(connection, [...besides, ...stillMissing]),
    ...(unused === null ? {} : { unused }),
    ...fileIn(connection),
  };
  return {
    counts: {
      ...nothing,
      listed: total,
      before: total,
      idle,
      ...told,
      ...(facts === null ? {} : { facts }),
      ...(content === null ? {} : { content }),
    },
    signs: accountSigns(() => true).counts(),
    dataAt: fileAt ?? timestamp(context),
    seen: seenIds().toBuffer(),
    subscriptions,
    seats: null,
    ...(held === null ? {} : { held }),
  };
}

/** What the last read found out about the list still holds. */
function withNotesOf(now: UnusedColumns | null, before: UnusedColumns | null): UnusedColumns | null {
  if (before?.notes === undefined) return now;
  return { ...(now ?? { file: before.file, columns: [] }), notes: before.notes };
}

/** Keeps the stored accounts that bad rows are about, as if the app had listed them again. */
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

/** Subscriptions that the plan or the token withholds are left out; the accounts still count. */
async function readSubscriptions(
  context: Context,
  app: App,
  connection: Connection,
): Promise<{
  readonly subscriptions: readonly Subscription[] | null;
  readonly besides: readonly Withheld[];
}> {
  try {
    return { subscriptions: (await connection.subscriptions?.()) ?? null, besides: [] };
  } catch (error) {
    const withheld = withheldBy(error, 'subscriptions');
    if (withheld === null) throw error;
    context.log.warn({ error, app: app.config.id }, 'subscriptions are withheld');
    return { subscriptions: null, besides: [withheld] };
  }
}

/** Facts that the source said it cannot get are not a sign of a broken read. */
function withoutWithheld(signs: AccountSigns, withheld: readonly Withheld[]): AccountSigns {
  return withheld.length === 0 ? signs : { ...signs, lost: lostBeyond(signs.lost, withheld) };
}
