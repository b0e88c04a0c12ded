import { personMessage } from '../../chat/say/overview/who.ts';
import { matchWord } from '../../chat/say/owners/match-reason.ts';
import { exportButton } from '../../chat/say/pager.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { accountCost, addMoney, costIsPartial } from '../../domain/money/money.ts';
import { contradictsLastDay } from '../../domain/person.ts';
import { grantData, grantsOf, knownData } from '../../flows/access/describe-account.ts';
import { type Context, clockOf, findApp, listApps, today } from '../../flows/context.ts';
import { asOf } from '../../flows/data-age.ts';
import { stillRequired } from '../../flows/licenses/find-required-seats.ts';
import { pricesOf } from '../../flows/money/load-prices.ts';
import { ownerReason } from '../../flows/owners/owner-reason.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsOfPeople, type StoredAccount } from '../../store/accounts/accounts.ts';
import { decisionsOn } from '../../store/decisions/decisions.ts';
import { formerlyOf } from '../../store/people/former-identifiers.ts';
import { ownerByRef } from '../../store/people/owners.ts';
import type { StoredPerson } from '../../store/people/people.ts';
import { sourceById } from '../../store/sources/sources.ts';
import type { Answer } from '../command.ts';
import { typedAgain } from '../page.ts';
import { unreadParts } from '../unread-apps-note.ts';

/** A word is enough, because the person is named above the table; `null` for the plain address. */
function whyTheirs(rule: StoredAccount['rule'], reason: string): string | null {
  if (rule === 'email') return null;
  return rule === null || rule === 'earlier-match' ? reason : matchWord(rule);
}

/** One person with every account and seat, as a message and as data. */
export function personAnswer(context: Context, person: StoredPerson): Answer {
  const shown = ownerByRef(context.store, person.ref);
  const here = shown?.groups ?? [];
  const { department, manager } = shown ?? person;
  const accounts = accountsOfPeople(context.store, [person.ref]).flatMap((stored) => {
    const app = findApp(context, stored.app);
    if (app === null) return [];
    const prices = pricesOf(context, stored.app);
    const cost = accountCost(stored.account, prices);
    const isPartial = costIsPartial(stored.account, prices);
    const reason = ownerReason(context, stored, person) ?? '';
    const granted = grantData(grantsOf(context, app.config.id)(here));
    return [{ stored, app: app.config, cost, isPartial, reason, granted, asOf: asOf(context, app.source) }];
  });
  const roster = sourceById(context.store, person.source);
  const formerly = formerlyOf(context.store, person.ref);
  const contradictory =
    person.goneAt === null &&
    contradictsLastDay({ ...person, status: person.reportedStatus }, today(context));
  const required = stillRequired(context, person.ref);
  const total = addMoney(accounts.map(({ cost }) => cost));
  const missing = unreadParts(context, listApps(context));
  const message = personMessage(
    {
      person: {
        ...person,
        department,
        manager,
        formerly,
        contradictory,
        asOf: roster === null ? null : asOf(context, roster),
      },
      accounts: accounts.map(({ stored, app, cost, isPartial, reason, granted, asOf: old }) => ({
        app: app.name,
        label: accountLabel(stored),
        licenses: stored.account.licenses,
        cost,
        costIsPartial: isPartial,
        lastActive: stored.account.lastActive,
        standing: {
          status: stored.status,
          offboarded: stored.offboarded,
          known: knownOf(context, stored),
          state: stored.account.state,
          kind: stored.account.kind,
          lastDay: person.endDate,
        },
        grantedBy: granted.grantPaths,
        reason: whyTheirs(stored.rule, reason),
        asOf: old,
      })),
      total,
      required: required.map(({ app, label, subscription, endedAt, requiredUntil, monthlyCost }) => ({
        app: app.name,
        account: label,
        license: titleOf(subscription),
        endedAt,
        requiredUntil,
        cost: monthlyCost,
      })),
      clock: clockOf(context),
    },
    missing,
  );
  return {
    ok: true,
    missing,
    message: {
      ...message,
      buttons: [
        ...message.buttons,
        exportButton(typedAgain('export who', { words: [person.id], filters: {} })),
      ],
    },
    json: {
      person: {
        id: person.id,
        name: person.name,
        email: person.email,
        aliases: person.aliases,
        status: person.effectiveStatus,
        since: person.since,
        endDate: person.endDate,
        contradictory,
        formerly: formerly.map(({ value, until }) => ({ value, until })),
        department,
        manager,
        groups: person.groups,
      },
      accounts: accounts.map(({ stored, app, cost, isPartial, reason, granted }) => ({
        app: app.id,
        account: stored.account.id,
        emails: stored.account.emails,
        licenses: stored.account.licenses,
        lastActive: stored.account.lastActive,
        status: stored.status,
        offboarded: stored.offboarded,
        known: knownOf(context, stored),
        match: { rule: stored.rule, reason },
        ...granted,
        monthlyCost: cost,
        costIsPartial: isPartial,
      })),
      monthlyCost: total,
      required: required.map(({ app, subscription, ...row }) => ({
        app: app.id,
        subscription: subscription.id,
        product: subscription.product,
        ...row,
      })),
    },
  };
}

function knownOf({ store }: Context, { known, app, account: { id } }: StoredAccount) {
  return knownData(known ? (decisionsOn(store, app, id).known.get(id) ?? null) : null);
}
