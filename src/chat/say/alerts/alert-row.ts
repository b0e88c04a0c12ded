import { dayIn, type Instant, isBareDay } from '../../../domain/day.ts';
import type { Concern } from '../../../domain/findings/classify.ts';
import { type ConcernGroup, GROUP_OF } from '../../../domain/findings/concern-group.ts';
import type { Button, Row } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import { linkButtons, nearestText, type SuggestedOwner } from '../owners/suggestion.ts';
import { dayText, moneyText } from '../words.ts';

/** One account the alert lists. */
export interface AlertItem {
  readonly account: string;
  readonly label: string;
  readonly concern: Concern;
  readonly openedAt: Instant;
  readonly reopened: number;
  /** Why it is no longer known, in words; `null` when it was not known before. */
  readonly lapsed: string | null;
  readonly person: {
    readonly name: string;
    readonly email: string | null;
    readonly since: string | null;
    readonly endDate: string | null;
  } | null;
  readonly lastActive: Instant | null;
  readonly role: string | null;
  readonly licenses: readonly string[];
  readonly cost: Money;
  /** Why nobody owns it, in words; `null` for an account with an owner. */
  readonly why: string | null;
  readonly suggestion: SuggestedOwner | null;
}

/** One finding: the account, what is wrong with it, what it holds, and what can be done. */
export function alertRow(app: string, item: AlertItem, now: Instant, timezone: string): Row {
  const group = GROUP_OF[item.concern];
  const returned =
    item.lapsed !== null ? `; no longer known: ${item.lapsed}` : item.reopened > 0 ? ' (came back)' : '';
  return {
    type: 'row',
    mark: group,
    spans: [{ bold: item.label }, ` — ${whatIsWrong(item, now, timezone)}${returned}`],
    detail: holds(item),
    buttons: BUTTONS[group](app, item),
  };
}

function whatIsWrong(
  { concern, person, lastActive, suggestion, why }: AlertItem,
  now: Instant,
  timezone: string,
): string {
  const day = (GROUP_OF[concern] === 'left' ? person?.endDate : null) ?? person?.since ?? null;
  const since = day === null ? '' : dayText(day, now);
  switch (concern) {
    case 'active-after-leaving':
      return `offboarded ${since}, last used ${lastActive === null ? '' : dayText(dayIn(timezone, lastActive), now)} (after leaving)`;
    case 'offboarded':
      return `${since === '' ? 'offboarded' : `offboarded ${since}`}${usedAbout(lastActive, person?.endDate ?? null, now)}`;
    case 'inactive':
      return since === '' ? 'inactive' : `inactive since ${since}`;
    case 'unknown':
      return suggestion === null ? (why ?? 'nobody owns it') : nearestText(suggestion);
    default:
      return concern satisfies never;
  }
}

/** Use on the day after the last one, by a vendor who tells only days: it may have been the last day on our clock. */
function usedAbout(lastActive: Instant | null, endDate: string | null, now: Instant): string {
  if (lastActive === null || endDate === null || !isBareDay(lastActive) || lastActive <= endDate) return '';
  return `, last used on ${dayText(lastActive, now)} (day only)`;
}

function holds({ licenses, role, cost }: AlertItem): string | null {
  const money = moneyText(cost);
  const parts = [
    ...licenses,
    ...(role === null ? [] : [role]),
    ...(money === null ? [] : [`${money} a month`]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

/** What an admin can do about a finding, by its group. */
const BUTTONS: Readonly<Record<ConcernGroup, (app: string, item: AlertItem) => readonly Button[]>> = {
  left: seatButtons,
  inactive: seatButtons,
  unknown: unknownButtons,
};

function seatButtons(app: string, { account }: AlertItem): readonly Button[] {
  return [
    { label: 'Mark as known…', form: { type: 'known', app, account } },
    { label: 'Snooze…', form: { type: 'snooze', app, account } },
  ];
}

function unknownButtons(app: string, { account, suggestion }: AlertItem): readonly Button[] {
  return [
    ...linkButtons(app, account, suggestion),
    { label: 'Mark as known…', form: { type: 'known', app, account } },
    { label: 'Add employee…', form: { type: 'add-person', app, account } },
  ];
}
