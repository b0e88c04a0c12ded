import type { Connection } from '../../connectors/base/connector.ts';
import type { Account, AccountKind } from '../../domain/account.ts';
import { DAY_MS } from '../../domain/day.ts';
import { hash53 } from '../../domain/lookup/hash.ts';
import { matchAccount } from '../../domain/owners/match.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { type StoredKind, storedKinds } from '../../store/accounts/stored-kinds.ts';
import { type App, type Context, domainsOf } from '../context.ts';
import type { Everybody } from '../owners/everybody.ts';
import type { SourceRead } from './source-read.ts';

/** An account is asked about again after this many days: a person's mailbox may become a shared one. */
const DAYS_KEPT = 14;
/** Kinds that the app tells only one by one. Others come from the list: an account that it no longer calls a guest is not a guest. */
const KEPT: ReadonlySet<AccountKind> = new Set(['person', 'shared']);

/**
 * The pages of an app, with the kinds that it tells only one by one (`Connection.kindsOf`). The app is asked once about accounts that nobody
 * owns; its answer is stored as the account's kind and used until it is asked again.
 */
export async function* withKinds(
  context: Context,
  app: App,
  { read, everybody }: { readonly read: SourceRead<Connection, Account>; readonly everybody: Everybody },
): AsyncGenerator<readonly Account[]> {
  const isOwned = ownerLookup(context, everybody);
  const today = Math.floor(context.now().getTime() / DAY_MS);
  for await (const page of read.pages()) {
    const stored = storedKinds(
      context.store,
      app.source.id,
      page.map(({ id }) => id),
    );
    const untold = page.filter(({ kind }) => kind === 'unknown');
    const asked = untold.filter((account) => {
      const before = stored.get(account.id);
      return before === undefined
        ? !isOwned(account)
        : before.person === null && (!KEPT.has(before.kind) || isDue(account, today));
    });
    const told =
      asked.length === 0 ? null : await read.during(read.connection.kindsOf?.(asked) ?? NOTHING_TOLD);
    yield page.map((account) => withKind(account, told, stored.get(account.id)));
  }
}

const NOTHING_TOLD: Promise<ReadonlyMap<string, AccountKind>> = Promise.resolve(new Map());

function withKind(
  account: Account,
  told: ReadonlyMap<string, AccountKind> | null,
  stored: StoredKind | undefined,
): Account {
  if (account.kind !== 'unknown') return account;
  const kept = stored !== undefined && KEPT.has(stored.kind) ? stored.kind : 'unknown';
  return { ...account, kind: told?.get(account.id) ?? kept };
}

/** Whether somebody of the roster owns an account that is read for the first time. */
function ownerLookup(context: Context, everybody: Everybody): (account: Account) => boolean {
  const domains = domainsOf(context);
  let index: RosterIndex | null = null;
  return (account) => {
    // Built when it is first needed: an app without new accounts does not need it.
    index ??= everybody();
    return matchAccount({ account, link: null, earlier: null }, index, domains).match !== null;
  };
}

/** Spreads the accounts over the days, so that no read asks about all of them. */
function isDue({ id }: Account, today: number): boolean {
  return hash53(id) % DAYS_KEPT === today % DAYS_KEPT;
}
