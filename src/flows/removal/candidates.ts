import type { GivenUp } from '../../domain/asking/question.ts';
import type { Caller } from '../../domain/caller.ts';
import { type AdminCounts, adminRank } from '../../domain/removal/admin-role.ts';
import type { Candidate } from '../../domain/removal/make-plan.ts';
import type { ProtectedBy } from '../../domain/removal/operation.ts';
import type { Asked, PlannedAccount } from '../../domain/removal/plan.ts';
import { listedBy } from '../../domain/removal/protected.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { isSeat } from '../../store/accounts/account-sql.ts';
import {
  accountsOfPeople,
  eachAccount,
  findAccount,
  type StoredAccount,
} from '../../store/accounts/accounts.ts';
import { givenUpBy } from '../../store/asking/given-up.ts';
import { personByRef, type StoredPerson } from '../../store/people/people.ts';
import { roleCounts } from '../../store/removal/admins.ts';
import { isUnderWay } from '../../store/removal/due.ts';
import { type App, type Context, findApp, listApps, today } from '../context.ts';
import { groupsOf } from '../groups/load-groups.ts';
import { pricingOf } from '../money/load-prices.ts';
import { actorOf } from './caller-person.ts';
import type { AskedApps } from './open-removal.ts';
import { plannedSaving } from './planned-saving.ts';
import { plannedSteps, type StepMaker, stepMakers } from './planned-steps.ts';

/** The accounts that are asked about, as they are stored now, with their apps. */
export function accountsAsked(
  context: Context,
  asked: Asked,
  most: number,
): readonly (readonly [App, StoredAccount])[] {
  const { store } = context;
  const found = (): readonly StoredAccount[] => {
    switch (asked.scope) {
      case 'account': {
        const app = listApps(context).find(({ config }) => config.id === asked.app);
        const stored = app === undefined ? null : findAccount(store, app.source.id, asked.account);
        return stored === null ? [] : [stored];
      }
      case 'person':
        return accountsOfPeople(store, [asked.person]);
      case 'app': {
        const app = listApps(context).find(({ config }) => config.id === asked.app);
        if (app === undefined) return [];
        const left = asked.filter === 'left' ? 'AND offboarded = 1' : '';
        const where = `status = 'inactive' ${left} AND known = 0 AND ${isSeat('account')}`;
        return firstOf(eachAccount(store, app.source.id, where), most);
      }
      default:
        return asked satisfies never;
    }
  };
  return found().flatMap((stored) => {
    const app = findApp(context, stored.app);
    return app === null ? [] : [[app, stored] as const];
  });
}

/** Works out everything that decides on each of them. */
export function candidates(
  context: Context,
  by: Pick<Caller, 'id' | 'emails'>,
  asked: Asked,
  accounts: ReturnType<typeof accountsAsked>,
  apps: AskedApps,
): readonly Candidate[] {
  const makerOf = stepMakers(context, apps.removal, apps.obstacle);
  const prices = new Map<number, ReturnType<typeof pricingOf>>();
  const { person: clicker, addresses } = actorOf(context, by);
  const clicking = { person: clicker, emails: addresses };
  const isProtected = protection(context, clicking, apps.ownAccounts);
  return accounts.map(([app, stored]): Candidate => {
    const { id } = app.source;
    const pricing = prices.get(id) ?? pricingOf(context, id);
    prices.set(id, pricing);
    const maker: StepMaker = makerOf(app);
    const person = stored.person === null ? null : personByRef(context.store, stored.person);
    const made = plannedSteps(context, maker, stored.account, asked);
    return {
      planned: plannedAccount(app, stored, person, givenUpBy(context.store, stored)),
      protectedBy: isProtected(app, stored, person),
      underWay: isUnderWay(context.store, id, stored.account.id),
      made,
      saving: plannedSaving(stored.account, made.steps, pricing, today(context)),
    };
  });
}

export function plannedAccount(
  app: App,
  stored: StoredAccount,
  person: StoredPerson | null,
  givenUp: GivenUp | null,
): PlannedAccount {
  return {
    app: app.config.id,
    account: stored.account,
    label: accountLabel(stored),
    person:
      person === null
        ? null
        : { ref: person.ref, name: person.name, status: person.effectiveStatus, endDate: person.endDate },
    status: stored.status,
    known: stored.known,
    ...(givenUp === null ? {} : { givenUp }),
  };
}

/** The admin who clicked: who they are in the roster, and their addresses. */
export interface Clicking {
  readonly person: number | null;
  readonly emails?: readonly string[];
}

/** Who and what is never removed, whatever the plan says. */
export function protection(
  context: Context,
  by: Clicking,
  ownAccounts: (app: string) => readonly string[],
): (app: App, stored: StoredAccount, person: StoredPerson | null) => ProtectedBy | null {
  const { protect } = context.config;
  const groups = protect.some((entry) => 'group' in entry) ? groupsOf(context) : null;
  return (app, { account }, person) => {
    const { id } = app.config;
    if (ownAccounts(id).includes(account.id)) return { rule: 'own-account' };
    if (by.person !== null && by.person === person?.ref) return { rule: 'yourself' };
    if (by.emails?.some((own) => account.emails.includes(own)) === true) return { rule: 'yourself' };
    return listedBy(protect, {
      app: id,
      account,
      person:
        person === null
          ? null
          : {
              addresses: [...(person.email === null ? [] : [person.email]), ...person.aliases],
              // A group inside a protected one is protected.
              groups: person.groups.flatMap((name) => [name, ...(groups?.around(name) ?? [])]),
            },
    });
  };
}

/** For each app in which an admin account is to be removed: how many accounts can still manage it. */
export function adminCounts(
  context: Context,
  accounts: ReturnType<typeof accountsAsked>,
): ReadonlyMap<string, AdminCounts> {
  const counts = new Map<string, AdminCounts>();
  for (const [app, { account }] of accounts) {
    if (adminRank(account.role) === null || counts.has(app.config.id)) continue;
    counts.set(app.config.id, adminsOf(context, app));
  }
  return counts;
}

export function adminsOf({ store }: Context, app: App): AdminCounts {
  let [owners, admins] = [0, 0];
  for (const { role, count } of roleCounts(store, app.source.id)) {
    const rank = adminRank(role);
    if (rank === 'owner') owners += count;
    if (rank !== null) admins += count;
  }
  return { owners, admins };
}

function firstOf<Item>(items: Iterable<Item>, most: number): readonly Item[] {
  const first: Item[] = [];
  for (const item of items) {
    if (first.length === most) break;
    first.push(item);
  }
  return first;
}
