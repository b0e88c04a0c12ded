import type { AccountState } from '../../../domain/account.ts';
import { type Instant, isBareDay } from '../../../domain/day.ts';
import type { Concern } from '../../../domain/findings/classify.ts';
import { type ConcernGroup, GROUP_OF } from '../../../domain/findings/concern-group.ts';
import { endsLink, isAdmin, type Lapse } from '../../../domain/findings/known.ts';
import type { NewsReason } from '../../../domain/findings/news.ts';
import type { Button, Row } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import { quote, quoteId } from '../../grammar.ts';
import { asOfText, type Dated } from '../data-origin.ts';
import { lapsedText } from '../decide/ended.ts';
import { type LinkablePerson, linkButtons, nearestText, type SuggestedOwner } from '../owners/suggestion.ts';
import { type Clock, costText, dayAtText, dayText, moneyText, nameThenAddress } from '../words.ts';

/** One account the alert lists. */
export interface AlertItem {
  readonly account: string;
  readonly label: string;
  /** The app's name, where the list is not about one app. */
  readonly inApp?: string;
  /** As the app calls its user. */
  readonly name: string | null;
  readonly state: AccountState;
  readonly concern: Concern;
  readonly openedAt: Instant;
  readonly reopened: number;
  /** How often it was gone and came back within the last week. */
  readonly returns: number;
  /** Why it is news; `null` when it was shown before. */
  readonly news: NewsReason | null;
  /** Why it is no longer known, as the store words it; `null` when it was not known before. */
  readonly lapsed: string | null;
  /** The same as data; `null` or left out for a decision that an earlier version ended. */
  readonly lapse?: Lapse | null;
  /** `lapsed` is of a link, and not of "known". */
  readonly unlinked?: boolean;
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
  /** It also holds a license whose price is not known, so it costs more: see `costIsPartial`. */
  readonly costIsPartial?: boolean;
  /** Why nobody owns it, in words; `null` for an account with an owner. */
  readonly why: string | null;
  readonly suggestion: SuggestedOwner | null;
  /** How old the app's data is, if it is old and the list does not say so itself. */
  readonly asOf?: Dated | null;
  /** The people who all fit an account without an owner. */
  readonly fits?: readonly LinkablePerson[];
}

/** One finding: who, what is wrong with the account, what it holds, and what can be done. */
export function alertRow(app: string, item: AlertItem, clock: Clock): Row {
  const group = GROUP_OF[item.concern];
  const who = nameThenAddress(item.person?.name ?? item.name, item.label);
  return {
    type: 'row',
    mark: group,
    spans: [
      ...(item.news === null ? [] : [{ bold: `${markOf(item.news)}: ` }]),
      { bold: who },
      `${item.inApp === undefined ? '' : ` in ${item.inApp}`}${whatIsWrong(item, clock)}${besides(item)}${before(item, clock)}${rests(item, clock)}`,
    ],
    detail: holds(item),
    brief: costs(item),
    buttons: BUTTONS[group](app, item),
  };
}

/** Why a row is on top. */
const MARKS: Readonly<Record<NewsReason['kind'], string>> = {
  new: 'new',
  worse: 'worse',
  woken: 'snooze over',
  'still-there': 'still there',
  gone: 'gone',
  returned: 'back',
  recurring: 'back',
  'handed-on': 'new',
  undone: 'taken back',
  lapsed: 'no longer known',
};

function markOf(news: NewsReason): string {
  return news.kind === 'lapsed' && endsLink(news.lapse) ? 'no longer linked' : MARKS[news.kind];
}

function whatIsWrong(
  { concern, person, lastActive, suggestion, why, fits = [] }: AlertItem,
  clock: Clock,
): string {
  const day = (GROUP_OF[concern] === 'left' ? person?.endDate : null) ?? person?.since ?? null;
  const since = day === null ? '' : dayText(day, clock);
  switch (concern) {
    case 'active-after-leaving':
      return ` left ${since}, last used ${lastActive === null ? '' : dayAtText(lastActive, clock)} (after leaving)`;
    case 'offboarded':
      return `${since === '' ? ' left' : ` left ${since}`}${usedAbout(lastActive, person?.endDate ?? null, clock)}`;
    case 'inactive':
      // The mark says "inactive" already; since when, and what was used last, it does not say.
      return `${since === '' ? ', the roster does not say since when' : ` since ${since}`}${lastUsed(lastActive, clock)}`;
    case 'unknown':
      // People who all fit are better candidates than people who are only similar.
      return ` — ${suggestion === null || fits.length > 1 ? (why ?? 'nobody owns it') : nearestText(suggestion)}`;
    default:
      return concern satisfies never;
  }
}

function lastUsed(lastActive: Instant | null, clock: Clock): string {
  return lastActive === null ? '' : `, last used ${dayAtText(lastActive, clock)}`;
}

/** Use on the day after the last one, by a vendor who tells only days: it may have been the last day on our clock. */
function usedAbout(lastActive: Instant | null, endDate: string | null, clock: Clock): string {
  if (lastActive === null || endDate === null || !isBareDay(lastActive) || lastActive <= endDate) return '';
  return `, last used on ${dayText(lastActive, clock)} (day only)`;
}

/** What makes it worse: power over the app, or a seat that is paid for although nobody can use it. */
function besides({ concern, role, state, cost }: AlertItem): string {
  const gone = GROUP_OF[concern] !== 'unknown';
  const power = role !== null && isAdmin(role) ? [`${gone ? 'is still' : 'is'} ${role}`] : [];
  const paid = moneyText(cost) === null ? 'a seat' : 'a paid seat';
  const suspended = state === 'suspended' ? [`suspended, still holds ${paid}`] : [];
  return [...power, ...suspended].map((text) => `, ${text}`).join('');
}

function before(item: AlertItem, clock: Clock): string {
  const { lapsed, lapse = null, unlinked = false, reopened, returns, news } = item;
  if (lapsed !== null) {
    const why = lapse === null ? lapsed : whyLapsed(lapse, clock);
    return news?.kind === 'lapsed' ? `; ${why}` : `; no longer ${unlinked ? 'linked' : 'known'}: ${why}`;
  }
  if (returns > 1) return ' (comes and goes)';
  return reopened > 0 ? ' (came back)' : '';
}

function rests({ asOf = null }: AlertItem, clock: Clock): string {
  return asOf === null ? '' : `, ${asOfText(asOf, clock)}`;
}

function whyLapsed(lapse: Lapse, clock: Clock): string {
  // In a row, "until that day" would be too far from what it refers to.
  return lapse.kind === 'expired'
    ? `it was known until ${dayText(lapse.until, clock)}`
    : lapsedText(lapse, clock);
}

function costs({ cost, costIsPartial }: AlertItem): string | null {
  const money = costText(cost, costIsPartial);
  return money === null ? null : `${money} a month`;
}

function holds(item: AlertItem): string | null {
  const { licenses, role } = item;
  const money = costs(item);
  const parts = [
    ...licenses,
    ...(role === null || isAdmin(role) ? [] : [role]),
    ...(money === null ? [] : [money]),
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
    removeButton(app, account),
    { label: 'Mark as known…', form: { type: 'known', app, account } },
    { label: 'Snooze…', form: { type: 'snooze', app, account } },
  ];
}

function removeButton(app: string, account: string): Button {
  return { label: 'Remove…', command: `remove ${quote(app)} ${quoteId(account)}` };
}

function unknownButtons(app: string, { account, suggestion, fits }: AlertItem): readonly Button[] {
  return [
    ...linkButtons(app, account, suggestion, fits),
    { label: 'Mark as known…', form: { type: 'known', app, account } },
    { label: 'Add employee…', form: { type: 'add-person', app, account } },
    // Last, because the plan asks again if nobody owns the account. If several people fit, it belongs to one of them.
    ...((fits?.length ?? 0) > 1 ? [] : [removeButton(app, account)]),
  ];
}
