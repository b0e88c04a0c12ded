import { matchReason } from '../../chat/say/owners/match-reason.ts';
import { exportButton } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count, dayText, moneyText } from '../../chat/say/words.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import type { Part } from '../../domain/message.ts';
import { accountCost, addMoney } from '../../domain/money/money.ts';
import { grantData, grantsOf, knownData } from '../../flows/access/describe-account.ts';
import { type Context, findApp, listApps, timestamp } from '../../flows/context.ts';
import { type RequiredSeat, stillRequired } from '../../flows/licenses/find-required-seats.ts';
import { pricesOf } from '../../flows/money/load-prices.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import { accountsOfPeople, type StoredAccount } from '../../store/accounts/accounts.ts';
import { decisionsOn } from '../../store/decisions/decisions.ts';
import { ownerByRef } from '../../store/people/owners.ts';
import type { StoredPerson } from '../../store/people/people.ts';
import { personNamed } from '../arguments.ts';
import type { Command } from '../command.ts';
import { typedAgain } from '../page.ts';
import { unreadParts } from '../unread-apps-note.ts';

export const who: Command = {
  verb: 'who',
  names: Number.POSITIVE_INFINITY,
  example: 'who jo.brandt@acme.example',
  does: 'one person: status, and every account with license, cost and last use',
  group: 'look',
  keys: [],
  answer(context, { words }) {
    const person = personNamed(context, words.join(' '));
    const at = timestamp(context);
    const here = ownerByRef(context.store, person.ref)?.groups ?? [];
    const accounts = accountsOfPeople(context.store, [person.ref]).flatMap((stored) => {
      const app = findApp(context, stored.app);
      if (app === null) return [];
      const cost = accountCost(stored.account, pricesOf(context, stored.app));
      const reason =
        stored.rule === null
          ? ''
          : matchReason({ rule: stored.rule, via: stored.via ?? stored.account.emails[0] ?? null }, person);
      const granted = grantData(grantsOf(context, app.config.id)(here));
      return [{ stored, app: app.config, cost, reason, granted }];
    });
    const required = stillRequired(context, person.ref);
    const total = addMoney(accounts.map(({ cost }) => cost));
    const money = moneyText(total);
    const summary = `${person.name} ${statusText(person, at)}, with ${count(accounts.length, 'account')}${money === null ? '' : ` for ${money} a month`}.`;
    const missing = unreadParts(context, listApps(context));
    return {
      ok: true,
      missing,
      message: {
        summary,
        title: summary,
        body: [
          ...missing,
          { type: 'facts', facts: facts(person, at) },
          table(
            ['app', 'account', 'licenses', 'cost / month', 'last active', 'status', 'granted by', 'why'],
            accounts.map(({ stored, app, cost, reason, granted }) => [
              app.name,
              labelOf(stored),
              stored.account.licenses.join(', ') || '–',
              moneyText(cost) ?? '–',
              stored.account.lastActive === null ? '–' : dayText(stored.account.lastActive, at),
              `${stored.offboarded ? '⚠️ ' : ''}${stored.status}${stored.account.state === 'active' ? '' : `, ${stored.account.state}`}`,
              granted.grantPaths.join(', ') || '–',
              reason,
            ]),
            'No account of theirs was found in any app.',
          ),
          ...requiredPart(required, at),
        ],
        buttons: [exportButton(typedAgain('export who', { words: [person.id], filters: {} }))],
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
          department: person.department,
          manager: person.manager,
          groups: person.groups,
        },
        accounts: accounts.map(({ stored, app, cost, reason, granted }) => ({
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
  },
};

function knownOf({ store }: Context, { known, app, account: { id } }: StoredAccount) {
  return knownData(known ? (decisionsOn(store, app, id).known.get(id) ?? null) : null);
}

/** Seats that are given up, and cannot be given to somebody else yet. */
function requiredPart(required: readonly RequiredSeat[], now: string): readonly Part[] {
  if (required.length === 0) return [];
  return [
    { type: 'text', spans: [{ bold: 'Still required' }, ', although the seat is gone:'] },
    table(
      ['app', 'account', 'license', 'given up', 'required until', 'cost / month'],
      required.map(({ app, label, subscription, endedAt, requiredUntil, monthlyCost }) => [
        app.name,
        label,
        titleOf(subscription),
        dayText(endedAt, now),
        dayText(requiredUntil, now),
        moneyText(monthlyCost) ?? '–',
      ]),
      '',
    ),
  ];
}

function statusText(person: StoredPerson, now: string): string {
  switch (person.effectiveStatus) {
    case 'active':
      return person.endDate === null || person.endDate < now
        ? 'is active'
        : `is active and leaves on ${dayText(person.endDate, now)}`;
    case 'on-leave':
      return 'is on leave';
    case 'starting':
      return person.startDate === null ? 'is about to start' : `starts on ${dayText(person.startDate, now)}`;
    case 'inactive':
      return person.since === null ? 'is inactive' : `is inactive since ${dayText(person.since, now)}`;
    case 'offboarded':
      return `left${onDay(person.endDate ?? person.since, now)}`;
    default:
      return person.effectiveStatus satisfies never;
  }
}

function facts(person: StoredPerson, now: string): { label: string; value: string }[] {
  const all: readonly [string, string | null][] = [
    ['status', person.effectiveStatus === 'offboarded' ? '⚠️ offboarded' : person.effectiveStatus],
    ['email', person.email],
    ['aliases', person.aliases.join(', ') || null],
    ['department', person.department],
    ['manager', person.manager],
    ['groups', person.groups.join(', ') || null],
    ['last day', person.endDate === null ? null : dayText(person.endDate, now)],
    ['no longer in the roster since', person.goneAt === null ? null : dayText(person.goneAt, now)],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function onDay(day: string | null, now: string): string {
  return day === null ? '' : ` on ${dayText(day, now)}`;
}
