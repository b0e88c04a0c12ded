import type { AccountCounts } from '../../../domain/account-part.ts';
import type { Instant } from '../../../domain/day.ts';
import type { AlertPhase } from '../../../domain/findings/alert.ts';
import type { Concern } from '../../../domain/findings/classify.ts';
import { CONCERN_GROUPS, type ConcernGroup, countByGroup } from '../../../domain/findings/concern-group.ts';
import type { Button, Message } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import { type LicenseItem, licenseCounts, licenseLines } from '../licenses/license-line.ts';
import { type HandledItem, handledRow } from '../undo/handled.ts';
import { agoText, capital, count, joined, moneyText, numberText } from '../words.ts';
import { type AlertItem, alertRow } from './alert-row.ts';

/** Everything that the alert of one app can show. */
export interface AlertView {
  readonly app: { readonly id: string; readonly name: string };
  readonly phase: AlertPhase;
  readonly timezone: string;
  readonly now: Instant;
  readonly counts: Readonly<Partial<Record<Concern, number>>>;
  readonly open: number;
  readonly snoozed: number;
  /** All accounts of the app by part, snoozed ones included. */
  readonly accounts: AccountCounts;
  /** What the seats of people who left or are inactive cost a month. */
  readonly atStake: Money;
  /** The worst few findings, worst first. */
  readonly items: readonly AlertItem[];
  /** What is wrong with subscriptions, worst first; not counted in `open`. */
  readonly licenses: readonly LicenseItem[];
  /** What admins have just handled. */
  readonly handled: readonly HandledItem[];
  /** How many findings this change closed, and what that saves a month. */
  readonly closed: number;
  readonly saved: Money;
  /** The account that came back, when exactly one did. */
  readonly returned: string | null;
  readonly read: {
    readonly dataAt: Instant;
    readonly total: number;
    readonly counts: {
      readonly pages: number;
      readonly added: number;
      readonly gone: number;
      readonly before: number;
    };
  } | null;
}

export function alertMessage(view: AlertView): Message {
  if (view.phase === 'clean') return cleanMessage(view);
  const baseline = view.phase === 'baseline';
  const summary = baseline ? baselineSummary(view) : openSummary(view);
  const rest = view.open - view.items.length;
  return {
    summary,
    title: summary,
    body: [
      ...(baseline ? [{ type: 'text', spans: [baselineDetail(view)] } as const] : []),
      ...view.items.map((item) => alertRow(view.app.id, item, view.now, view.timezone)),
      ...(rest > 0 ? [{ type: 'note', text: `and ${numberText(rest)} more` } as const] : []),
      ...licenseLines(view.app.id, view.licenses, view),
      ...view.handled.map(handledRow),
      { type: 'note', text: readNote(view) },
    ],
    buttons: view.open + view.licenses.length === 0 ? [] : buttons(view),
  };
}

/** What is left of an alert that was posted again further down. */
export function movedMessage(app: string): Message {
  const summary = `${app}: continued in a newer message below.`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** The opening sentence names each group that has findings: `2 people who left still hold seats`. */
const OPENINGS: Readonly<Record<ConcernGroup, (findings: number) => string>> = {
  left: (n) => `${count(n, 'person', 'people')} who left still ${n === 1 ? 'holds a seat' : 'hold seats'}`,
  inactive: (n) => `${count(n, 'seat')} of inactive people`,
  unknown: (n) => `${count(n, 'account')} nobody knows`,
};

function openSummary(view: AlertView): string {
  const { app } = view;
  const back = view.returned === null ? '' : `${view.returned} holds a seat again; `;
  const parts = [
    ...groupsWithFindings(view).map(([group, findings]) => OPENINGS[group](findings)),
    ...licenseCounts(view.licenses),
  ];
  const money = moneyText(view.atStake);
  return `${app.name}: ${back}${joined(parts)}.${money === null ? '' : ` ${money} a month.`}`;
}

/** The groups that have findings, with their number, worst first. */
function groupsWithFindings({ counts }: AlertView): readonly (readonly [ConcernGroup, number])[] {
  const sums = countByGroup(counts);
  return CONCERN_GROUPS.flatMap((group) => (sums[group] === 0 ? [] : [[group, sums[group]] as const]));
}

function baselineSummary({ app, read, accounts: { parts } }: AlertView): string {
  const { active } = parts;
  return `${app.name} is connected: ${count(read?.total ?? 0, 'account')} read, ${numberText(active)} ${active === 1 ? 'belongs' : 'belong'} to active people.`;
}

/** The same after the first read: `4 belong to people who left`; `verb` is left out after the first part. */
const BASELINES: Readonly<Record<ConcernGroup, (findings: number, verb: string) => string>> = {
  left: (n, verb) => `${numberText(n)} ${verb}to ${n === 1 ? 'a person' : 'people'} who left`,
  inactive: (n, verb) => `${numberText(n)} ${verb}to ${n === 1 ? 'an inactive person' : 'inactive people'}`,
  unknown: (n) => `${numberText(n)} ${n === 1 ? 'is' : 'are'} unknown`,
};

function baselineDetail(view: AlertView): string {
  const { atStake, open, licenses } = view;
  if (open + licenses.length === 0)
    return 'Nothing to decide on, and nothing was changed. I will watch it from here and tell you what changes.';
  const money = moneyText(atStake);
  const parts = groupsWithFindings(view).map(([group, n], at) =>
    BASELINES[group](n, at > 0 ? '' : n === 1 ? 'belongs ' : 'belong '),
  );
  const cost = money === null ? '' : ` Seats of people who are not active cost ${money} a month.`;
  const accounts = parts.length === 0 ? '' : `${capital(joined(parts))}.${cost} `;
  const subscriptions = licenses.length === 0 ? '' : `${capital(joined(licenseCounts(licenses)))}. `;
  return `${accounts}${subscriptions}Nothing was changed. I will watch it from here and tell you what changes.`;
}

function cleanMessage({ app, closed, saved, handled }: AlertView): Message {
  const money = moneyText(saved);
  const done =
    closed > 0
      ? ` ${count(closed, 'finding')} closed${money === null ? '' : `, ${money} a month saved`}.`
      : '';
  const summary = `${app.name} is clean.${done}`;
  return {
    summary,
    title: summary,
    body: handled.map(handledRow),
    buttons: [],
  };
}

function buttons({ app, open, licenses }: AlertView): readonly Button[] {
  return [
    ...(open === 0
      ? []
      : [
          { label: `Review all ${numberText(open)}`, command: `app ${app.id}` },
          { label: 'Access table', command: `access ${app.id}` },
          { label: 'Export', command: `export access ${app.id}` },
        ]),
    ...(licenses.length === 0 ? [] : [{ label: 'Subscriptions', command: `subscriptions ${app.id}` }]),
    { label: 'Snooze 7 days', action: { type: 'snooze-app', app: app.id, days: 7 } },
  ];
}

function readNote({ read, now, snoozed }: AlertView): string {
  const hidden = snoozed > 0 ? ` ${count(snoozed, 'finding')} snoozed.` : '';
  if (read === null) return `Not read yet.${hidden}`;
  const { pages, added, gone, before } = read.counts;
  const moves = [
    ...(added > 0 && before > 0 ? [`${numberText(added)} new`] : []),
    ...(gone > 0 ? [`${numberText(gone)} gone`] : []),
  ];
  const changes = moves.length === 0 ? '' : `, ${joined(moves)}`;
  return `Read ${agoText(read.dataAt, now)}, complete: ${count(read.total, 'account')} on ${count(pages, 'page')}${changes}.${hidden}`;
}
