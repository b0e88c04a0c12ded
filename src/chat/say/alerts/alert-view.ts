import type { AccountCounts } from '../../../domain/account-part.ts';
import type { DataOrigin } from '../../../domain/data-age.ts';
import type { Day, Instant } from '../../../domain/day.ts';
import type { AlertPhase } from '../../../domain/findings/alert.ts';
import type { Concern } from '../../../domain/findings/classify.ts';
import type { Closing } from '../../../domain/findings/finding.ts';
import type { NewsReason } from '../../../domain/findings/news.ts';
import type { Button } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import { originText } from '../data-origin.ts';
import type { LicenseItem } from '../licenses/license-line.ts';
import type { HandledItem } from '../undo/handled.ts';
import { capital, count, joined, numberText } from '../words.ts';
import type { AlertItem } from './alert-row.ts';
import type { Headline } from './headline.ts';

/** Everything that the alert of one app can show. */
export interface AlertView {
  readonly app: { readonly id: string; readonly name: string };
  /** It is the organisation's only app, so its first message need not be short. */
  readonly alone: boolean;
  readonly phase: AlertPhase;
  readonly timezone: string;
  readonly now: Instant;
  readonly today: Day;
  readonly counts: Readonly<Partial<Record<Concern, number>>>;
  readonly open: number;
  readonly snoozed: number;
  /** Rows of the roster that cannot be read and are about people never read before: each account of nobody may be theirs. */
  readonly unread: number;
  /** Admins said that these were removed, and no read has shown it yet; not in `open`. */
  readonly claimed: number;
  /** All accounts of the app by part, snoozed ones included. */
  readonly accounts: AccountCounts;
  /** People who left, with how many accounts that are open findings, and how many of those are seats. */
  readonly leavers: { readonly people: number; readonly accounts: number; readonly seats: number };
  /** What the seats of people who left or are inactive cost a month; snoozed ones apart. */
  readonly atStake: Money;
  readonly snoozedStake: Money;
  /** News first, then the worst of the others. */
  readonly items: readonly AlertItem[];
  /** What is new, for the first sentence, and of how many accounts. */
  readonly headlines: readonly Headline[];
  readonly newFindings: number;
  /** Why the first of those are news, `headlines` and a few more. */
  readonly newsKinds: readonly NewsReason['kind'][];
  /** What is wrong with subscriptions, worst first; not counted in `open`. */
  readonly licenses: readonly LicenseItem[];
  readonly newLicenses: readonly LicenseItem[];
  /** What admins have just handled. */
  readonly handled: readonly HandledItem[];
  /** Since the message was posted, for an app without open findings. */
  readonly closed: {
    readonly byClosing: readonly Closing[];
    readonly licenses: number;
    readonly saved: Money;
    /** Accounts of people who left that an admin said are fine. */
    readonly keptByLeavers: number;
  };
  readonly read: {
    readonly dataAt: Instant;
    readonly origin?: DataOrigin | null;
    readonly total: number;
    /** Older than allowed. */
    readonly old?: boolean;
    readonly counts: {
      readonly pages: number;
      readonly added: number;
      readonly gone: number;
      readonly before: number;
    };
  } | null;
}

export function alertButtons({ app, alone, open, items, licenses, phase }: AlertView): readonly Button[] {
  const allShown = (phase === 'open' || alone) && items.length >= open;
  return [
    ...(open === 0
      ? []
      : [
          ...(allShown ? [] : [{ label: `Review all ${numberText(open)}`, command: `app ${app.id}` }]),
          { label: 'Access table', command: `access ${app.id}` },
          { label: 'Export', command: `export access ${app.id}` },
        ]),
    ...(licenses.length === 0 ? [] : [{ label: 'Subscriptions', command: `subscriptions ${app.id}` }]),
    { label: 'Snooze 7 days', action: { type: 'snooze-app', app: app.id, days: 7 } },
  ];
}

export function readNote({ read, now, timezone, snoozed, claimed }: AlertView): string {
  const hidden = [
    ...(snoozed > 0 ? [` ${count(snoozed, 'finding')} snoozed.`] : []),
    ...(claimed > 0 ? [` ${numberText(claimed)} said to be removed: the next read shows.`] : []),
  ].join('');
  if (read === null) return `Not read yet.${hidden}`;
  const { pages, added, gone, before } = read.counts;
  const moves = [
    ...(added > 0 && before > 0 ? [`${numberText(added)} new`] : []),
    ...(gone > 0 ? [`${numberText(gone)} gone`] : []),
  ];
  const changes = moves.length === 0 ? '' : `, ${joined(moves)}`;
  const asked = (read.origin?.file ?? null) === null;
  const from = originText(read, { now, timezone });
  // A file has no pages, and keeps its name as it is written.
  const on = asked ? ` on ${count(pages, 'page')}` : '';
  return `${asked ? capital(from) : from}, complete: ${count(read.total, 'account')}${on}${changes}.${hidden}`;
}
