import { addresses } from '../domain/match.ts';
import { matchReason } from '../domain/match-reason.ts';
import type { StoredAccount } from '../store/accounts.ts';
import { type Decisions, decisionsOf } from '../store/decisions.ts';
import { type Owner, ownersOf } from '../store/owners.ts';
import { personByRef, type StoredPerson } from '../store/people.ts';
import type { App, Context } from './context.ts';
import { grantingGroups } from './groups.ts';
import { type SuggestedOwner, suggestionData, suggestOwner } from './suggest-owner.ts';

/** One account as `access --json` prints it; a person's `id` is the roster's own. */
export interface AccessRow {
  readonly account: string;
  readonly emails: readonly string[];
  readonly username: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly state: string;
  readonly role: string | null;
  readonly status: 'active' | 'inactive' | 'unknown';
  readonly offboarded: boolean;
  readonly known: { readonly reason: string; readonly by: string; readonly until: string | null } | null;
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null } | null;
  readonly match: { readonly rule: string; readonly reason: string } | null;
  readonly suggestion: {
    readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
    readonly score: number;
    readonly reason: string;
  } | null;
  /** The owner's groups that grant this app. */
  readonly grantedBy: readonly string[];
  readonly lastActive: string | null;
  readonly licenses: readonly string[];
  readonly columns: Readonly<Record<string, unknown>>;
}

/** Describes accounts of one app; decisions and people are looked up once. */
export function accountDescriber(context: Context, app: App): (stored: StoredAccount) => AccessRow {
  let made: Decisions | null = null;
  const decisions = () => {
    made ??= decisionsOf(context.store, app.source.id);
    return made;
  };
  const people = new Map<number, StoredPerson | null>();
  const grants = grantsOf(context, app.config.id);
  return (stored) => {
    if (people.size > 10_000) people.clear();
    const { person: ref } = stored;
    const person = ref === null ? null : (people.get(ref) ?? personByRef(context.store, ref));
    if (ref !== null) people.set(ref, person);
    const suggestion = stored.status === 'unknown' ? suggestOwner(context, stored.account) : null;
    return describe(stored, { person, suggestion, decisions, grants });
  };
}

/**
 * Describes pages of accounts for files, which may be a million: owners are looked up page by page, and nobody is suggested
 * for accounts without one, because no column shows it.
 */
export function pageDescriber(
  context: Context,
  app: App,
): (page: readonly StoredAccount[]) => readonly AccessRow[] {
  const made = decisionsOf(context.store, app.source.id);
  const decisions = () => made;
  const owners = ownersOf(context.store);
  const grants = grantsOf(context, app.config.id);
  return (page) => {
    owners.load(page.map(({ person }) => person));
    return page.map((stored) => {
      const person = stored.person === null ? null : owners.of(stored.person);
      return describe(stored, { person, suggestion: null, decisions, grants });
    });
  };
}

/** Which of somebody's groups grant them the app. */
export function grantsOf(context: Context, app: string): Grants {
  const granting = grantingGroups(context, app);
  return (groups) => groups.filter((group) => granting.has(group));
}
export type Grants = (groups: readonly string[]) => readonly string[];

function describe(
  stored: StoredAccount,
  {
    person,
    suggestion,
    decisions,
    grants,
  }: {
    readonly person: Owner | null;
    readonly suggestion: SuggestedOwner | null;
    readonly decisions: () => Decisions;
    readonly grants: Grants;
  },
): AccessRow {
  const { account, rule, via } = stored;
  const known = stored.known ? (decisions().known.get(account.id) ?? null) : null;
  return {
    account: account.id,
    emails: account.emails,
    username: account.username,
    name: account.name,
    kind: account.kind,
    state: account.state,
    role: account.role,
    status: stored.status,
    offboarded: stored.offboarded,
    known: known === null ? null : { reason: known.reason, by: known.by, until: known.until },
    person: person === null ? null : { id: person.id, name: person.name, email: person.email },
    match:
      rule === null || person === null
        ? null
        : { rule, reason: matchReason({ rule, via: via ?? addresses(account)[0] ?? null }, person) },
    suggestion: suggestionData(suggestion),
    grantedBy: person === null ? [] : grants(person.groups),
    lastActive: account.lastActive,
    licenses: account.licenses,
    columns: account.columns,
  };
}
