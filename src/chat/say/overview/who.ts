import { dayIn, type Instant } from '../../../domain/day.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import type { PersonStatus } from '../../../domain/person.ts';
import { quote } from '../../grammar.ts';
import { type AccountStanding, standingText } from '../account-standing.ts';
import { asOfText, type Dated } from '../data-origin.ts';
import { contradictionText } from '../people/people-doubts.ts';
import { table } from '../table.ts';
import { type Clock, costText, count, dayAtText, dayText, moneyText } from '../words.ts';

/** One person with every account and seat. */
export interface PersonView {
  readonly person: {
    readonly name: string;
    readonly email: string | null;
    readonly aliases: readonly string[];
    readonly effectiveStatus: PersonStatus;
    readonly since: string | null;
    readonly startDate: string | null;
    readonly endDate: string | null;
    /** When the roster stopped listing them. */
    readonly goneAt: string | null;
    readonly department: string | null;
    readonly manager: string | null;
    readonly groups: readonly string[];
    /** The word for them contradicts their last day. */
    readonly contradictory: boolean;
    /** How old the roster that lists them is, if it is old. */
    readonly asOf?: Dated | null;
    /** What they were called by once. */
    readonly formerly: readonly { readonly value: string; readonly until: string }[];
  };
  readonly accounts: readonly {
    readonly app: string;
    readonly label: string;
    readonly licenses: readonly string[];
    readonly cost: Money;
    /** It also holds a license whose price is not known: see `costIsPartial`. */
    readonly costIsPartial: boolean;
    readonly lastActive: Instant | null;
    readonly standing: AccountStanding;
    readonly grantedBy: readonly string[];
    /** Why the account is theirs; `null` if it simply has their address. */
    readonly reason: string | null;
    /** How old the app's data is, if it is old. */
    readonly asOf?: Dated | null;
  }[];
  readonly total: Money;
  /** Seats that were given up and cannot be given to anyone else yet. */
  readonly required: readonly {
    readonly app: string;
    readonly account: string;
    readonly license: string;
    readonly endedAt: string;
    readonly requiredUntil: string;
    readonly cost: Money;
  }[];
  readonly clock: Clock;
}

/** A person's facts, accounts and seats. `missing` names the apps that are not in it. */
export function personMessage(view: PersonView, missing: readonly Part[]): Message {
  const { person, accounts } = view;
  const money = costText(
    view.total,
    view.accounts.some(({ costIsPartial }) => costIsPartial),
  );
  const summary = `${person.name} ${statusText(view)}${restsOn(person, view.clock)}: ${accounts.length === 0 ? 'no accounts' : count(accounts.length, 'account')}${money === null ? '' : `, ${money} a month`}.`;
  return {
    summary,
    title: summary,
    body: [...missing, { type: 'facts', facts: facts(view) }, accountTable(view), ...required(view)],
    buttons: removeAll(view),
  };
}

/** Leads to the plan for every seat that the person should no longer have. */
function removeAll({ person, accounts }: PersonView): readonly Button[] {
  const held = accounts.some(
    ({ standing: { status, known, state } }) =>
      status === 'inactive' && known === null && state !== 'deactivated' && state !== 'deleted',
  );
  if (!held) return [];
  return [{ label: 'Remove all seats…', command: `remove person ${quote(person.email ?? person.name)}` }];
}

/** Empty columns are left out: eight columns would break every word at 100 characters. */
function accountTable(view: PersonView): Part {
  const { accounts, clock } = view;
  const granted = accounts.some(({ grantedBy }) => grantedBy.length > 0);
  const explained = accounts.some(({ reason }) => reason !== null);
  return table(
    [
      ...['app', 'account', 'status', 'licenses', 'cost / month', 'last active'],
      ...(granted ? ['granted by'] : []),
      ...(explained ? ['why'] : []),
    ],
    accounts.map((account) => [
      account.app,
      account.label,
      `${standingText(account.standing, clock)}${restsOn(account, clock)}`,
      account.licenses.join(', ') || '–',
      costText(account.cost, account.costIsPartial) ?? '–',
      account.lastActive === null ? '–' : dayAtText(account.lastActive, clock),
      ...(granted ? [account.grantedBy.join(', ') || '–'] : []),
      ...(explained ? [account.reason ?? 'same address'] : []),
    ]),
    'They have no account in any app.',
  );
}

function required({ required: seats, clock }: PersonView): readonly Part[] {
  if (seats.length === 0) return [];
  return [
    { type: 'text', spans: [{ bold: 'Still required' }, ' although the seat was given up:'] },
    table(
      ['app', 'account', 'license', 'given up', 'required until', 'cost / month'],
      seats.map(({ app, account, license, endedAt, requiredUntil, cost }) => [
        app,
        account,
        license,
        dayAtText(endedAt, clock),
        dayText(requiredUntil, clock),
        moneyText(cost) ?? '–',
      ]),
      '',
    ),
  ];
}

/** ` (as of 2 Feb, figma.csv)`; nothing where the data is not old. */
function restsOn({ asOf = null }: { readonly asOf?: Dated | null }, clock: Clock): string {
  return asOf === null ? '' : ` (${asOfText(asOf, clock)})`;
}

function statusText({ person, clock }: PersonView): string {
  switch (person.effectiveStatus) {
    case 'active':
      return person.endDate === null || person.endDate < dayIn(clock.timezone, clock.now)
        ? 'is active'
        : `is active and leaves on ${dayText(person.endDate, clock)}`;
    case 'on-leave':
      return 'is on leave';
    case 'starting':
      return person.startDate === null
        ? 'is about to start'
        : `starts on ${dayText(person.startDate, clock)}`;
    case 'inactive':
      return person.since === null
        ? 'is inactive'
        : `has been inactive since ${dayText(person.since, clock)}`;
    case 'offboarded': {
      const day = person.endDate ?? person.since;
      return day === null ? 'left' : `left on ${dayText(day, clock)}`;
    }
    default:
      return person.effectiveStatus satisfies never;
  }
}

function facts({ person, clock }: PersonView): { label: string; value: string }[] {
  const all: readonly [string, string | null][] = [
    ['status', person.effectiveStatus === 'offboarded' ? '⚠️ offboarded' : person.effectiveStatus],
    ['email', person.email],
    ['aliases', person.aliases.join(', ') || null],
    ['earlier', formerText(person.formerly, clock)],
    ['department', person.department],
    ['manager', person.manager],
    ['groups', person.groups.join(', ') || null],
    ['last day', person.endDate === null ? null : dayText(person.endDate, clock)],
    ['in doubt', doubtText(person, clock)],
    ['no longer in the roster since', person.goneAt === null ? null : dayAtText(person.goneAt, clock)],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** `mara.voss@acme.example until 28 Nov`; `null` when there is none. */
function formerText(formerly: PersonView['person']['formerly'], clock: Clock): string | null {
  if (formerly.length === 0) return null;
  return formerly
    .slice(0, 5)
    .map(({ value, until }) => `${value} until ${dayAtText(until, clock)}`)
    .join(', ');
}

function doubtText({ contradictory, effectiveStatus, endDate }: PersonView['person'], clock: Clock) {
  if (!contradictory || endDate === null) return null;
  return `the roster says ${contradictionText({ status: effectiveStatus, endDate }, clock)}`;
}
