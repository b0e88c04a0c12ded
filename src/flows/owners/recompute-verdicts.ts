import { lapseText } from '../../chat/say/decide/ended.ts';
import { type Assessment, assess } from '../../domain/findings/assess.ts';
import type { DomainClasses } from '../../domain/owners/domain-classes.ts';
import { addresses, lookupKeys } from '../../domain/owners/identifiers.ts';
import { earlierOf } from '../../domain/owners/kept-owner.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { findAccount, type StoredAccount } from '../../store/accounts/accounts.ts';
import { saveVerdict } from '../../store/accounts/verdicts.ts';
import { recordAudit } from '../../store/audit.ts';
import {
  type Decisions,
  decisionsOf,
  decisionsOn,
  endDecision,
  unsettledAccounts,
} from '../../store/decisions/decisions.ts';
import { recordEvents } from '../../store/findings/account-events.ts';
import { personByRef, rosterEntries } from '../../store/people/people.ts';
import { type Near, rosterEntriesNear } from '../../store/people/people-near.ts';
import { type App, type Context, domainsOf, findApp, SEATKEEPER, timestamp, today } from '../context.ts';
import { peopleIndex } from './people-index.ts';

/** The stored account with its old verdict, and its verdict as of now. */
export interface RecomputedVerdict {
  readonly before: StoredAccount;
  readonly now: Assessment;
}

/** What to assume differently from what the store holds. */
export interface Assumptions {
  readonly domains?: DomainClasses;
  /** The record that will replace this one; a person's ref. */
  readonly replacedBy?: (ref: number) => number;
}

/** Works out the verdicts of these accounts again, without writing. The index must hold everybody who could own them. */
export function recomputeVerdicts(
  context: Context,
  accounts: readonly StoredAccount[],
  index: RosterIndex,
  { domains = domainsOf(context), replacedBy = (ref) => ref }: Assumptions = {},
): readonly RecomputedVerdict[] {
  const policy = { timezone: context.config.timezone, today: today(context) };
  const decisions = decisionsFor(context, accounts.length);
  return accounts.map((before) => {
    const { app, account, rule, via } = before;
    const made = decisions(app, account.id);
    const email = addresses(account)[0] ?? null;
    const had = earlierOf(before, email);
    const earlier =
      had === null
        ? null
        : {
            ...had,
            person: replacedBy(had.person),
            // The record as it was when the account was matched: a roster read that is not applied yet changes it.
            wasPrimary: rule === 'alias' && personByRef(context.store, had.person)?.email === (via ?? email),
          };
    const link = made.links.get(account.id);
    const past = {
      link: link === undefined ? null : replacedBy(link),
      known: made.known.get(account.id) ?? null,
      earlier,
    };
    return { before, now: assess(account, past, index, domains, policy) };
  });
}

/** Saves new verdicts, and ends the decisions that no longer hold. Runs inside the transaction of the change. */
export function saveVerdicts(context: Context, recomputed: readonly RecomputedVerdict[]): void {
  const at = timestamp(context);
  for (const { before, now } of recomputed) {
    saveVerdict(context.store, before.row, now, before.account.emails[0] ?? null);
    if (now.lapsed === null) continue;
    const why = lapseText(now.lapsed);
    endDecision(
      context.store,
      { kind: 'known', app: before.app, account: before.account.id },
      { ending: 'lapsed', why },
      at,
    );
    const happening = { kind: 'lapsed', lapse: now.lapsed } as const;
    recordEvents(context.store, [{ account: before.row, at, happening, by: null }]);
    const subject = `${findApp(context, before.app)?.config.id ?? before.app}/${before.account.id}`;
    recordAudit(context.store, {
      at,
      actor: SEATKEEPER,
      action: 'known-lapsed',
      subject,
      detail: { why, label: accountLabel(before) },
    });
  }
}

/** For more accounts than these, reading the whole roster once is cheaper than looking up the people near each account. */
const FEW = 50;

/** Everybody who could own these accounts. */
export function indexFor(
  context: Context,
  accounts: readonly StoredAccount[],
  domains = domainsOf(context),
): RosterIndex {
  return accounts.length <= FEW
    ? indexNear(context, accounts, domains)
    : peopleIndex(context, rosterEntries(context.store));
}

/** Recomputes and saves. Runs inside the transaction of the change. */
export function recomputeStored(
  context: Context,
  accounts: readonly StoredAccount[],
): readonly RecomputedVerdict[] {
  if (accounts.length === 0) return [];
  const recomputed = recomputeVerdicts(context, accounts, indexFor(context, accounts));
  saveVerdicts(context, recomputed);
  return recomputed;
}

/** The accounts on which decisions were made, taken back or ran out since that moment. */
export function verdictsDue(context: Context, app: App, since: string): readonly StoredAccount[] {
  const ids = unsettledAccounts(context.store, app.source.id, since, today(context));
  return ids.flatMap((id) => findAccount(context.store, app.source.id, id) ?? []);
}

function indexNear(
  context: Context,
  accounts: readonly StoredAccount[],
  domains: DomainClasses,
): RosterIndex {
  const { keys, refs } = nearAccounts(context, accounts, domains);
  return peopleIndex(context, rosterEntriesNear(context.store, keys, refs));
}

/** Where to look for everybody who could own these accounts. */
export function nearAccounts(
  context: Context,
  accounts: readonly StoredAccount[],
  domains: DomainClasses,
): Near {
  const decisions = decisionsFor(context, accounts.length);
  const keys = new Set<string>();
  const refs = new Set<number>();
  for (const { app, account, person, lastPerson, via } of accounts) {
    if (person !== null) refs.add(person);
    else if (lastPerson !== null && via !== null) refs.add(lastPerson);
    const link = decisions(app, account.id).links.get(account.id);
    if (link !== undefined) refs.add(link);
    for (const key of lookupKeys(account, domains)) keys.add(key);
  }
  return { keys: [...keys], refs: [...refs] };
}

/** The decisions on an account: those of its whole app at once when there are many accounts. */
function decisionsFor({ store }: Context, accounts: number): (app: number, account: string) => Decisions {
  if (accounts <= FEW) return (app, account) => decisionsOn(store, app, account);
  const read = new Map<number, Decisions>();
  return (app) => {
    const known = read.get(app) ?? decisionsOf(store, app);
    read.set(app, known);
    return known;
  };
}
